import { type Due } from '../record/dues';
import { type Instant } from '../record/record';
import { inZone } from '../text/times';
import { DAY_MS } from '../time/units';
import { isReviewed, needsReview } from './rules';
import { type Incident } from './schema';

/** The day that the review is due on: the one chosen, else the one that the severity asks for. */
export function reviewDueDay(incident: Incident): string | undefined {
  return incident.review?.due ?? (needsReview(incident) ? reviewDue(incident) : undefined);
}

/** SEV1 three days, SEV2 five working days after the resolution, a day in the incident's zone; undefined before it is resolved. */
export function reviewDue(incident: Incident): string | undefined {
  const { resolved } = incident.milestones;
  if (!resolved) {
    return undefined;
  }
  const start = Date.parse(`${inZone(resolved, incident.zone).day}T00:00:00Z`);
  if (incident.severity === 'sev1') {
    return addDays(start, 3);
  }
  let [date, left] = [start, 5];
  while (left > 0) {
    date += DAY_MS;
    const weekday = new Date(date).getUTCDay();
    left -= weekday === 0 || weekday === 6 ? 0 : 1;
  }
  return addDays(date, 0);
}

function addDays(from: number, days: number): string {
  return new Date(from + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day chosen, else the one that the severity asks for; none once it is reviewed. */
export function reviewDay(incident: Incident): string | undefined {
  const isAsked = needsReview(incident) && !incident.drill && incident.status !== 'void';
  return isReviewed(incident.review?.state)
    ? undefined
    : (incident.review?.due ?? (isAsked ? reviewDue(incident) : undefined));
}

/** The review, on the day chosen or on the one that the severity asks for, and the actions that have a day. */
export function duesOf(incident: Incident): Due[] {
  const { review, actions } = incident;
  const day = reviewDueDay(incident);
  return [
    ...(day ? [{ of: 'review' as const, day, ...finished(isReviewed(review?.state), review?.signedOff?.at) }] : []),
    ...Object.values(actions).flatMap(({ due, state, done }): Due[] =>
      due && state !== 'wontDo' ? [{ of: 'action', day: due, ...finished(state === 'done', done) }] : []
    ),
  ];
}

function finished(isFinished: boolean, at: Instant | undefined): Pick<Due, 'done' | 'isUnsure'> {
  return !isFinished ? {} : at ? { done: at } : { isUnsure: true };
}
