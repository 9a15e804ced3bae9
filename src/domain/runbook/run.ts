import { type Changes } from '../record/changes';
import { checkLink } from '../record/limits';
import { applyOnce, note } from '../record/log';
import { type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, type Described, type Instant, type RecordKind, tag } from '../record/record';
import { readable, withUnreadable } from '../record/unreadable';
import { runbookRunMarkdown } from './markdown/runbookRunMarkdown';
import { RUN_SHELF } from './runHead';
import {
  approvalOf,
  isStarted,
  type Helped,
  runSchema,
  type RunbookRun,
  type RunbookRunEntry,
  what,
  type What,
} from './runSchema';
import { line, type Step } from './schema';
import { pathOf } from './walk';

export type RunCommand =
  | (Command & { type: 'start'; run: Omit<RunbookRun, 'schema' | 'id' | 'kind' | 'entries' | 'log' | 'started'> })
  | (Command & { type: 'entry'; step: string; what: Exclude<What, { kind: 'approve' }> })
  | (Command & { type: 'approve'; step: string })
  | (Command & { type: 'setValue'; parameter: string; value: string; seen?: string })
  | (Command & { type: 'finish'; helped: Helped; why?: string })
  | (Command & { type: 'abandon'; why: string });

export const runKind: RecordKind<RunbookRun, RunCommand> = {
  ...RUN_SHELF,
  version: 1,
  schema: runSchema,
  describe,
  apply: readable<RunbookRun, RunCommand>(runSchema, (record, command) =>
    own(record.entries, command.id) ? { ok: record } : applyLogged(record, command)
  ),
  // a full run takes no more entries, but it can still be finished
  filling: ({ type }) => (type === 'entry' ? 'adds' : type === 'setValue' ? 'edits' : 'ends'),
  addition(command) {
    return command.type === 'entry' ? { path: ['entries', command.id], value: toEntry(command) } : undefined;
  },
};

type Of<T extends RunCommand['type']> = Extract<RunCommand, { type: T }>;

const changes: Changes<RunbookRun, RunCommand> = {
  start(record, command) {
    return isStarted(record)
      ? { ok: record }
      : note(record, command, { ...command.run, started: { at: command.at, by: command.by } });
  },
  entry(record, command) {
    const reasons = [...checkOpen(record), ...checkEntry(own(record.steps, command.step), command.what)];
    const unreadable = withUnreadable(reasons, what, command.what);
    return unreadable.length > 0
      ? refuse(...unreadable)
      : { ok: { ...record, entries: { ...record.entries, [command.id]: toEntry(command) } } };
  },
  approve(record, command) {
    const reasons = [
      ...checkOpen(record),
      ...(own(record.steps, command.step)?.kind === 'approval' ? [] : [unknownStep]),
    ];
    const given = approvalOf(record, command.step);
    if (given) {
      return { ok: record }; // once, however many click
    }
    if (record.started.by.uid === command.by.uid) {
      reasons.push({ code: 'run.otherPerson' as const, values: { name: record.started.by.name } });
    }
    const { step: of, at, by } = command;
    return reasons.length > 0
      ? refuse(...reasons)
      : {
          ok: {
            ...record,
            entries: { ...record.entries, [command.id]: { step: of, at, by, what: { kind: 'approve' } } },
          },
        };
  },
  setValue(record, command) {
    const reasons = checkOpen(record);
    const current = own(record.values, command.parameter) ?? '';
    if (command.seen !== undefined && command.seen !== current) {
      reasons.push({ code: 'moved' as const });
    }
    const checked = withUnreadable(reasons, line, command.value);
    return checked.length > 0
      ? refuse(...checked)
      : note(record, command, { values: { ...record.values, [command.parameter]: command.value } });
  },
  finish(record, command) {
    const why = command.why?.trim();
    const needsWhy = command.helped === 'no' || command.helped === 'wrong';
    const reasons = [...checkOpen(record), ...(needsWhy && !why ? [{ code: 'required' as const, field: 'why' }] : [])];
    const { at, by, helped } = command;
    return reasons.length > 0
      ? refuse(...reasons)
      : note(record, command, { finished: { at, by, helped, ...(why && { why }) } });
  },
  abandon(record, command) {
    const why = command.why.trim();
    const reasons = [...checkOpen(record), ...(why ? [] : [{ code: 'required' as const, field: 'why' }])];
    return reasons.length > 0
      ? refuse(...reasons)
      : note(record, command, { abandoned: { at: command.at, by: command.by, why } });
  },
};

const applyLogged = applyOnce(changes);

const unknownStep: Reason = { code: 'run.step' as const };

function toEntry({ step: of, at, by, what: said }: Of<'entry'>): RunbookRunEntry {
  return { step: of, at, by, what: said };
}

function checkOpen({ finished, abandoned }: RunbookRun): Reason[] {
  return finished
    ? [{ code: 'runbookRun.finished' as const, values: { name: finished.by.name } }]
    : abandoned
      ? [{ code: 'runbookRun.abandoned' as const, values: { name: abandoned.by.name } }]
      : [];
}

function checkEntry(of: Step | undefined, said: Of<'entry'>['what']): Reason[] {
  if (!of) {
    return [unknownStep];
  }
  if (said.kind !== 'settle') {
    return [];
  }
  const link = checkLink(said.link, 'link');
  if (link.length > 0) {
    return link;
  }
  if (said.verdict === 'skip') {
    return said.reason?.trim() ? [] : [{ code: 'required' as const, field: 'reason' }];
  }
  switch (of.kind) {
    case 'decision':
      return said.option !== undefined && of.options[said.option]
        ? []
        : [{ code: 'required' as const, field: 'option' }];
    case 'input':
      return said.value?.trim() ? [] : [{ code: 'required' as const, field: 'value' }];
    case 'approval':
      return [{ code: 'run.approval' as const }];
    default:
      return [];
  }
}

function describe(record: RunbookRun): Described {
  const { path, current } = pathOf(record);
  const { finished, abandoned, incident } = record;
  const last: Instant = Object.values(record.entries).reduce(
    (at, entry) => (entry.at > at ? entry.at : at),
    record.started.at
  );
  return {
    title: `${record.title} · ${record.started.at.slice(0, 16).replace('T', ' ')}`,
    tags: [
      `runbook:${record.runbook}`,
      `state:${finished ? 'finished' : abandoned ? 'abandoned' : 'running'}`,
      ...(incident ? [tag('incident', incident)] : []),
    ],
    head: {
      title: record.title,
      runbook: record.runbook,
      version: String(record.version),
      started: record.started.at,
      by: record.started.by.name,
      last,
      ...(incident && { incident }),
      ...(finished && { finished: finished.at, helped: finished.helped, why: finished.why ?? '' }),
      ...(abandoned && { abandoned: abandoned.at }),
      done: String(path.filter(({ outcome }) => outcome).length),
      ...(current && { current: record.steps[current]?.title ?? '' }),
    },
    markdown: runbookRunMarkdown(record),
    window: { from: record.started.at, ...((finished ?? abandoned) && { to: (finished ?? abandoned)?.at }) },
  };
}
