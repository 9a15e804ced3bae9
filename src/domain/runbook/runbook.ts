import { checkPromql } from '../promql/promql';
import { type Changes } from '../record/changes';
import { type Keyed, inOrder } from '../record/inOrder';
import { checkLink } from '../record/limits';
import { applyOnce, newest, note } from '../record/log';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, type Described, type RecordKind, slug, tag } from '../record/record';
import { readable, withUnreadable } from '../record/unreadable';
import { checkBranches } from './branches';
import { referencesOf } from './findReferences';
import { RUNBOOK_SHELF } from './head';
import { readableRunbook } from './markdown/readable';
import { checkTemplate } from './query';
import { writeReferences } from './references';
import { content, type Content, MAX_PARAMETERS, MAX_STEPS, runbook, type Runbook, type Step } from './schema';
import { wordsOf } from './search';
import { fillCommand } from './shell';
import { isStub } from './stub';
import { tidyContent } from './tidy';

export type RunbookCommand =
  /** `seen`: the version that was edited, 0 for a new one. */
  | (Command & { type: 'save'; content: Content; seen: number })
  | (Command & { type: 'review'; note?: string })
  | (Command & { type: 'retire'; note: string })
  | (Command & { type: 'revive' })
  /** Which step held the cause or the fix of a past incident. */
  | (Command & { type: 'mark'; incident: string; step: string });

const KEPT_LOG = 200;

export const runbookKind: RecordKind<Runbook, RunbookCommand> = {
  ...RUNBOOK_SHELF,
  version: 1,
  schema: runbook,
  describe,
  apply: readable<Runbook, RunbookCommand>(runbook, (record, command) => applyLogged(record, command)),
};

/** `rb-<slug>` of a title, with a number where `taken` has it already. */
export function runbookNameFor(title: string, taken: ReadonlySet<string> = new Set()): string {
  const base = `rb-${slug(title).slice(0, 34).replace(/-+$/, '') || 'runbook'}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(name)) {
      return name;
    }
  }
}

const changes: Changes<Runbook, RunbookCommand> = {
  save(record, command) {
    const written = tidyContent(command.content);
    const reasons = checkContent(written);
    if (record.version !== command.seen) {
      reasons.push({
        code: 'runbook.moved' as const,
        values: { version: record.version, name: record.saved?.by.name ?? '?' },
      });
    }
    if (reasons.length > 0) {
      return refuse(...reasons);
    }
    const stamp = { at: command.at, by: command.by };
    const { marks, log, created, reviewed, retired, id, schema, kind } = record;
    const kept = { ...(reviewed && { reviewed }), ...(retired && { retired }), marks, log };
    const version = command.seen + 1;
    return noted({ id, schema, kind, ...kept, ...written, version, created: created ?? stamp, saved: stamp }, command);
  },
  review(record, command) {
    const said = command.note?.trim();
    return noted({ ...record, reviewed: { at: command.at, by: command.by, ...(said && { note: said }) } }, command);
  },
  retire(record, command) {
    const said = command.note.trim();
    return said === ''
      ? refuse({ code: 'required' as const, field: 'note' })
      : noted({ ...record, retired: { at: command.at, by: command.by, note: said } }, command);
  },
  revive({ retired: _, ...record }, command) {
    return noted(record, command);
  },
  mark(record, command) {
    return own(record.steps, command.step)
      ? noted(
          {
            ...record,
            marks: { ...record.marks, [command.incident]: { step: command.step, at: command.at, by: command.by } },
          },
          command
        )
      : refuse({ code: 'runbook.step' as const });
  },
};

/** Written down like everything that is done to a record, the oldest lines dropped: a runbook is edited for years. */
function noted(record: Runbook, command: RunbookCommand): Outcome<Runbook> {
  const { ok } = note(record, command, {});
  return { ok: { ...ok, log: newest(ok.log, KEPT_LOG) } };
}

const applyLogged = applyOnce(changes);

/** Why this cannot be saved, each at its field: `title`, `steps.<key>.expr`. */
export function checkContent(written: Content): Reason[] {
  const steps = inOrder(written.steps);
  const names = Object.keys(written.parameters);
  const reasons: Reason[] = [
    ...(written.title.trim() === '' ? [{ code: 'required' as const, field: 'title' }] : []),
    ...(steps.length > MAX_STEPS
      ? [{ code: 'runbook.tooManySteps' as const, values: { limit: MAX_STEPS, count: steps.length } }]
      : []),
    ...(names.length > MAX_PARAMETERS
      ? [{ code: 'runbook.tooManyParameters' as const, values: { limit: MAX_PARAMETERS } }]
      : []),
    ...steps.flatMap((step) => checkStep(step, written, names)),
    ...checkBranches(written.steps),
  ];
  return withUnreadable(reasons, content, written);
}

/** Every parameter that a step may use: the declared ones and those that an input asks for. */
export function parameterNames({ parameters, steps }: Pick<Content, 'parameters' | 'steps'>): string[] {
  const asked = Object.entries(steps).flatMap(([key, step]) => (step.kind === 'input' ? [step.parameter ?? key] : []));
  return [...new Set([...Object.keys(parameters), ...asked])];
}

function checkStep(step: Keyed<Step>, written: Content, declared: string[]): Reason[] {
  const names = [...new Set([...declared, ...parameterNames(written)])];
  const field = `steps.${step.key}`;
  const untitled = step.title.trim() === '' ? [{ code: 'required' as const, field: `${field}.title` }] : [];
  switch (step.kind) {
    case 'query': {
      const isHalf = (step.comparison === undefined) !== (step.threshold === undefined);
      const wrong =
        names.length > 0 ? checkTemplate(step.expr, names, `${field}.expr`) : checkPromql(step.expr, `${field}.expr`);
      return [
        ...untitled,
        ...wrong,
        ...(isHalf ? [{ code: 'runbook.comparison' as const, field: `${field}.threshold` }] : []),
      ];
    }
    case 'command': {
      const filled = fillCommand(step.command, Object.fromEntries(names.map((name) => [name, '1'])));
      const wrong = 'refused' in filled ? filled.refused.reasons : [];
      return [...untitled, ...wrong.map((reason) => ({ ...reason, field: `${field}.command` }))];
    }
    case 'decision': {
      const judged = step.of === undefined ? undefined : written.steps[step.of];
      const isWrong = step.of !== undefined && judged?.kind !== 'query' && judged?.kind !== 'alert';
      return [...untitled, ...(isWrong ? [{ code: 'runbook.judged' as const, field: `${field}.of` }] : [])];
    }
    case 'dashboard':
      return [...untitled, ...checkLink(step.url, `${field}.url`)];
    default:
      return untitled;
  }
}

function describe(record: Runbook): Described {
  const { title, retired, services, alerts, labels, owner, steps, sections } = record;
  const kinds = Object.values(steps);
  return {
    title,
    tags: [
      ...services.map((service) => tag('service', service)),
      ...(retired ? ['status:retired'] : []),
      ...(owner ? [tag('team', owner)] : []),
    ],
    head: {
      title,
      form: record.form,
      version: String(record.version),
      ...(owner && { owner }),
      services: services.join(','),
      alerts: alerts.join('|'),
      labels: Object.entries(labels)
        .map(([label, value]) => `${label}=${value}`)
        .join('|'),
      'review-days': String(record.reviewDays),
      reviewed: record.reviewed?.at ?? '',
      saved: record.saved?.at ?? '',
      retired: retired?.at ?? '',
      steps: String(kinds.length),
      ...(isStub(record) && { stub: 'true' }),
      needs: writeReferences(referencesOf(record)),
      symptoms: sections.symptoms ?? sections.meaning ?? '',
      causes: sections.causes ?? sections.diagnosis ?? '',
      ...wordsOf(record),
    },
    markdown: readableRunbook(record),
  };
}
