import { grafana } from '../../test/grafana';
import { FOLDERS } from './folders';
import { readVersion } from './store';
import { watchVersion } from './watchVersion';

const NAME = 'opsbook-objectives';
const SOON = 5;

function put() {
  grafana.put({
    metadata: { name: NAME, annotations: { 'grafana.app/folder': FOLDERS.registers.uid } },
    spec: { title: 'Objectives' },
  });
}

/** Watches until it was told so many times. */
function toldTimes(times: number, pause = SOON): Promise<Array<string | undefined>> {
  return new Promise((resolve) => {
    const told: Array<string | undefined> = [];
    const end = watchVersion(NAME, {
      pause: () => pause,
      told(version) {
        told.push(version);
        if (told.length === times) {
          end();
          resolve(told);
        }
      },
    });
  });
}

it('asks once for all who watch a record, as often as the most impatient wants', async () => {
  put();
  await readVersion(NAME); // which API is served is found out before
  const before = grafana.requests;
  const all = await Promise.all([toldTimes(3), toldTimes(3, 60_000), toldTimes(3)]);
  expect(grafana.requests - before).toBe(3);
  expect(new Set(all.flat()).size).toBe(1);
});

it('tells of a change, and that the record is gone', async () => {
  put();
  const [first] = await toldTimes(1);
  put();
  const [second] = await toldTimes(1);
  expect(second).not.toBe(first);
  grafana.records.delete(NAME);
  expect(await toldTimes(1)).toEqual([undefined]);
});

it('asks no more once nobody watches, and goes on after a failure', async () => {
  put();
  await toldTimes(1);
  grafana.fails(new RegExp(NAME), 500, { method: 'GET', times: 1 });
  const before = grafana.requests;
  await toldTimes(1);
  expect(grafana.requests - before).toBe(2);
});
