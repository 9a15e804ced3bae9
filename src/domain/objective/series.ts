import { overlap, type Span } from '../time/window';
import { consumed, type Counts, errorRatio, sli, sumCounts } from './burnRate';

/** Slices of one kind, oldest first. */
export interface Slice extends Counts {
  start: number;
  end: number;
}

interface Point {
  /** Seconds; the end of what the value covers. */
  time: number;
  value: number;
}

/** The share of good (or bad) events per step, events summed before dividing; steps without traffic are left out. */
export function shareOverTime(slices: Slice[], span: Span, step: number, bad: boolean): Point[] {
  const steps = new Map<number, Counts[]>();
  for (const slice of within(slices, span)) {
    const end = Math.ceil((slice.end - 1) / step) * step;
    steps.set(end, [...(steps.get(end) ?? []), slice]);
  }
  return [...steps].flatMap(([time, parts]) => {
    const value = (bad ? errorRatio : sli)(sumCounts(parts));
    return value === undefined ? [] : [{ time, value }];
  });
}

interface PeriodCounts extends Counts, Span {
  /** Share of the period's own budget that was used; undefined without traffic. */
  consumed?: number;
}

/** Counts of periods (days, months); a slice across a boundary counts on both sides by its share of time. */
export function countsOf<T extends Span>(slices: Slice[], periods: T[], target: number): Array<T & PeriodCounts> {
  return periods.map((period) => {
    const counts = sumCounts(
      slices.flatMap((slice) => {
        const share = overlap(slice, period) / (slice.end - slice.start);
        return share > 0 ? [{ good: slice.good * share, total: slice.total * share }] : [];
      })
    );
    return { ...period, ...counts, consumed: consumed(counts, target) };
  });
}

/** Slices that begin in the span, with the share of those across its start. */
function within(slices: Slice[], { start, end }: Span): Slice[] {
  return slices.filter((slice) => slice.end > start + 1 && slice.start < end - 1);
}
