import { type Changes } from '../../record/changes';
import { type Outcome, refuse } from '../../record/outcome';
import { oneLine } from '../../text/oneLine';
import { type CommandOf } from '../commands';
import { milestoneContradictions } from '../rules';
import { type Incident } from '../schema';
import { guarded, movedSince, noted, notInFuture } from './noted';

export const milestoneChanges: Changes<Incident, CommandOf<'setMilestone' | 'clearMilestone'>> = {
  setMilestone,

  clearMilestone(incident, command) {
    const { milestone } = command;
    const { [milestone]: before, ...milestones } = incident.milestones;
    return guarded(incident, command, before, '', () =>
      noted({ ...incident, milestones }, command, 'milestone', command.reason ?? '', {
        field: `milestone.${milestone}`,
        from: before,
      })
    );
  },
};

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
  const reasons = [...milestoneContradictions(milestones), ...notInFuture(command, to, milestone)];
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
