import { checkPromql } from '../promql/promql';
import { type Changes } from '../record/changes';
import { checkLink } from '../record/limits';
import { applyOnce, newest, note } from '../record/log';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, type Described, type Instant, type RecordKind, slug } from '../record/record';
import { readable, withUnreadable } from '../record/unreadable';
import { redact } from '../security/redact';
import { type Language } from '../text/language';
import { cell, markdownCell, row, tableHead } from '../text/markdown';
import { MINUTE_MS } from '../time/units';
import { policyLines, type PolicyKey } from './defaults';
import { drillOutcome } from './drill';
import { BACKUPS_SHELF, writeBackupsHead } from './head';
import {
  type BackupsRegister,
  backupsRegister,
  drillSchema,
  type DrillPlan,
  type DrillResult,
  type Element,
  elementDefinition,
  type ElementDefinition,
  backupEvidenceSchema as evidenceSchema,
  type BackupEvidence,
} from './schema';
import { frequencyText, minutesText, retentionText } from './words';

type NewEvidence = Omit<BackupEvidence, 'at' | 'by'>;

export type BackupsCommand = Command &
  (
    | { type: 'adopt'; policy: PolicyKey; language: Language }
    | {
        type: 'save';
        element: string;
        definition: ElementDefinition;
        /** The revision that the form was opened on. */
        seen?: string;
        isNew?: boolean;
      }
    | { type: 'remove'; element: string; seen?: string }
    /** `retired` false: it was asked about, or retired, and is still backed up. */
    | { type: 'retire'; element: string; retired: boolean; seen?: string }
    | { type: 'vouch'; evidence: NewEvidence }
    | { type: 'withdraw'; evidence: string }
    | { type: 'startDrill'; plan: DrillPlan }
    | { type: 'finishDrill'; drill: string; result: DrillResult; failed?: boolean }
    /** Done without queries: what a person timed and compared. */
    | {
        type: 'recordDrill';
        element: string;
        started: Instant;
        finished: Instant;
        level: 'restored' | 'usable';
        result: DrillResult;
        failed?: boolean;
      }
    | { type: 'dropDrill'; drill: string }
  );

/** Any name that can be typed as name=value: Prometheus 3 takes `app.kubernetes.io/name` too. */
const LABEL = new RegExp(String.raw`^[^\s\p{C}="]+$`, 'u');

const MAX_ELEMENTS = 200;
const KEPT_EVIDENCE = 500;
const KEPT_DRILLS = 300;
/** A click may come a little before the server's time. */
const SKEW_MS = 5 * MINUTE_MS;
/** Before there were backups of this kind: a time of 0, or of seconds taken for milliseconds. */
const EARLIEST = Date.parse('2001-09-09T00:00:00Z');

/** How an element of this name is known in the register and in commands. */
export function elementKey(name: string): string {
  return slug(name).slice(0, 60).replace(/-+$/, '');
}

/** Adds none but those that are not there: adopting twice changes nothing. */
function adopt(register: BackupsRegister, command: BackupsCommand & { type: 'adopt' }): Outcome<BackupsRegister> {
  const lines = Object.entries(policyLines(command.policy, command.language)).filter(
    ([key]) => !own(register.elements, key)
  );
  const added = Object.fromEntries(lines.map(([key, line]) => [key, { ...line, revision: command.id }]));
  return lines.length === 0
    ? { ok: register }
    : note(register, command, { elements: { ...register.elements, ...added } }, command.policy);
}

function save(register: BackupsRegister, command: BackupsCommand & { type: 'save' }): Outcome<BackupsRegister> {
  const { element: key, definition, seen, isNew, id } = command;
  const current = own(register.elements, key);
  const reasons = checkElement(definition);
  if (reasons.length > 0) {
    return refuse(...reasons);
  }
  if (isNew && current) {
    return refuse({ code: 'backup.exists', values: { name: current.name }, field: 'name' });
  }
  if (!isNew && current?.revision !== seen) {
    return refuse({ code: current ? 'backup.moved' : 'backup.removed' });
  }
  if (!current && Object.keys(register.elements).length >= MAX_ELEMENTS) {
    return refuse({ code: 'tooMany', values: { limit: MAX_ELEMENTS } });
  }
  const place = definition.place?.trim();
  const { retired, notRetired } = current ?? {};
  const saved: Element = {
    ...elementDefinition.parse({ ...definition, ...(place && { place: redact(place) }) }),
    ...(retired && { retired }),
    ...(notRetired && { notRetired }),
    revision: id,
  };
  return note(register, command, { elements: { ...register.elements, [key]: saved } }, key);
}

const CHANGES: Changes<BackupsRegister, BackupsCommand> = {
  adopt,
  save,

  remove(register, command) {
    const { [command.element]: current, ...elements } = register.elements;
    if (!current) {
      return { ok: register };
    }
    return current.revision === command.seen
      ? note(register, command, { elements }, command.element)
      : refuse({ code: 'backup.moved' });
  },

  retire(register, { element: key, retired, seen, ...command }) {
    const current = own(register.elements, key);
    if (!current || current.revision !== seen) {
      return refuse({ code: current ? 'backup.moved' : 'backup.removed' });
    }
    const { retired: _, notRetired: __, ...rest } = current;
    const changed = { ...rest, revision: command.id, [retired ? 'retired' : 'notRetired']: command.at };
    return note(register, command, { elements: { ...register.elements, [key]: changed } }, key);
  },

  vouch(register, command) {
    const { id, at, by } = command;
    const { text, link, ...rest } = command.evidence;
    const kept = { ...rest, at, by, text: redact(text.trim()), ...(link?.trim() && { link: redact(link.trim()) }) };
    const reasons = withUnreadable(
      [
        ...checkKnown(register, rest.element),
        ...checkLink(link?.trim(), 'link'),
        ...checkTime('success', rest.success, at),
        ...checkTime('oldest', rest.oldest, at),
        ...(rest.oldest !== undefined && Date.parse(rest.oldest) > Date.parse(rest.success)
          ? [{ code: 'backup.oldest' as const, field: 'oldest' }]
          : []),
      ],
      evidenceSchema,
      kept
    );
    return reasons.length > 0
      ? refuse(...reasons)
      : note(
          register,
          command,
          { evidence: newest({ ...register.evidence, [id]: kept }, KEPT_EVIDENCE) },
          rest.element
        );
  },

  withdraw(register, command) {
    const { [command.evidence]: current, ...evidence } = register.evidence;
    return current ? note(register, command, { evidence }, current.element) : { ok: register };
  },

  startDrill(register, command) {
    const { plan, id, at, by } = command;
    const drill = { element: plan.element, started: at, by, plan, level: plan.level };
    const reasons = withUnreadable(
      [...checkKnown(register, plan.element), ...checkPlan(plan, at)],
      drillSchema.shape.plan.def.innerType,
      plan
    );
    return reasons.length > 0
      ? refuse(...reasons)
      : note(register, command, { drills: keptDrills({ ...register.drills, [id]: drill }) }, plan.element);
  },

  finishDrill(register, command) {
    const current = own(register.drills, command.drill);
    if (!current || current.finished) {
      return refuse({ code: current ? 'backup.drillFinished' : 'backup.drillMissing' });
    }
    const reasons = checkLink(command.result.link?.trim(), 'result.link');
    if (reasons.length > 0) {
      return refuse(...reasons);
    }
    const finished = {
      ...current,
      finished: command.at,
      finishedBy: command.by,
      result: redactedResult(command.result),
      ...(command.failed && { failed: true }),
    };
    return note(register, command, { drills: { ...register.drills, [command.drill]: finished } }, current.element);
  },

  recordDrill(register, command) {
    const { element, started, finished, level, failed, id, at, by } = command;
    const kept = {
      element,
      started,
      by,
      level,
      finished,
      finishedBy: by,
      result: redactedResult(command.result),
      ...(failed && { failed: true }),
    };
    const reasons = withUnreadable(
      [
        ...checkKnown(register, element),
        ...checkLink(command.result.link?.trim(), 'result.link'),
        ...checkTime('started', started, at),
        ...checkTime('finished', finished, at),
        ...(Date.parse(finished) < Date.parse(started)
          ? [{ code: 'backup.drillOrder' as const, field: 'finished' }]
          : []),
        ...(command.result.text?.trim() ? [] : [{ code: 'required' as const, field: 'result.text' }]),
      ],
      drillSchema,
      kept
    );
    return reasons.length > 0
      ? refuse(...reasons)
      : note(register, command, { drills: keptDrills({ ...register.drills, [id]: kept }) }, element);
  },

  dropDrill(register, command) {
    const { [command.drill]: current, ...drills } = register.drills;
    if (!current) {
      return { ok: register };
    }
    return current.finished
      ? refuse({ code: 'backup.drillFinished' })
      : note(register, command, { drills }, current.element);
  },
};

/** Room is kept in a full register for what ends a drill, or takes something out. */
const ADDS: ReadonlyArray<BackupsCommand['type']> = ['vouch', 'startDrill', 'recordDrill'];
const ENDS: ReadonlyArray<BackupsCommand['type']> = ['finishDrill', 'dropDrill', 'withdraw', 'remove', 'retire'];

export const backupsKind: RecordKind<BackupsRegister, BackupsCommand> = {
  ...BACKUPS_SHELF,
  version: 1,
  schema: backupsRegister,
  describe,
  apply: readable(backupsRegister, applyOnce(CHANGES)),
  filling: ({ type }) => (ADDS.includes(type) ? 'adds' : ENDS.includes(type) ? 'ends' : 'edits'),
};

/** Before a team has adopted a policy nothing is late. `id` is the record's UUID. */
export function noBackups(id: string): BackupsRegister {
  return { schema: backupsKind.version, id, kind: backupsKind.kind, elements: {}, evidence: {}, drills: {}, log: {} };
}

/** Why an element cannot be saved as it is, each at its field. */
export function checkElement(definition: ElementDefinition): Reason[] {
  const { name, frequency, retention, restore, source } = definition;
  const reasons: Reason[] = [
    ...(elementKey(name) || !name.trim() ? [] : [{ code: 'backup.name' as const, field: 'name' }]),
    ...(frequency.kind === 'every' && retention.kind === 'days' && retention.days * 24 < frequency.hours
      ? [{ code: 'backup.retention' as const, field: 'retention' }]
      : []),
    ...(source.kind === 'query' ? checkPromql(source.expr, 'source.expr') : []),
    ...(source.kind === 'exporter' && source.metric !== undefined && !/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(source.metric)
      ? [{ code: 'backup.metric' as const, field: 'source.metric' }]
      : []),
    ...(source.kind === 'exporter'
      ? Object.keys(source.labels)
          .filter((label) => !LABEL.test(label))
          .map((label) => ({ code: 'service.label' as const, values: { label }, field: 'source.labels' }))
      : []),
  ];
  return withUnreadable([...reasons, ...checkLink(restore?.url, 'restore.url')], elementDefinition, definition);
}

function checkKnown({ elements }: BackupsRegister, key: string): Reason[] {
  return own(elements, key) ? [] : [{ code: 'backup.removed' }];
}

function checkTime(field: string, value: Instant | undefined, at: Instant): Reason[] {
  if (value === undefined) {
    return [];
  }
  const time = Date.parse(value);
  if (time > Date.parse(at) + SKEW_MS) {
    return [{ code: 'time.future', field }];
  }
  return time < EARLIEST ? [{ code: 'backup.past', field }] : [];
}

function checkPlan({ cut, probe, newest: point, invariants }: DrillPlan, at: Instant): Reason[] {
  return [
    ...checkTime('cut', cut, at),
    ...checkPromql(probe, 'probe'),
    ...(point === undefined ? [] : checkPromql(point, 'newest')),
    ...(invariants.length === 0 ? [{ code: 'backup.invariants' as const, field: 'invariants' }] : []),
    ...invariants.flatMap(({ expr }) => checkPromql(expr, 'invariants').slice(0, 1)),
  ].filter(({ field }, index, all) => all.findIndex((reason) => reason.field === field) === index);
}

function redactedResult({ text, link, ...result }: DrillResult): DrillResult {
  return {
    ...result,
    ...(text?.trim() && { text: redact(text.trim()) }),
    ...(link?.trim() && { link: redact(link.trim()) }),
  };
}

function keptDrills(drills: BackupsRegister['drills']): BackupsRegister['drills'] {
  const dated = Object.fromEntries(Object.entries(drills).map(([id, drill]) => [id, { at: drill.started, drill }]));
  return Object.fromEntries(Object.entries(newest(dated, KEPT_DRILLS)).map(([id, { drill }]) => [id, drill]));
}

function describe(register: BackupsRegister): Described {
  const { elements, drills } = register;
  const listed = Object.entries(elements);
  const lastDrill = (key: string) =>
    Object.values(drills)
      .filter((drill) => drill.element === key && drillOutcome(drill) === 'passed')
      .map(({ finished = '' }) => finished)
      .sort()
      .at(-1);
  return {
    title: 'Backups',
    tags: [],
    head: {
      elements: String(listed.length),
      drills: String(Object.keys(drills).length),
      ...writeBackupsHead(register),
    },
    markdown: [
      '# Backups',
      '',
      ...tableHead(['Element', 'Every', 'Kept', 'RPO', 'RTO', 'Owner', 'Where', 'Last restore drill']),
      ...listed.map(([key, element]) =>
        row([
          cell(element.name + (element.retired ? ' (retired)' : '')),
          frequencyText(element.frequency),
          retentionText(element.retention),
          minutesText(element.rpoMinutes),
          minutesText(element.rtoMinutes),
          cell(element.owner ?? ''),
          markdownCell(element.place ?? ''),
          lastDrill(key)?.slice(0, 10) ?? '',
        ])
      ),
    ].join('\n'),
  };
}
