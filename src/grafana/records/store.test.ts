import { z } from 'zod/mini';
import { declare } from '../../domain/incident/declare/declare';
import { type IncidentCommand, incidentKind } from '../../domain/incident/kind';
import { demoObjectives } from '../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../domain/objective/register';
import { definitionOf } from '../../domain/objective/schema';
import { isRefused, type Outcome, refuse } from '../../domain/record/outcome';
import { type Command, recordBase, type RecordKind } from '../../domain/record/record';
import { MOST_BYTES, rawRecord, sizeOf } from '../../domain/record/resource';
import { grafana } from '../../test/grafana';
import { RequestError } from '../request';
import { history, inTrash, restore } from './history';
import { listHeads } from './search';
import { append, create, createNumbered, read, RecordError, update, readVersion } from './store';

const schema = z.extend(recordBase, {
  title: z.string(),
  timeline: z.record(z.string(), z.object({ text: z.string() })),
});
type Note = z.infer<typeof schema>;
interface Add extends Command {
  type: 'add';
  text: string;
}

const noteKind: RecordKind<Note, Add> = {
  kind: 'note',
  version: 2,
  schema,
  folders: ['incidents'],
  upgrades: { 1: ({ name, ...rest }) => ({ ...rest, title: name }) },
  describe: ({ title, timeline }) => ({
    title,
    tags: ['status:open'],
    head: {
      updated: String(Object.keys(timeline).length),
      ...('alarm' in timeline && { 'next-update': 'at once' }),
    },
    markdown: `# ${title}\n\ncosts $5`,
  }),
  apply(record, { id, text }): Outcome<Note> {
    if (text === '') {
      return refuse({ code: 'required', field: 'text' });
    }
    return { ok: id in record.timeline ? record : { ...record, timeline: { ...record.timeline, [id]: { text } } } };
  },
  addition: ({ id, text }) => ({ path: ['timeline', id], value: { text } }),
  numbering: {
    prefix: () => 'inc-2026-',
    digits: 4,
    named: (record, name) => ({ ...record, title: `${name.toUpperCase()} ${record.title}` }),
  },
};

const note = (id = 'own-id'): Note => ({ schema: 2, id, kind: 'note', title: 'Quotes down', timeline: {} });
const add = (id: string, text = id): Add => ({
  type: 'add',
  id,
  text,
  at: '2026-11-21T08:00:00Z',
  by: { uid: 'u-ana', name: 'Ana' },
});
const entriesOf = async (name: string) => Object.keys((await read(noteKind, name)).record?.timeline ?? {}).sort();

describe('the version', () => {
  it('is asked for once by all parts of a page that ask together, and again afterwards', async () => {
    grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'r'));
    await readVersion(OBJECTIVES); // which API is served is found out before
    const before = grafana.requests;
    const told = await Promise.all([readVersion(OBJECTIVES), readVersion(OBJECTIVES), readVersion(OBJECTIVES)]);
    expect(new Set(told).size).toBe(1);
    expect(grafana.requests - before).toBe(1);
    await readVersion(OBJECTIVES);
    expect(grafana.requests - before).toBe(2);
  });

  it('is asked for again after a failure', async () => {
    await expect(readVersion(OBJECTIVES)).rejects.toMatchObject({ kind: 'missing' });
    grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'r'));
    expect(await readVersion(OBJECTIVES)).toEqual(expect.any(String));
  });
});

describe('create', () => {
  it('writes the record where people and the index find it', async () => {
    await create(noteKind, 'inc-2026-0001', note());
    const { spec } = grafana.records.get('inc-2026-0001') ?? {};
    expect(spec?.tags).toEqual(['opsbook', 'opsbook:note', 'status:open']);
    expect(spec?.description).toBe('id=inc-2026-0001 kind=note updated=0');
    expect(spec?.panels?.[0]).toMatchObject({
      type: 'text',
      options: { mode: 'markdown', content: '# Quotes down\n\ncosts &#36;5', opsbook: note() },
    });
  });

  it('makes no folder by itself', async () => {
    grafana.fails(/\/dashboards$/, 404, { method: 'POST', times: 1 });
    await expect(create(noteKind, 'inc-2026-0001', note())).rejects.toEqual(
      new RecordError('noFolder', 'inc-2026-0001')
    );
  });

  it('claims the next free number, past names it may not see', async () => {
    grafana.holds(noteKind, 'inc-2026-0141', note('a'));
    grafana.fails(/\/dashboards$/, 409, { method: 'POST', times: 1, body: { reason: 'AlreadyExists' } });
    const stored = await createNumbered(noteKind, note());
    expect(stored.name).toBe('inc-2026-0143');
    expect(stored.record?.title).toBe('INC-2026-0143 Quotes down');
  });

  it('finds itself under the number of a declare whose answer was lost', async () => {
    const remembered: string[] = [];
    const remember = async (first: string) => {
      remembered.push(first);
      return first;
    };
    await createNumbered(noteKind, note(), { remember });
    const again = await createNumbered(noteKind, note(), { first: remembered[0] });
    expect(again.name).toBe('inc-2026-0001');
    expect([...grafana.records.keys()]).toEqual(['inc-2026-0001']);
  });
});

describe('update', () => {
  it('reads again and re-applies after a conflict', async () => {
    grafana.holds(noteKind, 'inc-1', note());
    grafana.fails(/\/dashboards\/inc-1$/, 409, { method: 'PUT', times: 2, body: { reason: 'Conflict' } });
    await update(noteKind, 'inc-1', add('e1'));
    expect(await entriesOf('inc-1')).toEqual(['e1']);
  });

  it('loses none of eight racing writers', async () => {
    grafana.holds(noteKind, 'inc-1', note());
    await Promise.all(Array.from({ length: 8 }, (_, writer) => update(noteKind, 'inc-1', add(`e${writer}`))));
    expect(await entriesOf('inc-1')).toHaveLength(8);
  });

  it('sends nothing when nothing changes', async () => {
    grafana.holds(noteKind, 'inc-1', { ...note(), timeline: { e1: { text: 'e1' } } });
    await update(noteKind, 'inc-1', add('e1'));
    expect(grafana.writes).toEqual([]);
  });

  it('reads after a 500, since the write may have been done', async () => {
    grafana.holds(noteKind, 'inc-1', note());
    grafana.fails(/\/dashboards\/inc-1$/, 500, { method: 'PUT', times: 1 });
    await update(noteKind, 'inc-1', add('e1'));
    expect(await entriesOf('inc-1')).toEqual(['e1']);
  });

  it('says that the record was deleted, and does not create it anew', async () => {
    await expect(update(noteKind, 'inc-1', add('e1'))).rejects.toEqual(new RecordError('deleted', 'inc-1'));
    expect(grafana.records.size).toBe(0);
  });

  it('creates a register at its first change', async () => {
    await update(noteKind, 'opsbook-plan', add('e1'), { initial: () => note() });
    expect(await entriesOf('opsbook-plan')).toEqual(['e1']);
  });

  it('hands back the refusal of the domain and writes nothing', async () => {
    grafana.holds(noteKind, 'inc-1', note());
    expect(await update(noteKind, 'inc-1', add('e1', ''))).toEqual({
      refused: { reasons: [{ code: 'required', field: 'text' }] },
    });
    expect(grafana.writes).toEqual([]);
  });

  it('keeps what people added to the dashboard beside the record', async () => {
    grafana.holds(noteKind, 'inc-1', note());
    const resource = grafana.records.get('inc-1');
    resource?.spec.panels?.push({ id: 7, type: 'timeseries', title: 'Mine' });
    await update(noteKind, 'inc-1', add('e1'));
    expect(grafana.records.get('inc-1')?.spec.panels?.[1]).toMatchObject({ id: 7, title: 'Mine' });
  });
});

/** Its thin notes are shorter by what they say in brackets. */
const thinKind: RecordKind<Note, Add> = {
  ...noteKind,
  thin(record) {
    const entries = Object.entries(record.timeline);
    return entries.some(([, { text }]) => text.includes('('))
      ? {
          ...record,
          timeline: Object.fromEntries(entries.map(([id, { text }]) => [id, { text: text.replace(/\(.*\)/, '') }])),
        }
      : record;
  },
};
const large = (text: string) => ({ ...note(), timeline: { first: { text } } });

describe('the head', () => {
  const description = () => grafana.records.get('inc-1')?.spec.description;

  it('follows an addition', async () => {
    grafana.holds(noteKind, 'inc-1', note());
    await append(noteKind, await read(noteKind, 'inc-1'), 'inc-1', add('alarm'));
    expect(grafana.writes.map(({ method }) => method)).toEqual(['PATCH']);
    expect(description()).toContain('next-update="at once"');
  });

  it('is not set back by a copy that is older than what stands there', async () => {
    grafana.holds(noteKind, 'inc-1', note());
    const known = await read(noteKind, 'inc-1');
    await update(noteKind, 'inc-1', add('alarm'));
    await append(noteKind, known, 'inc-1', add('mine'));
    expect(description()).toContain('next-update="at once"');
    expect(await entriesOf('inc-1')).toEqual(['alarm', 'mine']);
  });

  it('is written anew on top of what came meanwhile where the addition changes it', async () => {
    grafana.holds(noteKind, 'inc-1', note());
    const known = await read(noteKind, 'inc-1');
    await update(noteKind, 'inc-1', add('theirs'));
    await append(noteKind, known, 'inc-1', add('alarm'));
    expect(description()).toBe('id=inc-1 kind=note updated=2 next-update="at once"');
  });
});

describe('a record is who it is', () => {
  const foreign = (name: string, record = note('forged')) => {
    grafana.holds(noteKind, name, record);
    const resource = grafana.records.get(name);
    if (resource?.metadata.annotations) {
      resource.metadata.annotations['grafana.app/folder'] = 'a-folder-of-their-own';
    }
  };

  it('is neither listed nor shown from a folder that is not its kind’s', async () => {
    foreign('inc-2026-0500');
    grafana.holds(noteKind, 'inc-2026-0007', note('ours'));
    expect((await listHeads(noteKind)).heads.map(({ name }) => name)).toEqual(['inc-2026-0007']);
    const stored = await read(noteKind, 'inc-2026-0500');
    expect(stored).toMatchObject({ state: 'foreign' });
    expect(stored.record).toBeUndefined();
  });

  it('takes no command there', async () => {
    foreign('opsbook-register');
    const before = grafana.writes.length;
    await expect(update(noteKind, 'opsbook-register', add('a'), { initial: note })).rejects.toEqual(
      new RecordError('foreign', 'opsbook-register')
    );
    expect(grafana.writes).toHaveLength(before);
  });

  it('takes no command that was meant for another record of its name', async () => {
    grafana.holds(noteKind, 'inc-1', note('new'));
    const known = await read(noteKind, 'inc-1');
    const refusal = new RecordError('replaced', 'inc-1');
    await expect(update(noteKind, 'inc-1', add('a'), { id: 'old' })).rejects.toEqual(refusal);
    await expect(append(noteKind, known, 'inc-1', add('a'), { id: 'old' })).rejects.toEqual(refusal);
    expect(await entriesOf('inc-1')).toEqual([]);
  });

  it('is not begun anew while the trash has it', async () => {
    grafana.holds(noteKind, 'opsbook-register', note('theirs'));
    grafana.delete('opsbook-register');
    await expect(update(noteKind, 'opsbook-register', add('a'), { initial: note })).rejects.toEqual(
      new RecordError('deleted', 'opsbook-register')
    );
    expect(await inTrash(noteKind, 'opsbook-register')).toMatchObject({ record: { id: 'theirs' } });
    expect(grafana.records.has('opsbook-register')).toBe(false);
  });

  it('is found by its history where somebody else deleted it and the trash does not show it', async () => {
    grafana.options.seesTrash = false;
    grafana.holds(noteKind, 'opsbook-register', note('theirs'));
    grafana.delete('opsbook-register');
    await expect(update(noteKind, 'opsbook-register', add('a'), { initial: note })).rejects.toEqual(
      new RecordError('deleted', 'opsbook-register')
    );
    grafana.holds(noteKind, 'opsbook-register', note('ours'));
    await Promise.all(['b', 'c'].map((id) => update(noteKind, 'opsbook-register', add(id))));
    grafana.delete('opsbook-register');
    const found = await inTrash(noteKind, 'opsbook-register'); // the last of several, on the third page
    expect(found?.record).toMatchObject({ id: 'ours', timeline: { b: {}, c: {} } });
    expect(await inTrash(noteKind, 'opsbook-other')).toBeUndefined();
    foreign('opsbook-other');
    grafana.delete('opsbook-other');
    expect(await inTrash(noteKind, 'opsbook-other')).toBeUndefined();
  });

  it('is looked for in the trash alone by a storage that lists no history of what is deleted', async () => {
    grafana.holds(noteKind, 'opsbook-register', note('theirs'));
    grafana.delete('opsbook-register');
    grafana.fails(/\/dashboards$/, 422, { method: 'GET', times: 1 });
    expect(await inTrash(noteKind, 'opsbook-register')).toMatchObject({ record: { id: 'theirs' } });
  });

  it('is not created for a command that another record of its name was meant to take', async () => {
    await expect(update(noteKind, 'opsbook-register', add('a'), { initial: note, id: 'gone' })).rejects.toEqual(
      new RecordError('deleted', 'opsbook-register')
    );
  });

  it('is not written when nobody could read it back', async () => {
    await expect(create(noteKind, 'inc-1', { ...note(), title: 7 } as never)).rejects.toMatchObject({
      kind: 'unreadable',
    });
    expect(grafana.records.size).toBe(0);
  });

  it('keeps what a newer version wrote into it', async () => {
    grafana.holds(noteKind, 'inc-1', {
      ...note(),
      mood: 'calm',
      timeline: { e1: { text: 'one', colour: 'red' } },
    } as Note);
    await update(noteKind, 'inc-1', add('e2'));
    const options = grafana.records.get('inc-1')?.spec.panels?.[0]?.options;
    expect(options).toMatchObject({
      opsbook: { mood: 'calm', timeline: { e1: { text: 'one', colour: 'red' }, e2: { text: 'e2' } } },
    });
  });
});

describe('numbers', () => {
  it('leaves out those of more than six digits', async () => {
    grafana.holds(noteKind, 'inc-2026-0141', note('a'));
    grafana.holds(noteKind, 'inc-2026-99999999999999999', note('poison'));
    expect((await createNumbered(noteKind, note())).name).toBe('inc-2026-0142');
  });

  it('looks past a page of names that are no numbers', async () => {
    grafana.holds(noteKind, 'inc-2026-0141', note('a'));
    for (let number = 0; number < 60; number++) {
      grafana.holds(noteKind, `inc-2026-99999999999999${String(number).padStart(3, '0')}`, note(`p${number}`));
    }
    expect((await createNumbered({ ...noteKind, named: /^inc-2026-\d{3,6}$/ }, note())).name).toBe('inc-2026-0142');
  });

  it('steps over a long row of taken ones in few requests', async () => {
    for (let number = 1; number <= 400; number++) {
      grafana.holds(noteKind, `inc-2026-${String(number).padStart(4, '0')}`, note(`n${number}`));
    }
    const before = grafana.requests;
    const stored = await createNumbered(noteKind, note(), { first: 'inc-2026-0001' });
    expect(stored.name).toBe('inc-2026-0401');
    expect(grafana.requests - before).toBeLessThan(50);
  });

  it('says so when every number is taken', async () => {
    grafana.fails(/\/dashboards$/, 409, { method: 'POST', body: { reason: 'AlreadyExists' } });
    await expect(createNumbered(noteKind, note())).rejects.toMatchObject({ kind: 'noNumber' });
  });
});

describe('a record that grows large', () => {
  it('is thinned at the next change, also at one that would only be added', async () => {
    grafana.holds(thinKind, 'inc-1', large(`curve (${'1'.repeat(620_000)})`));
    const known = await read(thinKind, 'inc-1');
    await append(thinKind, known, 'inc-1', add('mine'));
    expect(grafana.writes.map(({ method }) => method)).toEqual(['PUT']);
    expect((await read(thinKind, 'inc-1')).record?.timeline).toEqual({
      first: { text: 'curve ' },
      mine: { text: 'mine' },
    });
  });

  it('is added to as ever when nothing can be left out', async () => {
    grafana.holds(thinKind, 'inc-1', large('1'.repeat(620_000)));
    await append(thinKind, await read(thinKind, 'inc-1'), 'inc-1', add('mine'));
    expect(grafana.writes.map(({ method }) => method)).toEqual(['PATCH']);
  });

  it('is refused, and nothing sent, beyond what proxies let through', async () => {
    grafana.holds(noteKind, 'inc-1', large('1'.repeat(985_000)));
    const known = await read(noteKind, 'inc-1');
    await expect(append(noteKind, known, 'inc-1', add('mine', '2'.repeat(20_000)))).rejects.toEqual(
      new RecordError('full', 'inc-1')
    );
    expect(grafana.writes).toEqual([]);
  });

  it('keeps its size when there is room', async () => {
    grafana.holds(thinKind, 'inc-1', large('curve (1)'));
    await update(thinKind, 'inc-1', add('mine'));
    expect((await read(thinKind, 'inc-1')).record?.timeline.first).toEqual({ text: 'curve (1)' });
  });
});

describe('append', () => {
  it('adds one entry without reading first', async () => {
    grafana.holds(noteKind, 'inc-1', note());
    const known = await read(noteKind, 'inc-1');
    await update(noteKind, 'inc-1', add('theirs'));
    const writes = grafana.writes.length;
    await append(noteKind, known, 'inc-1', add('mine'));
    // the second one without the time of the last change, which another writer's entry has moved
    expect(grafana.writes.slice(writes).map(({ method }) => method)).toEqual(['PATCH', 'PATCH']);
    expect(await entriesOf('inc-1')).toEqual(['mine', 'theirs']);
  });

  it('never writes into another record that took the name', async () => {
    grafana.holds(noteKind, 'inc-1', note());
    const known = await read(noteKind, 'inc-1');
    grafana.delete('inc-1');
    await expect(append(noteKind, known, 'inc-1', add('mine'))).rejects.toEqual(new RecordError('deleted', 'inc-1'));
  });

  it('writes by PUT on legacy storage, and adds again what got lost', async () => {
    grafana.holds(noteKind, 'inc-1', note());
    const resource = grafana.records.get('inc-1');
    if (resource) {
      resource.metadata.resourceVersion = '7';
    }
    await append(noteKind, await read(noteKind, 'inc-1'), 'inc-1', add('mine'));
    expect(grafana.writes.map(({ method }) => method)).toEqual(['PUT']);
  });
});

describe('reading', () => {
  it('shows a damaged record with its raw content and does not overwrite it', async () => {
    grafana.holds(noteKind, 'inc-1', { ...note(), title: 7 } as unknown as Note);
    const stored = await read(noteKind, 'inc-1');
    expect(stored).toMatchObject({ state: 'damaged', raw: { title: 7 }, problem: expect.stringContaining('title') });
    await expect(update(noteKind, 'inc-1', add('e1'))).rejects.toEqual(new RecordError('damaged', 'inc-1'));
  });

  it('lifts an older schema on read and writes it at the next change', async () => {
    grafana.holds(noteKind, 'inc-1', {
      schema: 1,
      id: 'x',
      kind: 'note',
      name: 'Old',
      timeline: {},
    } as unknown as Note);
    expect((await read(noteKind, 'inc-1')).record?.title).toBe('Old');
    expect(grafana.writes).toEqual([]);
    await update(noteKind, 'inc-1', add('e1'));
    expect((await read(noteKind, 'inc-1')).raw).toMatchObject({ schema: 2, title: 'Old' });
  });

  it('leaves a record of a newer plugin alone', async () => {
    grafana.holds(noteKind, 'inc-1', { ...note(), schema: 3 });
    expect((await read(noteKind, 'inc-1')).state).toBe('newer');
    await expect(update(noteKind, 'inc-1', add('e1'))).rejects.toEqual(new RecordError('newer', 'inc-1'));
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'missing'],
    [413, 'tooLarge'],
    [429, 'throttled'],
    [500, 'server'],
    [0, 'offline'],
  ])('names a failure with status %s', async (status, kind) => {
    grafana.fails(/\/dashboards\/inc-1$/, status);
    const error = await read(noteKind, 'inc-1').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({ kind });
  });
});

it('lists heads, without copies that somebody saved under another name', async () => {
  grafana.holds(noteKind, 'inc-1', note());
  const copy = structuredClone(grafana.records.get('inc-1'));
  if (copy) {
    copy.metadata.name = 'my-copy';
    grafana.put(copy);
  }
  const { heads } = await listHeads(noteKind);
  expect(heads).toEqual([
    expect.objectContaining({ name: 'inc-1', head: { id: 'inc-1', kind: 'note', updated: '0' }, hasHead: true }),
  ]);
});

it('restores a record from the trash and reads its history', async () => {
  grafana.holds(noteKind, 'inc-1', note());
  await update(noteKind, 'inc-1', add('e1'));
  expect((await history(noteKind, 'inc-1')).map(({ record }) => Object.keys(record?.timeline ?? {}))).toEqual([
    ['e1'],
    [],
  ]);
  grafana.delete('inc-1');
  const trashed = await inTrash(noteKind, 'inc-1');
  expect(trashed).toBeDefined();
  if (trashed) {
    await restore(noteKind, trashed);
  }
  expect(await entriesOf('inc-1')).toEqual(['e1']);
});

describe('a full record', () => {
  const NAME = 'inc-2026-0142';
  const by = { uid: 'cfz1q2w3e4r5t6', name: 'Ana Dupont-Lefèvre' };
  const at = (second: number) => new Date(Date.parse('2026-11-20T14:30:00.123Z') + second * 1000).toISOString();
  const uuid = (index: number) => `3f2504e0-4f89-41d3-9a0c-${String(index).padStart(12, '0')}`;
  const entry = (index: number, length: number) => ({
    at: at(index),
    entered: at(index),
    by: index % 3 === 0 ? by : { uid: `u${index % 5}`, name: `Luc ${index % 5}` },
    kind: 'note' as const,
    text: `${index} ${'Redémarré le pod Redis, le taux d’erreurs baisse « à vue d’œil » depuis 14 h 30. '.repeat(5)}`.slice(
      0,
      length
    ),
  });
  const withNotes = (count: number, length = 150) => ({
    ...declare({ name: NAME, id: uuid(0), at: at(0), by, zone: 'Europe/Paris', title: 'Down', severity: 'sev3' }),
    timeline: Object.fromEntries(Array.from({ length: count }, (_, index) => [uuid(index + 1), entry(index, length)])),
  });
  let count = 0;
  const send = async (command: object) => {
    const sent = { id: `c${count++}`, at: at(4000), by, ...command } as IncidentCommand;
    const outcome = await append(incidentKind, await read(incidentKind, NAME), NAME, sent);
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused.reasons));
    }
    return outcome.ok;
  };
  const stored = () => grafana.records.get(NAME) ?? { metadata: { name: '' }, spec: {} };

  it('holds 3,000 notes of 150 characters, and the incident is resolved and closed', async () => {
    grafana.holds(incidentKind, NAME, withNotes(2_999));
    await send({ type: 'note', text: 'The last one'.padEnd(150, '.') });
    await send({ type: 'setStatus', to: 'resolved', milestones: { detected: at(1), mitigated: at(2) } });
    const closed = await send({ type: 'setStatus', to: 'closed' });
    expect(sizeOf(stored())).toBeLessThan(850_000);
    expect(closed.record).toMatchObject({ status: 'closed' });
    expect(Object.keys(closed.record?.timeline ?? {})).toHaveLength(3_002);
    expect(closed.record?.timeline[uuid(2)]).toEqual(entry(1, 150));
  });

  it('says in its readable copy how many entries are only in Opsbook, the newest being there', () => {
    grafana.holds(incidentKind, NAME, withNotes(3_000));
    const { content } = stored().spec.panels?.[0]?.options as { content: string };
    const [, left] = /- (\d+) older ones in Opsbook\n/.exec(content) ?? [];
    expect(content.split('\n').filter((line) => line.includes('Redémarré'))).toHaveLength(3_000 - Number(left));
    expect(content).toContain('2999 Redémarré');
    expect(content).not.toContain(': 0 Redémarré');
  });

  it('refuses what is added, and takes what ends the incident', async () => {
    grafana.holds(incidentKind, NAME, withNotes(3_000, 210));
    const before = grafana.writes.length;
    await expect(send({ type: 'note', text: 'more' })).rejects.toEqual(new RecordError('full', NAME));
    expect(grafana.writes).toHaveLength(before);
    await send({ type: 'setStatus', to: 'resolved', milestones: { detected: at(1), mitigated: at(2) } });
    await send({ type: 'assignRole', role: 'commander', person: by });
    expect((await send({ type: 'setStatus', to: 'closed' })).record).toMatchObject({ status: 'closed' });
    expect(sizeOf(stored())).toBeLessThan(1_048_576);
  });

  it('gives a usual incident back as it was written, older versions included', () => {
    grafana.holds(incidentKind, NAME, withNotes(300));
    expect(rawRecord(stored())).toEqual(withNotes(300));
  });

  it('holds 200 objectives edited ten times each', async () => {
    const register = demoObjectives('en', 'register');
    const [[, sample]] = Object.entries(register.objectives);
    const definition = { ...definitionOf(sample), description: 'What it is for, and who is asked. '.repeat(6) };
    const edited = (index: number) => ({
      ...definition,
      position: index,
      revision: uuid(index),
      definitions: Array.from({ length: 10 }, (_, edit) => ({ definition, at: at(edit), by })),
    });
    const log = Array.from({ length: 500 }, (_, index) => [
      uuid(index),
      { at: at(index), by, type: 'save', objective: 'o' },
    ]);
    const full = {
      ...register,
      objectives: Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`o-${index}`, edited(index)])),
      log: Object.fromEntries(log),
    };
    expect(JSON.stringify(full).length).toBeGreaterThan(MOST_BYTES.ends);
    grafana.holds(objectivesKind, OBJECTIVES, full);
    const outcome = await update(objectivesKind, OBJECTIVES, {
      type: 'save',
      objective: 'o-199',
      definition: { ...definition, name: 'The last edit' },
      id: 'last',
      at: at(3_000),
      by,
      seen: uuid(199),
    });
    expect(outcome).toMatchObject({ ok: { record: { objectives: { 'o-199': { name: 'The last edit' } } } } });
    const held = grafana.records.get(OBJECTIVES);
    expect(held && sizeOf(held)).toBeLessThan(600_000);
    expect(Object.keys((await read(objectivesKind, OBJECTIVES)).record?.objectives ?? {})).toHaveLength(200);
  });
});
