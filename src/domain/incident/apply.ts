import { type Changes, changeBy } from '../record/changes';
import { type Outcome, refuse } from '../record/outcome';
import { own } from '../record/own';
import { problemOf } from '../record/unreadable';
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
  if (own(incident.timeline, command.id)) {
    return { ok: incident };
  }
  const parsed = incidentCommand.safeParse(command);
  if (!parsed.success) {
    return refuse(
      ...parsed.error.issues.map((issue) => ({ ...problemOf(issue), field: issue.path.map(String).join('.') }))
    );
  }
  return changeBy(CHANGES, incident, parsed.data);
}
