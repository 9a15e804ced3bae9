import { useMemo } from 'react';
import { actionsOfReviews } from '../../../domain/improvement/fromReview';
import { rowsOfHead } from '../../../domain/incident/actionList';
import { INCIDENTS, readIncidentHead } from '../../../domain/incident/head';
import { privateCount, shareable } from '../../../domain/incident/privacy';
import { type ReviewFacts } from '../../../domain/maintenance/review';
import { minutesByTeam, openSteps, verdictChanges } from '../../../domain/maintenance/reviewFacts';
import { runState } from '../../../domain/maintenance/run';
import { complianceOf } from '../../../domain/maintenance/task';
import { type ReviewStep, type Week } from '../../../domain/maintenance/week';
import { addDays, localDateOf, shiftWeek, startOfDay, weekDates } from '../../../domain/time/recurrence';
import { useRoadmap } from '../../../shared/improvements/useRoadmap';
import { type Maintenance, useWeek } from '../../../shared/maintenance/useMaintenance';
import { useWindows } from '../../../shared/maintenance/useWindows';
import { useObjectiveStates } from '../../../shared/objectives/useObjectiveStates';
import { useHeads } from '../../../shared/records/useHeads';
import { dayAndClock } from '../../../shared/words/times';
import { occurrencesIn, rowsOf } from '../data';
import { whoDoes } from '../owners/useOwners';

interface Found {
  facts: ReviewFacts;
  /** What is not done yet of what the review is for. */
  open: ReviewStep[];
  /** What the week before carried over. */
  left: Array<[string, string]>;
  incidentsError: unknown;
  refetchIncidents: () => void;
}

/** What a week came to, for its page and its document. */
export function useFacts(week: string, record: Week, maintenance: Maintenance, withPrivate: boolean): Found {
  const { plan, ledger, now, zone, standings } = maintenance;
  const { heads, error, refetch } = useHeads(INCIDENTS, { sort: '-name', limit: 300 });
  const { record: before } = useWeek(shiftWeek(week, -1), false);
  const { record: roadmap } = useRoadmap();
  const objectives = useObjectives();
  const windows = useWindowsOf(week, zone);
  const dates = weekDates(week);
  const end = addDays(dates[6], 1);
  const due = rowsOf(plan?.tasks ?? {}, week, zone, ledger, now).flatMap(({ key, task, days }) =>
    days.flatMap((day) => {
      if (!day) {
        return [];
      }
      const result = record.results[`${key}@${day.found.date}`];
      const note = result?.note ?? result?.reason;
      return [
        {
          title: task.title,
          team: whoDoes(task, day.found, record.handovers ?? {}).team || task.team,
          date: day.found.date,
          state: day.state,
          ...(result && { by: result.by.name }),
          ...(note && { note }),
        },
      ];
    })
  );
  const failures = Object.entries(record.runs).flatMap(([id, run]) =>
    [...runState(record, id).outcomes.values()].flatMap(({ item, outcome }) =>
      outcome.verdict === 'fail' ? [{ item: run.items[item].title, run: run.title }] : []
    )
  );
  const all = heads.map(readIncidentHead);
  const declaredThen = all.filter(({ milestones: { declared }, drill, status }) => {
    const day = declared && localDateOf(declared, zone);
    return day && day >= dates[0] && day < end && !drill && status !== 'void';
  });
  const actions = [...shareable(all, withPrivate).flatMap(rowsOfHead), ...(roadmap ? actionsOfReviews(roadmap) : [])]
    .flatMap(({ id, title, state, due: on, owner, review, incident: { ref } }) =>
      (state === 'open' || state === 'doing') && on && on < end
        ? [{ ref, title, due: on, ...(owner && { owner }), ...(review && { item: id }) }]
        : []
    )
    .sort((a, b) => a.due.localeCompare(b.due));
  const overdue = standings.flatMap(({ task, current, overdueSince }) =>
    overdueSince ? [{ title: task.title, team: current?.team ?? task.team, since: overdueSince.date }] : []
  );
  const left = Object.entries(before?.review?.carried ?? {}).map(([id, { text }]): [string, string] => [id, text]);
  return {
    facts: {
      week,
      compliance: complianceOf(occurrencesIn(maintenance, week, week), ledger, now),
      due: due.sort((a, b) => a.date.localeCompare(b.date)),
      overdue,
      failures,
      changes: verdictChanges(record, before),
      objectives,
      incidents: shareable(declaredThen, withPrivate).map(({ ref, title, status }) => ({ ref, title, status })),
      actions,
      windows,
      minutes: minutesByTeam(record),
      privateIncidents: privateCount(declaredThen),
      withPrivate,
      ...(record.review && { review: record.review }),
    },
    open: openSteps(record, { overdue: overdue.map(({ title }) => title), left: left.map(([, text]) => text) }),
    left,
    incidentsError: error,
    refetchIncidents: refetch,
  };
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

/** Those that are on at any time of the week or the next; not the cancelled ones. */
function useWindowsOf(week: string, zone: string): NonNullable<ReviewFacts['windows']> {
  const { windows } = useWindows();
  const [monday] = weekDates(week);
  const [from, to] = [monday, addDays(monday, 14)].map((date) => Date.parse(startOfDay(date, zone)));
  return windows
    .filter(({ cancelled, start, end }) => !cancelled && Date.parse(start) < to && Date.parse(end) > from)
    .map(({ title, start, end, serviceNames }) => ({
      title,
      from: dayAndClock(start, zone),
      to: dayAndClock(end, zone),
      services: serviceNames,
    }))
    .reverse();
}
