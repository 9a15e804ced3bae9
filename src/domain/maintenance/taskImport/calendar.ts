import { isRefused, type Outcome, type Reason, refuse } from '../../record/outcome';
import { fnv } from '../../text/fnv';
import { oneLine } from '../../text/oneLine';
import { icsDate, type IcsComponent, type IcsLine, icsText, parseIcs, propertyOf } from '../../time/ics/parse';
import { type Wall, wallOf } from '../../time/ics/wall';
import { addDays, localDateOf } from '../../time/recurrence';
import { ruleParts } from '../../time/rrule';
import { type TaskForm } from '../plan';
import { moveTo } from './move';
import {
  checkedRow,
  type ImportOptions,
  LONGEST_DESCRIPTION,
  LONGEST_TITLE,
  MOST_ROWS,
  scheduleOf,
  type TaskRow,
  withoutTwins,
} from './row';

/** A whole day is over when people go home. */
const WHOLE_DAY_TIME = '17:00';
const ONCE = 'FREQ=DAILY;COUNT=1';
/** Dates beside the rule become tasks of their own; a file with more of them for one event means something else. */
const MOST_SINGLE = 50;

interface Source extends ImportOptions {
  file: IcsComponent[];
  year: number;
}

/**
 * The tasks that the events and to-dos of a calendar file (RFC 5545) would become: what comes back by its rule in the plan's
 * zone, what does not as a task due once; dates left out stay out, moved and added ones are tasks due once. The plan's own
 * file gives its tasks the keys that they had. Refused: what `parseIcs` refuses, no event, more than `MOST_ROWS`.
 */
export function tasksOfIcs(text: string, options: ImportOptions): Outcome<TaskRow[]> {
  const parsed = parseIcs(text);
  if (isRefused(parsed)) {
    return parsed;
  }
  const events = parsed.ok.filter((each) => isTask(each));
  if (events.length === 0) {
    return refuse({ code: 'ics.empty' });
  }
  if (events.length > MOST_ROWS) {
    return refuse({ code: 'ics.tooMany', values: { limit: MOST_ROWS } });
  }
  const source = { ...options, file: parsed.ok, year: Number(options.now.slice(0, 4)) };
  const changed = new Map<string, IcsComponent[]>();
  events.filter(isInstance).forEach((event) => {
    const uid = uidOf(event);
    changed.set(uid, [...(changed.get(uid) ?? []), event]);
  });
  const masters = events.filter((event) => !isInstance(event) && !isDropped(event));
  return { ok: withoutTwins(masters.flatMap((event) => rowsOf(event, changed.get(uidOf(event)) ?? [], source))) };
}

/** Windows and reviews of the plan's own file are none. */
function isTask(event: IcsComponent): boolean {
  return ['VEVENT', 'VTODO'].includes(event.kind) && !(isOwn(event) && !ownKey(event));
}

function isOwn(event: IcsComponent): boolean {
  return categoriesOf(event).includes('Opsbook');
}

function ownKey(event: IcsComponent): string | undefined {
  const [, key] = /^task-([a-z0-9-]{1,100})@/.exec(uidOf(event)) ?? [];
  return key;
}

function isInstance(event: IcsComponent): boolean {
  return propertyOf(event, 'RECURRENCE-ID') !== undefined;
}

/** Cancelled, or a to-do that is done and does not come back. */
function isDropped(event: IcsComponent): boolean {
  const status = propertyOf(event, 'STATUS')?.value.trim().toUpperCase();
  return status === 'CANCELLED' || (status === 'COMPLETED' && !propertyOf(event, 'RRULE'));
}

function rowsOf(event: IcsComponent, instances: IcsComponent[], source: Source): TaskRow[] {
  const start = startOf(event, source);
  const base = baseOf(event);
  if ('code' in start) {
    return [{ ...base, reasons: [start], notes: [] }];
  }
  const rules = event.properties.filter(({ name }) => name === 'RRULE');
  if (rules.length > 1) {
    return [{ ...base, reasons: [{ code: 'recurrence.twice', values: { part: 'RRULE' } }], notes: [] }];
  }
  const rule = rules.length ? withoutTime(rules[0].value.trim().toUpperCase(), start) : ONCE;
  const today = localDateOf(source.now, source.zone);
  const left = [
    ...event.properties.filter(({ name }) => name === 'EXDATE').flatMap((line) => datesOf(line, start.zone)),
    ...instances.flatMap((each) => datesOf(propertyOf(each, 'RECURRENCE-ID'), start.zone)),
  ];
  const moved = moveTo(source.zone, start, rule, source.now);
  const form = formOf(event, source, scheduleOf({ rule, start: moved.start, zone: source.zone }));
  const except = [...new Set(left.map((date) => addDays(date, moved.days)))].filter((date) => date >= today).sort();
  return [
    checkedRow(
      { ...base, reasons: moved.reasons, notes: moved.notes },
      { ...form, schedule: { ...form.schedule, ...(except.length > 0 && { except }) } },
      source.now
    ),
    ...singles(event, instances, start, source),
  ];
}

/** Dates that stand beside the rule, as tasks due once; those that are over say nothing. */
function singles(event: IcsComponent, instances: IcsComponent[], { local }: Wall, source: Source): TaskRow[] {
  const { key, title } = baseOf(event);
  const added = event.properties
    .filter(({ name }) => name === 'RDATE')
    .flatMap((each) => each.value.split(',').map((value) => ({ at: wallOf({ ...each, value }, source), of: event })));
  const shifted = instances.filter((each) => !isDropped(each)).map((each) => ({ at: startOf(each, source), of: each }));
  return [...added, ...shifted].slice(0, MOST_SINGLE).flatMap(({ at, of }): TaskRow[] => {
    if ('code' in at) {
      return [{ key: `${key}-?`, line: of.line, title, reasons: [at], notes: [] }];
    }
    const wall = at.local.length > 10 ? at : { ...at, local: `${at.local}${local.slice(10)}` };
    const { start } = moveTo(source.zone, wall, ONCE, source.now);
    const form = formOf(of, source, scheduleOf({ rule: ONCE, start, zone: source.zone }));
    const row = { key: `${key}-${start.slice(0, 10)}`, line: of.line, title: form.title, reasons: [], notes: [] };
    const checked = checkedRow(row, form, source.now);
    return checked.reasons.some(({ code }) => code === 'tasks.over') ? [] : [checked];
  });
}

function baseOf(event: IcsComponent): Pick<TaskRow, 'line' | 'title' | 'key'> {
  return {
    line: event.line,
    title: titleOf(event),
    key: (isOwn(event) && ownKey(event)) || `ics-${fnv(uidOf(event))}`,
  };
}

function uidOf(event: IcsComponent): string {
  const uid = propertyOf(event, 'UID')?.value.trim();
  return uid || JSON.stringify(['SUMMARY', 'DTSTART', 'DUE', 'RRULE'].map((name) => propertyOf(event, name)?.value));
}

function titleOf(event: IcsComponent): string {
  return oneLine(icsText(propertyOf(event, 'SUMMARY')?.value ?? '')).slice(0, LONGEST_TITLE);
}

function categoriesOf(event: IcsComponent): string[] {
  return event.properties
    .filter(({ name }) => name === 'CATEGORIES')
    .flatMap(({ value }) => value.split(/(?<!\\),/))
    .map((each) => oneLine(icsText(each)));
}

function formOf(event: IcsComponent, { team }: Source, schedule: TaskForm['schedule']): TaskForm {
  const described = icsText(propertyOf(event, 'DESCRIPTION')?.value ?? '').trim();
  // our own file says in the first line whose the task is
  const description = (isOwn(event) ? described.split('\n').slice(1).join('\n') : described).slice(
    0,
    LONGEST_DESCRIPTION
  );
  const own = isOwn(event) && categoriesOf(event).find((category) => category !== 'Opsbook');
  return { title: titleOf(event), team: own || team, ...(description.trim() && { description }), schedule };
}

/** When it is due first: an event at its start, a to-do at its end. */
function startOf(event: IcsComponent, source: Source): Wall | Reason {
  const line = (event.kind === 'VTODO' && propertyOf(event, 'DUE')) || propertyOf(event, 'DTSTART');
  if (!line) {
    return { code: 'ics.date', values: { line: event.line, value: '' } };
  }
  const wall = wallOf(line, source);
  return 'code' in wall || wall.local.length > 10 ? wall : { ...wall, local: `${wall.local}T${WHOLE_DAY_TIME}` };
}

/** The local dates in `zone` that a property names. */
function datesOf(line: IcsLine | undefined, zone: string): string[] {
  return (line?.value.split(',') ?? []).flatMap((value) => {
    const date = icsDate(value);
    const [, hour, minute] = /T(\d{2})(\d{2})\d{2}Z/.exec(value) ?? [];
    return date === undefined ? [] : hour ? localDateOf(`${date}T${hour}:${minute}:00Z`, zone) : date;
  });
}

/** Some programs write the time of the start into the rule again. */
function withoutTime(rule: string, { local }: Wall): string {
  const same: Record<string, number> = { BYHOUR: Number(local.slice(11, 13)), BYMINUTE: Number(local.slice(14, 16)) };
  return ruleParts(rule)
    .filter(
      ([name, value]) => !(value !== '' && (same[name] === Number(value) || (name === 'BYSECOND' && +value === 0)))
    )
    .filter(([name]) => name !== '')
    .map((part) => part.join('='))
    .join(';');
}
