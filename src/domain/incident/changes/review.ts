import { type Outcome, refuse } from '../../record/outcome';
import { type CommandOf } from '../commands';
import { type Incident } from '../schema';
import { movedSince, noted } from './noted';

const REVIEW_STEPS = ['draft', 'inReview', 'reviewed', 'closed'];

export function setReview(incident: Incident, command: CommandOf<'setReview'>): Outcome<Incident> {
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
