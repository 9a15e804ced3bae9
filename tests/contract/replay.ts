import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { at, FORM, JSON_PATCH, nobody, PARTIAL, signIn, type Answer, type Client } from './client';
import { addEntry, dashboard, type Dashboard } from './dashboards';
import { writersByPut } from './race';
import { same, type Report } from './report';

/** What a real Grafana answered: the status, and the values at some paths of the answer. */
interface Exchange {
  name: string;
  as: 'admin' | 'editor' | 'viewer' | null;
  request: string;
  status: number;
  kept: Record<string, unknown>;
}

export interface Recording {
  grafana: string;
  exchanges: Exchange[];
}

export type RecordingName = 'grafana-12.4.0' | 'grafana-12.4.0-legacy-storage';

export const readRecording = (name: RecordingName): Recording =>
  JSON.parse(readFileSync(join(__dirname, 'recordings', `${name}.json`), 'utf8'));

const RACE = 'eight writers on one record';

/** What earlier answers gave that later requests need. */
interface Memory {
  run: string;
  now: number;
  editorUid: string;
  first?: Dashboard;
  keyed?: Dashboard;
  annotation?: number;
  silence?: string;
}

const remembered: Record<string, (memory: Memory, body: unknown) => void> = {
  'user as editor': (memory, body) => (memory.editorUid = String(at(body, 'uid'))),
  'record as viewer': (memory, body) => (memory.first = body as Dashboard),
  'record with entries by key': (memory, body) => (memory.keyed = body as Dashboard),
  'region annotation by editor': (memory, body) => (memory.annotation = Number(at(body, 'id'))),
  'silence by editor': (memory, body) => (memory.silence = String(at(body, 'silenceID'))),
};

function silence({ run, now }: Memory) {
  return {
    matchers: [{ name: 'alertname', value: run, isRegex: false, isEqual: true }],
    startsAt: new Date().toISOString(),
    endsAt: new Date(now + 3_600_000).toISOString(),
    createdBy: 'contract',
    comment: 'maintenance',
  };
}

const record = ({ run }: Memory, more: Parameters<typeof dashboard>[1] = {}, name = `${run}-inc-1`) =>
  dashboard(name, { folder: `${run}-folder`, tags: ['opsbook', `opsbook:${run}`, 'status:open'], ...more });

function withStatus({ first }: Memory, status: string) {
  const copy = structuredClone(first);
  return copy && { ...copy, spec: { ...copy.spec, description: `kind=incident status=${status}` } };
}

/** The bodies of the recorded requests, by the name of the exchange; the recording says everything else. */
const bodies: Record<string, (memory: Memory) => unknown> = {
  'folder by viewer': ({ run }) => ({ uid: `${run}-folder`, title: `${run}-folder` }),
  'folder by editor': ({ run }) => ({ uid: `${run}-folder`, title: `${run}-folder` }),
  'folder twice': ({ run }) => ({ uid: `${run}-folder`, title: `${run}-folder` }),
  'folder inside': ({ run }) => ({ uid: `${run}-folder-in`, title: 'inside', parentUid: `${run}-folder` }),
  'record by viewer': (memory) => record(memory),
  'record by editor': (memory) => record(memory),
  'record twice': (memory) => record(memory),
  'record with an illegal name': (memory) => record(memory, {}, 'no spaces allowed'),
  'record with a name of 41 characters': (memory) => record(memory, {}, memory.run.padEnd(41, 'x')),
  'record in a missing folder': (memory) => record(memory, { folder: 'no-such-folder' }, `${memory.run}-lost`),
  'record without title': (memory) => record(memory, { title: '' }, `${memory.run}-untitled`),
  'record with a tag of 51 bytes': (memory) => record(memory, { tags: ['t'.repeat(51)] }, `${memory.run}-tag`),
  'record with null members and big numbers': (memory) =>
    record(memory, { opsbook: { gone: null, kept: [null], one: 1.5, text: '' } }, `${memory.run}-null`),
  'record with entries by key': (memory) =>
    record(
      memory,
      { tags: ['opsbook', 'keyed'], opsbook: { timeline: { e0: { text: 'first' } } } },
      `${memory.run}-inc-1-p`
    ),
  'update by viewer': (memory) => withStatus(memory, 'viewer'),
  'update by editor': (memory) => withStatus(memory, 'resolved'),
  'update from a stale copy': (memory) => withStatus(memory, 'stale'),
  'patch adds an entry by its key': ({ keyed }) => addEntry(keyed?.metadata.uid, 'e1'),
  'patch adds it again': ({ keyed }) => addEntry(keyed?.metadata.uid, 'e1'),
  'patch with a failing test': () => addEntry('other', 'e1'),
  'patch of a missing record': ({ keyed }) => addEntry(keyed?.metadata.uid, 'e1'),
  'patch by viewer': ({ keyed }) => addEntry(keyed?.metadata.uid, 'e1'),
  'a deleted name is free again': (memory) => record(memory, { tags: ['again'] }),
  'annotation by viewer': ({ run, now }) => ({ time: now, text: 'x', tags: [run] }),
  'region annotation by editor': ({ run, now }) => ({
    time: now - 60_000,
    timeEnd: now,
    text: 'INC',
    tags: [run, 'opsbook'],
    data: { record: `${run}-inc-1` },
  }),
  'annotation patched': ({ now }) => ({ timeEnd: now + 60_000, text: 'INC resolved' }),
  'annotation text without tags': ({ now }) => ({ time: now }),
  'instant query by form': () => ({ query: 'vector(2)' }),
  'range query by form': ({ now }) => ({ query: 'vector(3)', start: now / 1000 - 60, end: now / 1000, step: 30 }),
  'PromQL that does not parse': () => ({ query: 'up{' }),
  'range query of too many points': () => ({ query: 'up', start: 0, end: 86400, step: 1 }),
  'silence by viewer': silence,
  'silence by editor': silence,
};

/** The recorded path with this run's names and ids in it. */
const addressed = (path: string, { run, editorUid, annotation, silence: id }: Memory) =>
  path
    .replaceAll('RUN', run)
    .replaceAll('EDITOR', editorUid)
    .replace(/(?<=\/api\/annotations\/)\d+/, String(annotation))
    .replace(/(?<=\/silence\/)[\da-f-]+/, String(id));

const types: Record<string, string | undefined> = { form: FORM, 'json-patch': JSON_PATCH };

function send(client: Client, { name, request }: Exchange, memory: Memory): Promise<Answer> {
  const [, method, kind = '', path] = /^(\w+)(?: \(([\w-]+)\))? (.*)$/.exec(request) ?? [];
  return client.call(method, addressed(path, memory), {
    body: bodies[name]?.(memory),
    type: types[kind],
    ...(name === 'metadata only' && { accept: PARTIAL }),
  });
}

/** A settings section may have a dot in its name: the last part of the path is the key. */
function settingAt(body: unknown, path: string): unknown {
  const section = path.slice(0, path.lastIndexOf('.'));
  const settings = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return at(settings.find(([name]) => name === section)?.[1], path.slice(section.length + 1));
}

function keep({ name, kept }: Exchange, body: unknown, { run, editorUid }: Memory): Record<string, unknown> {
  const read = name === 'server settings as server admin' ? settingAt : at;
  return Object.fromEntries(
    Object.keys(kept).map((path) => {
      const value = read(body, path) ?? null;
      return [path, typeof value === 'string' ? value.replaceAll(run, 'RUN').replaceAll(editorUid, 'EDITOR') : value];
    })
  );
}

/** Sends what was sent to a real Grafana, in the same order, and compares the answers. */
export async function replay(base: string, recording: Recording, report: Report) {
  const memory: Memory = { run: `c${Date.now().toString(36)}`, now: Date.now(), editorUid: 'unknown' };
  const clients = {
    admin: await signIn(base, 'admin'),
    editor: await signIn(base, 'editor'),
    viewer: await signIn(base, 'viewer'),
  };
  for (const exchange of recording.exchanges) {
    await report.check(exchange.name, async () => {
      if (exchange.name === RACE) {
        const { lost, statuses } = await writersByPut(clients.editor, `${memory.run}-race`, {
          writers: 8,
          entries: 10,
          folder: `${memory.run}-folder`,
        });
        same(statuses, exchange.kept.statuses);
        // which additions are lost on legacy storage is chance
        same(lost > 0, Number(exchange.kept.lost) > 0);
        return;
      }
      const client = exchange.as === null ? nobody(base) : clients[exchange.as];
      const { status, body } = await send(client, exchange, memory);
      remembered[exchange.name]?.(memory, body);
      const answered = { status, kept: keep(exchange, body, memory) };
      const wanted = { status: exchange.status, kept: exchange.kept };
      if (!isDeepStrictEqual(answered, wanted)) {
        throw new Error(
          `${exchange.request}\n  Grafana ${recording.grafana}: ${JSON.stringify(wanted)}\n  here: ${JSON.stringify(answered)}`
        );
      }
    });
  }
}
