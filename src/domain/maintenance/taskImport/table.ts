import { type Outcome, type Reason, refuse } from '../../record/outcome';
import { fnv } from '../../text/fnv';
import { oneLine } from '../../text/oneLine';
import { type Table } from '../../text/table';
import { isLocalDate, localDateOf } from '../../time/localDates';
import { type Rhythm, ruleOf, type RhythmUnit, WORKING_DAYS } from '../../time/rhythm';
import { type TaskForm } from '../plan';
import { CLOSED } from '../task';
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

export const TASK_FIELDS = [
  'title',
  'id',
  'rhythm',
  'start',
  'time',
  'team',
  'description',
  'checklist',
  'lead',
  'grace',
  'closed',
] as const;
export type TaskField = (typeof TASK_FIELDS)[number];
/** Which column of the file says what. */
export type TaskColumns = Partial<Record<TaskField, string>>;

/** What people call it. */
const KNOWN: Record<TaskField, RegExp> = {
  title: /^(title|task|name|summary|what|titre|t[âa]che|nom|intitul[ée])$/i,
  id: /^(id|key|uid|ref(erence)?|number|identifiant|r[ée]f[ée]rence)$/i,
  rhythm: /^(frequency|rhythm|recurrence|rrule|rule|repeats?|every|fr[ée]quence|p[ée]riodicit[ée]|r[ée]currence)$/i,
  start: /^(start|start date|first|first date|from|due|due date|date|next|d[ée]but|[ée]ch[ée]ance|premi[èe]re date)$/i,
  time: /^(time|at|hour|heure)$/i,
  team: /^(team|owner|group|assignee|[ée]quipe|responsable)$/i,
  description: /^(description|details?|notes?|how|d[ée]tails?)$/i,
  checklist: /^(checklist|list|procedure|liste( de contr[ôo]le)?|proc[ée]dure)$/i,
  lead: /^(lead|lead hours|lead \(h\)|avance|avance \(h\))$/i,
  grace: /^(grace|tolerance|grace hours|grace \(h\)|tol[ée]rance|tol[ée]rance \(h\))$/i,
  closed: /^(closed|closed days|on closed days|jours ferm[ée]s)$/i,
};

/** A first guess, for the person to correct; a column is used once. */
export function guessTaskColumns(columns: string[]): TaskColumns {
  const used = new Set<string>();
  const guessed: TaskColumns = {};
  for (const field of TASK_FIELDS) {
    const found = columns.find((column) => !used.has(column) && KNOWN[field].test(column.trim()));
    if (found !== undefined) {
      used.add(found);
      guessed[field] = found;
    }
  }
  return guessed;
}

interface TableOptions extends ImportOptions {
  /** The register's, by key, with their titles. */
  checklists?: Record<string, string>;
}

/**
 * The tasks that the rows of a table would become. `rhythm` is a rule (RFC 5545) or words as `rhythmRule` reads them, absent:
 * due once; `start` an ISO date, with a time or beside a column of times (absent: today, 09:00), in the plan's zone; `lead`
 * and `grace` are hours. Refused: more than `MOST_ROWS`.
 */
export function tasksOfTable({ rows }: Table, columns: TaskColumns, options: TableOptions): Outcome<TaskRow[]> {
  return rows.length > MOST_ROWS
    ? refuse({ code: 'tooMany', values: { limit: MOST_ROWS } })
    : {
        ok: withoutTwins(
          rows.map(({ line, cells }) => rowOf(line, (field) => (cells[columns[field] ?? ''] ?? '').trim(), options))
        ),
      };
}

function rowOf(line: number, of: (field: TaskField) => string, options: TableOptions): TaskRow {
  const { zone, now, team, checklists = {} } = options;
  const title = oneLine(of('title')).slice(0, LONGEST_TITLE);
  const reasons: Reason[] = [];
  const start = startOf(of('start'), of('time'), localDateOf(now, zone));
  if (!start) {
    reasons.push({ code: 'recurrence.start', field: 'start' });
  }
  const rule = rhythmRule(of('rhythm'), start ?? '2024-01-01T09:00');
  if (!rule) {
    reasons.push({ code: 'tasks.rhythm', values: { text: oneLine(of('rhythm')).slice(0, 60) }, field: 'rhythm' });
  }
  const checklist = checklistOf(of('checklist'), checklists);
  if (of('checklist') && !checklist) {
    reasons.push({ code: 'tasks.checklist', values: { text: oneLine(of('checklist')).slice(0, 60) } });
  }
  const base = { line, title, key: keyOf(of), reasons, notes: [] };
  if (!start || !rule) {
    return base;
  }
  const description = of('description').slice(0, LONGEST_DESCRIPTION);
  const form: TaskForm = {
    title,
    team: oneLine(of('team')) || team,
    ...(description && { description }),
    ...(checklist && { checklist }),
    schedule: timed(of, scheduleOf({ rule, start, zone })),
  };
  return checkedRow(base, form, now);
}

function timed(of: (field: TaskField) => string, schedule: TaskForm['schedule']): TaskForm['schedule'] {
  const closed = CLOSED.find((one) => one === of('closed').toLowerCase());
  return {
    ...schedule,
    ...(of('lead') && { leadMinutes: minutesOf(of('lead')) }),
    ...(of('grace') && { graceMinutes: minutesOf(of('grace')) }),
    ...(closed && { closed }),
  };
}

function minutesOf(hours: string): number {
  return Math.round(Number(hours.replace(',', '.').replace(/\s*h$/i, '')) * 60);
}

/** By its own id in the file, else by what it is and how it comes back. */
function keyOf(of: (field: TaskField) => string): string {
  const said = of('id')
    ? [of('id')]
    : [of('title').toLowerCase(), of('team').toLowerCase(), of('rhythm').toLowerCase()];
  return `csv-${fnv(JSON.stringify(said))}`;
}

function checklistOf(text: string, checklists: Record<string, string>): string | undefined {
  const wanted = text.toLowerCase();
  return Object.entries(checklists).find(([key, title]) => key === text || title.toLowerCase() === wanted)?.[0];
}

function startOf(text: string, time: string, today: string): string | undefined {
  const [, date = '', ofDate] = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2})(?::\d{2})?)?$/.exec(text || today) ?? [];
  const [, hour, minute] = /^(\d{1,2})(?:[:h](\d{2})?)?(?::\d{2})?$/i.exec(time || ofDate || '09:00') ?? [];
  const isTime = hour !== undefined && Number(hour) < 24 && Number(minute ?? 0) < 60;
  return isLocalDate(date) && isTime ? `${date}T${hour.padStart(2, '0')}:${minute ?? '00'}` : undefined;
}

const NUMBERS: Record<string, number> = {
  two: 2,
  deux: 2,
  other: 2,
  second: 2,
  three: 3,
  trois: 3,
  four: 4,
  quatre: 4,
  six: 6,
};
const UNIT_NAMES: Array<[RegExp, RhythmUnit]> = [
  [/^(days?|jours?)$/, 'day'],
  [/^(weeks?|semaines?)$/, 'week'],
  [/^(months?|mois)$/, 'month'],
  [/^(years?|ans?|ann[ée]es?)$/, 'year'],
];
/** Words for a rhythm: the unit and how many of them. */
const WORDS: Array<[RegExp, RhythmUnit, number]> = [
  [/^(daily|quotidien(ne)?|journali(er|[èe]re))$/, 'day', 1],
  [/^(weekly|hebdomadaire|hebdo)$/, 'week', 1],
  [/^(fortnightly|bi-?weekly|bi-?hebdomadaire)$/, 'week', 2],
  [/^(monthly|mensuel(le)?)$/, 'month', 1],
  [/^(bi-?monthly|bimestriel(le)?)$/, 'month', 2],
  [/^(quarterly|trimestriel(le)?)$/, 'month', 3],
  [/^(half[- ]?yearly|semi-?annual(ly)?|semestriel(le)?)$/, 'month', 6],
  [/^(yearly|annual(ly)?|annuel(le)?)$/, 'year', 1],
];

/**
 * The rule that a text says for what begins at `start`: a rule itself, "weekly", "every 2 weeks", "tous les 10 jours",
 * "working days"; nothing or "once": due once. Undefined for what is none of them.
 */
export function rhythmRule(text: string, start: string): string | undefined {
  const said = oneLine(text).toLowerCase();
  if (/^(rrule:)?[a-z]+=/.test(said)) {
    return said.toUpperCase().replace(/^RRULE:/, '');
  }
  if (said === '' || /^(once|one[- ]off|une fois|ponctuel(le)?)$/.test(said)) {
    return 'FREQ=DAILY;COUNT=1';
  }
  if (/^(every |chaque |les |tous les )?(weekdays?|working days?|business days?|jours? ouvr[ée]s?)$/.test(said)) {
    return ruleOf(rhythm('week', 1, [...WORKING_DAYS]), start);
  }
  const word = WORDS.find(([pattern]) => pattern.test(said));
  if (word) {
    return ruleOf(rhythm(word[1], word[2]), start);
  }
  const [, count, name] =
    /^(?:every|each|chaque|tou(?:te)?s les)\s+(?:(\d{1,3}|[a-z]+)\s+)?([a-zé]+)$/.exec(said) ?? [];
  const unit = UNIT_NAMES.find(([pattern]) => pattern.test(name ?? ''))?.[1];
  const every = count === undefined ? 1 : (NUMBERS[count] ?? Number(count));
  return unit && every > 0 ? ruleOf(rhythm(unit, every), start) : undefined;
}

function rhythm(unit: RhythmUnit, every: number, weekdays: Rhythm['weekdays'] = []): Rhythm {
  return { unit, every, weekdays, on: { by: 'start' }, months: [] };
}
