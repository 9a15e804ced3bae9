import { type RecordKind, slug } from '../record/record';
import { readable } from '../record/unreadable';
import { type ObjectivesCommand, apply } from './commands';
import { describe } from './describe';
import { type ObjectivesRegister, objectivesRegister } from './schema';
import { storedObjectives } from './stored';
import { thinRegister } from './thinning';

export { OBJECTIVES } from './stored';
/** Paths beside the objectives' own pages. */
const RESERVED = ['new', 'report', 'exclusions', 'indicators'];

export const objectivesKind: RecordKind<ObjectivesRegister, ObjectivesCommand> = {
  ...storedObjectives,
  describe,
  apply: readable(objectivesRegister, apply),
  thin: thinRegister,
};

/** A key for a new objective that the register does not have yet. */
export function newKey(register: Pick<ObjectivesRegister, 'objectives'>, name: string, others: string[] = []): string {
  const base = slug(name).slice(0, 40).replace(/-+$/, '') || 'objective';
  const taken = new Set([...Object.keys(register.objectives), ...others, ...RESERVED]);
  let key = base;
  for (let count = 2; taken.has(key); count++) {
    key = `${base}-${count}`;
  }
  return key;
}

/** What a team starts from. `id` is the record's UUID. */
export function emptyObjectives(id: string): ObjectivesRegister {
  return { schema: objectivesKind.version, id, kind: objectivesKind.kind, objectives: {}, indicators: {}, log: {} };
}
