import { useMemo } from 'react';
import { type Calendar, type CalendarEntry, calendarDays } from '../../../domain/maintenance/calendar';
import { weekOfName } from '../../../domain/maintenance/week';
import { startOfDay } from '../../../domain/time/recurrence';
import { useHeadsSince } from '../../../shared/incidents/useIncidentHeads';
import { type Maintenance } from '../../../shared/maintenance/useMaintenance';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { useWeeks } from '../data';

export interface Review {
  week: string;
  signed: string;
}

/** ISO weeks whose review is signed off, with when. */
export function useSignedReviews(): Review[] {
  const { heads } = useWeeks();
  return useMemo(
    () =>
      heads.flatMap(({ name, head }) => {
        const week = weekOfName(name);
        const signed = head['review-signed'];
        return week && signed ? [{ week, signed }] : [];
      }),
    [heads]
  );
}

interface Entries {
  days: Map<string, CalendarEntry[]>;
  /** What could not be asked: it is missing on the calendar. */
  missing: Array<'windows' | 'incidents' | 'history'>;
}

const NO_TASKS: Calendar['tasks'] = {};

/** What stands on the calendar from one date to another. */
export function useEntries(maintenance: Maintenance, reviews: Review[], first: string, last: string): Entries {
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
