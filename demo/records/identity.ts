import { createHash } from 'node:crypto';
import { type Person } from '../../src/domain/record/record';
import { type PersonKey } from './tales';

export const PEOPLE: Record<PersonKey, Person> = {
  ana: { uid: 'demo-ana', name: 'Ana (DevOps)' },
  marc: { uid: 'demo-marc', name: 'Marc (Dev)' },
  lea: { uid: 'demo-lea', name: 'Léa (Support)' },
  noor: { uid: 'demo-noor', name: 'Noor (DevOps)' },
};

/** Always the same UUID for the same words: loading twice finds what is there. */
export function idOf(...words: Array<string | number>): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-'
  );
}
