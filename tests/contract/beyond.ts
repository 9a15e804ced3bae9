import { at, JSON_PATCH, PARTIAL, signIn, type Client } from './client';
import { addEntry, dashboard, DASHBOARDS, SEARCH, type Dashboard } from './dashboards';
import { writersByPatch, writersByPut } from './race';
import { same, type Report } from './report';

const HISTORY = `${DASHBOARDS}?labelSelector=${encodeURIComponent('grafana.app/get-history=true')}`;
const TRASH = `${DASHBOARDS}?labelSelector=${encodeURIComponent('grafana.app/get-trash=true')}`;
const PARTIAL_LIST = PARTIAL.replace('Metadata;', 'MetadataList;');
const only = (name: string) => `&fieldSelector=${encodeURIComponent(`metadata.name=${name}`)}`;
const list = (body: unknown, path: string) => at(body, path) as unknown[];

interface Checks {
  run: string;
  admin: Client;
  editor: Client;
  viewer: Client;
  report: Report;
}

async function made(client: Client, name: string, more: Parameters<typeof dashboard>[1] = {}): Promise<Dashboard> {
  const { status, body } = await client.call('POST', DASHBOARDS, { body: dashboard(name, more) });
  same(status, 201, `creating ${name}`);
  return body as Dashboard;
}

async function records({ run, admin, editor, report }: Checks) {
  await report.check('a version for a record that is gone answers 500', async () => {
    const record = await made(editor, `${run}-gone`);
    await editor.call('DELETE', `${DASHBOARDS}/${run}-gone`);
    same((await editor.call('PUT', `${DASHBOARDS}/${run}-gone`, { body: record })).status, 500);
  });
  await report.check('the uid of an earlier record of that name answers 500', async () => {
    const record = await made(editor, `${run}-again`);
    await editor.call('DELETE', `${DASHBOARDS}/${run}-again`);
    await made(editor, `${run}-again`);
    same((await editor.call('PUT', `${DASHBOARDS}/${run}-again`, { body: record })).status, 500);
  });
  await report.check('PUT without a version overwrites, and creates where nothing is', async () => {
    const { status } = await editor.call('PUT', `${DASHBOARDS}/${run}-put`, { body: dashboard(`${run}-put`) });
    same(status, 201);
    const again = await editor.call('PUT', `${DASHBOARDS}/${run}-put`, {
      body: dashboard(`${run}-put`, { title: 'other' }),
    });
    same([again.status, at(again.body, 'spec.title')], [200, 'other']);
  });
  await report.check('a new record may not bring a version along', async () => {
    const record = dashboard(`${run}-rv`);
    const { status } = await editor.call('POST', DASHBOARDS, {
      body: { ...record, metadata: { ...record.metadata, resourceVersion: '1' } },
    });
    same(status, 400);
  });
  await report.check('authors are taken from the session, not from the body', async () => {
    const record = dashboard(`${run}-spoof`);
    const annotations = { ...record.metadata.annotations, 'grafana.app/createdBy': 'user:somebody' };
    const { body } = await editor.call('POST', DASHBOARDS, {
      body: { ...record, metadata: { ...record.metadata, annotations } },
    });
    const { body: me } = await editor.call('GET', '/api/user');
    same((body as Dashboard).metadata.annotations?.['grafana.app/createdBy'], `user:${String(at(me, 'uid'))}`);
  });
  await report.check('twenty versions are kept, newest first', async () => {
    const { metadata } = await made(editor, `${run}-many`, { opsbook: { timeline: {} } });
    for (let index = 0; index < 24; index++) {
      await editor.call('PATCH', `${DASHBOARDS}/${run}-many`, {
        body: addEntry(metadata.uid, `e${index}`),
        type: 'application/json-patch+json',
      });
    }
    const { body } = await editor.call('GET', HISTORY + only(`${run}-many`));
    same(
      [at(body, 'items.#'), at(body, 'items.0.metadata.generation'), at(body, 'items.19.metadata.generation')],
      [20, 25, 6]
    );
  });
  await report.check('a deleted record is in the trash and comes back under its name', async () => {
    await made(editor, `${run}-trash`, { opsbook: { id: 'one' } });
    await editor.call('DELETE', `${DASHBOARDS}/${run}-trash`);
    const { body } = await editor.call('GET', `${TRASH}${only(`${run}-trash`)}&limit=1`);
    same(at(body, 'items.#'), 1);
    const { spec } = list(body, 'items')[0] as Dashboard;
    const { status } = await editor.call('POST', DASHBOARDS, { body: { ...dashboard(`${run}-trash`), spec } });
    same(status, 201);
    const back = await editor.call('GET', `${DASHBOARDS}/${run}-trash`);
    same(at(back.body, 'spec.panels.0.options.opsbook.id'), 'one');
    same(
      at((await admin.call('GET', TRASH + only(`${run}-trash`))).body, 'items.#'),
      0,
      'what is back is not in the trash'
    );
  });
  await report.check(
    'the history from the first version on tells of deletions, to whoever may read the folder',
    async () => {
      const name = `${run}-past`;
      const marks = async (client: Client, more = '&resourceVersion=1&resourceVersionMatch=NotOlderThan') => {
        const { body } = await client.call('GET', HISTORY + only(name) + more, { accept: PARTIAL_LIST });
        return (list(body, 'items') ?? []).map((item) => at(item, 'metadata.deletionTimestamp') !== undefined);
      };
      await made(admin, name, { opsbook: { id: 'one' } });
      await admin.call('DELETE', `${DASHBOARDS}/${name}`);
      same([await marks(editor), await marks(editor, '')], [[false, true], []]);
      await made(admin, name, { opsbook: { id: 'two' } });
      same([await marks(editor), await marks(editor, '')], [[false, true, false], [false]]);
    }
  );
  await report.check('a list comes in pages', async () => {
    const first = await editor.call('GET', `${DASHBOARDS}?limit=2`);
    const token = String(at(first.body, 'metadata.continue'));
    const second = await editor.call('GET', `${DASHBOARDS}?limit=2&continue=${encodeURIComponent(token)}`);
    same([at(first.body, 'items.#'), at(second.body, 'items.#')], [2, 2]);
    same(at(first.body, 'items.0.metadata.name') === at(second.body, 'items.0.metadata.name'), false);
  });
  await report.check('metadata alone is small and has the version', async () => {
    const { metadata } = await made(editor, `${run}-big`, { opsbook: { text: 'x'.repeat(300_000) } });
    const { body } = await editor.call('GET', `${DASHBOARDS}/${run}-big`, { accept: PARTIAL });
    same(at(body, 'metadata.resourceVersion'), metadata.resourceVersion);
    same(JSON.stringify(body).length < 2000, true);
  });
  await report.check('the group names its versions', async () => {
    const { body } = await editor.call('GET', '/apis/dashboard.grafana.app');
    same(at(body, 'kind'), 'APIGroup');
    same(
      list(body, 'versions').some((entry) => at(entry, 'version') === 'v1beta1'),
      true
    );
  });
  await report.check('a record survives the trip through the newer shape of dashboards', async () => {
    const opsbook = { schema: 1, id: 'v2', values: [1, 2.5], empty: {} };
    await made(editor, `${run}-v2`, { opsbook });
    const v2 = DASHBOARDS.replace('v1beta1', 'v2beta1');
    const { body } = await editor.call('GET', `${v2}/${run}-v2`);
    same(at(body, 'spec.elements.panel-1.spec.vizConfig.spec.options.opsbook'), opsbook);
    same((await editor.call('PUT', `${v2}/${run}-v2`, { body })).status, 200);
    const back = await editor.call('GET', `${DASHBOARDS}/${run}-v2`);
    same(at(back.body, 'spec.panels.0.options.opsbook'), opsbook);
  });
}

/** What Grafana's editor does with a record: it reads, changes and saves the dashboard in its newer shape. */
async function saveInEditor(client: Client, name: string, title: string) {
  const path = `${DASHBOARDS.replace('v1beta1', 'v2beta1')}/${name}`;
  const { body } = await client.call('GET', path);
  const { spec, ...rest } = body as { spec: object };
  same(
    (await client.call('PUT', path, { body: { ...rest, spec: { ...spec, title } } })).status,
    200,
    'the editor saves'
  );
}

async function editedRecords({ run, editor, report }: Checks) {
  const opsbook = { schema: 1, id: 'edited', text: '$x {{y}} é', list: [], timeline: { a: { text: 'one' } } };
  const get = async (name: string) => (await editor.call('GET', `${DASHBOARDS}/${name}`)).body;
  await report.check('a record saved by Grafana’s editor reads as before, and says that it was converted', async () => {
    const name = `${run}-edited`;
    const before = await made(editor, name, { opsbook });
    same(at(before, 'status'), {});
    await saveInEditor(editor, name, 'by the editor');
    const after = await get(name);
    same(at(after, 'status.conversion.storedVersion'), 'v2beta1');
    same(at(after, 'spec.title'), 'by the editor');
    for (const path of [
      'spec.panels.0.options.opsbook',
      'spec.panels.0.id',
      'spec.tags',
      'spec.description',
      'metadata.uid',
    ]) {
      same(at(after, path), at(before, path), path);
    }
  });
  await report.check('PUT replaces it, with the version that the editor made', async () => {
    const name = `${run}-edited-put`;
    const before = await made(editor, name, { opsbook });
    await saveInEditor(editor, name, 'by the editor');
    same((await editor.call('PUT', `${DASHBOARDS}/${name}`, { body: before })).status, 409, 'the version before');
    const after = (await get(name)) as Dashboard;
    const panels = after.spec.panels.map((panel) => ({
      ...panel,
      options: { opsbook: { ...opsbook, id: 'replaced' } },
    }));
    const { status } = await editor.call('PUT', `${DASHBOARDS}/${name}`, {
      body: { ...after, spec: { ...after.spec, panels } },
    });
    same(status, 200);
    const replaced = await get(name);
    same([at(replaced, 'spec.panels.0.options.opsbook.id'), at(replaced, 'status')], ['replaced', {}]);
  });
  await report.check('a patch adds to it, and only to it', async () => {
    const name = `${run}-edited-patch`;
    const { metadata } = await made(editor, name, { opsbook });
    await saveInEditor(editor, name, 'by the editor');
    const patch = async (uid: string | undefined) =>
      (await editor.call('PATCH', `${DASHBOARDS}/${name}`, { body: addEntry(uid, 'b'), type: JSON_PATCH })).status;
    same(await patch('another'), 422);
    same(await patch(metadata.uid), 200);
    const timeline = at(await get(name), 'spec.panels.0.options.opsbook.timeline');
    same(timeline, { a: { text: 'one' }, b: { text: 'by key' } });
  });
}

async function searching({ run, editor, report }: Checks) {
  for (const index of [1, 2, 3, 4, 5]) {
    await made(editor, `${run}-s-${index}`, {
      title: `${run} Search ${6 - index}`,
      tags: ['opsbook', `find:${run}`, `n:${index % 2}`],
    });
  }
  const search = async (query: string) => (await editor.call('GET', `${SEARCH}?${query}`)).body;
  const names = (body: unknown) => list(body, 'hits').map((hit) => String(at(hit, 'name')).slice(run.length + 3));
  const tag = `tag=${encodeURIComponent(`find:${run}`)}`;
  for (const [sort, wanted] of Object.entries({ name: '12345', '-name': '54321', title: '54321', '-title': '12345' })) {
    await report.check(`search sorted by ${sort}`, async () =>
      same(names(await search(`${tag}&sort=${sort}`)).join(''), wanted)
    );
  }
  await report.check('search by offset and limit', async () => {
    const body = await search(`${tag}&sort=name&limit=2&offset=2`);
    same([names(body).join(''), at(body, 'totalHits')], ['34', 5]);
  });
  await report.check('a star in a tag stands for anything', async () => {
    same(at(await search(`tag=${encodeURIComponent(`find:${run.slice(0, -1)}*`)}&tag=n:1`), 'totalHits'), 3);
  });
  await report.check('search finds words of titles, whatever their case', async () => {
    same(at(await search(`${tag}&query=sEARCH`), 'totalHits'), 5);
    same(at(await search(`${tag}&query=nothing`), 'totalHits'), 0);
  });
  await report.check('search counts tags', async () => {
    const body = await search(`${tag}&facet=tags&limit=1`);
    const terms = list(body, 'facets.tags.terms').map((term) => [at(term, 'term'), at(term, 'count')]);
    same(new Map(terms as Array<[string, number]>).get('n:1'), 3);
  });
  await report.check('a negative limit fails', async () => {
    same((await editor.call('GET', `${SEARCH}?${tag}&limit=-1`)).status >= 400, true);
  });
}

async function permissions({ run, admin, editor, viewer, report }: Checks) {
  const folder = `${run}-team`;
  await admin.call('POST', '/api/folders', { body: { uid: folder, title: folder } });
  const { body: me } = await viewer.call('GET', '/api/user');
  const access = `/apis/folder.grafana.app/v1beta1/namespaces/default/folders/${folder}/access`;
  const grant = (items: unknown[]) => admin.call('POST', `/api/folders/${folder}/permissions`, { body: { items } });

  await report.check('a Viewer writes where the folder gives Edit', async () => {
    same((await viewer.call('POST', DASHBOARDS, { body: dashboard(`${run}-t1`, { folder }) })).status, 403);
    same(at((await viewer.call('GET', access)).body, 'canSave'), false);
    await grant([
      { role: 'Viewer', permission: 1 },
      { userId: at(me, 'id'), permission: 2 },
    ]);
    same(at((await viewer.call('GET', access)).body, 'canSave'), true);
    await made(viewer, `${run}-t1`, { folder });
    same(
      (await editor.call('POST', DASHBOARDS, { body: dashboard(`${run}-t2`, { folder }) })).status,
      403,
      'an Editor without Edit'
    );
  });
  await report.check('what is inside a folder inherits its permissions', async () => {
    same(
      (await viewer.call('POST', '/api/folders', { body: { uid: `${folder}-in`, title: 'in', parentUid: folder } }))
        .status,
      200
    );
    await made(viewer, `${run}-t3`, { folder: `${folder}-in` });
  });
  await report.check('a private record is neither read nor found by others, but its name is taken', async () => {
    await grant([]);
    await made(admin, `${run}-private`, { folder, tags: [`private:${run}`] });
    same((await editor.call('GET', `${DASHBOARDS}/${run}-private`)).status, 403);
    same(at((await editor.call('GET', `${SEARCH}?tag=private:${run}`)).body, 'totalHits'), 0);
    same((await editor.call('POST', DASHBOARDS, { body: dashboard(`${run}-private`) })).status, 409);
  });
  await report.check('only an Admin changes the settings of the plugin', async () => {
    const path = '/api/plugins/haddock-opsbook-app/settings';
    const { body } = await admin.call('GET', path);
    const settings = { enabled: true, pinned: true, jsonData: at(body, 'jsonData') };
    same((await editor.call('POST', path, { body: settings })).status, 403);
    same((await admin.call('POST', path, { body: settings })).status, 200);
  });
  await report.check('preferences and user storage are one person’s own', async () => {
    const name = `haddock-opsbook-app:${String(at(me, 'uid'))}`;
    const path = '/apis/userstorage.grafana.app/v0alpha1/namespaces/default/user-storage';
    const body = { metadata: { name }, spec: { data: { draft: 'x' } } };
    await viewer.call('POST', path, { body });
    same(at((await viewer.call('GET', `${path}/${name}`)).body, 'spec.data.draft'), 'x');
    same((await editor.call('GET', `${path}/${name}`)).status, 403);
  });
}

async function races({ run, editor, report }: Checks) {
  await report.check('sixteen writers with patches: twenty entries each, none lost', async () => {
    same(await writersByPatch(editor, `${run}-patch`, { writers: 16, entries: 20 }), { lost: 0, statuses: [200] });
  });
  await report.check('eight writers with PUT: twenty entries each, none lost', async () => {
    same((await writersByPut(editor, `${run}-puts`, { writers: 8, entries: 20 })).lost, 0);
  });
}

/** What the plugin relies on besides the recorded exchanges, as measured on Grafana 12.4.0 with unified storage. */
export async function beyond(base: string, report: Report) {
  const checks: Checks = {
    run: `b${Date.now().toString(36)}`,
    admin: await signIn(base, 'admin'),
    editor: await signIn(base, 'editor'),
    viewer: await signIn(base, 'viewer'),
    report,
  };
  await records(checks);
  await editedRecords(checks);
  await searching(checks);
  await permissions(checks);
  await races(checks);
}
