import { shorten } from '../../record/logfmt';
import { type Instant } from '../../record/record';
import { type Evidence } from '../schema';

const MAX_SERIES = 10;
const MAX_POINTS = 200;

export interface RawSeries {
  labels: Record<string, string>;
  /** Seconds since the epoch, ascending. */
  times: number[];
  values: number[];
}

interface Capture {
  title: string;
  datasource: string;
  expr: string;
  from: Instant;
  to: Instant;
  unit?: string;
  objective?: string;
  moment?: Evidence['moment'];
}

/** Seconds between points so that `from`–`to` has at most 200 of them; never below 15 s. */
export function stepFor(from: Instant, to: Instant): number {
  const seconds = Math.max((Date.parse(to) - Date.parse(from)) / 1000, 0);
  return Math.max(15, Math.ceil(seconds / (MAX_POINTS - 1)));
}

/** What is kept of a query's answer: ten series of 200 points, only finite values, the last value and a digest. */
export function toEvidence(capture: Capture, answer: RawSeries[]): Evidence {
  const series = answer
    .slice(0, MAX_SERIES)
    .map(({ labels, times, values }) => {
      const points = values
        .flatMap((value, index) => (Number.isFinite(value) ? [[times[index], value] as const] : []))
        .slice(-MAX_POINTS);
      return { labels, times: points.map(([time]) => time), values: points.map(([, value]) => value) };
    })
    .filter(({ values }) => values.length > 0);
  const value = series[0]?.values.at(-1);
  return {
    ...capture,
    title: shorten(capture.title, 200),
    step: stepFor(capture.from, capture.to),
    ...(value !== undefined && { value }),
    series,
    digest: digestOf(series),
    ...(answer.length > MAX_SERIES && { found: answer.length }),
  };
}

/** 53 bits over labels, times and values (cyrb53): tells whether a later run gave the same, no proof against forgery. */
export function digestOf(series: RawSeries[]): string {
  const text = JSON.stringify(
    series.map(({ labels, times, values }) => [Object.entries(labels).sort(), times, values])
  );
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0');
}

/** The last crossing into `bad` before `detected`: a proposal for the impact's start, for a person to confirm. */
export function proposedStart(
  series: RawSeries,
  isBad: (value: number) => boolean,
  detected: Instant
): Instant | undefined {
  const limit = Date.parse(detected) / 1000;
  const before = series.times.filter((time) => time <= limit).length;
  let index = before - 1;
  if (index < 0 || !isBad(series.values[index])) {
    return undefined;
  }
  while (index > 0 && isBad(series.values[index - 1])) {
    index--;
  }
  return index === 0 ? undefined : new Date(series.times[index] * 1000).toISOString();
}
