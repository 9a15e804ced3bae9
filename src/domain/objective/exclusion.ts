import { z } from 'zod/mini';
import { type Reason } from '../record/outcome';
import { instant, person, slug } from '../record/record';
import { withUnreadable } from '../record/unreadable';
import { merged } from '../statistics/statistics';
import { oneLine } from '../text/oneLine';
import { overlap, type Span } from '../time/window';
import { type Counts, minus, sumCounts } from './burnRate';
import { type Slice } from './series';

const line = z.string().check(z.maxLength(300));

/** What a person enters: time that shall not count against objectives, for instance an agreed maintenance. */
export const newExclusion = z.object({
  from: instant,
  to: instant,
  /** Names of services: every objective of theirs. */
  services: z.optional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(100))),
  /** Keys of objectives. */
  objectives: z.optional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(500))),
  reason: z.string().check(z.maxLength(20_000)),
  /** Who agreed to it: a person or a body, in words. */
  approvedBy: line,
});
export type NewExclusion = z.infer<typeof newExclusion>;

export const exclusion = z.extend(newExclusion, {
  at: instant,
  by: person,
  /** Written down after it had begun: numbers that people had seen changed. */
  past: z.optional(z.boolean()),
});
export type Exclusion = z.infer<typeof exclusion> & {
  /** Name of the maintenance window that it comes from (windowExclusions.ts); never stored with the register. */
  window?: string;
};
export type Exclusions = Record<string, Exclusion>;

/** Everything wrong with an exclusion, each named at its field. */
export function checkExclusion(value: NewExclusion): Reason[] {
  const { from, to, services = [], objectives = [], reason, approvedBy } = value;
  const reasons: Reason[] = [
    ...(Date.parse(from) < Date.parse(to) ? [] : [{ code: 'exclusion.order' as const, field: 'to' }]),
    ...(services.length + objectives.length > 0 ? [] : [{ code: 'exclusion.nothing' as const, field: 'objectives' }]),
    ...(reason.trim() ? [] : [{ code: 'exclusion.reason' as const, field: 'reason' }]),
    ...(oneLine(approvedBy) ? [] : [{ code: 'exclusion.approver' as const, field: 'approvedBy' }]),
  ];
  return withUnreadable(reasons, newExclusion, value);
}

export interface AppliedExclusion extends Span {
  id: string;
  exclusion: Exclusion;
}

/** Those that concern an objective, by its key or its service, the earliest first; seconds since the epoch. */
export function exclusionsOf(
  exclusions: Exclusions | undefined,
  key: string,
  { service }: { service?: string }
): AppliedExclusion[] {
  const own = service && slug(service);
  return Object.entries(exclusions ?? {})
    .filter(
      ([, { objectives = [], services = [] }]) =>
        objectives.includes(key) || (own !== undefined && own !== '' && services.some((each) => slug(each) === own))
    )
    .map(([id, each]) => ({ id, exclusion: each, ...spanOf(each) }))
    .sort((a, b) => a.start - b.start);
}

export function spanOf({ from, to }: Pick<Exclusion, 'from' | 'to'>): Span {
  return { start: Date.parse(from) / 1000, end: Date.parse(to) / 1000 };
}

/** Times excluded for each service (by slug): planned, so neither in use nor failing. */
export function plannedByService(exclusions: Exclusions | undefined): Record<string, Span[]> {
  const planned: Record<string, Span[]> = {};
  for (const each of Object.values(exclusions ?? {})) {
    for (const service of each.services ?? []) {
      (planned[slug(service)] ??= []).push(spanOf(each));
    }
  }
  return planned;
}

/** Slices without what happened in the spans. One that is partly excluded keeps its events by its share of time. */
export function withoutExcluded(slices: Slice[], excluded: Span[]): Slice[] {
  const spans = merged(excluded);
  return spans.length === 0
    ? slices
    : slices.flatMap((slice) => {
        const kept = 1 - shareOf(slice, spans);
        return kept === 1
          ? [slice]
          : kept < 1e-9
            ? []
            : [{ ...slice, good: slice.good * kept, total: slice.total * kept }];
      });
}

/** Counts of a window without what its slices say happened in the spans; undefined when nothing is left. */
export function withoutExcludedCounts(
  counts: Counts,
  slices: Slice[],
  window: Span,
  excluded: Span[]
): Counts | undefined {
  const spans = merged(excluded).map(({ start, end }) => ({
    start: Math.max(start, window.start),
    end: Math.min(end, window.end),
  }));
  const out = sumCounts(
    slices.map((slice) => {
      const share = shareOf(slice, spans);
      return { good: slice.good * share, total: slice.total * share };
    })
  );
  const left = minus(counts, out);
  const total = Math.max(0, left.total);
  return total < 1e-6 * counts.total ? undefined : { total, good: Math.min(total, Math.max(0, left.good)) };
}

/** Hours (their starts, seconds) in which an exclusion begins or ends: whole-hour slices are too coarse for them. */
export function partHours(excluded: Span[], known: Span): number[] {
  const edges = merged(excluded)
    .flatMap(({ start, end }) => [start, end])
    .filter((at) => at % 3600 !== 0 && at > known.start && at < known.end)
    .map((at) => Math.floor(at / 3600) * 3600);
  return [...new Set(edges)].sort((a, b) => a - b);
}

function shareOf(slice: Span, spans: Span[]): number {
  const covered = spans.reduce((sum, span) => sum + overlap(slice, span), 0);
  return Math.min(1, covered / (slice.end - slice.start));
}
