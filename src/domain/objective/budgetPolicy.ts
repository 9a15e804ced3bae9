import { daysOf, type ObjectiveWindow, type Span, windowAt } from '../time/window';
import { type Counts, NONE, type Policy, budgetPolicyOf, remaining, sumCounts } from './burnRate';
import { type Slice, countsOf } from './series';

export interface PolicyState extends Span {
  policy: Policy;
  /** The local day on whose end it was entered, `2026-11-21`. */
  entered: string;
  /** The day on whose end it was left; absent while it lasts. */
  left?: string;
  /** Of the budget, when it was entered. */
  remaining: number;
  /** The least that was left while it lasted. */
  least: number;
  days: number;
}

export interface PolicyDay extends Span {
  date: string;
  remaining: number;
  policy: Policy;
}

/**
 * Where the policy stood at the end of each day of `span` in `zone`, the running day as it stands now: what the window
 * that ended there had left, though nobody looked. Days on which nothing is known are left out; a window that reaches
 * back beyond the samples counts with what there is.
 */
export function policyDays(
  slices: Slice[],
  { span, zone, window, target }: { span: Span; zone: string; window: ObjectiveWindow; target: number }
): PolicyDay[] {
  const [first] = slices;
  if (!first) {
    return [];
  }
  const days = daysOf({ start: Math.min(first.start, span.start), end: span.end }, zone);
  // sums up to the end of each day: a window is the difference of two of them
  let running: Counts = NONE;
  const sums = countsOf(slices, days, target).map(({ start, end, good, total }) => {
    running = sumCounts([running, { good, total }]);
    return { start, end, upTo: running };
  });
  const upTo = (at: number): Counts => {
    let index = sums.length - 1;
    while (index >= 0 && sums[index].start > at) {
      index--;
    }
    const day = sums[index];
    if (!day) {
      return NONE;
    }
    const [part] = countsOf(
      slices.filter((slice) => slice.end > day.start && slice.start < day.end),
      [{ start: day.start, end: Math.min(at, day.end) }],
      target
    );
    return sumCounts([index > 0 ? sums[index - 1].upTo : NONE, part]);
  };
  return days.flatMap(({ date, start, end }): PolicyDay[] => {
    if (end <= span.start || end <= first.start) {
      return [];
    }
    // a calendar window that ends at midnight is still the old month
    const from = windowAt(window, window.type === 'calendar' ? end - 1 : end).start;
    const until = upTo(end);
    const before = upTo(from);
    const left = remaining({ good: until.good - before.good, total: until.total - before.total }, target);
    return left === undefined ? [] : [{ date, start, end, remaining: left, policy: budgetPolicyOf(left) }];
  });
}

/** Runs of days under one policy, the oldest first. */
export function policyStates(days: PolicyDay[]): PolicyState[] {
  const states: PolicyState[] = [];
  for (const { date, end, policy, remaining: left } of days) {
    const last = states.at(-1);
    if (last?.policy === policy) {
      Object.assign(last, { end, least: Math.min(last.least, left), days: last.days + 1 });
      continue;
    }
    if (last) {
      Object.assign(last, { left: date, end });
    }
    states.push({ policy, entered: date, start: end, end, remaining: left, least: left, days: 1 });
  }
  return states;
}
