import { type Changes } from '../record/changes';
import { note } from '../record/log';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { withUnreadable } from '../record/unreadable';
import { inOrder } from './checklist';
import { checkLink, checkReason, checkText } from './checks';
import { checkFree, withResult } from './results';
import { occurrenceKey } from './task';
import { itemOutcome, type Run, type RunEntry, stampOf, type Week, type WeekCommandOf } from './week';

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
  const current = own(record.runs, id);
  const outcomes = new Map<string, RunEntry & { id: string }>();
  Object.entries(record.entries)
    .filter(([, { run, item }]) => run === id && current && item in current.items)
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

type RunCommand = WeekCommandOf<'startRun' | 'item' | 'finishRun' | 'signOffRun' | 'abandonRun'>;

export const runChanges: Changes<Week, RunCommand> = {
  startRun(record, command) {
    const { run, checklist, version, title, items, needsSignOff, occurrence, at, by } = command;
    if (own(record.runs, run)) {
      return { ok: record };
    }
    const reasons = occurrence ? checkFree(record, occurrence) : [];
    if (reasons.length) {
      return refuse(...reasons);
    }
    const started: Run = {
      checklist,
      version,
      title,
      items,
      ...(needsSignOff && { needsSignOff }),
      ...(occurrence && { occurrence }),
      started: { at, by },
    };
    return note(record, command, { runs: { ...record.runs, [run]: started } }, title);
  },

  item(record, command) {
    const reasons = [...checkOpenRun(record, command.run), ...checkOutcome(record, command)];
    return reasons.length
      ? refuse(...reasons)
      : { ok: { ...record, entries: { ...record.entries, [command.id]: toEntry(command) } } };
  },

  finishRun(record, command) {
    const reasons = [...checkOpenRun(record, command.run), ...checkText('note', command.note)];
    const { open } = runState(record, command.run);
    if (open.length) {
      reasons.push({ code: 'run.open', values: { count: open.length } });
    }
    return reasons.length ? refuse(...reasons) : finish(record, command);
  },

  signOffRun(record, command) {
    const current = own(record.runs, command.run);
    if (!current?.finished || current.signedOff) {
      return current?.signedOff ? { ok: record } : refuse({ code: 'run.notFinished' });
    }
    if (current.finished.by.uid === command.by.uid) {
      return refuse({ code: 'run.secondPerson', values: { name: command.by.name } });
    }
    const reasons = checkText('note', command.note);
    return reasons.length
      ? refuse(...reasons)
      : note(
          record,
          command,
          withRun(record, command.run, { signedOff: stampOf(command, command.note) }),
          current.title
        );
  },

  abandonRun(record, command) {
    const reasons = [...checkOpenRun(record, command.run), ...checkReason(command.reason)];
    return reasons.length
      ? refuse(...reasons)
      : note(
          record,
          command,
          withRun(record, command.run, { abandoned: stampOf(command, command.reason) }),
          record.runs[command.run].title
        );
  },
};

/** A finished run is the result of the occurrence it was started for, unless somebody gave one meanwhile. */
function finish(record: Week, command: WeekCommandOf<'finishRun'>): Outcome<Week> {
  const { run, at, by, id, on } = command;
  const { occurrence, title } = record.runs[run];
  const next = withRun(record, run, { finished: stampOf(command, command.note) });
  const result =
    occurrence && !record.results[occurrenceKey(occurrence)]
      ? withResult(record, { id, by, occurrence }, { state: 'done', at, on, run })
      : {};
  return note(record, command, { ...result, ...next }, title);
}

function withRun({ runs }: Week, id: string, part: Partial<Run>): Pick<Week, 'runs'> {
  return { runs: { ...runs, [id]: { ...runs[id], ...part } } };
}

export function toEntry({ run, item, at, by, outcome }: WeekCommandOf<'item'>): RunEntry {
  return { run, item, at, by, outcome };
}

function checkOpenRun(record: Week, id: string): Reason[] {
  const current = own(record.runs, id);
  if (!current) {
    return [{ code: 'run.unknown' }];
  }
  const end = current.finished ?? current.abandoned;
  return end ? [{ code: current.finished ? 'run.finished' : 'run.abandoned', values: { name: end.by.name } }] : [];
}

function checkOutcome(record: Week, { run, item, outcome }: WeekCommandOf<'item'>): Reason[] {
  const reasons = [...checkText('note', outcome.note), ...checkLink(outcome.evidence)];
  const followed = own(record.runs, run);
  if (followed && !own(followed.items, item)) {
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
