import { z } from 'zod/mini';
import { instant, person, recordBase } from '../record/record';
import { ORDERINGS } from '../statistics/comparison';
import { UNITS } from '../text/quantity';
import { objectiveWindow } from '../time/window';
import { exclusion } from './exclusion';
import { improvement } from './improvement';
import { indicatorSchema } from './kinds/kinds';

const line = z.string().check(z.maxLength(300));

/** Lengths are seconds. */
const alertPair = z.object({
  long: z.int().check(z.positive()),
  short: z.int().check(z.positive()),
  /** Times faster than the budget lasts. */
  factor: z.number().check(z.positive()),
  wait: z.int().check(z.nonnegative()),
});
export type AlertPair = z.infer<typeof alertPair>;

const alertThreshold = z.object({
  severity: z.enum(['warning', 'critical']),
  threshold: z.number(),
  window: z.int().check(z.positive()),
  wait: z.int().check(z.nonnegative()),
});
export type AlertThreshold = z.infer<typeof alertThreshold>;

/** What the team tuned of the objective's alerts; what is absent is as usual. */
const alerting = z.object({
  pairs: z.optional(z.array(alertPair).check(z.minLength(1), z.maxLength(4))),
  thresholds: z.optional(z.array(alertThreshold).check(z.minLength(1), z.maxLength(2))),
});

export const definition = z.object({
  name: line.check(z.minLength(1)),
  description: z.optional(z.string().check(z.maxLength(20_000))),
  service: z.optional(z.string().check(z.maxLength(100))),
  owner: z.optional(z.string().check(z.maxLength(100))),
  indicator: indicatorSchema,
  comparison: z.enum(ORDERINGS),
  /** In the unit. A ratio or probe with `<` is about the share of bad events. Absent: shown for information. */
  target: z.optional(z.number()),
  critical: z.optional(z.number()),
  unit: z.enum(UNITS),
  window: objectiveWindow,
  /** Another Prometheus than the app's. */
  dataSource: z.optional(z.string().check(z.maxLength(100))),
  /** Burn-rate pairs stay silent below this number of failures: for little traffic. */
  minimumFailures: z.optional(z.int().check(z.nonnegative())),
  alerting: z.optional(alerting),
  /** The system whose data source is missing, for rows that nothing can measure yet. */
  needs: z.optional(z.string().check(z.maxLength(100))),
  /** The value and rhythm that the team's documents give, for comparison. */
  documented: z.optional(z.object({ value: z.number(), every: z.enum(['realtime', '5m', 'incident']) })),
});

export type Definition = z.infer<typeof definition>;

/** A value given by hand. */
export const reading = z.object({
  value: z.number(),
  at: instant,
  by: person,
  expires: instant,
  note: z.optional(z.string().check(z.maxLength(20_000))),
});

export type Reading = z.infer<typeof reading>;

const pastDefinition = z.object({ definition, at: instant, by: person });

export const objective = z.extend(definition, {
  position: z.number(),
  /** Id of the last command that changed the definition. */
  revision: z.optional(z.string()),
  /** The last ten definitions, oldest first, the one in use included once it was changed by a person. */
  definitions: z.optional(z.array(pastDefinition)),
  /** Values by hand, by the id of the command that gave them. */
  readings: z.optional(z.record(z.string(), reading)),
});

export type Objective = z.infer<typeof objective>;

const logEntry = z.object({
  at: instant,
  by: person,
  type: z.string(),
  /** Key of what was changed; of an exclusion its objectives and services. */
  objective: z.string(),
  exclusion: z.optional(z.string()),
  /** An exclusion was added to time that had passed: numbers that people had seen changed. */
  past: z.optional(z.boolean()),
  /** What was changed, in words, where the record does not hold it any more. */
  text: z.optional(z.string().check(z.maxLength(20_000))),
});

export type LogEntry = z.infer<typeof logEntry>;

/** Why one quantity has two targets on purpose. */
const settlement = z.object({
  /** The contradiction's `id`: one with other targets is another one. */
  of: z.string().check(z.maxLength(2_000)),
  why: z.string().check(z.minLength(1), z.maxLength(2_000)),
  at: instant,
  by: person,
});

export const objectivesRegister = z.extend(recordBase, {
  objectives: z.record(z.string(), objective),
  /** Time that does not count, by the id of the command that added it. */
  exclusions: z.optional(z.record(z.string(), exclusion)),
  /** Improvement indicators. */
  indicators: z.optional(z.record(z.string(), improvement)),
  /** Contradictions that were explained, by the id of the command. */
  settled: z.optional(z.record(z.string(), settlement)),
  log: z.record(z.string(), logEntry),
});

export type ObjectivesRegister = z.infer<typeof objectivesRegister>;

/** Objectives in the order of the register. */
export function objectivesInOrder(register: Pick<ObjectivesRegister, 'objectives'>): Array<[string, Objective]> {
  return Object.entries(register.objectives).sort(
    ([, a], [, b]) => a.position - b.position || (a.name < b.name ? -1 : 1)
  );
}

/** The definition without what the register keeps beside it. */
export function definitionOf({
  position: _,
  revision: _r,
  definitions: _d,
  readings: _v,
  ...rest
}: Objective): Definition {
  return rest;
}
