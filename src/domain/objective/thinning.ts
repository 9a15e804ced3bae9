import { newest } from '../record/log';
import { bytesOf } from '../record/resource';
import { type Objective, type ObjectivesRegister } from './schema';

/** What is kept of the past, one step after the other: definitions and values by hand of each objective, and the log. */
const LEVELS = [
  { definitions: 5, readings: 50, log: 200 },
  { definitions: 3, readings: 20, log: 100 },
  { definitions: 1, readings: 10, log: 100 },
  { definitions: 1, readings: 3, log: 50 },
];

/**
 * The register with less of its objectives' past, so that some `excess` bytes are saved, or as many as can be. Objectives, their
 * last values, exclusions and indicators stay. The same object when there is nothing to leave out.
 */
export function thinRegister(register: ObjectivesRegister, excess: number): ObjectivesRegister {
  const before = bytesOf(register);
  const enough = LEVELS.map((level) => withPast(register, level)).find((thin) => before - bytesOf(thin) >= excess);
  const thin = enough ?? withPast(register, LEVELS[LEVELS.length - 1]);
  return bytesOf(thin) < before ? thin : register;
}

function withPast(register: ObjectivesRegister, { definitions, readings, log }: (typeof LEVELS)[number]) {
  const objectives = Object.entries(register.objectives).map(([key, objective]): [string, Objective] => [
    key,
    {
      ...objective,
      ...(objective.definitions && { definitions: objective.definitions.slice(-definitions) }),
      ...(objective.readings && { readings: newest(objective.readings, readings) }),
    },
  ]);
  return { ...register, objectives: Object.fromEntries(objectives), log: newest(register.log, log) };
}
