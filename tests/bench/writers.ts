import { incidentKind } from '../../src/domain/incident/kind';
import { isRefused } from '../../src/domain/record/outcome';
import { rawRecord, recordPanel, withRecord } from '../../src/domain/record/resource';
import { type Records } from '../support/records';
import { type Measure } from './table';

const WRITERS = 16;
const ENTRIES = 10;
const RUNS = 2;

/** Sixteen people on one incident: adding by patch, as the plugin does, against writing the whole record again. */
export async function measureWriters(records: Records): Promise<Measure[]> {
  const patched: number[] = [];
  const put: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    patched.push(await race(records, append));
    put.push(await race(records, replace));
  }
  const what = `${WRITERS} writers × ${ENTRIES} entries`;
  return [
    { name: `${what} by patch`, unit: 'ms', values: patched },
    { name: `${what} by PUT`, unit: 'ms', values: put },
  ];
}

type Write = (records: Records, name: string, text: string) => Promise<void>;

async function race(records: Records, write: Write): Promise<number> {
  const name = await records.seedIncident({ title: 'bench of writers' });
  const began = performance.now();
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let entry = 0; entry < ENTRIES; entry++) {
        await write(records, name, `entry ${entry} of writer ${writer}`);
      }
    })
  );
  const took = performance.now() - began;
  const { timeline } = await records.incident(name);
  await records.remove(name);
  const kept = Object.values(timeline).filter(({ kind }) => kind === 'note').length;
  if (kept !== WRITERS * ENTRIES) {
    throw new Error(`${kept} of ${WRITERS * ENTRIES} entries were kept`);
  }
  return took;
}

const note = (text: string) => ({
  type: 'note' as const,
  id: crypto.randomUUID(),
  at: new Date().toISOString(),
  by: { uid: 'bench', name: 'Bench' },
  text,
});

async function append(records: Records, name: string, text: string): Promise<void> {
  const addition = incidentKind.addition?.(note(text));
  const path = `/spec/panels/0/options/opsbook/${addition?.path.join('/')}`;
  const patch = [{ op: 'add', path, value: addition?.value }];
  while ((await records.patch(name, patch)) === 409) {
    await pause();
  }
}

async function replace(records: Records, name: string, text: string): Promise<void> {
  for (;;) {
    const resource = await records.read(name);
    if (!resource || recordPanel(resource) !== 0) {
      throw new Error(`${name} is not as it was made`);
    }
    const outcome = incidentKind.apply(incidentKind.schema.parse(rawRecord(resource)), note(text));
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused));
    }
    if ((await records.tryPut(withRecord(incidentKind, outcome.ok, resource))) !== 409) {
      return;
    }
    await pause();
  }
}

const pause = () => new Promise((done) => setTimeout(done, Math.random() * 100));
