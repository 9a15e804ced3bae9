import { z } from 'zod/mini';
import { computed } from './computed';
import { gauge } from './gauge';
import { type Kind } from './kind';
import { latency } from './latency';
import { manual } from './manual';
import { nativeLatency } from './nativeLatency';
import { probe } from './probe';
import { ratio } from './ratio';

/** What is measured, in the order in which the kinds are offered. */
export const indicatorSchema = z.discriminatedUnion('kind', [
  ratio.schema,
  latency.schema,
  nativeLatency.schema,
  probe.schema,
  gauge.schema,
  computed.schema,
  manual.schema,
]);
export type Indicator = z.infer<typeof indicatorSchema>;
export type IndicatorKind = Indicator['kind'];
export type IndicatorOf<K extends IndicatorKind> = Extract<Indicator, { kind: K }>;

export const INDICATOR_KINDS: readonly IndicatorKind[] = indicatorSchema.def.options.flatMap(
  ({ shape }): readonly IndicatorKind[] => shape.kind.def.values
);

const KINDS: { [K in IndicatorKind]: Kind<IndicatorOf<K>> } = {
  ratio: ratio.kind,
  latency: latency.kind,
  nativeLatency: nativeLatency.kind,
  probe: probe.kind,
  gauge: gauge.kind,
  computed: computed.kind,
  manual: manual.kind,
};

export function kindOf<K extends IndicatorKind>({ kind }: { kind: K }): Kind<IndicatorOf<K>> {
  return KINDS[kind];
}
