import { type Outcome, refuse } from '../../record/outcome';
import { type CommandOf } from '../commands';
import { isReviewAuthor, isReviewed, needsReview } from '../rules';
import { type Change, type Incident, type Review } from '../schema';
import { movedSince, noted } from './noted';

export function setReview(incident: Incident, command: CommandOf<'setReview'>): Outcome<Incident> {
  const before: Review = incident.review ?? { state: 'draft' };
  const moved = command.state && movedSince(command, incident.review?.state);
  if (moved) {
    return refuse(moved);
  }
  const { state = before.state, step } = command;
  const isSigning = isReviewed(state) && !isReviewed(before.state);
  if (isSigning && needsReview(incident) && !incident.drill && isReviewAuthor(incident, command.by)) {
    return refuse({ code: 'reviewSecondPerson', values: { name: command.by.name } });
  }
  const steps = { ...before.steps };
  if (step?.done) {
    steps[step.key] = command.at;
  } else if (step) {
    delete steps[step.key];
  }
  const { signedOff, ...rest } = before;
  const review = {
    ...rest,
    state,
    ...(command.owner && { owner: command.owner }),
    ...(command.reviewer && { reviewer: command.reviewer }),
    ...(command.due && { due: command.due }),
    ...(step && { steps }),
    ...(isReviewed(state) && { signedOff: signedOff ?? { by: command.by, at: command.at } }),
  };
  for (const field of command.clear ?? []) {
    delete review[field];
  }
  return JSON.stringify(review) === JSON.stringify(incident.review)
    ? { ok: incident }
    : noted({ ...incident, review }, command, 'document', '', changeOf(command, before, review));
}

/** What the entry says of it: the state where that moved, else the first of what else did. */
function changeOf({ step }: CommandOf<'setReview'>, before: Review, after: Review): Change {
  if (before.state !== after.state) {
    return { field: 'review', from: before.state, to: after.state };
  }
  if (step) {
    return { field: 'review.step', ...(step.done ? { to: step.key } : { from: step.key }) };
  }
  const person = (['owner', 'reviewer'] as const).find((role) => before[role]?.name !== after[role]?.name);
  return person
    ? { field: `review.${person}`, from: before[person]?.name, to: after[person]?.name }
    : { field: 'review.due', from: before.due, to: after.due };
}
