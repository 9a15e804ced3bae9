import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type APIRequestContext } from '@playwright/test';
import { PLUGIN_ID } from '../../src/constants';
import { expect, test } from '../fixtures';
import { Room } from '../opsbook/Room';
import { apiOf } from '../support/people';

// there is only one register
test.describe.configure({ mode: 'serial' });

const REGISTER = 'opsbook-reminders';
const RULES = `api/ruler/grafana/api/v1/rules/${PLUGIN_ID}`;
/** One evaluation every ten seconds, and what a notification takes. */
const IN_TIME = 15_000;
/** Grafana reads new contact points and policies once a minute, and permissions are as old at most. */
const LAG = 75_000;

interface Heard {
  at: number;
  status: string;
  title: string;
  summary: string;
}

/** The webhook of the default contact point. */
class Hook {
  readonly heard: Heard[] = [];
  private constructor(
    private readonly server: Server,
    readonly name: string,
    private readonly api: APIRequestContext,
    private readonly former: unknown
  ) {}

  static async open(url: string, name: string): Promise<Hook> {
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        const { status, alerts } = JSON.parse(text);
        const { labels, annotations } = alerts[0];
        hook.heard.push({ at: Date.now(), status, title: labels.alertname, summary: annotations.summary });
        response.end('{}');
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const api = await apiOf(url, 'admin');
    const former = await (await api.get('api/v1/provisioning/policies')).json();
    const hook = new Hook(server, name, api, former);
    const point = { name, type: 'webhook', settings: { url: `http://127.0.0.1:${port}/` } };
    await api.post('api/v1/provisioning/contact-points', { data: point });
    const policy = {
      receiver: name,
      group_by: ['grafana_folder', 'alertname'],
      group_wait: '1s',
      group_interval: '5s',
    };
    await api.put('api/v1/provisioning/policies', { data: policy });
    await expect(async () => {
      const { config } = await (await api.get('api/alertmanager/grafana/api/v2/status')).json();
      const used = JSON.stringify(config);
      expect(used.includes(name) || !used.includes('receiver')).toBe(true);
    }).toPass({ timeout: LAG });
    return hook;
  }

  told(status: string, title: string): Heard | undefined {
    return this.heard.find((each) => each.status === status && each.title.startsWith(title));
  }

  async close(): Promise<void> {
    await this.api.put('api/v1/provisioning/policies', { data: this.former });
    await this.api.dispose();
    this.server.close();
  }
}

test('a reminder comes with every browser closed, moves with its record, and goes when it is done', async ({
  opsbook,
  page,
  mark,
  records,
  person,
  url,
}) => {
  test.setTimeout(6 * 60_000);
  const hook = await Hook.open(url, mark);
  const api = await apiOf(url, 'editor');
  const rules = async (name: string) => {
    const answer = await api.get(`${RULES}/${name}`);
    return answer.status() === 404 ? [] : (await answer.json()).rules;
  };
  await expect(async () => expect((await api.get(RULES)).status()).toBe(202)).toPass({ timeout: LAG });
  const dueIn = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
  await records.keeping(REGISTER, async () => {
    const name = await records.seedIncident({
      title: `Quotes down ${mark}`,
      severity: 'sev4',
      commands: [{ type: 'addTask', task: { title: `Ask Redis ${mark}`, checkBack: dueIn(3600) } }],
    });
    const title = `${name.toUpperCase()}: check back on a task`;

    const admin = await person('admin'); // Setup is for administrators
    await admin.open('setup');
    await admin.page.getByText('Check-back of a task').click();
    await admin.button('Save reminders').click();
    await expect(async () => expect(await rules(name)).toHaveLength(1)).toPass({ timeout: 30_000 });
    const [{ grafana_alert: first }] = await rules(name);

    // another person moves the deadline
    const room = new Room(opsbook);
    const at = Date.now() + 60_000;
    const record = await records.incident(name);
    const [task] = Object.keys(record.tasks);
    await room.open(name);
    await expect(page.getByText(/Check-back of a task “Ask Redis/)).toBeVisible();
    const tasks = { ...record.tasks, [task]: { ...record.tasks[task], checkBack: new Date(at).toISOString() } };
    const stored = await records.read(name);
    await records.patch(name, [
      { op: 'test', path: '/metadata/uid', value: stored?.metadata.uid },
      { op: 'replace', path: '/spec/panels/0/options/opsbook/tasks', value: tasks },
    ]);
    await room.note(`looked ${mark}`);
    await room.allSaved(`looked ${mark}`);
    await expect(async () => {
      const [{ grafana_alert: moved }] = await rules(name);
      expect(moved.uid).toBe(first.uid);
      expect(JSON.stringify(moved.data)).toContain(String(Math.ceil(at / 1000)));
    }).toPass({ timeout: 30_000 });

    // no page of Opsbook is open
    await page.goto('about:blank');
    await admin.page.goto('about:blank');
    await expect.poll(() => hook.told('firing', title), { timeout: 60_000 + 2 * IN_TIME }).toBeTruthy();
    const told = hook.told('firing', title);
    expect((told?.at ?? 0) - at).toBeLessThan(IN_TIME);
    expect(told?.summary).toContain(mark);

    await room.open(name);
    await page.getByRole('checkbox', { name: new RegExp(`Ask Redis ${mark}`) }).check({ force: true });
    await expect(async () => expect(await rules(name)).toEqual([])).toPass({ timeout: 30_000 });
    await expect.poll(() => hook.told('resolved', title), { timeout: 60_000 }).toBeTruthy();
  });
  await api.dispose();
  await hook.close();
});

test('two hundred changes leave no orphan', async ({ records, url, mark, person }) => {
  test.setTimeout(5 * 60_000);
  const api = await apiOf(url, 'editor');
  const ours = async () => {
    const folders: Record<string, Array<{ name: string }>> = await (await api.get(RULES)).json();
    return Object.values(folders)
      .flat()
      .filter(({ name }) => name.startsWith('inc-2020-9')); // others may be due where there is a past
  };
  await records.keeping(REGISTER, async () => {
    for (let cycle = 0; cycle < 200; cycle++) {
      const rule = {
        labels: { opsbook: 'reminder', kind: 'next-update' },
        annotations: { opsbook_key: 'update', opsbook_deadline: '2030-01-01T00:00:00Z' },
        grafana_alert: {
          title: `${mark} ${cycle}`,
          condition: 'A',
          no_data_state: 'OK',
          exec_err_state: 'OK',
          data: [{ refId: 'A', datasourceUid: '__expr__', model: { refId: 'A', type: 'math', expression: '1 == 0' } }],
        },
      };
      const group = { name: `inc-2020-9${String(cycle).padStart(5, '0')}`, interval: '1h', rules: [rule] };
      expect((await api.post(RULES, { data: group })).status()).toBe(202);
    }
    expect((await ours()).length).toBeGreaterThanOrEqual(200);
    const admin = await person('admin');
    await admin.open('setup');
    await admin.page.getByText('Review due').click();
    await admin.button('Save reminders').click();
    await expect(async () => expect(await ours()).toEqual([])).toPass({ timeout: 120_000 });
  });
  await api.dispose();
});

test('a viewer without Edit is told who sets reminders', async ({ person, records, mark }) => {
  await records.keeping(REGISTER, async () => {
    const admin = await person('admin');
    await admin.open('setup');
    await admin.page.getByText('Check-back of a task').click();
    await admin.button('Save reminders').click();
    await expect(admin.page.getByText(/Reminders are saved/)).toBeVisible();
    await admin.settled(); // else what follows is in time to be set by the administrator
    await admin.page.close();
    const checkBack = new Date(Date.now() + 3_600_000).toISOString();
    const name = await records.seedIncident({
      title: `Quotes down ${mark}`,
      severity: 'sev4',
      commands: [{ type: 'addTask', task: { title: `Ask Redis ${mark}`, checkBack } }],
    });
    const viewer = await person('viewer');
    await new Room(viewer).open(name);
    await expect(viewer.page.getByText(/You may not write alert rules in this folder/)).toBeVisible();
  });
});
