import { z } from 'zod/mini';
import { type Unit } from '../../text/quantity';
import { COMPUTED } from './computedMeasure';
import { defineKind } from './kind';

/** From this product's own records over the window; `oee` multiplies three other objectives. */
const schema = z.object({
  kind: z.literal('computed'),
  measure: z.enum(COMPUTED),
  factors: z.optional(z.object({ availability: z.string(), performance: z.string(), quality: z.string() })),
});

const UNITS: Partial<Record<(typeof COMPUTED)[number], Unit>> = { recovery: 'min', mttr: 'min', mtbf: 'h' };

export const computed = defineKind(schema, {
  source: 'records',
  check: ({ measure, factors }) =>
    measure === 'oee' && !factors ? [{ code: 'objective.oee.factors', field: 'indicator.factors' }] : [],
  unit: ({ measure }) => UNITS[measure] ?? 'ratio',
  // recovery and MTTR are the same duration under two names
  quantity: ({ measure }, _, service) => [measure === 'recovery' ? 'mttr' : measure, service],
  records: {
    measure: ({ measure }) => (measure === 'oee' ? undefined : measure),
    factors: ({ measure, factors = {} }) => (measure === 'oee' ? Object.values(factors) : undefined),
  },
});
