import { actionsOfReviews } from '../../../domain/improvement/fromReview';
import { type Roadmap } from '../../../domain/improvement/schema';
import { rowsOfHead } from '../../../domain/incident/actionList';
import { type IncidentHead } from '../../../domain/incident/head';
import { privateCount, shareable } from '../../../domain/incident/privacy';
import { whoDoes } from '../../../domain/maintenance/owners';
import { type ReviewFacts } from '../../../domain/maintenance/review';
import { minutesByTeam, verdictChanges } from '../../../domain/maintenance/reviewFacts';
import { checklistRunState } from '../../../domain/maintenance/run';
import { complianceOf, occurrenceKey } from '../../../domain/maintenance/task';
import { type Week } from '../../../domain/maintenance/week';
import { type WindowHead } from '../../../domain/maintenance/windows/head';
import { own } from '../../../domain/record/own';
import { addDays, localDateOf, startOfDay, weekDates } from '../../../domain/time/recurrence';
import { type Owners } from '../../../shared/maintenance/owners/useOwners';
import { ownersOfIncident, ownersOfWindow } from '../../../shared/maintenance/owners/useServiceOwners';
import { type Maintenance } from '../../../shared/maintenance/useMaintenance';
import { dayAndClock } from '../../../shared/words/times';
import { occurrencesIn, rowsOf } from '../data';

export interface FactSource {
  week: string;
  record: Week;
  /** The week before. */
  before?: Week;
  maintenance: Maintenance;
  heads: IncidentHead[];
  roadmap?: Roadmap;
  windows: WindowHead[];
  objectives: NonNullable<ReviewFacts['objectives']>;
  withPrivate: boolean;
  /** Of services, by the register. */
  teamsOf: (services: string[]) => string[];
}

/** What a week came to, of what the filter shows; objectives and what was decided are everybody's. */
export function weekFacts(source: FactSource, owners: Pick<Owners, 'shows' | 'showsOf'>): ReviewFacts {
  const { week, record, before, maintenance, objectives, withPrivate } = source;
  const { ledger, now, plan } = maintenance;
  const shown = shownWeek(record, owners);
  const declared = declaredIn(source).filter((head) => owners.showsOf(ownersOfIncident(head, source.teamsOf)));
  const found = occurrencesIn(maintenance, week, week).filter((each) => {
    const task = plan && own(plan.tasks, each.task);
    return task !== undefined && owners.shows(task, each);
  });
  return {
    week,
    compliance: complianceOf(found, ledger, now),
    due: dueLines(source, owners),
    overdue: overdueLines(maintenance, owners),
    failures: failedItems(shown),
    changes: verdictChanges(shown, before),
    objectives,
    incidents: shareable(declared, withPrivate).map(({ ref, title, status }) => ({ ref, title, status })),
    actions: actionLines(source, owners),
    windows: windowLines(source, owners),
    minutes: minutesByTeam(shown),
    privateIncidents: privateCount(declared),
    withPrivate,
    ...(record.review && { review: record.review }),
  };
}

/** The week with the runs and results that the filter shows. */
function shownWeek(record: Week, { showsOf }: Pick<Owners, 'showsOf'>): Week {
  const runs = Object.entries(record.runs).filter(([, { started, occurrence }]) =>
    showsOf({ person: started.by, teams: occurrence?.team ? [occurrence.team] : [] })
  );
  const results = Object.entries(record.results).filter(([, { by, occurrence }]) =>
    showsOf({ person: by, teams: occurrence.team ? [occurrence.team] : [] })
  );
  return { ...record, runs: Object.fromEntries(runs), results: Object.fromEntries(results) };
}

function failedItems(record: Week): ReviewFacts['failures'] {
  return Object.entries(record.runs).flatMap(([id, run]) =>
    [...checklistRunState(record, id).outcomes.values()].flatMap(({ item, outcome }) =>
      outcome.verdict === 'fail' ? [{ item: run.items[item].title, run: run.title }] : []
    )
  );
}

function dueLines({ week, record, maintenance }: FactSource, owners: Pick<Owners, 'shows'>): ReviewFacts['due'] {
  const { plan, ledger, now, zone } = maintenance;
  return rowsOf(plan?.tasks ?? {}, week, zone, ledger, now)
    .flatMap(({ task, days }) =>
      days.flatMap((day) => {
        if (!day || !owners.shows(task, day.found)) {
          return [];
        }
        const { found, state } = day;
        const result = own(record.results, occurrenceKey(found));
        const note = result?.note ?? result?.reason;
        const team = whoDoes(task, found, record.handovers ?? {}).team || task.team;
        const said = { ...(result && { by: result.by.name }), ...(note && { note }) };
        return [{ title: task.title, team, date: found.date, state, ...said }];
      })
    )
    .sort((a, b) => a.date.localeCompare(b.date));
}

function overdueLines({ standings }: Maintenance, owners: Pick<Owners, 'shows'>): ReviewFacts['overdue'] {
  return standings.flatMap(({ task, current, overdueSince }) =>
    overdueSince && owners.shows(task, current ?? overdueSince)
      ? [{ title: task.title, team: current?.team ?? task.team, since: overdueSince.date }]
      : []
  );
}

function declaredIn({ week, heads, maintenance: { zone } }: FactSource): IncidentHead[] {
  const [monday] = weekDates(week);
  return heads.filter(({ milestones: { declared }, drill, status }) => {
    const day = declared && localDateOf(declared, zone);
    return day && day >= monday && day < addDays(monday, 7) && !drill && status !== 'void';
  });
}

/** To do, and due until the end of the week. */
function actionLines(
  { week, heads, roadmap, withPrivate, teamsOf }: FactSource,
  { showsOf }: Pick<Owners, 'showsOf'>
): NonNullable<ReviewFacts['actions']> {
  const end = addDays(weekDates(week)[0], 7);
  const rows = [
    ...shareable(heads, withPrivate).flatMap((head) =>
      rowsOfHead(head).map((row) => ({ row, teams: ownersOfIncident(head, teamsOf).teams }))
    ),
    ...(roadmap ? actionsOfReviews(roadmap) : []).map((row) => ({ row, teams: [] })),
  ];
  return rows
    .filter(({ row: { owner, ownerUid }, teams }) =>
      showsOf({
        ...(owner && { person: { name: owner, ...(ownerUid && { uid: ownerUid }) } }),
        teams: [...teams, ...(owner ? [owner] : [])],
      })
    )
    .flatMap(({ row: { id, title, state, due, owner, review, incident } }) =>
      (state === 'open' || state === 'doing') && due && due < end
        ? [{ ref: incident.ref, title, due, ...(owner && { owner }), ...(review && { item: id }) }]
        : []
    )
    .sort((a, b) => a.due.localeCompare(b.due));
}

/** Those that are on at any time of the week or the next; not the cancelled ones. */
function windowLines(
  { week, windows, teamsOf, maintenance: { zone } }: FactSource,
  { showsOf }: Pick<Owners, 'showsOf'>
): NonNullable<ReviewFacts['windows']> {
  const [monday] = weekDates(week);
  const [from, to] = [monday, addDays(monday, 14)].map((date) => Date.parse(startOfDay(date, zone)));
  return windows
    .filter((window) => showsOf(ownersOfWindow(window, teamsOf)))
    .filter(({ cancelled, start, end }) => !cancelled && Date.parse(start) < to && Date.parse(end) > from)
    .map(({ title, start, end, serviceNames }) => ({
      title,
      from: dayAndClock(start, zone),
      to: dayAndClock(end, zone),
      services: serviceNames,
    }))
    .reverse();
}
