import { useMemo } from 'react';
import { type Calendar, type CalendarEntry, calendarDays } from '../../../domain/maintenance/calendar';
import { type Plan } from '../../../domain/maintenance/plan';
import { weekOfName } from '../../../domain/maintenance/week';
import { own } from '../../../domain/record/own';
import { startOfDay } from '../../../domain/time/recurrence';
import { useHeadsSince } from '../../../shared/incidents/useIncidentHeads';
import { type Owners } from '../../../shared/maintenance/owners/useOwners';
import { ownersOfIncident, ownersOfWindow } from '../../../shared/maintenance/owners/useServiceOwners';
import { type Maintenance } from '../../../shared/maintenance/useMaintenance';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { type useWeeks } from '../data';

export interface SignedReview {
  week: string;
  signed: string;
}

export type WeekHead = ReturnType<typeof useWeeks>['heads'][number];

/** ISO weeks whose review is signed off, with when. */
export function signedReviews(heads: WeekHead[]): SignedReview[] {
  return heads.flatMap(({ name, head }) => {
    const week = weekOfName(name);
    const signed = head['review-signed'];
    return week && signed ? [{ week, signed }] : [];
  });
}

interface Entries {
  days: Map<string, CalendarEntry[]>;
  /** What could not be asked: it is missing on the calendar. */
  missing: Array<'windows' | 'incidents' | 'history'>;
}

const NO_TASKS: Calendar['tasks'] = {};

/** Of these days, what the filter shows; reviews are everybody's. */
export function ownedDays(
  days: Map<string, CalendarEntry[]>,
  plan: Plan | undefined,
  { chosen, shows, showsOf }: Owners,
  teamsOf: (services: string[]) => string[]
): Map<string, CalendarEntry[]> {
  if (!chosen) {
    return days;
  }
  const isShown = (entry: CalendarEntry): boolean => {
    switch (entry.kind) {
      case 'task': {
        const definition = plan && own(plan.tasks, entry.task);
        return definition !== undefined && shows(definition, entry);
      }
      case 'window':
        return showsOf(ownersOfWindow(entry.window, teamsOf));
      case 'incident':
        return showsOf(ownersOfIncident(entry.incident, teamsOf));
      case 'review':
        return true;
    }
  };
  return new Map([...days].map(([date, entries]) => [date, entries.filter(isShown)]));
}

/** What stands on the calendar from one date to another. */
export function useEntries(maintenance: Maintenance, reviews: SignedReview[], first: string, last: string): Entries {
  const { plan, ledger, zone, now, historyError } = maintenance;
  const { windows, error: windowsError } = useWindows();
  const { incidents, error: incidentsError } = useHeadsSince({ since: Date.parse(startOfDay(first, zone)) / 1000 });
  const days = useMemo(
    () =>
      calendarDays(
        {
          tasks: plan?.tasks ?? NO_TASKS,
          ledger,
          windows,
          incidents,
          signed: new Set(reviews.map(({ week }) => week)),
          zone,
          now,
          ...(plan?.adopted && { since: plan.adopted }),
        },
        first,
        last
      ),
    [plan, ledger, windows, incidents, reviews, zone, now, first, last]
  );
  return {
    days,
    missing: [
      ...(windowsError ? (['windows'] as const) : []),
      ...(incidentsError ? (['incidents'] as const) : []),
      ...(historyError ? (['history'] as const) : []),
    ],
  };
}
