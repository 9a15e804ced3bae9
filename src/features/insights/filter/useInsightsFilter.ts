import { useMemo } from 'react';
import { severity, type Severity } from '../../../domain/incident/schema';
import { type Duration, DURATIONS } from '../../../domain/insights/insights';
import { localDate, startOfDay, addDays } from '../../../domain/time/recurrence';
import { DAY_SECONDS } from '../../../domain/time/units';
import { type Span } from '../../../domain/time/window';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';

export const ROLLING = [7, 30, 90, 180, 365, 730];
const DEFAULT_DAYS = 90;

export const COMPARED_WITH = ['previous', 'year', 'none'] as const;
export type ComparedWith = (typeof COMPARED_WITH)[number];

export interface InsightsFilter {
  /** Of a rolling period; absent where it has dates of its own. */
  days?: number;
  /** Local dates, both included. */
  from: string;
  to: string;
  service?: string;
  severity?: Severity;
  measure: Duration;
  compare: ComparedWith;
}

/** Filters of the page, kept in the URL; what does not parse is the default. */
export function useInsightsFilter() {
  const { params, change } = useUrlFilter();
  const filter = useMemo((): InsightsFilter => {
    const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''];
    const days = ROLLING.find((each) => String(each) === params.get('days')) ?? DEFAULT_DAYS;
    return {
      ...(!from && !to && { days }),
      from,
      to,
      service: params.get('service') ?? undefined,
      severity: severity.safeParse(params.get('severity')).data,
      measure: DURATIONS.find((measure) => measure === params.get('measure')) ?? 'recover',
      compare: COMPARED_WITH.find((compare) => compare === params.get('compare')) ?? 'previous',
    };
  }, [params]);
  return { filter, change };
}

/** The period in seconds since the epoch; undefined where its dates are missing, no dates, or the wrong way round. */
export function periodOf({ days, from, to }: InsightsFilter, now: number, zone: string): Span | undefined {
  if (days) {
    return { start: now - days * DAY_SECONDS, end: now };
  }
  if (!isDate(from) || !isDate(to) || from > to) {
    return undefined;
  }
  return { start: toSeconds(startOfDay(from, zone)), end: toSeconds(startOfDay(addDays(to, 1), zone)) };
}

/** The period to compare with: as long and right before, or the same days a year earlier. */
export function earlierPeriod(compare: ComparedWith, { start, end }: Span): Span | undefined {
  switch (compare) {
    case 'previous':
      return { start: start - (end - start), end: start };
    case 'year':
      return { start: start - 365 * DAY_SECONDS, end: end - 365 * DAY_SECONDS };
    case 'none':
      return undefined;
  }
}

function isDate(text: string): boolean {
  return localDate.safeParse(text).success && !Number.isNaN(Date.parse(text));
}

function toSeconds(at: string): number {
  return Date.parse(at) / 1000;
}
