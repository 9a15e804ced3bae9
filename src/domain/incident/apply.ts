import { type Changes, changeBy } from '../record/changes';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { actions } from './changes/actions';
import { additions } from './changes/additions';
import { connections } from './changes/connections';
import { milestoneChanges } from './changes/milestones';
import { assignRole } from './changes/people';
import { setReview } from './changes/review';
import { statuses } from './changes/status';
import { values } from './changes/values';
import { type IncidentCommand, incidentCommand } from './commands';
import { type Incident } from './schema';

const CHANGES: Changes<Incident, IncidentCommand> = {
  ...additions,
  ...statuses,
  ...values,
  ...milestoneChanges,
  ...actions,
  ...connections,
  assignRole,
  setReview,
};

/** Applies one command. Pure; the same command twice changes nothing the second time. */
export function applyIncident(incident: Incident, command: IncidentCommand): Outcome<Incident> {
  if (incident.timeline[command.id]) {
    return { ok: incident };
  }
  const parsed = incidentCommand.safeParse(command);
  if (!parsed.success) {
    return refuse(...parsed.error.issues.map(toReason));
  }
  return changeBy(CHANGES, incident, parsed.data);
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
