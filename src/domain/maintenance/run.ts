import { type Changes } from '../record/changes';
import { inOrder } from '../record/inOrder';
import { note } from '../record/log';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { withUnreadable } from '../record/unreadable';
import { type ChecklistItem } from './checklistItem';
import { checkEvidenceLink, checkReason, checkSpent, checkText, spentOf } from './checks';
import { checkFree, withResult } from './results';
import { occurrenceKey } from './task';
import {
  type ItemOutcome,
  itemOutcome,
  type ChecklistRun,
  type ChecklistRunEntry,
  stampOf,
  type Week,
  type WeekCommandOf,
} from './week';

export interface ChecklistRunState {
  /** The last result of each item. */
  outcomes: Map<string, ChecklistRunEntry & { id: string }>;
  total: number;
  answered: number;
  failed: number;
  open: string[];
}

/**
 * The id of a run of an occurrence: the same for everybody who starts one at the same moment, so that all of them work on one
 * run; another one once that is over.
 */
export function runIdOf({ runs }: Pick<Week, 'runs'>, occurrence: Parameters<typeof occurrenceKey>[0]): string {
  const key = occurrenceKey(occurrence);
  for (let number = 1; ; number++) {
    const id = number === 1 ? key : `${key}-${number}`;
    const run = own(runs, id);
    if (!run?.finished && !run?.abandoned) {
      return id;
    }
  }
}

/** Where a run stands: its items' last results. */
export function checklistRunState(record: Week, id: string): ChecklistRunState {
  const current = own(record.runs, id);
  const outcomes = new Map<string, ChecklistRunEntry & { id: string }>();
  Object.entries(record.entries)
    .filter(([, { run, item }]) => run === id && current && item in current.items)
    .sort(([a, one], [b, other]) => Date.parse(one.at) - Date.parse(other.at) || (a < b ? -1 : 1))
    .forEach(([entryId, one]) => outcomes.set(one.item, { ...one, id: entryId }));
  const items = current ? inOrder(current.items).filter(({ kind }) => kind !== 'heading') : [];
  const open = items.filter(({ key, ...item }) => isOpen(item, outcomes.get(key)?.outcome)).map(({ key }) => key);
  return {
    outcomes,
    total: items.length,
    answered: items.length - open.length,
    failed: [...outcomes.values()].filter(({ outcome }) => outcome.verdict === 'fail').length,
    open,
  };
}

export interface LastRun {
  week: string;
  id: string;
  run: ChecklistRun;
  /** Local date at UTC of its end: enough to tell the day. */
  on: string;
  outcomes: Map<string, ItemOutcome>;
}

/** The last run of the same checklist that was finished before `current` began, among those of one week. */
export function lastRunIn(record: Week, current: Pick<ChecklistRun, 'checklist' | 'started'>): LastRun | undefined {
  const end = ({ finished }: ChecklistRun) => Date.parse(finished?.at ?? '');
  const found = Object.entries(record.runs)
    .filter(([, run]) => run.checklist === current.checklist && end(run) <= Date.parse(current.started.at))
    .sort(([, a], [, b]) => end(b) - end(a))
    .at(0);
  if (!found) {
    return undefined;
  }
  const [id, run] = found;
  const outcomes = [...checklistRunState(record, id).outcomes].map(([key, { outcome }]): [string, ItemOutcome] => [
    key,
    outcome,
  ]);
  return { week: record.week, id, run, on: (run.finished?.at ?? '').slice(0, 10), outcomes: new Map(outcomes) };
}

/** Without a result yet, or with none but "no data" where a person is asked for what it means. */
function isOpen(item: ChecklistItem, outcome: ItemOutcome | undefined): boolean {
  return !outcome || (outcome.verdict === 'nodata' && item.kind === 'query' && item.missing === 'asks');
}

type RunCommand = WeekCommandOf<'startRun' | 'item' | 'finishRun' | 'signOffRun' | 'reopenRun' | 'abandonRun'>;

export const runChanges: Changes<Week, RunCommand> = {
  startRun(record, command) {
    const { run, checklist, version, title, items, needsSignOff, before, onFailure, occurrence, at, by } = command;
    if (own(record.runs, run)) {
      return { ok: record };
    }
    const reasons = occurrence ? checkFree(record, occurrence) : [];
    if (reasons.length) {
      return refuse(...reasons);
    }
    const started: ChecklistRun = {
      checklist,
      version,
      title,
      items,
      ...(needsSignOff && { needsSignOff }),
      ...(before && { before }),
      ...(onFailure && { onFailure }),
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
    const reasons = [...checkOpenRun(record, command.run), ...checkText('note', command.note), ...checkSpent(command)];
    const { open } = checklistRunState(record, command.run);
    if (open.length) {
      reasons.push({ code: 'run.open', values: { count: open.length } });
    }
    return reasons.length ? refuse(...reasons) : finish(record, command);
  },

  signOffRun(record, command) {
    const current = own(record.runs, command.run);
    if (!current?.finished) {
      return refuse({ code: 'run.notFinished' });
    }
    if (current.signedOff) {
      const { by } = current.signedOff;
      return by.uid === command.by.uid ? { ok: record } : refuse({ code: 'run.signed', values: { name: by.name } });
    }
    if (!command.by.uid) {
      return refuse({ code: 'run.nobody' }); // without an account of their own one person may be two
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

  reopenRun(record, command) {
    const { run, seen, reason, id } = command;
    const current = own(record.runs, run);
    if (!current?.finished) {
      return refuse({ code: current ? 'run.notFinished' : 'run.unknown' });
    }
    const { finished, signedOff: _, ...kept } = current;
    const reasons = checkReason(reason);
    if (finished.at !== seen) {
      reasons.push({ code: 'maintenance.moved', values: { name: finished.by.name } });
    }
    if (reasons.length) {
      return refuse(...reasons);
    }
    const reopened = { ...current.reopened, [id]: { ...stampOf(command, reason), finished } };
    // the occurrence waits again for what the run comes to
    const results = Object.entries(record.results).filter(([, result]) => result.run !== run);
    return note(
      record,
      command,
      { results: Object.fromEntries(results), runs: { ...record.runs, [run]: { ...kept, reopened } } },
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
  const next = withRun(record, run, { finished: stampOf(command, command.note), ...spentOf(command) });
  const result =
    occurrence && !record.results[occurrenceKey(occurrence)]
      ? withResult(record, { id, by, occurrence }, { state: 'done', at, on, run, ...spentOf(command) })
      : {};
  return note(record, command, { ...result, ...next }, title);
}

function withRun({ runs }: Week, id: string, part: Partial<ChecklistRun>): Pick<Week, 'runs'> {
  return { runs: { ...runs, [id]: { ...runs[id], ...part } } };
}

export function toEntry({ run, item, at, by, outcome }: WeekCommandOf<'item'>): ChecklistRunEntry {
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
  const reasons = [...checkText('note', outcome.note), ...checkEvidenceLink(outcome.evidence)];
  const followed = own(record.runs, run);
  const asked = followed && own(followed.items, item);
  if (followed && (!asked || asked.kind === 'heading')) {
    reasons.push({ code: 'run.item' });
  }
  const isResult = outcome.verdict === 'pass' || outcome.verdict === 'fail';
  if (asked?.needsEvidence && isResult && !outcome.query && !outcome.evidence && !outcome.note?.trim()) {
    reasons.push({ code: 'run.evidence', field: 'evidence' });
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
