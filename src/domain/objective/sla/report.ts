import { type IncidentHead } from '../../incident/head';
import { privateCount, shareable } from '../../incident/privacy';
import { beginning, durations, isOpen, wasDown } from '../../incident/rules';
import { type Severity } from '../../incident/schema';
import { beganAt, downtimeOf, reliabilityOf, serviceNames, toSeconds } from '../../insights/reliability';
import { type Due } from '../../record/dues';
import { slug } from '../../record/record';
import { overlap, type Period, periodBefore, type Span } from '../../time/window';
import { consumed, costOf, type Counts, isImpossible, remaining, sli, sumCounts } from '../burnRate';
import { type Computed, computedFrom } from '../computed';
import { type Exclusion, type Exclusions, exclusionsOf, plannedByService, spanOf, withoutExcluded } from '../exclusion';
import { type ComputedMeasure } from '../kinds/computedMeasure';
import { factorsOf, recordsMeasure } from '../records';
import { type Objective } from '../schema';
import { type Slice, countsOf } from '../series';
import { goodShare, isBudgeted, isByHand, isSurelyWithin, isWithin, lastReading, shownShare } from '../state';

/** What Prometheus answered about one objective over the period and the one before. */
export interface PeriodAnswer {
  /** Of budgeted kinds. */
  slices?: Slice[];
  /** Of gauges: means of hours, each by its end in seconds. */
  hours?: Array<{ time: number; value: number }>;
  /** Why nothing could be asked or answered, in words. */
  failure?: string;
}

export interface ReportInput {
  period: Period;
  zone: string;
  /** Seconds. */
  now: number;
  objectives: Array<[string, Objective]>;
  measured: Record<string, PeriodAnswer>;
  heads: IncidentHead[];
  /** By incident, for what heads do not tell. */
  dues?: Record<string, Due[]>;
  exclusions?: Exclusions;
  /** Private incidents are listed and counted too. */
  withPrivate?: boolean;
}

/**
 * `partly`: within its target in some of the measured hours, of kinds without a budget. `stale`: its value by hand had expired
 * by the end of the period.
 */
export type Attainment = 'attained' | 'partly' | 'missed' | 'stale' | 'noData' | 'info';

export interface ReportFigures {
  verdict: Attainment;
  /** In the objective's unit; a share as people read it for budgeted kinds. Absent: no data. */
  value?: number;
  /** The value with everything that was excluded, where that differs. */
  raw?: number;
  /** Shares of the error budget of this period. */
  used?: number;
  left?: number;
  rawUsed?: number;
  /** Of the hours of a gauge within its target. */
  within?: number;
  /** Share of the period, up to now, that has samples; absent where that says nothing. */
  coverage?: number;
  computed?: Computed;
  /** Share of good events, of budgeted kinds. */
  good?: number;
  /** Of OEE: availability, performance, quality. */
  factors?: Array<number | undefined>;
  /** Why there is no data. */
  failure?: string;
  /** More good events than events were counted. */
  isImpossible?: boolean;
}

export interface ReportRow extends ReportFigures {
  key: string;
  objective: Objective;
  before: ReportFigures;
}

export interface ReportIncident extends Span {
  name: string;
  ref: string;
  title: string;
  severity?: Severity;
  isOpen: boolean;
  /** Its end is not known, though it is over. */
  isEndless: boolean;
  /** Seconds that the incident lasted, as everywhere: to its resolution, or to now while it is open. */
  length?: number;
  /** A service was down in it, from `start` to `end`. */
  isDown: boolean;
  /** Shares of the period's error budgets, the dearest first; absent: nothing that concerns it was measured then. */
  costs?: Array<{ objective: string; share: number }>;
}

export interface ReportService {
  /** Slug; empty for what belongs to no service. */
  slug: string;
  name: string;
  rows: ReportRow[];
  incidents: ReportIncident[];
  incidentsBefore: number;
  /** Seconds of the period; overlapping incidents counted once. */
  downtime: number;
  downtimeBefore: number;
  /** Incidents whose length nobody knows: the downtime is at least this. */
  endless: number;
}

interface ReportExclusion extends Span {
  id: string;
  exclusion: Exclusion;
  /** Names of the objectives and services concerned. */
  concerned: string[];
}

export interface SlaReport {
  period: Period;
  before: Period;
  zone: string;
  now: number;
  /** The period is not over. */
  isRunning: boolean;
  services: ReportService[];
  exclusions: ReportExclusion[];
  counts: Record<Attainment, number>;
  /** Private incidents of the period or of the one before: left out, unless `withPrivate`. */
  privateIncidents: number;
  withPrivate: boolean;
}

/** Weekly or monthly report per service, compared with the period before; incidents that are drills, void or duplicates are left out. */
export function slaReport(input: ReportInput): SlaReport {
  const { period, zone, now, objectives, heads, exclusions = {}, withPrivate = false } = input;
  const before = periodBefore(period, zone);
  const all = heads.filter(({ drill, status, duplicateOf }) => !drill && status !== 'void' && !duplicateOf);
  const real = shareable(all, withPrivate);
  const rows = objectives.map(([key, objective]): ReportRow => ({
    key,
    objective,
    ...figuresOf(key, objective, period, input, real),
    before: figuresOf(key, objective, before, input, real),
  }));
  withOee(rows);
  const names = serviceNames(real);
  objectives.forEach(([, { service }]) => service && names.set(slug(service), service));
  const during = real.filter((head) => touches(head, period, now));
  const slugs = new Set([
    ...rows.map(({ objective: { service } }) => (service ? slug(service) : '')),
    ...during.flatMap(({ serviceTags }) => (serviceTags.length > 0 ? serviceTags : [''])),
  ]);
  const planned = plannedByService(exclusions);
  const services = [...slugs]
    .map((own): ReportService => {
      const belongs = ({ serviceTags }: IncidentHead) => (own ? serviceTags.includes(own) : serviceTags.length === 0);
      const incidents = real.filter(belongs);
      const [current] = reliabilityOf(incidents, { period, service: own || 'none' }, now, planned);
      const [earlier] = reliabilityOf(incidents, { period: before, service: own || 'none' }, now, planned);
      return {
        slug: own,
        name: names.get(own) ?? own,
        rows: rows.filter(({ objective: { service } }) => (service ? slug(service) : '') === own),
        incidents: during
          .filter(belongs)
          .map((head) => incidentOf(head, input))
          .sort((a, b) => a.start - b.start),
        incidentsBefore: incidents.filter((head) => touches(head, before, now)).length,
        downtime: current.downtime,
        downtimeBefore: earlier.downtime,
        endless: current.endless.length,
      };
    })
    .sort((a, b) => Number(a.slug === '') - Number(b.slug === '') || (a.name < b.name ? -1 : 1));
  const counts: SlaReport['counts'] = { attained: 0, partly: 0, missed: 0, stale: 0, noData: 0, info: 0 };
  rows.forEach(({ verdict }) => counts[verdict]++);
  return {
    period,
    before,
    zone,
    now,
    isRunning: now < period.end,
    services,
    exclusions: Object.entries(exclusions)
      .map(([id, each]) => ({ id, exclusion: each, ...spanOf(each), concerned: concernedBy(each, objectives) }))
      .filter((each) => overlap(each, period) > 0)
      .sort((a, b) => a.start - b.start),
    counts,
    privateIncidents: privateCount(all.filter((head) => touches(head, period, now) || touches(head, before, now))),
    withPrivate,
  };
}

function concernedBy(
  { objectives: keys = [], services = [] }: Exclusion,
  objectives: Array<[string, Objective]>
): string[] {
  return [...services, ...keys.map((key) => objectives.find(([each]) => each === key)?.[1].name ?? key)];
}

function figuresOf(
  key: string,
  objective: Objective,
  period: Period,
  { now, measured: all, zone, dues, exclusions }: ReportInput,
  heads: IncidentHead[]
): ReportFigures {
  const measured = all[key] ?? {};
  const span = { start: period.start, end: Math.min(period.end, now) };
  const { indicator } = objective;
  if (objective.needs) {
    return { verdict: 'noData', failure: objective.needs };
  }
  if (isByHand(objective)) {
    return byHand(objective, span);
  }
  if (factorsOf(indicator)) {
    return { verdict: 'noData' }; // until its factors are known
  }
  const measure = recordsMeasure(indicator);
  if (measure) {
    return fromRecords(measure, objective, span, { heads, zone, dues, exclusions, now: span.end });
  }
  if (measured.failure !== undefined) {
    return { verdict: 'noData', failure: measured.failure };
  }
  const excluded = exclusionsOf(exclusions, key, objective);
  return isBudgeted(objective)
    ? ofBudget(objective, span, measured.slices ?? [], excluded)
    : ofHours(objective, span, measured.hours ?? [], excluded);
}

function ofBudget(objective: Objective, span: Span, slices: Slice[], excluded: Span[]): ReportFigures {
  const target = goodShare(objective);
  const own = slices.flatMap((slice) => {
    const share = overlap(slice, span) / (slice.end - slice.start);
    return share > 0 ? [{ ...cut(slice, span), good: slice.good * share, total: slice.total * share }] : [];
  });
  const raw = sumCounts(own);
  const counts = excluded.length > 0 ? sumCounts(withoutExcluded(own, excluded)) : raw;
  const length = span.end - span.start;
  const coverage = length > 0 ? own.reduce((sum, { start, end }) => sum + end - start, 0) / length : undefined;
  const share = sli(counts);
  const differs = excluded.some((each) => overlap(each, span) > 0) && raw.total !== counts.total;
  const rawPart = differs && {
    raw: shownShare(objective, raw),
    ...(target !== undefined && { rawUsed: consumed(raw, target) }),
  };
  if (share === undefined || isImpossible(counts)) {
    return { verdict: 'noData', coverage, ...(isImpossible(counts) ? { isImpossible: true } : rawPart) };
  }
  return {
    verdict: target === undefined ? 'info' : share >= target ? 'attained' : 'missed',
    value: shownShare(objective, counts),
    good: share,
    coverage: coverage === undefined ? undefined : Math.min(1, coverage),
    ...budget(counts, target),
    ...rawPart,
  };
}

function budget(counts: Counts, target: number | undefined): Pick<ReportFigures, 'used' | 'left'> {
  return target === undefined ? {} : { used: consumed(counts, target), left: remaining(counts, target) };
}

/** Means of hours are never averaged again, since many are percentiles or ratios: the last one, and how many kept to the target. */
function ofHours(
  objective: Objective,
  span: Span,
  hours: Array<{ time: number; value: number }>,
  excluded: Span[]
): ReportFigures {
  const own = hours.filter(
    ({ time }) =>
      time - 3600 >= span.start - 1 &&
      time <= span.end + 1 &&
      !excluded.some((each) => overlap(each, { start: time - 3600, end: time }) > 1800)
  );
  const last = own.at(-1);
  if (!last) {
    return { verdict: 'noData' };
  }
  const { target } = objective;
  const common = {
    value: last.value,
    coverage: Math.min(1, (own.length * 3600) / Math.max(3600, span.end - span.start)),
  };
  if (target === undefined) {
    return { ...common, verdict: 'info' };
  }
  const within = own.filter(({ value }) => isWithin(objective, value, target)).length / own.length;
  return { ...common, within, verdict: within === 1 ? 'attained' : within === 0 ? 'missed' : 'partly' };
}

/** The product of the three factors' shares of good events, where all three are known. */
function withOee(rows: ReportRow[]): void {
  for (const row of rows) {
    const factors = factorsOf(row.objective.indicator);
    if (!factors?.length) {
      continue;
    }
    const parts = factors.map((key) => rows.find((each) => each.key === key));
    const product = (figures: (part: ReportRow) => ReportFigures): ReportFigures => {
      const values = parts.map((part) => part && figures(part).good);
      const value = values.reduce<number | undefined>(
        (all, each) => (all === undefined || each === undefined ? undefined : all * each),
        1
      );
      return value === undefined
        ? { verdict: 'noData' }
        : { value, factors: values, verdict: verdictOf(row.objective, value) };
    };
    Object.assign(
      row,
      product((part) => part),
      { before: product((part) => part.before) }
    );
  }
}

function byHand(objective: Objective, span: Span): ReportFigures {
  const end = span.end * 1000;
  const given = Object.entries(objective.readings ?? {}).filter(([, { at }]) => Date.parse(at) < end);
  const last = lastReading({ readings: Object.fromEntries(given) });
  if (!last) {
    return { verdict: 'noData' };
  }
  const isExpired = end >= Date.parse(last.expires);
  return { value: last.value, verdict: isExpired ? 'stale' : verdictOf(objective, last.value) };
}

function fromRecords(
  measure: ComputedMeasure,
  objective: Objective,
  window: Span,
  {
    heads,
    zone,
    dues,
    exclusions,
    now,
  }: { heads: IncidentHead[]; zone: string; dues?: Record<string, Due[]>; exclusions?: Exclusions; now: number }
): ReportFigures {
  const planned = plannedByService(exclusions);
  const computed = computedFrom(measure, heads, { window, now, zone, dues, planned, service: objective.service });
  const { value, atLeast } = computed;
  if (value === undefined) {
    // no failure for long enough says that the target is kept; for a shorter time it says nothing yet
    const isKept = atLeast === undefined ? undefined : isSurelyWithin(objective, atLeast);
    return { computed, verdict: isKept === undefined ? 'noData' : isKept ? 'attained' : 'missed' };
  }
  return { value, computed, verdict: verdictOf(objective, value) };
}

function verdictOf(objective: Objective, value: number): Attainment {
  const { target } = objective;
  return target === undefined ? 'info' : isWithin(objective, value, target) ? 'attained' : 'missed';
}

function touches(head: IncidentHead, period: Span, now: number): boolean {
  const began = beganAt(head);
  const { start, end } = downtimeOf(head, now) ?? { start: began ?? NaN, end: began ?? NaN };
  return start < period.end && (end > period.start || start >= period.start);
}

function incidentOf(head: IncidentHead, input: ReportInput): ReportIncident {
  const { name, ref, title, severity, milestones } = head;
  const { now } = input;
  const downtime = downtimeOf(head, now);
  const start = beganAt(head) ?? now;
  const span = { start, end: downtime?.end ?? start };
  const costs = downtime && costsOf(span, head.serviceTags, input);
  return {
    name,
    ref,
    title,
    ...(severity && { severity }),
    ...(costs && { costs }),
    ...span,
    isOpen: downtime !== undefined && milestones.mitigated === undefined && milestones.resolved === undefined,
    isEndless: downtime === undefined,
    isDown: wasDown(head),
    ...lengthOf(head, now),
  };
}

function lengthOf({ milestones, status }: IncidentHead, now: number): Pick<ReportIncident, 'length'> {
  const { whole } = durations(milestones);
  const begun = beginning(milestones);
  const length = isOpen(status) ? begun && now - toSeconds(begun) : whole === undefined ? whole : whole / 1000;
  return typeof length === 'number' ? { length } : {};
}

/** What a span used of the period's budgets of the objectives of its services, and of those of no service. */
function costsOf(
  span: Span,
  services: string[],
  { objectives, measured, period, now, exclusions }: ReportInput
): ReportIncident['costs'] {
  const whole = { start: period.start, end: Math.min(period.end, now) };
  const costs = objectives.flatMap(([key, objective]) => {
    const target = goodShare(objective);
    const slices = measured[key]?.slices ?? [];
    const concerns = !objective.service || services.includes(slug(objective.service));
    if (!concerns || target === undefined || slices.length === 0) {
      return [];
    }
    const counted = withoutExcluded(slices, exclusionsOf(exclusions, key, objective));
    const [own, all] = countsOf(
      counted,
      [{ start: Math.max(span.start, whole.start), end: Math.min(span.end, whole.end) }, whole],
      target
    );
    const share = costOf(own.total - own.good, all.total, target);
    return share === undefined ? [] : [{ objective: objective.name, share }];
  });
  return costs.length === 0 ? undefined : costs.sort((a, b) => b.share - a.share);
}

function cut(slice: Slice, span: Span): Span {
  return { start: Math.max(slice.start, span.start), end: Math.min(slice.end, span.end) };
}
