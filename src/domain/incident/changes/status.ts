import { type Changes } from '../../record/changes';
import { type Outcome, type Reason, refuse } from '../../record/outcome';
import { type Instant } from '../../record/record';
import { type CommandOf } from '../commands';
import { closeReasons, milestoneContradictions, isOver, MIN_REASON, resolveReasons, STEPS } from '../rules';
import { type Incident, type Milestone, type Milestones, type Status } from '../schema';
import { CLOCK_SLACK, movedSince, noted, notInFuture } from './noted';

export const statuses: Changes<Incident, CommandOf<'setStatus' | 'reopen' | 'void'>> = {
  setStatus,
  reopen,
  void: voidIncident,
};

function setStatus(incident: Incident, command: CommandOf<'setStatus'>): Outcome<Incident> {
  const { to } = command;
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
  const { milestones, when, skipped, cleared } = stepTo(incident, command);
  const guards = guardsOf(incident, command, milestones);
  const written = (command.override ?? '').trim();
  const isOverridden = guards.length > 0 && written.length >= MIN_REASON;
  const reasons = [
    ...milestoneContradictions(milestones),
    ...notInFuture(command, when, 'when'),
    ...Object.entries(command.milestones ?? {}).flatMap(([field, at]) => notInFuture(command, at, field)),
    ...(isOverridden ? [] : guards),
    ...(guards.length && written && !isOverridden ? [tooShort('override')] : []),
  ];
  return reasons.length
    ? refuse(...reasons)
    : noted({ ...incident, status: to, milestones }, { ...command, when }, 'status', command.reason ?? '', {
        field: 'status',
        from,
        to,
        ...listed({ skipped, cleared }),
        ...(isOverridden && { override: written }),
      });
}

/** What the times of the steps become: a step back clears those after it. */
function stepTo({ status, ...incident }: Incident, command: CommandOf<'setStatus'>) {
  const { to } = command;
  const [before, after] = [STEPS.findIndex((step) => step === status), STEPS.indexOf(to)];
  const isForward = after > before;
  const kept: Milestones = { ...incident.milestones, ...command.milestones };
  const cleared = isForward ? [] : clearAfter(kept, to);
  const when = command.when ?? afterEarlier(command.at, kept, STEPS.slice(0, after));
  const milestones: Milestones = isForward && (command.when || !kept[to]) ? { ...kept, [to]: when } : kept;
  const skipped = isForward ? STEPS.slice(before + 1, after).filter((step) => !kept[step]) : [];
  return { milestones, when, skipped, cleared };
}

/** Takes the steps after `to` out of `milestones`, and says which there were. */
function clearAfter(milestones: Milestones, to: Exclude<Status, 'void'>): Milestone[] {
  const cleared = STEPS.slice(STEPS.indexOf(to) + 1).filter((step) => milestones[step]);
  for (const step of cleared) {
    delete milestones[step];
  }
  return cleared;
}

/** Closing what was never resolved has to pass what resolving asks for, whoever gave the time of it. */
function guardsOf(incident: Incident, { to, objectives }: CommandOf<'setStatus'>, milestones: Milestones): Reason[] {
  const isResolving = to === 'resolved' || (to === 'closed' && incident.status !== 'resolved');
  return [
    ...(isResolving ? resolveReasons(milestones, objectives) : []),
    ...(to === 'closed' ? closeReasons({ ...incident, milestones }) : []),
  ];
}

function tooShort(field: string): Reason {
  return { code: 'reasonTooShort', values: { min: MIN_REASON }, field };
}

/** Those of the steps that there are any of, as a change of the timeline lists them. */
function listed(steps: Record<string, readonly Milestone[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(steps).flatMap(([key, some]) => (some.length > 0 ? [[key, some.join(',')]] : []))
  );
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
    return refuse(tooShort('reason'));
  }
  const { voided, duplicateOf, ...rest } = incident;
  const milestones = { ...incident.milestones };
  const cleared = clearAfter(milestones, to);
  return noted({ ...rest, status: to, milestones }, command, 'status', command.reason, {
    field: 'status',
    from: status,
    to,
    ...listed({ cleared }),
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
