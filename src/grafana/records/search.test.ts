import { type Shelf } from '../../domain/record/record';
import { grafana } from '../../test/grafana';
import { FOLDERS } from './folders';
import { JointSearch, listHeads } from './search';

const RUNBOOKS: Shelf = { kind: 'runbook', folders: ['runbooks'], named: /^rb-/ };
const INCIDENTS: Shelf = { kind: 'incident', folders: ['incidents', 'private'] };

function holds(name: string, kind: string, folder: keyof typeof FOLDERS, tags: string[] = []) {
  grafana.put({
    metadata: { name, annotations: { 'grafana.app/folder': FOLDERS[folder].uid } },
    spec: { title: name, description: `id=${name}`, tags: ['opsbook', `opsbook:${kind}`, ...tags] },
  });
}

beforeEach(() => {
  grafana.searches.length = 0;
  holds('rb-a', 'runbook', 'runbooks');
  holds('rb-elsewhere', 'runbook', 'incidents'); // by somebody who may write there
  holds('copy-of-rb-a', 'runbook', 'runbooks');
  holds('inc-2026-0001', 'incident', 'incidents', ['status:open']);
  holds('inc-2026-0002', 'incident', 'private');
});

it('answers what is asked in the same moment by one question', async () => {
  const answers = await Promise.all([
    listHeads(RUNBOOKS),
    listHeads(INCIDENTS, { tags: ['status:open'] }),
    listHeads(INCIDENTS, { sort: '-name', limit: 1 }),
  ]);
  expect(answers.map(({ heads, total }) => [heads.map(({ name }) => name), total])).toEqual([
    [['rb-a'], 1],
    [['inc-2026-0001'], 1],
    [['inc-2026-0002'], 2],
  ]);
  expect(grafana.searches).toHaveLength(1);
});

it('asks a single question by its folders', async () => {
  const { heads } = await listHeads(INCIDENTS, { sort: 'name' });
  expect(heads.map(({ name, place }) => [name, place])).toEqual([
    ['inc-2026-0001', 'incidents'],
    ['inc-2026-0002', 'private'],
  ]);
  expect(grafana.searches.map((query) => query.get('folder'))).toEqual([FOLDERS.incidents.uid, FOLDERS.private.uid]);
});

it('asks one by one where there are too many records, and does not try again soon', async () => {
  for (let number = 1000; number < 2001; number++) {
    holds(`inc-2025-${number}`, 'incident', 'incidents');
  }
  const joint = new JointSearch();
  const ask = () => Promise.all([joint.heads(RUNBOOKS, {}), joint.heads(INCIDENTS, { tags: ['status:open'] })]);
  const [runbooks, open] = await ask();
  expect([runbooks.heads.length, open.total]).toEqual([1, 1]);
  const first = grafana.searches.length;
  await ask();
  expect(grafana.searches).toHaveLength(first + 3);
});

it('answers by the first thousand names what they tell, however many there are', async () => {
  const named: Shelf = { ...INCIDENTS, named: /^inc-\d{4}-\d{4}$/ };
  const registers: Shelf = { kind: 'plan', folders: ['registers'] };
  holds('opsbook-plan', 'plan', 'registers');
  for (let number = 1000; number < 2005; number++) {
    holds(`inc-2024-${number}`, 'incident', 'incidents', number === 1000 ? ['status:open'] : []);
  }
  grafana.searches.length = 0;
  const search = new JointSearch();
  const [plan, newest, open] = await Promise.all([
    search.heads(registers, {}),
    search.heads(named, { sort: '-name', limit: 2, isTotalFree: true }),
    search.heads(named, { tags: ['status:open'] }),
  ]);
  expect(plan.heads.map(({ name }) => name)).toEqual(['opsbook-plan']);
  expect(newest.heads.map(({ name }) => name)).toEqual(['inc-2026-0002', 'inc-2026-0001']);
  expect(open.heads.map(({ name }) => name)).toEqual(['inc-2024-1000', 'inc-2026-0001']); // the oldest is beyond them
  expect(grafana.searches).toHaveLength(3); // for all, and for the open ones in each of the two folders
});

it('takes a register by its name, whose record has an id of its own, and no copy of it', async () => {
  const put = (name: string) =>
    grafana.put({
      metadata: { name, annotations: { 'grafana.app/folder': FOLDERS.registers.uid } },
      spec: { title: name, description: 'id=ea2e8f19-9a0c', tags: ['opsbook', 'opsbook:objectives'] },
    });
  put('opsbook-objectives');
  put('adk2l1');
  const { heads } = await listHeads({ kind: 'objectives', folders: ['registers'] });
  expect(heads.map(({ name }) => name)).toEqual(['opsbook-objectives']);
});
