import { z } from 'zod/mini';
import { carried, carry } from '../record/carried';
import { MAX_TEXT } from '../record/limits';
import { applyOnce, commandLog, newest, note } from '../record/log';
import { type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, type Head, instant, type Instant, person, recordBase, type RecordKind } from '../record/record';
import { readable } from '../record/unreadable';
import { cell, flow, inline, row, tableHead } from '../text/markdown';
import { givenLine } from '../text/oneLine';
import { addDays, daysBetween, localDateOf } from '../time/localDates';
import { localDate, slotOn } from '../time/recurrence';
import { isZone } from '../time/zone';
import { ROTA, ROTA_SHELF } from './rotaShelf';

/** Who is on duty; nobody is paged by it. */
const onDuty = z.object({ name: givenLine(200), uid: z.optional(z.string().check(z.maxLength(100))) });
export type PersonOnDuty = z.infer<typeof onDuty>;

const override = z.object({ from: instant, to: instant, person: onDuty, at: instant });
type Override = z.infer<typeof override>;
const handover = z.object({ at: instant, by: person, text: z.string().check(z.maxLength(MAX_TEXT)) });

const rotation = z.object({
  /** In the order of their turns, one week each. */
  people: z.array(onDuty).check(z.maxLength(50)),
  /** Local date of the first turn's beginning. */
  start: localDate,
  /** When a turn begins and ends, `09:00`, in the zone. */
  time: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
  zone: z.string().check(z.maxLength(100)),
});
export type Rotation = z.infer<typeof rotation>;

const rota = z.extend(recordBase, {
  ...rotation.shape,
  overrides: z._default(z.record(z.string(), override), {}),
  /** What one person leaves to the next. */
  notes: z._default(z.record(z.string(), handover), {}),
  /** Id of the last command that changed the rotation. */
  revision: z.optional(z.string()),
  log: z._default(commandLog, {}),
});
export type Rota = z.infer<typeof rota>;

/** What says who is on duty when. */
const turns = z.pick(rota, { people: true, start: true, time: true, zone: true, overrides: true });
export type Turns = z.infer<typeof turns>;

/** Undefined where the head does not tell. */
export function readTurns(head: Head): Turns | undefined {
  return turns.safeParse(carried(head, 'rota')).data;
}

export type GivenOverride = Pick<Override, 'from' | 'to' | 'person'>;

type RotaCommand = Command &
  (
    | { type: 'rotate'; rotation: Rotation; seen?: string }
    | { type: 'override'; overrides: GivenOverride[] }
    | { type: 'dropOverride'; override: string }
    | { type: 'handOver'; text: string }
  );

export { ROTA } from './rotaShelf';
const KEPT_OVERRIDES = 400;
const KEPT_NOTES = 50;

export function noRota(): Rota {
  return {
    schema: 1,
    id: ROTA,
    kind: 'rota',
    people: [],
    start: '2026-01-05',
    time: '09:00',
    zone: 'UTC',
    overrides: {},
    notes: {},
    log: {},
  };
}

export const rotaKind: RecordKind<Rota, RotaCommand> = {
  ...ROTA_SHELF,
  version: 1,
  schema: rota,
  describe(record) {
    return {
      title: 'On duty',
      tags: [],
      head: { people: String(record.people.length), ...carry('rota', turns.parse(record)) },
      markdown: [
        '# On duty',
        '',
        `From ${record.start} on, a week each, at ${record.time} (${inline(record.zone)}):`,
        '',
        ...record.people.map(({ name }) => `1. ${inline(name)}`),
        '',
        ...tableHead(['From', 'To', 'Instead']),
        ...Object.values(record.overrides).map((each) => row([each.from, each.to, cell(each.person.name)])),
        '',
        ...Object.values(record.notes).map(({ at, by, text }) => `- ${at} ${inline(by.name)}: ${flow(text)}`),
      ].join('\n'),
    };
  },
  apply: readable(
    rota,
    applyOnce<Rota, RotaCommand>({
      rotate(record, command) {
        const { rotation: given, seen, id } = command;
        if (record.revision !== seen) {
          return refuse({ code: 'moved', field: 'people' });
        }
        const checked = rotation.safeParse(given);
        const reasons: Reason[] = [
          ...(given.people.length === 0 ? [{ code: 'required' as const, field: 'people' }] : []),
          ...(checked.success && isZone(given.zone) ? [] : [{ code: 'unreadable' as const, field: 'start' }]),
        ];
        return checked.success && reasons.length === 0
          ? note(record, command, { ...checked.data, revision: id }, given.people.map(({ name }) => name).join(', '))
          : refuse(...reasons);
      },
      override(record, command) {
        const { overrides, at, id } = command;
        const isWrong = overrides.some(({ from, to }) => !(Date.parse(from) < Date.parse(to)));
        const checked = z.array(override).safeParse(overrides.map((each) => ({ ...each, at })));
        if (isWrong || !checked.success || overrides.length === 0) {
          return refuse({ code: 'unreadable', field: 'to' });
        }
        const added = Object.fromEntries(checked.data.map((each, index) => [`${id}-${index}`, each]));
        const kept = newest({ ...record.overrides, ...added }, KEPT_OVERRIDES);
        return note(record, command, { overrides: kept }, checked.data[0]?.person.name);
      },
      dropOverride(record, command) {
        const dropped = own(record.overrides, command.override);
        const { [command.override]: _, ...overrides } = record.overrides;
        return dropped ? note(record, command, { overrides }, dropped.person.name) : { ok: record };
      },
      handOver(record, command) {
        const { text, at, by, id } = command;
        if (!text.trim() || text.length > MAX_TEXT) {
          return refuse({ code: text.trim() ? 'tooLong' : 'required', field: 'text', values: { limit: MAX_TEXT } });
        }
        return note(record, command, {
          notes: newest({ ...record.notes, [id]: { at, by, text: text.trim() } }, KEPT_NOTES),
        });
      },
    })
  ),
};

export interface Shift {
  person: PersonOnDuty;
  from: Instant;
  to: Instant;
  /** Of an override. */
  override?: string;
}

const WEEK_DAYS = 7;

/** Who is on duty at a time, and until when; undefined before the rotation begins, and without one. */
export function onDutyAt(record: Turns, at: Instant): Shift | undefined {
  const turn: Shift | undefined = turnAt(record, at);
  const instead = Object.entries(record.overrides)
    .filter(([, { from, to }]) => Date.parse(from) <= Date.parse(at) && Date.parse(at) < Date.parse(to))
    .sort(([, one], [, other]) => Date.parse(other.at) - Date.parse(one.at))
    .at(0);
  const shift = instead ? { ...instead[1], override: instead[0] } : turn;
  if (!shift) {
    return undefined;
  }
  const edges = Object.values(record.overrides).flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)]);
  const now = Date.parse(at);
  return {
    person: shift.person,
    from: iso(Math.max(Date.parse(shift.from), ...edges.filter((edge) => edge <= now))),
    to: iso(Math.min(Date.parse(shift.to), ...edges.filter((edge) => edge > now))),
    ...(shift.override && { override: shift.override }),
  };
}

function turnAt({ people, start, time, zone }: Rotation, at: Instant): Shift | undefined {
  const slot = (date: string) => slotOn({ start: `${date}T${time}`, zone }, date).at;
  const today = localDateOf(at, zone);
  const date = Date.parse(at) < Date.parse(slot(today)) ? addDays(today, -1) : today;
  const days = daysBetween(start, date);
  const turn = Math.floor(days / WEEK_DAYS);
  const who = people[turn % Math.max(1, people.length)];
  return days < 0 || !who
    ? undefined
    : { person: who, from: slot(addDays(start, turn * WEEK_DAYS)), to: slot(addDays(start, (turn + 1) * WEEK_DAYS)) };
}

const MOST_SHIFTS = 200;

/** Shifts from the one at `from` on, until `to`; times at which nobody is on duty are left out. */
export function shiftsBetween(record: Rota, from: Instant, to: Instant): Shift[] {
  const shifts: Shift[] = [];
  let at: Instant | undefined = from;
  while (at !== undefined && Date.parse(at) < Date.parse(to) && shifts.length < MOST_SHIFTS) {
    const shift = onDutyAt(record, at);
    if (shift) {
      shifts.push(shift);
    }
    at = shift ? shift.to : nextBeginning(record, at);
  }
  return shifts;
}

/** When somebody is on duty again: with the first turn, or with somebody who stands in. */
function nextBeginning({ people, start, time, zone, overrides }: Rota, at: Instant): Instant | undefined {
  const turns = people.length > 0 ? [slotOn({ start: `${start}T${time}`, zone }, start).at] : [];
  const later = [...turns, ...Object.values(overrides).map(({ from }) => from)]
    .map((each) => Date.parse(each))
    .filter((each) => each > Date.parse(at));
  return later.length > 0 ? iso(Math.min(...later)) : undefined;
}

interface Gap {
  from: Instant;
  to: Instant;
}

/** Times between `from` and `to` at which nobody is on duty. */
export function gapsBetween(record: Rota, from: Instant, to: Instant): Gap[] {
  const gaps: Gap[] = [];
  let at = Date.parse(from);
  for (const shift of shiftsBetween(record, from, to)) {
    if (Date.parse(shift.from) > at) {
      gaps.push({ from: iso(at), to: shift.from });
    }
    at = Date.parse(shift.to);
  }
  return at < Date.parse(to) ? [...gaps, { from: iso(at), to: iso(Date.parse(to)) }] : gaps;
}

interface Overlap extends Gap {
  /** Who was entered later, and is on duty. */
  counts: PersonOnDuty;
  other: PersonOnDuty;
}

/** Stand-ins for the same time after `from`: the one who was entered later counts. */
export function overlapsAfter({ overrides }: Pick<Rota, 'overrides'>, from: Instant): Overlap[] {
  const coming = Object.values(overrides)
    .filter(({ to }) => Date.parse(to) > Date.parse(from))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return coming.flatMap((later, index) =>
    coming.slice(0, index).flatMap((earlier): Overlap[] => {
      const begin = Math.max(Date.parse(later.from), Date.parse(earlier.from));
      const end = Math.min(Date.parse(later.to), Date.parse(earlier.to));
      return begin < end && later.person.name !== earlier.person.name
        ? [{ from: iso(begin), to: iso(end), counts: later.person, other: earlier.person }]
        : [];
    })
  );
}

/** Those who are to be on duty after `from` and are none of `names`, in lower case: people who left, or whose name is written otherwise. */
export function strangers({ people, overrides }: Rota, names: ReadonlySet<string>, from: Instant): string[] {
  const coming = Object.values(overrides).filter(({ to }) => Date.parse(to) > Date.parse(from));
  const all = [...people, ...coming.map(({ person: each }) => each)].map(({ name }) => name);
  return [...new Set(all)].filter((name) => !names.has(name.toLowerCase()));
}

function iso(at: number): Instant {
  return new Date(at).toISOString();
}
