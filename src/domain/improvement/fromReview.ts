import { type ActionRow } from '../incident/actionList';
import { type ActionState } from '../incident/schema';
import { type AlertProposal } from '../insights/alerts/proposals';
import { weekOfName } from '../maintenance/week';
import { own } from '../record/own';
import { lastDay } from './due';
import { type Roadmap, type RoadmapItem, type RoadmapState } from './schema';

const MAX_KEY = 200;

/** Of what a weekly review takes on: the same for everybody, so that two people who do so at once make one item. */
export function takenKey(proposal: AlertProposal, week: string): string {
  return `${begins(proposal)}${week}`;
}

function begins({ kind, about }: AlertProposal): string {
  return `alert|${kind}|${about.slice(0, MAX_KEY)}|`;
}

/** The item that a proposal became: in this week's review, or in an earlier one that is not done yet. */
export function takenOn(
  { items }: Pick<Roadmap, 'items'>,
  proposal: AlertProposal,
  week: string
): [string, RoadmapItem] | undefined {
  const key = takenKey(proposal, week);
  const here = own(items, key);
  return here
    ? [key, here]
    : Object.entries(items).find(([each, { state }]) => each.startsWith(begins(proposal)) && state !== 'done');
}

export const ACTION_STATES: Record<RoadmapState, ActionState> = {
  toDo: 'open',
  planned: 'open',
  inProgress: 'doing',
  done: 'done',
};

/** Items of the roadmap that weekly reviews took on, as actions beside those of incidents. */
export function actionsOfReviews({ items }: Pick<Roadmap, 'items'>): ActionRow[] {
  return Object.entries(items).flatMap(([key, item]): ActionRow[] => {
    const [review] = item.reviews.filter(weekOfName);
    const week = review && weekOfName(review);
    return !week
      ? []
      : [
          {
            key: `roadmap/${key}`,
            id: key,
            review,
            incident: { name: review, ref: week, title: '' },
            title: item.title,
            state: ACTION_STATES[item.state],
            priority: item.priority,
            ...(item.owner && { owner: item.owner }),
            ...(item.due && { due: lastDay(item.due) }),
            complete: true,
          },
        ];
  });
}
