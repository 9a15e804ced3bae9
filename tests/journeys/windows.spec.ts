import { type APIRequestContext, type Page } from '@playwright/test';
import { expect, isStandIn, test } from '../fixtures';
import { type Opsbook } from '../opsbook/Opsbook';
import { apiOf } from '../support/people';
import { Records } from '../support/records';

interface Silence {
  comment: string;
  endsAt: string;
  matchers: Array<{ name: string; value: string }>;
  status: { state: string };
}

/** Silences of windows with these words, those that hold or will hold alerts. */
async function silencesOf(api: APIRequestContext, words: string): Promise<Silence[]> {
  const all: Silence[] = await (await api.get('api/alertmanager/grafana/api/v2/silences')).json();
  return all.filter(({ comment, status }) => comment.includes(words) && status.state !== 'expired');
}

async function plan(opsbook: Opsbook, title: string, service = 'redis'): Promise<void> {
  await opsbook.open('maintenance/windows/new');
  await opsbook.textbox(/^What( \*)?$/).fill(title);
  await opsbook.page.getByRole('combobox', { name: /^Services/ }).fill(service);
  await opsbook.page.getByRole('combobox', { name: /^Services/ }).press('Enter');
  await expect(opsbook.page.getByText('It lasts 2 h 00.')).toBeVisible();
}

async function save(opsbook: Opsbook, title: string): Promise<string> {
  await opsbook.button('Save window').click();
  await expect(opsbook.heading(title)).toBeVisible();
  await expect(opsbook.waiting).toHaveCount(0);
  return new URL(opsbook.page.url()).pathname.split('/').at(-1) ?? '';
}

const silences = (page: Page) => page.getByRole('region', { name: 'Silences' });

test.afterEach(async ({ records, mark }) => {
  for (const name of await records.find(mark, 'window')) {
    await records.remove(name);
  }
});

test('a window is planned, started, extended and ended, and its silence goes with it', async ({
  opsbook,
  page,
  records,
  mark,
}) => {
  await records.ensureRegisters();
  await plan(opsbook, `Update Redis ${mark}`);
  await opsbook.textbox('Back-out plan').fill('Start the **old** image');
  await save(opsbook, `Update Redis ${mark}`);
  await expect(silences(page)).toContainText('redis: silenced');
  const [made] = await silencesOf(records.api, mark);
  expect(made.matchers.map(({ name, value }) => `${name}=${value}`).sort()).toEqual([
    'namespace=haddock',
    'service=redis',
  ]);

  await opsbook.button('Start').click();
  await expect(page.getByText(/^ends in/)).toBeVisible();
  await opsbook.button('Extend…').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Extend', exact: true }).click();
  await expect
    .poll(async () => (await silencesOf(records.api, mark)).map(({ endsAt }) => Date.parse(endsAt)))
    .toEqual([Date.parse(made.endsAt) + 1_800_000]);

  await page.reload();
  await opsbook.button(/^End…$/).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'How it went' }).fill('Well');
  await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
  await expect(page.getByText('ended', { exact: true })).toBeVisible();
  await expect.poll(async () => (await silencesOf(records.api, mark)).length).toBe(0);
  await expect(opsbook.waiting).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('Well')).toBeVisible();
});

test('a window at the same time is shown before another is saved, and holds the silence on', async ({
  opsbook,
  page,
  records,
  mark,
}) => {
  await records.ensureRegisters();
  await plan(opsbook, `First ${mark}`, 'search');
  await save(opsbook, `First ${mark}`);
  await plan(opsbook, `Second ${mark}`, 'search');
  const other = page.getByRole('link', { name: new RegExp(`First ${mark}`) });
  await expect(other).toBeVisible();
  await expect(page.getByText('(the same services)').first()).toBeVisible();
  const end = page.getByLabel(/^End/);
  const later = new Date(Date.parse(`${await end.inputValue()}Z`) + 3_600_000).toISOString().slice(0, 19);
  await end.fill(later);
  await save(opsbook, `Second ${mark}`);
  await expect.poll(async () => (await silencesOf(records.api, mark)).length).toBe(2);
  await expect
    .poll(async () => new Set((await silencesOf(records.api, mark)).map(({ endsAt }) => endsAt)).size)
    .toBe(1);
});

test('a cancelled window says why, and leaves no silence', async ({ opsbook, page, records, mark }) => {
  await records.ensureRegisters();
  await plan(opsbook, `Move disks ${mark}`, 'users');
  await save(opsbook, `Move disks ${mark}`);
  await expect(silences(page)).toContainText('users: silenced');
  await opsbook.button('Cancel…').click();
  await page.getByRole('dialog').getByRole('textbox').fill('Release postponed');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the window' }).click();
  await expect(page.getByRole('region', { name: 'To cancel it' })).toContainText('Reason: Release postponed');
  await expect.poll(async () => (await silencesOf(records.api, mark)).length).toBe(0);
});

test('the calendar is walked by keyboard, and asks before a dragged window moves', async ({
  opsbook,
  page,
  records,
  mark,
}) => {
  await records.ensureRegisters();
  await plan(opsbook, `Later ${mark}`, 'quotes');
  const monday = new Date(Date.now() + (8 - (new Date().getUTCDay() || 7)) * 86_400_000).toISOString().slice(0, 10);
  const tuesday = new Date(Date.parse(monday) + 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel(/^Start/).fill(`${monday}T10:00:00`);
  await page.getByLabel(/^End/).fill(`${monday}T12:00:00`);
  const name = await save(opsbook, `Later ${mark}`);
  await opsbook.open(`maintenance/calendar?view=week&at=${monday}`);
  const entry = page.getByRole('link', { name: new RegExp(`Later ${mark}, window, planned`) });
  await entry.dragTo(page.locator(`[data-date="${tuesday}"]`));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`${monday} 10:00 – 12:00 to ${tuesday} 10:00 – 12:00`);
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect(page.locator(`[data-date="${tuesday}"]`).getByRole('link', { name: new RegExp(mark) })).toBeVisible();
  await expect.poll(async () => JSON.stringify(await records.read(name))).toContain(`"start":"${tuesday}T`);

  await page.locator(`[data-date="${monday}"]`).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator(`[data-date="${tuesday}"]`)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('link', { name: new RegExp(mark) })).toBeVisible();
});

test('a viewer with Edit on the folder keeps the window and is told who may silence @standin', async ({
  ownGrafana,
  person,
}) => {
  test.skip(!isStandIn, 'needs a Grafana of its own');
  const { url } = await ownGrafana();
  const admin = await apiOf(url, 'admin');
  await (await Records.of(admin)).ensureRegisters();
  await admin.post('api/folders/haddock-opsbook-app/permissions', {
    data: {
      items: [
        { role: 'Viewer', permission: 2 },
        { role: 'Editor', permission: 2 },
      ],
    },
  });
  const viewer = await person('viewer', url);
  await plan(viewer, 'Update Redis');
  await save(viewer, 'Update Redis');
  await expect(viewer.page.getByText('You may not make silences in this Grafana')).toBeVisible();
  await expect(viewer.page.getByText(/Editors and admins of the organisation may/)).toBeVisible();

  const refused = await viewer.page.request.post(`${url}/api/alertmanager/grafana/api/v2/silences`, {
    data: {
      matchers: [{ name: 'service', value: 'redis', isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 60_000).toISOString(),
      createdBy: 'viewer',
      comment: 'x',
    },
  });
  expect(refused.status()).toBe(403);
  expect((await refused.json()).message).toBe('user is not authorized to create a general silence');

  const editor = await person('editor', url);
  await editor.page.goto(viewer.page.url());
  await editor.button('Silence as the window says').click();
  await expect(silences(editor.page)).toContainText('redis: silenced');
  await admin.dispose();
});
