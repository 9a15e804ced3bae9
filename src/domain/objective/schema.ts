import { z } from 'zod';
import { instant, person, recordBase } from '../record/record';
import { ORDERINGS } from '../statistics/comparison';
import { UNITS } from '../text/quantity';
import { objectiveWindow } from '../time/window';
import { exclusion } from './exclusion';
import { improvement } from './improvement';
import { indicator } from './kinds/kinds';

const line = z.string().max(300);

export const definition = z.object({
  name: line.min(1),
  description: z.string().max(20_000).optional(),
  service: z.string().max(100).optional(),
  owner: z.string().max(100).optional(),
  indicator,
  comparison: z.enum(ORDERINGS),
  /** In the unit. A ratio or probe with `<` is about the share of bad events. Absent: shown for information. */
  target: z.number().optional(),
  critical: z.number().optional(),
  unit: z.enum(UNITS),
  window: objectiveWindow,
  /** Another Prometheus than the app's. */
  dataSource: z.string().max(100).optional(),
  /** Burn-rate pairs stay silent below this number of failures: for little traffic. */
  minimumFailures: z.number().int().nonnegative().optional(),
  /** The system whose data source is missing, for rows that nothing can measure yet. */
  needs: z.string().max(100).optional(),
  /** The value and rhythm that the team's documents give, for comparison. */
  documented: z.object({ value: z.number(), every: z.enum(['realtime', '5m', 'incident']) }).optional(),
});

export type Definition = z.infer<typeof definition>;

/** A value given by hand. */
export const reading = z.object({
  value: z.number(),
  at: instant,
  by: person,
  expires: instant,
  note: z.string().max(20_000).optional(),
});

export type Reading = z.infer<typeof reading>;

const pastDefinition = z.object({ definition, at: instant, by: person });

export const objective = definition.extend({
  position: z.number(),
  /** Id of the last command that changed the definition. */
  revision: z.string().optional(),
  /** The last ten definitions, oldest first, the one in use included once it was changed by a person. */
  definitions: z.array(pastDefinition).optional(),
  /** Values by hand, by the id of the command that gave them. */
  readings: z.record(z.string(), reading).optional(),
});

export type Objective = z.infer<typeof objective>;

const logEntry = z.object({
  at: instant,
  by: person,
  type: z.string(),
  /** Key of what was changed; of an exclusion its objectives and services. */
  objective: z.string(),
  exclusion: z.string().optional(),
  /** An exclusion was added to time that had passed: numbers that people had seen changed. */
  past: z.boolean().optional(),
  /** What was changed, in words, where the record does not hold it any more. */
  text: z.string().max(20_000).optional(),
});

export type LogEntry = z.infer<typeof logEntry>;

/** Why one quantity has two targets on purpose. */
const settlement = z.object({
  /** The contradiction's `id`: one with other targets is another one. */
  of: z.string().max(2_000),
  why: z.string().min(1).max(2_000),
  at: instant,
  by: person,
});

export const objectivesRegister = recordBase.extend({
  objectives: z.record(z.string(), objective),
  /** Time that does not count, by the id of the command that added it. */
  exclusions: z.record(z.string(), exclusion).optional(),
  /** Improvement indicators. */
  indicators: z.record(z.string(), improvement).optional(),
  /** Contradictions that were explained, by the id of the command. */
  settled: z.record(z.string(), settlement).optional(),
  log: z.record(z.string(), logEntry),
});

export type ObjectivesRegister = z.infer<typeof objectivesRegister>;

/** Objectives in the order of the register. */
export function ordered(register: Pick<ObjectivesRegister, 'objectives'>): Array<[string, Objective]> {
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
