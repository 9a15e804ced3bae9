import { type Counts, sumCounts } from '../objective/burnRate';
import { type Instant } from '../record/record';
import { DAY_SECONDS, HOUR_SECONDS } from '../time/units';
import { type Span } from '../time/window';

/** The value on both sides of the moment at which something was done; absent where it is not known. */
export interface BeforeAfter {
  before?: number;
  after?: number;
}

/** Shorter than this after it was done says nothing yet. */
const LEAST = DAY_SECONDS;

/**
 * Equal spans before and after `done`, at most `days` long and no longer than the time since; undefined as long as less than a day has
 * passed. Seconds.
 */
export function spansAround(done: Instant, now: number, days: number): { before: Span; after: Span } | undefined {
  const at = Date.parse(done) / 1000;
  const length = Math.min(days * DAY_SECONDS, now - at);
  return length < LEAST
    ? undefined
    : { before: { start: at - length, end: at }, after: { start: at, end: at + length } };
}

/** Values by hand: the last one up to the moment, and the last one after it. */
export function effectOfReadings(readings: Array<{ at: Instant; value: number }>, done: Instant): BeforeAfter {
  const sorted = [...readings].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const at = Date.parse(done);
  return sides(
    sorted.filter((reading) => Date.parse(reading.at) <= at).at(-1)?.value,
    sorted.filter((reading) => Date.parse(reading.at) > at).at(-1)?.value
  );
}

/** Of what is counted: the share over each span, from slices that lie whole in it. */
export function effectOfCounts(
  slices: Array<Counts & Span>,
  { before, after }: { before: Span; after: Span },
  share: (counts: Counts) => number | undefined
): BeforeAfter {
  const over = (span: Span) => {
    const counts = sumCounts(slices.filter(({ start, end }) => start >= span.start && end <= span.end));
    return counts.total > 0 ? share(counts) : undefined;
  };
  return sides(over(before), over(after));
}

/** Of what is a product of others, as OEE: of each side that all of them have. */
export function effectOfProduct(factors: BeforeAfter[]): BeforeAfter {
  const over = (values: Array<number | undefined>) =>
    values.reduce<number | undefined>(
      (product, value) => (product === undefined || value === undefined ? undefined : product * value),
      values.length > 0 ? 1 : undefined
    );
  return sides(over(factors.map(({ before }) => before)), over(factors.map(({ after }) => after)));
}

/** Of what is read hourly: the mean of the hours (by their ends, seconds) of each span. */
export function effectOfHours(
  hours: Array<{ time: number; value: number }>,
  { before, after }: { before: Span; after: Span }
): BeforeAfter {
  const over = ({ start, end }: Span) => {
    const values = hours.filter(({ time }) => time - HOUR_SECONDS >= start && time <= end).map(({ value }) => value);
    return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;
  };
  return sides(over(before), over(after));
}

export function sides(before: number | undefined, after: number | undefined): BeforeAfter {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}
