import { waitFor } from '@testing-library/react';
import { createStore, entries } from 'idb-keyval';
import { delay, http, HttpResponse } from 'msw';
import { z } from 'zod/mini';
import { refuse } from '../../domain/record/outcome';
import { type Command, recordBase, type RecordKind } from '../../domain/record/record';
import { grafana, server } from '../../test/grafana';
import { accountKey } from '../user';
import { FOLDERS } from './folders';
import { kindByName, registerKind } from './kinds';
import { isParked, Outbox } from './outbox';

const schema = z.extend(recordBase, { notes: z.record(z.string(), z.string()) });
type Notes = z.infer<typeof schema>;
interface Add extends Command {
  type: 'add';
  text: string;
}

const notesKind: RecordKind<Notes, Add> = {
  kind: 'notes',
  version: 1,
  schema,
  folders: ['incidents'],
  describe: ({ notes }) => ({ title: 'Notes', tags: [], head: {}, markdown: Object.values(notes).join('\n') }),
  apply: (record, { id, text }) =>
    text === 'nonsense'
      ? refuse({ code: 'required' })
      : { ok: id in record.notes ? record : { ...record, notes: { ...record.notes, [id]: text } } },
  numbering: { prefix: () => 'n-', digits: 4, named: (record) => record },
};
registerKind(notesKind);

let people = 0;
const nextPerson = () => `http://localhost/|1|person-${people++}`;
const add = (id: string, text = id): Add => ({
  type: 'add',
  id,
  text,
  at: '2026-11-21T08:00:00Z',
  by: { uid: 'x', name: 'X' },
});
const notes = (): Notes => ({ schema: 1, id: 'record', kind: 'notes', notes: {} });

function signIn(owner: string): Outbox {
  grafana.options.user = { uid: owner.split('|')[2], login: 'x' };
  return new Outbox(kindByName, owner);
}
function stored(name: string): Record<string, string> {
  const options = grafana.records.get(name)?.spec.panels?.[0]?.options;
  return schema.parse((options as { opsbook: unknown }).opsbook).notes;
}

beforeEach(() => grafana.holds(notesKind, 'inc-1', notes()));

it('sends in the order of doing and forgets what Grafana has', async () => {
  const outbox = signIn(nextPerson());
  await Promise.all(['a', 'b', 'c'].map((id) => outbox.send('notes', 'inc-1', add(id))));
  expect(Object.keys(stored('inc-1'))).toEqual(['a', 'b', 'c']);
  expect(outbox.getState().items).toEqual([]);
});

it('keeps what the server cannot take now, and sends it once it answers', async () => {
  const outbox = signIn(nextPerson());
  grafana.fails(/dashboards/, 0);
  const settled = outbox.send('notes', 'inc-1', add('a'));
  await until(() => outbox.getState().trouble?.kind === 'offline');
  expect(outbox.getState().items).toHaveLength(1);
  grafana.heals();
  outbox.flush(true);
  await settled;
  expect(stored('inc-1')).toEqual({ a: 'a' });
  expect(outbox.getState().trouble).toBeUndefined();
});

it('goes on where a page was left while the server was gone', async () => {
  const outbox = signIn(nextPerson());
  const leave = outbox.start();
  grafana.fails(/dashboards/, 0);
  const settled = outbox.send('notes', 'inc-1', add('a'));
  await until(() => outbox.getState().trouble?.kind === 'offline');
  leave();
  grafana.heals();
  const leaveAgain = outbox.start();
  await settled;
  expect(stored('inc-1')).toEqual({ a: 'a' });
  leaveAgain();
});

it('survives a reload', async () => {
  const owner = nextPerson();
  grafana.fails(/dashboards/, 0);
  const before = signIn(owner);
  void before.send('notes', 'inc-1', add('a'));
  await until(() => before.getState().trouble !== undefined);
  grafana.heals();
  const after = signIn(owner);
  const stop = after.start();
  await until(() => after.getState().items.length === 0 && 'a' in stored('inc-1'));
  stop();
});

it('takes effect once although the answer of the first attempt was lost', async () => {
  const outbox = signIn(nextPerson());
  grafana.fails(/dashboards\/inc-1$/, 500, { method: 'PUT', times: 1 });
  await outbox.send('notes', 'inc-1', add('a'));
  await outbox.send('notes', 'inc-1', add('a'));
  expect(stored('inc-1')).toEqual({ a: 'a' });
});

it.each([403, 413, 422])('parks what is refused with %s, and lets the rest pass', async (status) => {
  grafana.holds(notesKind, 'inc-2', { ...notes(), id: 'other' });
  const outbox = signIn(nextPerson());
  grafana.fails(/dashboards\/inc-1$/, status, { method: 'PUT' });
  const [refused] = await Promise.all([
    outbox.send('notes', 'inc-1', add('a', 'typed')),
    outbox.send('notes', 'inc-2', add('b')),
  ]);
  expect(isParked(refused)).toBe(true);
  expect(outbox.getState().items).toEqual([
    expect.objectContaining({ command: expect.objectContaining({ text: 'typed' }), parked: expect.anything() }),
  ]);
  expect(stored('inc-2')).toEqual({ b: 'b' });
});

it('parks a command that the record refuses by now, with its reasons', async () => {
  const outbox = signIn(nextPerson());
  expect(await outbox.send('notes', 'inc-1', add('a', 'nonsense'))).toMatchObject({
    parked: { kind: 'refused', reasons: [{ code: 'required' }] },
  });
});

it('parks what was meant for a record that is gone, and sends it again after a restore', async () => {
  const outbox = signIn(nextPerson());
  grafana.delete('inc-1');
  expect(await outbox.send('notes', 'inc-1', add('a'))).toMatchObject({ parked: { kind: 'deleted' } });
  grafana.holds(notesKind, 'inc-1', notes());
  await outbox.retry('a');
  await until(() => outbox.getState().items.length === 0);
  expect(stored('inc-1')).toEqual({ a: 'a' });
});

it("never sends one person's changes under another's name", async () => {
  const ana = signIn(nextPerson());
  grafana.options.user = { uid: 'luc', login: 'luc' };
  void ana.send('notes', 'inc-1', add('a'));
  await until(() => ana.getState().trouble?.kind === 'unauthorized');
  expect(grafana.writes).toEqual([]);
  const luc = new Outbox(kindByName, 'http://localhost/|1|luc');
  const stop = luc.start();
  await until(() => !luc.getState().volatile);
  expect(luc.getState().items).toEqual([]);
  stop();
});

it('claims one number although the answer to the declaration was lost', async () => {
  const outbox = signIn(nextPerson());
  server.use(
    http.post(
      '*/dashboards',
      async ({ request }) => {
        grafana.put((await request.json()) as never);
        await delay(1);
        return HttpResponse.error();
      },
      { once: true }
    )
  );
  const declared = outbox.declare('notes', { ...notes(), id: 'mine' } as Notes);
  await until(() => outbox.getState().trouble !== undefined);
  outbox.flush(true);
  expect(await declared).toMatchObject({ name: 'n-0001' });
  expect([...grafana.records.keys()]).toEqual(['inc-1', 'n-0001']);
  server.resetHandlers();
});

async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (condition()) {
      return;
    }
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('it did not happen');
}

it('waits out a minute in which every write meets a conflict', async () => {
  const random = jest.spyOn(Math, 'random').mockReturnValue(0); // no pauses between the attempts
  grafana.fails(/\/dashboards\//, 409, { method: 'PATCH', body: { kind: 'Status', reason: 'Conflict', code: 409 } });
  grafana.fails(/\/dashboards\//, 409, { method: 'PUT', body: { kind: 'Status', reason: 'Conflict', code: 409 } });
  const outbox = signIn(nextPerson());
  void outbox.send('notes', 'inc-1', add('among many'));
  await until(() => outbox.getState().trouble?.kind === 'busy');
  expect(outbox.getState().items).toMatchObject([{ id: 'among many' }]);
  expect(outbox.getState().items[0].parked).toBeUndefined();
  grafana.heals();
  await until(() => outbox.getState().items.length === 0); // by itself
  expect(stored('inc-1')).toEqual({ 'among many': 'among many' });
  expect(outbox.getState().trouble).toBeUndefined();
  random.mockRestore();
});

it('keeps what is typed while the server is gone for ten minutes, in its order, and sends each once', async () => {
  const realTimeout = setTimeout;
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'performance'] });
  try {
    const pass = async (seconds: number) => {
      for (let at = 0; at < seconds; at += 10) {
        await jest.advanceTimersByTimeAsync(10_000);
        await new Promise((done) => realTimeout(done)); // answers come in real time
      }
    };
    grafana.fails(/./, 0);
    const outbox = signIn(nextPerson());
    for (let minute = 0; minute < 10; minute++) {
      void outbox.send('notes', 'inc-1', add(`minute ${minute}`));
      await pass(60);
    }
    expect(outbox.getState().items.map(({ id }) => id)).toEqual(
      Array.from({ length: 10 }, (_, minute) => `minute ${minute}`)
    );
    expect(outbox.getState().items.every(({ parked }) => !parked)).toBe(true);
    grafana.heals();
    for (let tries = 0; tries < 50 && outbox.getState().items.length > 0; tries++) {
      await pass(10);
    }
    expect(outbox.getState().items).toEqual([]);
    expect(Object.keys(stored('inc-1'))).toHaveLength(10);
    expect(grafana.writes).toHaveLength(10);
  } finally {
    jest.useRealTimers();
  }
});

it('takes the record that the page holds for the one that is meant', async () => {
  const outbox = signIn(nextPerson());
  outbox.useKnown(() => ({ state: 'ok', name: 'inc-1', record: { schema: 1, id: 'an earlier one', kind: 'notes' } }));
  const settled = await outbox.send('notes', 'inc-1', add('a'));
  expect(isParked(settled) && settled.parked?.kind).toBe('replaced');
});

it('parks a command that was given before the record of that name was made, where nobody knew which was meant', async () => {
  const outbox = signIn(nextPerson());
  const resource = grafana.records.get('inc-1');
  Object.assign(resource?.metadata ?? {}, { creationTimestamp: new Date(Date.now() + 600_000).toISOString() });
  const settled = await outbox.send('notes', 'inc-1', add('a'));
  expect(isParked(settled) && settled.parked?.kind).toBe('replaced');
  expect(stored('inc-1')).toEqual({});
});

it('keeps in this tab alone what is for a record that the page holds from a folder for few people', async () => {
  grafana.refusesWrites(403);
  const outbox = signIn(nextPerson());
  const metadata = { name: 'inc-1', annotations: { 'grafana.app/folder': FOLDERS.private.uid } };
  outbox.useKnown(() => ({ state: 'foreign', name: 'inc-1', resource: { metadata, spec: {} } }));
  const settled = await outbox.send('notes', 'inc-1', add('a'));
  expect(isParked(settled) && settled.inTab).toBe(true);
  expect(Object.values(sessionStorage).join()).toContain('"text":"a"');
  await outbox.discard('a');
  expect(Object.values(sessionStorage)).toEqual([]);
});

it('parks a command whose record is gone while another has its name, and says so', async () => {
  const outbox = signIn(nextPerson());
  const settled = await outbox.send('notes', 'inc-1', add('a'), { record: 'an earlier one' });
  expect(isParked(settled) && settled.parked?.kind).toBe('replaced');
  expect(stored('inc-1')).toEqual({});
});

it('makes one record of one declaration that two tabs send at the same time, without locks', async () => {
  const owner = nextPerson();
  const first = signIn(owner);
  const second = signIn(owner);
  grafana.fails(/dashboards/, 0);
  grafana.fails(/search/, 0);
  const declared = first.declare('notes', { ...notes(), id: 'declared' } as Notes);
  await until(() => first.getState().trouble?.kind === 'offline');
  const leave = [first.start(), second.start()];
  await until(() => second.getState().items.length === 1);
  grafana.heals();
  first.flush(true);
  second.flush(true);
  await declared;
  await until(() => second.getState().items.length === 0);
  leave.forEach((stop) => stop());
  expect([...grafana.records.keys()].filter((name) => name.startsWith('n-'))).toEqual(['n-0001']);
});

describe('what must not lie in the browser', () => {
  it('keeps what is private in its tab, and sends it from there after a reload', async () => {
    const owner = nextPerson();
    grafana.fails(/dashboards/, 503);
    void signIn(owner).send('notes', 'inc-1', add('a'), { inTab: true });
    await waitFor(() => expect(Object.keys(sessionStorage).length === 1).toBe(true));
    const idb = await entries<string, string>(createStore('opsbook-outbox', 'items'));
    expect(idb.filter(([key]) => key.startsWith(owner))).toEqual([]);
    grafana.heals();
    const reloaded = signIn(owner);
    const stop = reloaded.start();
    await waitFor(() => expect('a' in stored('inc-1')).toBe(true));
    await waitFor(() => expect(sessionStorage.length === 0).toBe(true));
    stop();
  });

  it('counts and drops what others left, and nothing of one’s own or of another Grafana', async () => {
    await signIn(nextPerson()).forget();
    const [mine, elsewhere] = [accountKey(), 'http://elsewhere/|1|u-luc'];
    const theirs = `${mine.split('|').slice(0, 2).join('|')}|u-luc`;
    grafana.fails(/dashboards/, 403);
    for (const owner of [mine, theirs, elsewhere]) {
      await signIn(owner).send('notes', 'inc-1', add(`by-${owner}`));
    }
    const outbox = signIn(mine);
    expect(await outbox.countOfOthers()).toBe(1);
    await outbox.dropOthers();
    expect(await outbox.countOfOthers()).toBe(0);
    const left = await entries<string, string>(createStore('opsbook-outbox', 'items'));
    expect(left.map(([key]) => key)).toEqual(
      expect.arrayContaining([`${mine}|by-${mine}`, `${elsewhere}|by-${elsewhere}`])
    );
    await outbox.forget();
    expect(await entries(createStore('opsbook-outbox', 'items'))).toEqual([]);
  });
});

describe('people without an account of their own', () => {
  it.each([
    ['of a service account', 'person-sa', 404],
    ['who are anonymous', '', 401],
  ])('sends for those %s', async (_, uid, status) => {
    grafana.fails(/\/api\/user$/, status);
    const outbox = new Outbox(kindByName, `http://localhost/|${people++}|${uid}`);
    await outbox.send('notes', 'inc-1', add('a'));
    expect(stored('inc-1')).toEqual({ a: 'a' });
  });

  it('still waits for a person who was signed out', async () => {
    grafana.fails(/\/api\/user$/, 401);
    const outbox = signIn(nextPerson());
    void outbox.send('notes', 'inc-1', add('a'));
    await waitFor(() => expect(outbox.getState().trouble?.kind === 'unauthorized').toBe(true));
    expect(stored('inc-1')).toEqual({});
  });
});
