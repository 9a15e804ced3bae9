import { shorten } from '../record/logfmt';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { type Instant, type Person, slug } from '../record/record';
import { type Language } from '../text/language';
import { type IncidentCommand, incidentCommand, type CommandOf } from './commands';
import { sameGraphs } from './panels';
import { closeReasons, contradictions, isOver, MIN_REASON, resolveReasons, samePerson, STEPS } from './rules';
import {
  type Change,
  type Entry,
  type Incident,
  type LinkedAlert,
  type Milestone,
  type Milestones,
  type Severity,
  type DetectedBy,
} from './schema';

/** Clocks of two browsers differ: an event may be this much later than the command's own time. */
const CLOCK_SLACK = 2 * 60_000;

export interface Declaration {
  /** The record's name, `inc-2026-0142`. */
  name: string;
  /** The record's own UUID; also the id of its first timeline entry. */
  id: string;
  at: Instant;
  by: Person;
  zone: string;
  title: string;
  summary?: string;
  severity?: Severity;
  /** Slug → name. */
  services?: Record<string, string>;
  impact?: Incident['impact'];
  milestones?: Milestones;
  detectedBy?: DetectedBy;
  alerts?: Record<string, LinkedAlert>;
  graphs?: Incident['graphs'];
  language?: Language;
  drill?: boolean;
  private?: boolean;
  demo?: boolean;
}

/** A new incident: declared now, whatever else is known of it. */
export function declare(declaration: Declaration): Incident {
  const { name, id, at, by, zone, title, summary, severity, services, impact, milestones, detectedBy, alerts } =
    declaration;
  const { language, drill, demo } = declaration;
  return {
    schema: 1,
    id,
    kind: 'incident',
    name,
    title: oneLine(title),
    status: 'declared',
    ...(severity && { severity }),
    services: Object.fromEntries(
      Object.entries(services ?? {}).map(([key, service]) => [key, shorten(oneLine(service), 200)])
    ),
    milestones: { declared: at, ...milestones },
    zone,
    ...(language && { language }),
    declaredBy: by,
    ...(detectedBy && { detectedBy }),
    roles: {},
    timeline: {
      [id]: { at, entered: at, by, kind: 'status', text: '', change: { field: 'status', to: 'declared' } },
    },
    sections: summary?.trim() ? { summary: { text: summary.trim(), at, by } } : {},
    ...(impact && (impact.users || impact.loss) && { impact }),
    actions: {},
    tasks: {},
    ...(alerts && Object.keys(alerts).length > 0 && { alerts }),
    ...(declaration.graphs && { graphs: declaration.graphs }),
    ...(drill && { drill }),
    ...(declaration.private && { private: true }),
    ...(demo && { demo }),
  };
}

/** Applies one command. Pure; the same command twice changes nothing the second time. */
export function applyIncident(incident: Incident, command: IncidentCommand): Outcome<Incident> {
  if (incident.timeline[command.id]) {
    return { ok: incident };
  }
  const parsed = incidentCommand.safeParse(command);
  if (!parsed.success) {
    return refuse(...parsed.error.issues.map(toReason));
  }
  return change(incident, parsed.data);
}

function toReason(issue: {
  code?: string;
  path: PropertyKey[];
  message: string;
  maximum?: unknown;
  minimum?: unknown;
}): Reason {
  const field = issue.path.map(String).join('.');
  if (issue.message === 'badLink') {
    return { code: 'badLink', field };
  }
  if (issue.code === 'too_big') {
    return { code: 'tooLong', values: { limit: Number(issue.maximum) }, field };
  }
  if (issue.code === 'too_small') {
    return { code: 'required', field };
  }
  return { code: 'invalid', values: { problem: issue.message }, field };
}

function change(incident: Incident, command: IncidentCommand): Outcome<Incident> {
  switch (command.type) {
    case 'note':
    case 'dismissSuggestion':
    case 'supersede':
    case 'postUpdate':
    case 'capture': {
      if ('source' in command && command.source && hasSource(incident, command.source)) {
        return { ok: incident }; // somebody else was faster
      }
      if (command.type === 'supersede' && !incident.timeline[command.entry]) {
        return refuse({ code: 'entryMissing', field: 'entry' });
      }
      const addition = entryOf(command);
      const reasons = addition ? notInFuture(command, addition.at, 'when') : [];
      return reasons.length || !addition
        ? refuse(...reasons)
        : { ok: { ...incident, timeline: { ...incident.timeline, [command.id]: addition } } };
    }
    case 'setStatus':
      return setStatus(incident, command);
    case 'reopen':
      return reopen(incident, command);
    case 'void':
      return voidIncident(incident, command);
    case 'setSeverity':
      return guarded(incident, command, incident.severity, command.to, () =>
        noted({ ...incident, severity: command.to }, command, 'severity', command.reason ?? '', {
          field: 'severity',
          from: incident.severity,
          to: command.to,
        })
      );
    case 'setMilestone':
      return setMilestone(incident, command);
    case 'clearMilestone': {
      const before = incident.milestones[command.milestone];
      if (before === undefined) {
        return { ok: incident };
      }
      return guarded(incident, command, before, '', () => {
        const milestones = { ...incident.milestones };
        delete milestones[command.milestone];
        return noted({ ...incident, milestones }, command, 'milestone', command.reason ?? '', {
          field: `milestone.${command.milestone}`,
          from: before,
        });
      });
    }
    case 'assignRole':
      return assignRole(incident, command);
    case 'setTitle': {
      const title = oneLine(command.to);
      return guarded(incident, command, incident.title, title, () =>
        noted({ ...incident, title }, command, 'edit', '', { field: 'title', from: incident.title, to: title })
      );
    }
    case 'setServices': {
      const before = serviceList(incident.services);
      const after = serviceList(command.to);
      return guarded(incident, command, before, after, () =>
        noted({ ...incident, services: command.to }, command, 'edit', '', {
          field: 'services',
          from: before,
          to: after,
        })
      );
    }
    case 'setSection': {
      const before = incident.sections[command.section]?.text ?? '';
      return guarded(incident, command, before, command.to, () => {
        const sections = { ...incident.sections };
        if (command.to.trim() === '') {
          delete sections[command.section];
        } else {
          sections[command.section] = { text: command.to, at: command.at, by: command.by };
        }
        return noted({ ...incident, sections }, command, 'document', '', { field: `section.${command.section}` });
      });
    }
    case 'setImpact': {
      const { users, loss } = command;
      const before = impactWords(incident.impact);
      const after = impactWords({ users, loss });
      return guarded(incident, command, before, after, () =>
        noted({ ...incident, impact: { ...(users && { users }), ...(loss && { loss }) } }, command, 'edit', '', {
          field: 'impact',
          from: before,
          to: after,
        })
      );
    }
    case 'setPriority':
      return guarded(incident, command, incident.priority, command.to, () =>
        noted({ ...incident, priority: command.to }, command, 'edit', '', {
          field: 'priority',
          from: incident.priority,
          to: command.to,
        })
      );
    case 'setDetectedBy':
      return guarded(incident, command, incident.detectedBy, command.to, () =>
        noted({ ...incident, detectedBy: command.to }, command, 'edit', '', {
          field: 'detectedBy',
          from: incident.detectedBy,
          to: command.to,
        })
      );
    case 'setZone':
      return isZone(command.to)
        ? guarded(incident, command, incident.zone, command.to, () =>
            noted({ ...incident, zone: command.to }, command, 'edit', '', {
              field: 'zone',
              from: incident.zone,
              to: command.to,
            })
          )
        : refuse({ code: 'badZone', values: { zone: command.to }, field: 'to' });
    case 'setDrill': {
      const { drill = false, ...rest } = incident;
      return drill === command.to
        ? { ok: incident }
        : noted({ ...rest, ...(command.to && { drill: true }) }, command, 'edit', '', {
            field: 'drill',
            to: String(command.to),
          });
    }
    case 'setCadence':
      return incident.updateMinutes === command.minutes
        ? { ok: incident }
        : noted({ ...incident, updateMinutes: command.minutes }, command, 'edit', '', {
            field: 'cadence',
            to: String(command.minutes),
          });
    case 'setCosts':
      return Object.entries(command.costs).every(([key, share]) => incident.costs?.[key] === share)
        ? { ok: incident }
        : noted({ ...incident, costs: { ...incident.costs, ...command.costs } }, command, 'edit', '', {
            field: 'costs',
          });
    case 'setAnnotation': {
      const { annotation, ...rest } = incident;
      return annotation === command.annotation
        ? { ok: incident }
        : noted({ ...rest, ...(command.annotation && { annotation: command.annotation }) }, command, 'edit', '', {
            field: 'annotation',
          });
    }
    case 'setGraphs':
      // follows from services and objectives: the same again is no change, and no entry of the timeline tells of it
      return sameGraphs(incident.graphs, command.graphs)
        ? { ok: incident }
        : { ok: { ...incident, graphs: command.graphs } };
    case 'addAction': {
      const reasons = actionReasons(command.action);
      if (reasons.length) {
        return refuse(...reasons);
      }
      const added = {
        ...command.action,
        created: command.at,
        by: command.by,
        ...(command.action.state === 'done' && { done: command.at }),
      };
      return noted({ ...incident, actions: { ...incident.actions, [command.id]: added } }, command, 'action', '', {
        field: 'action',
        to: shorten(command.action.title, 200),
      });
    }
    case 'updateAction':
      return updateAction(incident, command);
    case 'addTask': {
      const added = { ...command.task, created: command.at, by: command.by };
      return noted({ ...incident, tasks: { ...incident.tasks, [command.id]: added } }, command, 'task', '', {
        field: 'task',
        to: shorten(command.task.title, 200),
      });
    }
    case 'updateTask':
      return updateTask(incident, command);
    case 'addLink': {
      const added = { ...command.link, at: command.at, by: command.by };
      return noted({ ...incident, links: { ...incident.links, [command.id]: added } }, command, 'link', '', {
        field: 'link',
        to: command.link.title,
      });
    }
    case 'removeLink': {
      const removed = incident.links?.[command.link];
      if (!removed) {
        return { ok: incident };
      }
      const links = { ...incident.links };
      delete links[command.link];
      return noted({ ...incident, links }, command, 'link', '', { field: 'link', from: removed.title });
    }
    case 'linkAlert':
      return incident.alerts?.[command.key]
        ? { ok: incident }
        : noted(
            { ...incident, alerts: { ...incident.alerts, [command.key]: command.alert } },
            command,
            'alert',
            command.alert.summary ?? '',
            {
              field: 'alert',
              to: command.alert.name,
            }
          );
    case 'setReview':
      return setReview(incident, command);
    case 'absorb': {
      if (incident.merged?.[command.from] || command.from === incident.name) {
        return { ok: incident };
      }
      if (command.private && !incident.private) {
        return refuse({ code: 'privateIntoPublic' });
      }
      return noted(
        {
          ...incident,
          timeline: { ...command.timeline, ...incident.timeline },
          services: { ...command.services, ...incident.services },
          ...((incident.alerts || command.alerts) && { alerts: { ...command.alerts, ...incident.alerts } }),
          merged: { ...incident.merged, [command.from]: command.at },
        },
        command,
        'edit',
        '',
        { field: 'merged', to: command.from }
      );
    }
  }
}

/** The timeline entry of a command that only adds one; undefined for the others. */
export function entryOf(command: IncidentCommand): Entry | undefined {
  const stamp = { entered: command.at, by: command.by };
  switch (command.type) {
    case 'note':
      return {
        ...stamp,
        at: command.when ?? command.at,
        kind: command.kind ?? 'note',
        text: command.text.trim(),
        ...(command.link && { link: command.link }),
        ...(command.source && { source: command.source }),
      };
    case 'dismissSuggestion':
      return {
        ...stamp,
        at: command.at,
        kind: 'edit',
        text: '',
        change: { field: 'suggestion', ...(command.what && { from: command.what }) },
        source: command.source,
      };
    case 'supersede':
      return { ...stamp, at: command.when ?? command.at, kind: 'note', text: command.text, supersedes: command.entry };
    case 'postUpdate':
      return { ...stamp, at: command.at, kind: 'update', text: '', update: command.update };
    case 'capture':
      return {
        ...stamp,
        at: command.when ?? command.evidence.to,
        kind: 'evidence',
        text: command.text ?? '',
        evidence: command.evidence,
      };
    default:
      return undefined;
  }
}

function hasSource({ timeline }: Incident, source: string): boolean {
  return Object.values(timeline).some((entry) => entry.source === source);
}

function setStatus(incident: Incident, command: CommandOf<'setStatus'>): Outcome<Incident> {
  const { to, override } = command;
  const from = incident.status;
  if (from === to) {
    return { ok: incident };
  }
  const moved = movedSince(command, from);
  if (moved) {
    return refuse(moved);
  }
  if (isOver(from) || (from === 'resolved' && to !== 'closed')) {
    return refuse({ code: 'reopenFirst', values: { status: from } });
  }
  const [before, after] = [STEPS.findIndex((step) => step === from), STEPS.indexOf(to)];
  const forward = after > before;
  const kept: Milestones = { ...incident.milestones, ...command.milestones };
  const cleared = forward ? [] : STEPS.slice(after + 1).filter((step) => kept[step]);
  for (const step of cleared) {
    delete kept[step];
  }
  const when = command.when ?? afterEarlier(command.at, kept, STEPS.slice(0, after));
  const next: Milestones = forward && (command.when || !kept[to]) ? { ...kept, [to]: when } : kept;
  const guards =
    to === 'resolved'
      ? resolveReasons(next, command.objectives)
      : to === 'closed'
        ? closeReasons({ ...incident, milestones: next })
        : [];
  const written = (override ?? '').trim();
  const overridden = guards.length > 0 && written.length >= MIN_REASON;
  const reasons = [
    ...contradictions(next),
    ...notInFuture(command, when, 'when'),
    ...Object.entries(command.milestones ?? {}).flatMap(([field, at]) => notInFuture(command, at, field)),
    ...(guards.length && !overridden ? guards : []),
    ...(guards.length && written && !overridden
      ? [{ code: 'reasonTooShort', values: { min: MIN_REASON }, field: 'override' }]
      : []),
  ];
  if (reasons.length) {
    return refuse(...reasons);
  }
  const skipped = forward ? STEPS.slice(before + 1, after) : [];
  return noted({ ...incident, status: to, milestones: next }, { ...command, when }, 'status', command.reason ?? '', {
    field: 'status',
    from,
    to,
    ...(skipped.length > 0 && { skipped: skipped.join(',') }),
    ...(cleared.length > 0 && { cleared: cleared.join(',') }),
    ...(overridden && { override: written }),
  });
}

/** Now, or the latest earlier step where this browser's clock is a little behind the one that wrote it. */
function afterEarlier(at: Instant, milestones: Milestones, steps: readonly Milestone[]): Instant {
  return steps
    .map((step) => milestones[step])
    .filter((known) => known !== undefined)
    .reduce((latest, known) => {
      const ahead = Date.parse(known) - Date.parse(latest);
      return ahead > 0 && ahead <= CLOCK_SLACK ? known : latest;
    }, at);
}

function reopen(incident: Incident, command: CommandOf<'reopen'>): Outcome<Incident> {
  const { status } = incident;
  const to = command.to ?? 'investigating';
  if (status !== 'resolved' && !isOver(status)) {
    return { ok: incident };
  }
  if (command.reason.trim().length < MIN_REASON) {
    return refuse({ code: 'reasonTooShort', values: { min: MIN_REASON }, field: 'reason' });
  }
  const { voided, duplicateOf, ...rest } = incident;
  const milestones = { ...incident.milestones };
  const cleared = STEPS.slice(STEPS.indexOf(to) + 1).filter((step) => milestones[step]);
  for (const step of cleared) {
    delete milestones[step];
  }
  return noted({ ...rest, status: to, milestones }, command, 'status', command.reason, {
    field: 'status',
    from: status,
    to,
    ...(cleared.length > 0 && { cleared: cleared.join(',') }),
  });
}

function voidIncident(incident: Incident, command: CommandOf<'void'>): Outcome<Incident> {
  if (incident.status === 'void') {
    return { ok: incident };
  }
  if (command.reason === 'duplicate' && (!command.duplicateOf || command.duplicateOf === incident.name)) {
    return refuse({ code: 'duplicateOfWhat', field: 'duplicateOf' });
  }
  return noted(
    {
      ...incident,
      status: 'void',
      voided: { reason: command.reason, ...(command.text && { text: command.text }) },
      ...(command.duplicateOf && { duplicateOf: command.duplicateOf }),
    },
    command,
    'status',
    command.text ?? '',
    { field: 'status', from: incident.status, to: 'void' }
  );
}

function setMilestone(incident: Incident, command: CommandOf<'setMilestone'>): Outcome<Incident> {
  const { milestone, to, note } = command;
  const before = incident.milestones[milestone];
  const sameTime = before !== undefined && Date.parse(before) === Date.parse(to);
  if (sameTime && (note === undefined || note === (incident.milestoneNotes?.[milestone] ?? ''))) {
    return { ok: incident };
  }
  const moved = sameTime ? undefined : movedSince(command, before);
  if (moved) {
    return refuse(moved);
  }
  const milestones = { ...incident.milestones, [milestone]: to };
  const reasons = [...contradictions(milestones), ...notInFuture(command, to, milestone)];
  return reasons.length
    ? refuse(...reasons)
    : noted(
        {
          ...incident,
          milestones,
          ...(note !== undefined && { milestoneNotes: { ...incident.milestoneNotes, [milestone]: oneLine(note) } }),
        },
        { ...command, when: to },
        'milestone',
        command.reason ?? '',
        { field: `milestone.${milestone}`, from: before, to }
      );
}

/** `role.` and this fit into the name of a changed field. */
const MOST_ROLE = 60;

function assignRole(incident: Incident, command: CommandOf<'assignRole'>): Outcome<Incident> {
  const key = slug(command.role).slice(0, MOST_ROLE).replace(/-+$/, '');
  const before = incident.roles[key]?.person;
  const { person: next } = command;
  if (key === '') {
    return refuse({ code: 'required', field: 'role' });
  }
  if (next ? before && samePerson(before, next) : !before) {
    return { ok: incident };
  }
  const moved = movedSince(command, before?.name);
  if (moved) {
    return refuse(moved);
  }
  const roles = { ...incident.roles };
  if (next && next.name.trim()) {
    roles[key] = { person: next, since: command.at };
  } else {
    delete roles[key];
  }
  return noted({ ...incident, roles }, command, 'role', command.briefing ?? '', {
    field: `role.${key}`,
    from: before?.name,
    to: next?.name,
  });
}

function actionReasons(action: { state?: string; reason?: string }): Reason[] {
  return action.state === 'wontDo' && !action.reason?.trim() ? [{ code: 'wontDoReason', field: 'reason' }] : [];
}

function updateAction(incident: Incident, command: CommandOf<'updateAction'>): Outcome<Incident> {
  const before = incident.actions[command.action];
  if (!before) {
    return refuse({ code: 'actionMissing', field: 'action' });
  }
  const after = { ...before, ...command.changes };
  for (const field of command.clear ?? []) {
    delete after[field];
  }
  if (after.state !== 'wontDo') {
    delete after.reason;
  }
  if (JSON.stringify(after) === JSON.stringify(before)) {
    return { ok: incident };
  }
  const moved = command.changes.state && movedSince(command, before.state);
  const reasons = [...(moved ? [moved] : []), ...actionReasons(after)];
  if (reasons.length) {
    return refuse(...reasons);
  }
  const { done, ...rest } = after;
  const updated = after.state === 'done' ? { ...rest, done: done ?? command.at } : rest;
  return noted(
    { ...incident, actions: { ...incident.actions, [command.action]: updated } },
    command,
    'action',
    after.state === 'wontDo' ? (after.reason ?? '') : '',
    {
      field: 'action',
      from: `${shorten(before.title, 150)}${before.state === after.state ? '' : ` (${before.state})`}`,
      to: `${shorten(after.title, 150)}${before.state === after.state ? '' : ` (${after.state})`}`,
    }
  );
}

function updateTask(incident: Incident, command: CommandOf<'updateTask'>): Outcome<Incident> {
  const before = incident.tasks[command.task];
  if (!before) {
    return refuse({ code: 'taskMissing', field: 'task' });
  }
  const after = { ...before, ...command.changes };
  if (JSON.stringify(after) === JSON.stringify(before)) {
    return { ok: incident };
  }
  const moved = command.changes.state && movedSince(command, before.state);
  if (moved) {
    return refuse(moved);
  }
  const { done, ...rest } = after;
  const updated = after.state === 'done' ? { ...rest, done: done ?? command.at } : rest;
  return noted({ ...incident, tasks: { ...incident.tasks, [command.task]: updated } }, command, 'task', '', {
    field: 'task',
    from: `${shorten(before.title, 150)} (${before.state})`,
    to: `${shorten(after.title, 150)} (${after.state})`,
  });
}

const REVIEW_STEPS = ['draft', 'inReview', 'reviewed', 'closed'];

function setReview(incident: Incident, command: CommandOf<'setReview'>): Outcome<Incident> {
  const before = incident.review ?? { state: 'draft' as const };
  const moved = command.state && movedSince(command, incident.review?.state);
  if (moved) {
    return refuse(moved);
  }
  const { state = before.state, step } = command;
  const steps = { ...before.steps };
  if (step?.done) {
    steps[step.key] = command.at;
  } else if (step) {
    delete steps[step.key];
  }
  const signed = REVIEW_STEPS.indexOf(state) >= REVIEW_STEPS.indexOf('reviewed');
  const { signedOff, ...rest } = before;
  const review = {
    ...rest,
    state,
    ...(command.owner && { owner: command.owner }),
    ...(command.reviewer && { reviewer: command.reviewer }),
    ...(command.due && { due: command.due }),
    ...(step && { steps }),
    ...(signed && { signedOff: signedOff ?? { by: command.by, at: command.at } }),
  };
  for (const field of command.clear ?? []) {
    delete review[field];
  }
  return JSON.stringify(review) === JSON.stringify(incident.review)
    ? { ok: incident }
    : noted({ ...incident, review }, command, 'document', '', {
        field: 'review',
        from: incident.review?.state,
        to: state,
      });
}

/** Refuses when the value is not what the person saw any more; unchanged when it already is what they want. */
function guarded(
  incident: Incident,
  command: IncidentCommand & { seen?: string },
  before: string | undefined,
  after: string,
  next: () => Outcome<Incident>
): Outcome<Incident> {
  if ((before ?? '') === after) {
    return { ok: incident };
  }
  const moved = movedSince(command, before);
  return moved ? refuse(moved) : next();
}

function movedSince(command: IncidentCommand & { seen?: string }, now: string | undefined): Reason | undefined {
  return command.seen === undefined || command.seen === (now ?? '')
    ? undefined
    : { code: 'moved', values: { seen: command.seen, now: now ?? '', command: command.type }, field: 'to' };
}

function notInFuture(command: IncidentCommand, at: Instant, field: string): Reason[] {
  return Date.parse(at) > Date.parse(command.at) + CLOCK_SLACK ? [{ code: 'future', values: { at }, field }] : [];
}

function noted(
  incident: Incident,
  command: IncidentCommand & { when?: Instant },
  kind: Entry['kind'],
  text: string,
  { field, from, to, ...rest }: Change
): Outcome<Incident> {
  const added: Entry = {
    at: command.when ?? command.at,
    entered: command.at,
    by: command.by,
    kind,
    text,
    change: {
      field,
      ...(from !== undefined && from !== '' && { from: shorten(from, 200) }),
      ...(to !== undefined && to !== '' && { to: shorten(to, 200) }),
      ...rest,
    },
  };
  return { ok: { ...incident, timeline: { ...incident.timeline, [command.id]: added } } };
}

export function serviceList(services: Record<string, string>): string {
  return Object.keys(services).sort().join(',');
}

export function impactWords(impact: Incident['impact']): string {
  return [impact?.users, impact?.loss].map((part) => part ?? '').join('/');
}

/** Control characters and line breaks have no place in a title. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}

export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
