import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { at, signIn, type Client } from './client';
import { same, type Report } from './report';

const RULER = '/api/ruler/grafana/api/v1/rules';
/** Grafana caches the permissions of a person for a minute. */
const PERMISSIONS_LAG = 75_000;

interface Checks {
  run: string;
  folder: string;
  admin: Client;
  editor: Client;
  viewer: Client;
  report: Report;
}

interface Asked {
  uid?: string;
  title?: string;
  expr?: string;
  wait?: string;
  interval?: string;
  annotations?: Record<string, string>;
  condition?: string;
  receiver?: string;
}

const question = (expr: string) => ({
  refId: 'A',
  relativeTimeRange: { from: 60, to: 0 },
  datasourceUid: 'prometheus',
  model: { refId: 'A', instant: true, expr },
});

const always = {
  refId: 'A',
  datasourceUid: '__expr__',
  model: { refId: 'A', type: 'math', expression: '1 == 1' },
};

function group(name: string, asked: Asked = {}) {
  const { uid, title = name, expr, wait, interval = '10s', annotations = {}, condition = 'A', receiver } = asked;
  const rule = {
    for: wait ?? '0s',
    labels: { opsbook: 'contract' },
    annotations,
    grafana_alert: {
      ...(uid && { uid }),
      title,
      condition,
      no_data_state: 'OK',
      exec_err_state: 'OK',
      data: [expr ? question(expr) : always],
      ...(receiver && { notification_settings: { receiver } }),
    },
  };
  return { name, interval, rules: [rule] };
}

const uidOf = (body: unknown) => String(at(body, 'rules.0.grafana_alert.uid'));
const pause = (milliseconds: number) => new Promise((next) => setTimeout(next, milliseconds));

async function until<T>(ask: () => Promise<T | undefined>, limit: number): Promise<T> {
  for (const end = Date.now() + limit; Date.now() < end; await pause(250)) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
  }
  throw new Error(`nothing within ${limit / 1000} s`);
}

async function shapes({ run, folder, editor, viewer, report }: Checks) {
  const url = `${RULER}/${folder}`;
  const post = (client: Client, asked: Asked = {}, name = `${run}-shape`) =>
    client.call('POST', url, { body: group(name, { expr: 'vector(time()) >= 9999999999', ...asked }) });
  await report.check('a Viewer reads the rules of a folder and writes none', async () => {
    same((await viewer.call('GET', url)).status, 202);
    same((await post(viewer)).status, 403);
    same((await viewer.call('DELETE', `${url}/${run}-shape`)).status, 403);
  });
  await report.check('a group is made, read, kept and deleted, each answered with 202', async () => {
    const made = await post(editor);
    same([made.status, at(made.body, 'created.#')], [202, 1]);
    const read = await editor.call('GET', `${url}/${run}-shape`);
    same([read.status, at(read.body, 'interval'), at(read.body, 'rules.0.for')], [202, '10s', '0s']);
    const kept = await post(editor, { uid: uidOf(read.body), title: 'again' });
    same([kept.status, at(kept.body, 'updated.0')], [202, uidOf(read.body)]);
    const other = await post(editor, { title: 'without its uid' });
    same([at(other.body, 'created.#'), at(other.body, 'deleted.0')], [1, uidOf(read.body)]);
    same((await editor.call('DELETE', `${url}/${run}-shape`)).status, 202);
    same((await editor.call('GET', `${url}/${run}-shape`)).status, 404);
    same((await editor.call('DELETE', `${url}/${run}-shape`)).status, 202, 'deleting what is not there');
  });
  await report.check('the last writer of a group wins, without a word', async () => {
    await post(editor, { title: 'one' });
    same((await post(editor, { title: 'other' })).status, 202);
    const { body } = await editor.call('GET', `${url}/${run}-shape`);
    same([at(body, 'rules.#'), at(body, 'rules.0.grafana_alert.title')], [1, 'other']);
    const emptied = await editor.call('POST', url, { body: { name: `${run}-shape`, rules: [] } });
    same([emptied.status, at(emptied.body, 'deleted.#')], [202, 1]);
  });
  await report.check('what is no rule answers 400', async () => {
    const wrong: Asked[] = [
      { annotations: { __dashboardUid__: 'x' } },
      { annotations: { __panelId__: '1' } },
      { annotations: { __dashboardUid__: 'x', __panelId__: 'one' } },
      { condition: 'B' },
      { title: '' },
      { interval: '7s' },
      { uid: 'no-such-rule' },
      { receiver: 'no-such-receiver' },
    ];
    for (const asked of wrong) {
      same((await post(editor, asked)).status, 400, JSON.stringify(asked));
    }
    same((await post(editor, { annotations: { __dashboardUid__: 'x', __panelId__: '1' } })).status, 202);
    await editor.call('DELETE', `${url}/${run}-shape`);
  });
  await report.check('a folder that is not there answers 403', async () => {
    same((await viewer.call('GET', `${RULER}/no-such-folder`)).status, 403);
    same((await viewer.call('POST', `${RULER}/no-such-folder`, { body: group('x') })).status, 403);
  });
}

async function withEdit({ run, folder, admin, viewer, report }: Checks) {
  await report.check('a Viewer with Edit on the folder writes and deletes rules', async () => {
    const { body } = await viewer.call('GET', '/api/user');
    const items = [
      { role: 'Editor', permission: 2 },
      { role: 'Viewer', permission: 1 },
      { userId: at(body, 'id'), permission: 2 },
    ];
    same((await admin.call('POST', `/api/folders/${folder}/permissions`, { body: { items } })).status, 200);
    await until(async () => {
      const { status } = await viewer.call('POST', `${RULER}/${folder}`, { body: group(`${run}-viewer`) });
      return status === 202 || undefined;
    }, PERMISSIONS_LAG);
    same((await viewer.call('DELETE', `${RULER}/${folder}/${run}-viewer`)).status, 202);
  });
}

interface Heard {
  at: number;
  status: unknown;
  title: unknown;
}

/** Listens for webhooks, as the receiver of the default contact point. */
async function listener() {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const body: unknown = JSON.parse(text);
      heard.push({ at: Date.now(), status: at(body, 'status'), title: at(body, 'alerts.0.labels.alertname') });
      response.end('{}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, heard, close: () => server.close() };
}

async function firing({ run, folder, admin, editor, report }: Checks) {
  const hook = await listener();
  const point = { name: run, type: 'webhook', settings: { url: hook.url } };
  await admin.call('POST', '/api/v1/provisioning/contact-points', { body: point });
  const policy = {
    receiver: run,
    group_by: ['grafana_folder', 'alertname'],
    group_wait: '1s',
    group_interval: '5s',
    repeat_interval: '4h',
  };
  same((await admin.call('PUT', '/api/v1/provisioning/policies', { body: policy })).status, 202);
  // Grafana reads what was provisioned once a minute
  await until(async () => {
    const { body } = await admin.call('GET', '/api/alertmanager/grafana/api/v2/status');
    const used = JSON.stringify(at(body, 'config'));
    return used.includes(run) || !used.includes('receiver') || undefined;
  }, PERMISSIONS_LAG);
  const hears = (status: string, name: string, limit: number) =>
    until(() => Promise.resolve(hook.heard.find((each) => each.status === status && each.title === name)), limit);

  for (const [name, asked] of [
    [`${run}-query`, (deadline: number) => ({ expr: `vector(time()) >= ${deadline}` })],
    [`${run}-expression`, () => ({ wait: '20s' })],
  ] as const) {
    await report.check(
      `${name.replace(`${run}-`, 'a deadline as ')}: told within an interval and 5 s, and when it is gone`,
      async () => {
        const deadline = Math.ceil(Date.now() / 1000) + 20;
        same((await editor.call('POST', `${RULER}/${folder}`, { body: group(name, asked(deadline)) })).status, 202);
        const heard = await hears('firing', name, 50_000);
        const late = heard.at / 1000 - deadline;
        same(late >= -1 && late <= 20, true, `told ${late.toFixed(1)} s after the deadline`);
        const rules = await editor.call('GET', '/api/prometheus/grafana/api/v1/rules');
        same(JSON.stringify(rules.body).includes('"state":"firing"'), true, 'listed as firing');
        await editor.call('DELETE', `${RULER}/${folder}/${name}`);
        await hears('resolved', name, 30_000);
      }
    );
  }
  hook.close();
}

/** What reminders and objectives that alert rely on: measured on Grafana 12.4.3, asked of the stand-in and of a real one alike. */
export async function ruler(base: string, report: Report) {
  const run = `r${Date.now().toString(36)}`;
  const checks: Checks = {
    run,
    folder: `${run}-rules`,
    admin: await signIn(base, 'admin'),
    editor: await signIn(base, 'editor'),
    viewer: await signIn(base, 'viewer'),
    report,
  };
  const { folder, admin } = checks;
  await admin.call('POST', '/api/folders', { body: { uid: folder, title: folder } });
  for (const client of [checks.editor, checks.viewer]) {
    await until(async () => {
      const { status } = await client.call('GET', `${RULER}/${folder}`);
      return status === 202 || undefined;
    }, PERMISSIONS_LAG);
  }
  await shapes(checks);
  await withEdit(checks);
  await firing(checks);
  await admin.call('DELETE', `/api/folders/${folder}?forceDeleteRules=true`);
}
