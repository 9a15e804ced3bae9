import { useMemo } from 'react';
import { type IncidentHead, INCIDENTS, readIncidentHead } from '../../../domain/incident/head';
import { type ReviewFacts } from '../../../domain/maintenance/review';
import { openSteps } from '../../../domain/maintenance/reviewFacts';
import { type ReviewStep, type Week, type WeekReview } from '../../../domain/maintenance/week';
import { shiftWeek, startOfDay, weekDates } from '../../../domain/time/recurrence';
import { useRoadmap } from '../../../shared/improvements/useRoadmap';
import { INCIDENTS_TO_DO } from '../../../shared/incidents/openIncidents';
import { useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { type Owners } from '../../../shared/maintenance/owners/useOwners';
import { useServiceTeams } from '../../../shared/maintenance/owners/useServiceOwners';
import { type Maintenance } from '../../../shared/maintenance/useMaintenance';
import { useWeek } from '../../../shared/maintenance/useWeek';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { useObjectiveStates } from '../../../shared/objectives/useObjectiveStates';
import { useHeads } from '../../../shared/records/useHeads';
import { weekFacts, type FactSource } from './facts';

interface Found {
  /** Of everybody: what the document tells. */
  facts: ReviewFacts;
  /** Of those whom the filter shows. */
  shown: ReviewFacts;
  /** What is not done yet of what the review is for. */
  open: ReviewStep[];
  /** What the week before carried over. */
  left: Array<[string, WeekReview['carried'][string]]>;
  incidentsError: unknown;
  refetchIncidents: () => void;
}

interface Options {
  withPrivate: boolean;
  owners: Owners;
}

const EVERYBODY = { shows: () => true, showsOf: () => true };

/** What a week came to, for its page and its document. */
export function useFacts(
  week: string,
  record: Week,
  maintenance: Maintenance,
  { withPrivate, owners }: Options
): Found {
  const monday = startOfDay(weekDates(week)[0], maintenance.zone);
  const { incidents, error, refetch } = useIncidentHeads({ since: Date.parse(monday) / 1000 });
  const toDo = useHeads(INCIDENTS, INCIDENTS_TO_DO);
  const { record: before } = useWeek(shiftWeek(week, -1), false);
  const { record: roadmap } = useRoadmap();
  const { windows } = useWindows();
  const { teamsOf } = useServiceTeams();
  const objectives = useObjectives();
  const source: FactSource = {
    week,
    record,
    ...(before && { before }),
    maintenance,
    heads: useMemo(() => withOlder(incidents, toDo.heads.map(readIncidentHead)), [incidents, toDo.heads]),
    ...(roadmap && { roadmap }),
    windows,
    objectives,
    withPrivate,
    teamsOf,
  };
  const facts = weekFacts(source, EVERYBODY);
  const left = Object.entries(before?.review?.carried ?? {});
  return {
    facts,
    shown: owners.chosen ? weekFacts(source, owners) : facts,
    open: openSteps(record, {
      overdue: facts.overdue.map(({ title }) => title),
      left: left.map(([, { text }]) => text),
    }),
    left,
    incidentsError: error ?? toDo.error,
    refetchIncidents: refetch,
  };
}

/** Actions that are due may be of incidents of any time. */
function withOlder(incidents: IncidentHead[], toDo: IncidentHead[]): IncidentHead[] {
  const names = new Set(incidents.map(({ name }) => name));
  return [...incidents, ...toDo.filter(({ name }) => !names.has(name))];
}

/** As they stand now, worst first; what is for information only is not told. */
function useObjectives(): NonNullable<ReviewFacts['objectives']> {
  const { states } = useObjectiveStates();
  return useMemo(
    () =>
      states
        .filter(({ state }) => state !== 'info')
        .map(({ objective: { name }, state, text }) => ({ name, state, ...(text && { text }) })),
    [states]
  );
}
