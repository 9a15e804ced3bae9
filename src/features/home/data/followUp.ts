import { type HeadAction, type IncidentHead } from '../../../domain/incident/head';
import { daysBetween } from '../../../domain/time/recurrence';
import { currentPerson } from '../../../grafana/user';
import { type Part } from './part';

type OpenAction = HeadAction & { incident: string; ref: string };

export interface FollowUp extends Part {
  /** Late ones, with the days since their date. */
  actions: Array<OpenAction & { late: number }>;
  /** Of the person who looks, late or not. */
  mineToDo: OpenAction[];
  reviews: IncidentHead[];
  /** Of the person who looks, not written yet. */
  mineToReview: IncidentHead[];
  /** The next one that will be due. */
  nextReview?: IncidentHead;
}

/** `today` is the team's date. */
export function followUps(
  incidents: IncidentHead[],
  today: string
): Pick<FollowUp, 'actions' | 'mineToDo' | 'reviews' | 'mineToReview' | 'nextReview'> {
  const counted = incidents.filter(({ drill, status }) => !drill && status !== 'void');
  const { uid, name: me } = currentPerson();
  const toDo = counted
    .flatMap(({ name, ref, actions }) => actions.map((action) => ({ ...action, incident: name, ref })))
    .filter(({ state }) => state === 'open' || state === 'doing')
    .sort((a, b) => (a.due ?? '').localeCompare(b.due ?? ''));
  const toReview = counted
    .filter(({ review }) => review !== 'closed' && review !== 'reviewed')
    .sort((a, b) => (a.reviewDue ?? '').localeCompare(b.reviewDue ?? ''));
  return {
    actions: toDo
      .map((action) => ({ ...action, late: action.due ? daysBetween(action.due.slice(0, 10), today) : 0 }))
      .filter(({ late }) => late > 0),
    mineToDo: toDo.filter(({ owner }) => owner === me),
    reviews: toReview.filter(({ reviewDue }) => reviewDue !== undefined && reviewDue.slice(0, 10) <= today),
    mineToReview: toReview.filter(({ reviewOwner }) => reviewOwner === uid || reviewOwner === me),
    nextReview: toReview.find(({ reviewDue }) => reviewDue !== undefined && reviewDue.slice(0, 10) > today),
  };
}
