import { type Page, type Route } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Incidents } from '../opsbook/Incidents';
import { Opsbook } from '../opsbook/Opsbook';
import { Room } from '../opsbook/Room';
import { credentials } from '../support/people';

const RECORDS = /\/apis\/dashboard\.grafana\.app\/v1(beta1)?\/namespaces\/[^/]+\/dashboards/;

/** Lets one write through and answers as if it had failed: what a server does that dies after its commit. */
async function loseOneAnswer(page: Page, method: string): Promise<() => number> {
  let lost = 0;
  await page.route(RECORDS, async (route: Route) => {
    if (route.request().method() !== method || lost > 0) {
      return route.fallback();
    }
    lost++;
    const answer = await route.fetch();
    expect(answer.ok()).toBe(true);
    return route.fulfill({ status: 500, json: { kind: 'Status', status: 'Failure', code: 500, message: 'gone away' } });
  });
  return () => lost;
}

test('a note whose saving was answered with 500 is there once', async ({ opsbook, page, mark, records }) => {
  const name = await records.seedIncident({ title: `Lost answer ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  const lost = await loseOneAnswer(page, 'PATCH');
  await room.note('written once');
  await expect(room.entry('written once')).toHaveCount(1);
  await room.allSaved();
  expect(lost()).toBe(1);
  await expect(room.entry('written once')).toHaveCount(1);
  const { timeline } = await records.incident(name);
  expect(Object.values(timeline).filter(({ text }) => text === 'written once')).toHaveLength(1);
});

test('a status whose saving was answered with 500 is set once', async ({ opsbook, page, mark, records }) => {
  const name = await records.seedIncident({ title: `Lost status ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  const lost = await loseOneAnswer(page, 'PUT');
  await room.moveTo('Investigating');
  await expect.poll(async () => (await records.incident(name)).status).toBe('investigating');
  await expect.poll(lost).toBe(1);
  await room.note('afterwards');
  await room.allSaved('afterwards');
  const { timeline } = await records.incident(name);
  expect(Object.values(timeline).filter(({ change }) => change?.to === 'investigating')).toHaveLength(1);
  await expect(opsbook.page.getByText('waits to be sent')).toHaveCount(0);
});

test('a declaration that was answered with 500 makes one incident', async ({ opsbook, page, mark, records }) => {
  await opsbook.open('incidents');
  await opsbook.settled();
  const lost = await loseOneAnswer(page, 'POST');
  const name = await new Incidents(opsbook).declare(`Declared once ${mark}`);
  expect(lost()).toBe(1);
  expect(await records.find(mark)).toEqual([name]);
});

test('what two tabs typed without a network is sent once when it is back', async ({
  opsbook,
  page,
  context,
  url,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Two tabs ${mark}` });
  const first = new Room(opsbook);
  const second = new Room(new Opsbook(await context.newPage(), url));
  await first.open(name);
  await second.open(name);
  await context.setOffline(true);
  const typed = ['first one', 'second one', 'first two', 'second two'];
  for (const text of typed) {
    await (text.startsWith('first') ? first : second).note(text);
  }
  await expect(page.getByText(/changes? waits? to be sent/)).toBeVisible();
  expect(Object.keys((await records.incident(name)).timeline)).toHaveLength(1);

  await context.setOffline(false);
  await first.allSaved();
  await second.allSaved();
  const { timeline } = await records.incident(name);
  const notes = Object.values(timeline).flatMap(({ kind, text }) => (kind === 'note' ? [text] : []));
  expect(notes.sort()).toEqual([...typed].sort());
  for (const text of typed) {
    await expect(first.entry(text)).toHaveCount(1);
    await expect(second.entry(text)).toHaveCount(1);
  }
});

test('what was typed without a network survives a closed tab', async ({
  opsbook,
  page,
  context,
  url,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Closed tab ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  await context.setOffline(true);
  await room.note('before the tab was closed');
  await expect(page.getByText(/changes? waits? to be sent/)).toBeVisible();
  await page.close();
  await context.setOffline(false);
  const again = new Room(new Opsbook(await context.newPage(), url));
  await again.open(name);
  await expect(again.entry('before the tab was closed')).toHaveCount(1);
  await again.allSaved();
  await expect
    .poll(async () => Object.values((await records.incident(name)).timeline).map(({ text }) => text))
    .toContain('before the tab was closed');
});

test('a damaged record stays in the list, opens with its raw content and is never overwritten', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Damaged ${mark}` });
  await records.seedIncident({ title: `Healthy ${mark}` });
  const resource = await records.read(name);
  if (!resource) {
    throw new Error(`${name} is not there`);
  }
  const broken = structuredClone(resource);
  Object.assign(broken.spec.panels?.[0] ?? {}, {
    options: { mode: 'markdown', content: 'x', opsbook: { schema: 1, id: 'x', status: 'on fire' } },
  });
  await records.put(broken);

  const list = new Incidents(opsbook);
  await list.open(`?q=${mark}`);
  await expect(list.row(mark)).toHaveCount(2);
  await list.row('Damaged').getByRole('link').click();
  await expect(page.getByRole('alert').filter({ hasText: name })).toBeVisible();
  await page.getByText('Raw content', { exact: true }).click();
  await expect(page.getByText('"status": "on fire"')).toBeVisible();
  await expect(page.getByText(/Version \d+.*can be read\)/)).not.toHaveCount(0);
  await expect(new Room(opsbook).input).toHaveCount(0);
  expect(await records.read(name)).toMatchObject({
    spec: { panels: [{ options: { opsbook: { status: 'on fire' } } }] },
  });
});

test('a record that was deleted in Grafana is offered back and is whole again', async ({
  opsbook,
  page,
  url,
  mark,
  records,
}) => {
  const name = await records.seedIncident({
    title: `Deleted ${mark}`,
    commands: [{ type: 'note', text: 'kept in the trash' }],
  });
  await records.removeAs(page.request, url, name);
  await opsbook.open(`incidents/${name}`);
  await opsbook.button('Restore it').click();
  const room = new Room(opsbook);
  await expect(room.entry('kept in the trash')).toBeVisible();
  await room.note('back again');
  await room.allSaved('back again');
  expect(Object.values((await records.incident(name)).timeline)).toHaveLength(3);
});

test('what is typed into an incident that somebody deletes meanwhile is kept', async ({
  opsbook,
  page,
  url,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Deleted meanwhile ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  await records.removeAs(page.request, url, name);
  await room.note('typed too late');
  await expect(page.getByText('typed too late').first()).toBeVisible();
  await opsbook.button('Restore it').click();
  await expect(room.timeline).toBeVisible();
  await page.getByRole('button', { name: 'Send again' }).first().click();
  await expect(room.entry('typed too late')).toHaveCount(1);
  await room.allSaved();
  expect(Object.values((await records.incident(name)).timeline).map(({ text }) => text)).toContain('typed too late');
});

test('nothing is sent in the name of somebody else who signed in meanwhile', async ({ person, mark, records }) => {
  const name = await records.seedIncident({ title: `Whose name ${mark}` });
  const editor = await person('editor');
  const room = new Room(editor);
  await room.open(name);
  const { request } = editor.page.context();
  const signIn = (role: 'editor' | 'admin') => request.post(`${editor.url}/login`, { data: credentials(role) });
  await editor.page.waitForTimeout(2100); // who is signed in is asked at most every two seconds
  await signIn('admin');
  await room.note('mine alone');
  await expect(editor.page.getByText(/changes? waits? to be sent/)).toBeVisible();
  await expect(room.entry('mine alone')).toHaveCount(1);
  expect(Object.keys((await records.incident(name)).timeline)).toHaveLength(1);

  await editor.open('incidents'); // a new page belongs to the other one
  await expect(editor.heading('Incidents')).toBeVisible();
  expect(Object.keys((await records.incident(name)).timeline)).toHaveLength(1);

  await signIn('editor');
  await room.open(name);
  await expect(room.entry('mine alone')).toHaveCount(1);
  await room.allSaved();
  await expect.poll(async () => Object.keys((await records.incident(name)).timeline)).toHaveLength(2);
  expect((await records.read(name))?.metadata.annotations?.['grafana.app/updatedBy']).toMatch(/^user:/);
});

test('a refused note stays with its reason and its text, and can be sent again', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Refused ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  await page.route(RECORDS, (route) =>
    ['PATCH', 'PUT'].includes(route.request().method())
      ? route.fulfill({ status: 403, json: { kind: 'Status', metadata: {}, status: 'Failure', code: 403 } })
      : route.fallback()
  );
  await room.note('may I?');
  const refused = page.getByRole('alert').filter({ hasText: 'Not saved' });
  await expect(refused).toContainText('may I?');
  await expect(refused).toContainText(/You may not do this/);
  await page.unroute(RECORDS);
  await refused.getByRole('button', { name: 'Send again' }).click();
  await expect(refused).toHaveCount(0);
  await room.allSaved();
  await expect
    .poll(async () => Object.values((await records.incident(name)).timeline).map(({ text }) => text))
    .toContain('may I?');
});
