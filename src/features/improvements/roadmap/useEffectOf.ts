import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import {
  type BeforeAfter,
  effectOfCounts,
  effectOfHours,
  effectOfProduct,
  effectOfReadings,
  sides,
  spansAround,
} from '../../../domain/improvement/effect';
import { type Improves, type RoadmapItem } from '../../../domain/improvement/schema';
import { sli } from '../../../domain/objective/burnRate';
import { plannedByService } from '../../../domain/objective/exclusion';
import { type Improvement } from '../../../domain/objective/improvement';
import { countsDues, factorsOf, recordsMeasure } from '../../../domain/objective/records';
import { type Objective } from '../../../domain/objective/schema';
import { isBudgeted, isByHand, shownShare, shownUnit } from '../../../domain/objective/state';
import { type Unit } from '../../../domain/text/quantity';
import { DAY_SECONDS } from '../../../domain/time/units';
import { nominalDays } from '../../../domain/time/window';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { useHeadsSince } from '../../../shared/incidents/useIncidentHeads';
import { useIndicators } from '../../../shared/objectives/useIndicators';
import { type ObjectiveRow, useDues, useMeasurements } from '../../../shared/objectives/useMeasurements';
import { useObjectives } from '../../../shared/objectives/useObjectives';

export interface EffectView extends BeforeAfter {
  /** Of the objective or indicator; its key where it is gone. */
  name: string;
  unit?: Unit;
  /** How it was found out. */
  from: 'readings' | 'incidents' | 'measured' | 'kept' | 'gone';
  /** Days on each side; absent for readings, and as long as it is too early. */
  days?: number;
  isPending: boolean;
}

/** The value of what an item was to improve, before and after it was done; undefined where it names nothing. */
export function useEffectOf({ improves, done, effect }: RoadmapItem): EffectView | undefined {
  const { record, objectives, isPending } = useObjectives();
  const { indicators } = useIndicators();
  const indicator = improves?.of === 'indicator' ? find(indicators, improves.key) : undefined;
  const read = done && indicator ? effectOfReadings(readingsOf(indicator), done) : {};
  const isRead = read.after !== undefined;
  // an indicator that was not read since stands for what its objective measures
  const key = improves?.of === 'objective' ? improves.key : isRead ? undefined : indicator?.objective;
  const objective = find(objectives, key);
  const [now] = useState(() => Date.now() / 1000);
  const days = objective ? nominalDays(objective.window) : 30;
  const spans = done ? spansAround(done, now, days) : undefined;
  const factors = objective && factorsOf(objective.indicator);
  const measured = factors ?? (key === undefined ? [] : [key]);
  const asked = spans ? objectives.filter(([each]) => measured.includes(each)) : [];
  const rows = useMeasurements(asked, {
    exclusions: record?.exclusions,
    isHourly: true,
    readsRecords: false,
    ...(spans && { reach: Math.ceil(now - spans.before.start) }),
  });
  const measure = objective && recordsMeasure(objective.indicator);
  const fromRecords = useFromRecords(measure && spans ? objective : undefined, spans);
  if (!improves) {
    return undefined;
  }
  const known = { name: indicator?.name ?? objective?.name ?? improves.key, isPending };
  if (effect) {
    return {
      ...known,
      ...sides(effect.before, effect.after),
      unit: unitOf(improves, indicator, objective),
      from: 'kept',
    };
  }
  if (!objective) {
    return indicator ? { ...known, ...read, unit: indicator.unit, from: 'readings' } : { ...known, from: 'gone' };
  }
  const unit = shownUnit(objective);
  if (isByHand(objective)) {
    const readings = Object.values(objective.readings ?? {});
    return { ...known, ...(done && effectOfReadings(readings, done)), unit, from: 'readings' };
  }
  const length = spans && { days: Math.round((spans.after.end - spans.after.start) / DAY_SECONDS) };
  if (measure) {
    return { ...known, ...fromRecords.value, unit, from: 'incidents', ...length, isPending: fromRecords.isPending };
  }
  if (factors) {
    // each the good share of its own objective; one that is gone leaves the product unknown
    const parts = factors.map((each) => rows.find((row) => row.key === each));
    const shares = parts.map((row) => (spans && row ? effectOfCounts(slicesOf(row), spans, sli) : {}));
    const isReading = isPending || parts.some((row) => row?.isPending);
    return { ...known, ...effectOfProduct(shares), unit, from: 'measured', ...length, isPending: isReading };
  }
  const [row] = rows;
  const values =
    !spans || !row
      ? {}
      : isBudgeted(objective)
        ? effectOfCounts(slicesOf(row), spans, (counts) => shownShare(objective, counts))
        : effectOfHours(row.measured?.hours ?? [], spans);
  return { ...known, ...values, unit, from: 'measured', ...length, isPending: row?.isPending ?? isPending };
}

/** What is computed from incidents, over each span. */
function useFromRecords(
  objective: Objective | undefined,
  spans: ReturnType<typeof spansAround>
): { value: BeforeAfter; isPending: boolean } {
  const zone = useTeamZone();
  const { record } = useObjectives();
  const heads = useHeadsSince({ since: spans?.before.start, enabled: objective !== undefined });
  const { dues } = useDues(objective ? [['', objective]] : [], heads.isKnown ? heads.incidents : undefined);
  const measure = objective && recordsMeasure(objective.indicator);
  const hasDues = dues !== undefined || !(objective && countsDues(objective.indicator));
  const { data, isPending } = useQuery({
    queryKey: ['improvement-effect', measure, objective?.service, spans, zone, heads.incidents, dues],
    queryFn: async () => {
      const { computedFrom } = await import('../../../domain/objective/computed');
      const planned = plannedByService(record?.exclusions);
      const over = (window: { start: number; end: number }) =>
        measure &&
        computedFrom(measure, heads.incidents, {
          window,
          now: window.end,
          zone,
          service: objective?.service,
          planned,
          dues,
        }).value;
      return spans ? sides(over(spans.before), over(spans.after)) : {};
    },
    enabled: measure !== undefined && spans !== undefined && heads.isKnown && hasDues,
  });
  return { value: data ?? {}, isPending: objective !== undefined && (isPending || !heads.isKnown) };
}

function slicesOf({ measurement }: ObjectiveRow) {
  return measurement?.slices ?? [];
}

function readingsOf({ readings = {} }: Improvement) {
  return Object.values(readings).map(({ on, value }) => ({ at: on, value }));
}

function unitOf(
  { of }: Improves,
  indicator: Improvement | undefined,
  objective: Objective | undefined
): Unit | undefined {
  return of === 'indicator' ? indicator?.unit : objective && shownUnit(objective);
}

function find<T>(entries: Array<[string, T]>, key: string | undefined): T | undefined {
  return entries.find(([each]) => each === key)?.[1];
}
