import { z } from 'zod';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import {
  type Command,
  type Head,
  instant,
  type Instant,
  person,
  type Person,
  recordBase,
  type RecordKind,
  tag,
} from '../record/record';
import { withUnreadable } from '../record/unreadable';
import { COMPARISONS } from '../statistics/comparison';
import { daysBetween, localDate, MINUTE, weekDates } from '../time/recurrence';
import { checklistItem, type ChecklistItem, inOrder, isWebLink, MAX_TEXT, type Verdict, VERDICTS } from './checklist';
import { type Ledger, occurrence, occurrenceKey, punctuality, readDays, type Settled, writeDays } from './task';

const text = z.string().max(MAX_TEXT);
const MAX_LINK = 2000;
const link = z.string().max(MAX_LINK);

/** The occurrence as it was promised when somebody dealt with it: a later change of the plan does not rewrite it. */
export const promised = occurrence.extend({ title: z.string().max(300), team: z.string().max(100).optional() });
export type Promised = z.infer<typeof promised>;

const result = z.object({
  state: z.enum(['done', 'waived']),
  occurrence: promised,
  /** When it was done, and the local date of that. */
  at: instant,
  on: localDate,
  by: person,
  /** Command that said so. */
  command: z.string(),
  note: text.optional(),
  evidence: link.optional(),
  /** Why it was waived. */
  reason: text.optional(),
  run: z.string().optional(),
});
export type Result = z.infer<typeof result>;

/** What one item of a run came to. Kept one by one, never changed: the last one of an item counts. */
export const itemOutcome = z.object({
  verdict: z.enum(VERDICTS),
  /** A number where there is one: Infinity is written as text, since JSON has none. */
  value: z.union([z.number(), text]).optional(),
  unit: z.string().max(50).optional(),
  note: text.optional(),
  evidence: link.optional(),
  /** Why it was skipped. */
  reason: text.optional(),
  query: z
    .object({
      expr: text,
      comparison: z.enum(COMPARISONS),
      threshold: z.number(),
      dataSource: z.string(),
      /** When Prometheus evaluated it. */
      at: instant,
      series: z.number().int().nonnegative(),
      warnings: z.array(text).max(10).optional(),
    })
    .optional(),
});
export type ItemOutcome = z.infer<typeof itemOutcome>;

const entry = z.object({ run: z.string(), item: z.string(), at: instant, by: person, outcome: itemOutcome });
export type RunEntry = z.infer<typeof entry>;

const stamp = z.object({ at: instant, by: person, note: text.optional() });

export const run = z.object({
  checklist: z.string(),
  /** Version of the checklist that was followed, and its items as they were. */
  version: z.number().int(),
  title: z.string().max(300),
  items: z.record(z.string(), checklistItem),
  needsSignOff: z.boolean().optional(),
  occurrence: promised.optional(),
  started: stamp,
  finished: stamp.optional(),
  signedOff: stamp.optional(),
  abandoned: stamp.optional(),
});
export type Run = z.infer<typeof run>;

const review = z.object({
  notes: text.optional(),
  decisions: z.record(z.string(), z.object({ text, at: instant, by: person })),
  /** What is carried to next week. */
  carried: z.record(z.string(), z.object({ text, at: instant, by: person })),
  signedOff: stamp.optional(),
});
export type WeekReview = z.infer<typeof review>;

const logEntry = z.object({ at: instant, by: person, type: z.string(), what: z.string().optional() });

export const week = recordBase.extend({
  /** ISO week of the team's zone: `2026-W47`. */
  week: z.string().regex(/^\d{4}-W\d{2}$/),
  /** By `task@date`. */
  results: z.record(z.string(), result),
  runs: z.record(z.string(), run),
  /** Results of checklist items, by the command that said so. */
  entries: z.record(z.string(), entry),
  review: review.optional(),
  log: z.record(z.string(), logEntry),
});
export type Week = z.infer<typeof week>;

export type WeekCommand =
  | (Command & { type: 'done'; occurrence: Promised; doneAt: Instant; on: string; note?: string; evidence?: string })
  | (Command & { type: 'waive'; occurrence: Promised; on: string; reason: string })
  /** `seen`: the command whose result is taken back. */
  | (Command & { type: 'undo'; key: string; seen: string })
  | (Command & {
      type: 'startRun';
      run: string;
      checklist: string;
      version: number;
      title: string;
      items: Record<string, ChecklistItem>;
      needsSignOff?: boolean;
      occurrence?: Promised;
    })
  | (Command & { type: 'item'; run: string; item: string; outcome: ItemOutcome })
  | (Command & { type: 'finishRun'; run: string; on: string; note?: string })
  | (Command & { type: 'signOffRun'; run: string; note?: string })
  | (Command & { type: 'abandonRun'; run: string; reason: string })
  | (Command & { type: 'reviewNotes'; notes: string; seen: string })
  | (Command & { type: 'decide'; text: string })
  | (Command & { type: 'carry'; text: string })
  | (Command & { type: 'dropLine'; line: string })
  | (Command & { type: 'signReview'; note?: string });

const PREFIX = 'opsbook-week-';

export function weekName(isoWeek: string): string {
  return `${PREFIX}${isoWeek.toLowerCase()}`;
}

export function weekOfName(name: string): string | undefined {
  const found = /^opsbook-week-(\d{4}-w\d{2})$/.exec(name);
  return found ? found[1].toUpperCase() : undefined;
}

export function emptyWeek(isoWeek: string): Week {
  return { schema: 1, id: weekName(isoWeek), kind: 'week', week: isoWeek, results: {}, runs: {}, entries: {}, log: {} };
}

export const weekKind: RecordKind<Week, WeekCommand> = {
  kind: 'week',
  version: 1,
  schema: week,
  folder: 'maintenance',
  describe(record) {
    const done = Object.values(record.results).filter(({ state }) => state === 'done').length;
    const waived = Object.keys(record.results).length - done;
    const runs = Object.values(record.runs);
    return {
      title: [`Maintenance ${record.week}`, `${done} done`, ...(waived ? [`${waived} waived`] : [])].join(' · '),
      tags: [tag('week', record.week)],
      head: {
        week: record.week,
        ...taskHeads(record),
        runs: String(runs.length),
        'open-runs': String(runs.filter(({ finished, abandoned }) => !finished && !abandoned).length),
        ...(record.review?.signedOff && { 'review-signed': record.review.signedOff.at }),
      },
      markdown: toMarkdown(record),
    };
  },
  apply(record, command) {
    return command.id in record.log || command.id in record.entries ? { ok: record } : change(record, command);
  },
  addition(command) {
    return command.type === 'item' ? { path: ['entries', command.id], value: toEntry(command) } : undefined;
  },
};

/** What a week record says about occurrences. */
export function ledgerOfWeek(record: Week): Array<[string, Settled]> {
  return Object.entries(record.results).map(([key, { state, occurrence: promise, at, on }]) => [
    key,
    { state: state === 'waived' ? 'waived' : punctuality(promise, at), on },
  ]);
}

/** The same from a week's head alone. */
export function ledgerOfHead(name: string, head: Head): Array<[string, Settled]> {
  const isoWeek = weekOfName(name);
  if (!isoWeek) {
    return [];
  }
  const monday = weekDates(isoWeek)[0];
  return Object.entries(head)
    .filter(([key]) => key.startsWith('t-'))
    .flatMap(([key, days]) =>
      readDays(days, monday).map(({ date, ...settled }): [string, Settled] => [
        occurrenceKey({ task: key.slice(2), date }),
        settled,
      ])
    );
}

export function ledgerOf(...parts: Array<Array<[string, Settled]>>): Ledger {
  return new Map(parts.flat());
}

export interface RunState {
  /** The last result of each item. */
  outcomes: Map<string, RunEntry & { id: string }>;
  total: number;
  answered: number;
  failed: number;
  open: string[];
}

/** Where a run stands: its items' last results. */
export function runState(record: Week, id: string): RunState {
  const current = record.runs[id];
  const outcomes = new Map<string, RunEntry & { id: string }>();
  Object.entries(record.entries)
    .filter(([, { run: of, item }]) => of === id && current && item in current.items)
    .sort(([a, one], [b, other]) => Date.parse(one.at) - Date.parse(other.at) || (a < b ? -1 : 1))
    .forEach(([entryId, one]) => outcomes.set(one.item, { ...one, id: entryId }));
  const keys = current ? inOrder(current.items).map(({ key }) => key) : [];
  return {
    outcomes,
    total: keys.length,
    answered: outcomes.size,
    failed: [...outcomes.values()].filter(({ outcome }) => outcome.verdict === 'fail').length,
    open: keys.filter((key) => !outcomes.has(key)),
  };
}

function change(record: Week, command: WeekCommand): Outcome<Week> {
  const note = (next: Partial<Week>, what?: string): Outcome<Week> => ({
    ok: {
      ...record,
      ...next,
      log: {
        ...record.log,
        [command.id]: { at: command.at, by: command.by, type: command.type, ...(what && { what }) },
      },
    },
  });
  switch (command.type) {
    case 'done': {
      const reasons = [
        ...checkFree(record, command.occurrence),
        ...checkText('note', command.note),
        ...checkLink(command.evidence),
      ];
      if (Date.parse(command.doneAt) > Date.parse(command.at) + 5 * MINUTE) {
        reasons.push({ code: 'time.future', field: 'doneAt' });
      }
      const { doneAt, on, note: text_, evidence } = command;
      return reasons.length
        ? refuse(...reasons)
        : note(
            withResult(record, command, {
              state: 'done',
              at: doneAt,
              on,
              ...(text_ && { note: text_ }),
              ...(evidence && { evidence }),
            }),
            command.occurrence.title
          );
    }
    case 'waive': {
      const reasons = [...checkFree(record, command.occurrence), ...checkReason(command.reason)];
      return reasons.length
        ? refuse(...reasons)
        : note(
            withResult(record, command, {
              state: 'waived',
              at: command.at,
              on: command.on,
              reason: command.reason.trim(),
            }),
            command.occurrence.title
          );
    }
    case 'undo': {
      const current = record.results[command.key];
      if (!current) {
        return { ok: record };
      }
      if (current.command !== command.seen) {
        return refuse({ code: 'maintenance.moved', values: { name: current.by.name } });
      }
      const { [command.key]: _, ...results } = record.results;
      return note({ results }, current.occurrence.title);
    }
    case 'startRun': {
      if (command.run in record.runs) {
        return { ok: record };
      }
      if (command.occurrence) {
        const reasons = checkFree(record, command.occurrence);
        if (reasons.length) {
          return refuse(...reasons);
        }
      }
      const { checklist, version, title, items, needsSignOff, occurrence: promise, at, by } = command;
      const started: Run = {
        checklist,
        version,
        title,
        items,
        ...(needsSignOff && { needsSignOff }),
        ...(promise && { occurrence: promise }),
        started: { at, by },
      };
      return note({ runs: { ...record.runs, [command.run]: started } }, title);
    }
    case 'item': {
      const reasons = [...checkOpenRun(record, command.run), ...checkOutcome(record, command)];
      return reasons.length
        ? refuse(...reasons)
        : { ok: { ...record, entries: { ...record.entries, [command.id]: toEntry(command) } } };
    }
    case 'finishRun': {
      const reasons = [...checkOpenRun(record, command.run), ...checkText('note', command.note)];
      const { open } = runState(record, command.run);
      if (open.length) {
        reasons.push({ code: 'run.open', values: { count: open.length } });
      }
      if (reasons.length) {
        return refuse(...reasons);
      }
      const current = record.runs[command.run];
      const finished: Run = {
        ...current,
        finished: { at: command.at, by: command.by, ...(command.note?.trim() && { note: command.note.trim() }) },
      };
      const runs = { ...record.runs, [command.run]: finished };
      const promise = current.occurrence;
      return promise && !record.results[occurrenceKey(promise)]
        ? note(
            {
              ...withResult(
                record,
                { ...command, occurrence: promise },
                { state: 'done', at: command.at, on: command.on, run: command.run }
              ),
              runs,
            },
            current.title
          )
        : note({ runs }, current.title);
    }
    case 'signOffRun': {
      const current = record.runs[command.run];
      if (!current?.finished || current.signedOff) {
        return current?.signedOff ? { ok: record } : refuse({ code: 'run.notFinished' });
      }
      if (current.finished.by.uid === command.by.uid) {
        return refuse({ code: 'run.secondPerson', values: { name: command.by.name } });
      }
      const reasons = checkText('note', command.note);
      if (reasons.length) {
        return refuse(...reasons);
      }
      return note(
        { runs: { ...record.runs, [command.run]: { ...current, signedOff: stampOf(command, command.note) } } },
        current.title
      );
    }
    case 'abandonRun': {
      const reasons = [...checkOpenRun(record, command.run), ...checkReason(command.reason)];
      if (reasons.length) {
        return refuse(...reasons);
      }
      const current = record.runs[command.run];
      return note(
        { runs: { ...record.runs, [command.run]: { ...current, abandoned: stampOf(command, command.reason) } } },
        current.title
      );
    }
    default:
      return changeReview(record, command, note);
  }
}

type ReviewCommand = Extract<WeekCommand, { type: 'reviewNotes' | 'decide' | 'carry' | 'dropLine' | 'signReview' }>;

function changeReview(
  record: Week,
  command: ReviewCommand,
  note: (next: Partial<Week>, what?: string) => Outcome<Week>
): Outcome<Week> {
  const current: WeekReview = record.review ?? { decisions: {}, carried: {} };
  if (current.signedOff) {
    return refuse({ code: 'review.signed', values: { name: current.signedOff.by.name } });
  }
  const write = (next: Partial<WeekReview>, what?: string) => note({ review: { ...current, ...next } }, what);
  switch (command.type) {
    case 'reviewNotes': {
      const reasons = checkText('notes', command.notes);
      if ((current.notes ?? '') !== command.seen) {
        reasons.push({ code: 'review.moved' });
      }
      return reasons.length ? refuse(...reasons) : write({ notes: command.notes });
    }
    case 'decide':
    case 'carry': {
      const reasons = command.text.trim() ? checkText('text', command.text) : [{ code: 'required', field: 'text' }];
      const list = command.type === 'decide' ? 'decisions' : 'carried';
      const line = { text: command.text.trim(), at: command.at, by: command.by };
      return reasons.length ? refuse(...reasons) : write({ [list]: { ...current[list], [command.id]: line } });
    }
    case 'dropLine': {
      const { [command.line]: decision, ...decisions } = current.decisions;
      const { [command.line]: carried, ...others } = current.carried;
      return (decision ?? carried)
        ? write({ decisions, carried: others }, (decision ?? carried).text.slice(0, 100))
        : { ok: record };
    }
    case 'signReview': {
      const reasons = checkText('note', command.note);
      return reasons.length ? refuse(...reasons) : write({ signedOff: stampOf(command, command.note) });
    }
  }
}

function withResult(
  record: Week,
  { id, by, occurrence: promise }: { id: string; by: Person; occurrence: Promised },
  part: Omit<Result, 'occurrence' | 'by' | 'command'>
): Pick<Week, 'results'> {
  return {
    results: { ...record.results, [occurrenceKey(promise)]: { ...part, occurrence: promise, by, command: id } },
  };
}

function toEntry({ run: of, item, at, by, outcome }: WeekCommand & { type: 'item' }): RunEntry {
  return { run: of, item, at, by, outcome };
}

function stampOf({ at, by }: Command, note?: string): z.infer<typeof stamp> {
  return { at, by, ...(note?.trim() && { note: note.trim() }) };
}

function checkFree(record: Week, promise: Promised): Reason[] {
  const current = record.results[occurrenceKey(promise)];
  return current
    ? [
        {
          code: current.state === 'done' ? 'maintenance.done' : 'maintenance.waived',
          values: { name: current.by.name },
        },
      ]
    : [];
}

function checkOpenRun(record: Week, id: string): Reason[] {
  const current = record.runs[id];
  if (!current) {
    return [{ code: 'run.unknown' }];
  }
  const end = current.finished ?? current.abandoned;
  return end ? [{ code: current.finished ? 'run.finished' : 'run.abandoned', values: { name: end.by.name } }] : [];
}

function checkOutcome(record: Week, { run: id, item, outcome }: WeekCommand & { type: 'item' }): Reason[] {
  const reasons = [...checkText('note', outcome.note), ...checkLink(outcome.evidence)];
  if (record.runs[id] && !(item in record.runs[id].items)) {
    reasons.push({ code: 'run.item' });
  }
  if (outcome.verdict === 'skip') {
    reasons.push(...checkReason(outcome.reason ?? ''));
  }
  if (typeof outcome.value === 'number' && !Number.isFinite(outcome.value)) {
    reasons.push({ code: 'number', field: 'value' });
  }
  if (typeof outcome.value === 'string') {
    reasons.push(...checkText('value', outcome.value));
  }
  return withUnreadable(reasons, itemOutcome, outcome);
}

function checkText(field: string, value = ''): Reason[] {
  return value.length > MAX_TEXT ? [{ code: 'tooLong', values: { limit: MAX_TEXT, length: value.length }, field }] : [];
}

function checkReason(reason: string): Reason[] {
  return reason.trim() ? checkText('reason', reason) : [{ code: 'required', field: 'reason' }];
}

function checkLink(evidence = ''): Reason[] {
  if (evidence.length > MAX_LINK) {
    return [{ code: 'tooLong', values: { limit: MAX_LINK }, field: 'evidence' }];
  }
  return evidence && !isWebLink(evidence) ? [{ code: 'link.web', field: 'evidence' }] : [];
}

function taskHeads(record: Week): Head {
  const monday = weekDates(record.week)[0];
  const days = new Map<string, Parameters<typeof writeDays>[0]>();
  new Map(ledgerOfWeek(record)).forEach((settled, key) => {
    const { task, date } = record.results[key].occurrence;
    const weekday = daysBetween(monday, date) + 1;
    days.set(task, [...(days.get(task) ?? []), { weekday, settled, offset: daysBetween(date, settled.on) }]);
  });
  return Object.fromEntries(
    [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([task, list]) => [`t-${task}`, writeDays(list)])
  );
}

const MARKS: Record<Verdict, string> = { pass: '✅ pass', fail: '❌ fail', nodata: '❔ no data', skip: '➖ skipped' };
const WORDS: Record<Settled['state'], string> = {
  early: 'done early',
  ontime: 'done on time',
  late: 'done late',
  waived: 'waived',
};

function toMarkdown(record: Week): string {
  const results = Object.values(record.results).sort(
    (a, b) => Date.parse(a.occurrence.due) - Date.parse(b.occurrence.due)
  );
  const ledger = ledgerOf(ledgerOfWeek(record));
  const lines = [`# Maintenance ${record.week}`, ''];
  if (results.length) {
    lines.push('| Due | Task | Result | At (UTC) | By | Note |', '|---|---|---|---|---|---|');
    results.forEach(({ occurrence: promise, at, by, note, reason, evidence }) => {
      const state = ledger.get(occurrenceKey(promise))?.state ?? 'ontime';
      const remark = [note, reason, evidence].filter(Boolean).join(' · ');
      lines.push(row(promise.date, promise.title, WORDS[state], minute(at), by.name, remark));
    });
    lines.push('');
  }
  Object.entries(record.runs)
    .sort(([, a], [, b]) => Date.parse(a.started.at) - Date.parse(b.started.at))
    .forEach(([id, current]) => lines.push(...runMarkdown(record, id, current), ''));
  if (record.review) {
    lines.push('## Weekly review', '', ...reviewMarkdown(record.review));
  }
  return lines.join('\n');
}

function runMarkdown(record: Week, id: string, current: Run): string[] {
  const { outcomes } = runState(record, id);
  const end = current.finished
    ? `Finished ${minute(current.finished.at)} UTC by ${line(current.finished.by.name)}`
    : current.abandoned
      ? `Abandoned ${minute(current.abandoned.at)} UTC by ${line(current.abandoned.by.name)}: ${line(current.abandoned.note ?? '')}`
      : 'Not finished';
  return [
    `## ${line(current.title)} (version ${current.version}), ${minute(current.started.at)} UTC`,
    '',
    `Started by ${line(current.started.by.name)}. ${end}.${current.signedOff ? ` Signed off by ${line(current.signedOff.by.name)}.` : ''}`,
    '',
    '| Item | Result | Value | At (UTC) | By | Note |',
    '|---|---|---|---|---|---|',
    ...inOrder(current.items).map(({ key, title }) => {
      const found = outcomes.get(key);
      if (!found) {
        return row(title, 'open', '', '', '', '');
      }
      const { outcome, at, by } = found;
      const value = outcome.value === undefined ? '' : `${outcome.value}${outcome.unit ? ` ${outcome.unit}` : ''}`;
      const rule = outcome.query ? `${outcome.query.expr} ${outcome.query.comparison} ${outcome.query.threshold}` : '';
      return row(
        title,
        MARKS[outcome.verdict],
        value,
        minute(at),
        by.name,
        [outcome.note, outcome.reason, outcome.evidence, rule].filter(Boolean).join(' · ')
      );
    }),
  ];
}

function reviewMarkdown({ notes, decisions, carried, signedOff }: WeekReview): string[] {
  const list = (title: string, items: Record<string, { text: string }>) =>
    Object.keys(items).length
      ? [`**${title}**`, '', ...Object.values(items).map(({ text: words }) => `- ${line(words)}`), '']
      : [];
  return [
    ...(notes ? [notes, ''] : []),
    ...list('Decisions', decisions),
    ...list('Carried to next week', carried),
    ...(signedOff ? [`Signed off by ${line(signedOff.by.name)}, ${minute(signedOff.at)} UTC`] : []),
  ];
}

function row(...cells: string[]): string {
  return `| ${cells.map((text_) => line(text_).replaceAll('|', '\\|')).join(' | ')} |`;
}

function line(words: string): string {
  return words
    .replaceAll('\\', '\\\\')
    .replaceAll('<', '&lt;')
    .replace(/\s*\n\s*/g, ' ');
}

function minute(at: Instant): string {
  return at.slice(0, 16).replace('T', ' ');
}
