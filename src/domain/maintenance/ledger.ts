import { z } from 'zod/mini';
import { carried, carry } from '../record/carried';
import { type Head, person, type Shelf } from '../record/record';
import { daysBetween, weekDates } from '../time/recurrence';
import { type Ledger, occurrenceKey, punctuality, readDays, type Settled, writeDays } from './task';
import { type Week } from './week';
import { weekOfName } from './weekName';

/** What a week record says about occurrences. */
export function ledgerOfWeek(record: Week): Array<[string, Settled]> {
  return Object.entries(record.results).map(([key, { state, occurrence: promise, at, on }]) => [
    key,
    { state: state === 'done' ? punctuality(promise, at) : state, on },
  ]);
}

export function ledgerOf(...parts: Array<Array<[string, Settled]>>): Ledger {
  return new Map(parts.flat());
}

export const WEEKS = { kind: 'week', folders: ['maintenance'] } as const satisfies Shelf;

/** To whom dates of tasks were handed, as far as lists tell. */
const handed = z.record(z.string(), z.object({ team: z.optional(z.string()), person: z.optional(person) }));
export type Handed = z.infer<typeof handed>;

const HANDED = 'handed';
const MOST_HANDED = 4_000;

/** What a head says of one task: `t-` and the task's key. */
const TASK = 't-';

/** Results by task, for the ledger; runs and the review's end, for whoever searches Grafana. */
export function writeWeekHead(record: Week): Head {
  const handovers = record.handovers ?? {};
  const runs = Object.values(record.runs);
  return {
    week: record.week,
    ...Object.fromEntries(daysByTask(record).map(([task, days]) => [`${TASK}${task}`, writeDays(days)])),
    runs: String(runs.length),
    'open-runs': String(runs.filter(({ finished, abandoned }) => !finished && !abandoned).length),
    [HANDED]: String(Object.keys(handovers).length),
    ...(Object.keys(handovers).length > 0 && carry(HANDED, handed.parse(handovers), MOST_HANDED)),
    ...(record.review?.signedOff && { 'review-signed': record.review.signedOff.at }),
  };
}

/** What was handed to others in this week; undefined where the head does not tell. */
export function handedOfHead(head: Head): Handed | undefined {
  return head[HANDED] === '0' ? {} : handed.safeParse(carried(head, HANDED)).data;
}

/** The same as `ledgerOfWeek`, from the head alone. */
export function ledgerOfHead(name: string, head: Head): Array<[string, Settled]> {
  const isoWeek = weekOfName(name);
  if (!isoWeek) {
    return [];
  }
  const monday = weekDates(isoWeek)[0];
  return Object.entries(head)
    .filter(([key]) => key.startsWith(TASK))
    .flatMap(([key, days]) =>
      readDays(days, monday).map(({ date, ...settled }): [string, Settled] => [
        occurrenceKey({ task: key.slice(TASK.length), date }),
        settled,
      ])
    );
}

type Days = Parameters<typeof writeDays>[0];

function daysByTask(record: Week): Array<[string, Days]> {
  const monday = weekDates(record.week)[0];
  const days = new Map<string, Days>();
  new Map(ledgerOfWeek(record)).forEach((settled, key) => {
    const { task, date } = record.results[key].occurrence;
    const weekday = daysBetween(monday, date) + 1;
    days.set(task, [...(days.get(task) ?? []), { weekday, settled, offset: daysBetween(date, settled.on) }]);
  });
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}
