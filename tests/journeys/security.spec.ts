import { expect, test } from '../fixtures';

const REGISTER = 'opsbook-security';
const ITEMS = 10;

// there is only one register
test.describe.configure({ mode: 'serial' });

test('ten items are verified where the reader may see the proof; score and coverage stand apart', async ({
  person,
}) => {
  const unknown: Record<string, number> = {};
  for (const role of ['viewer', 'admin'] as const) {
    const reader = await person(role);
    const { page } = reader;
    await reader.open('security');
    await expect(reader.heading('Security')).toBeVisible();
    await expect(page.getByRole('group', { name: /^Score: (\d+\/100|unknown)$/ })).toBeVisible();
    await expect(page.getByRole('group', { name: /^Coverage: (\d+ %|unknown)$/ })).toBeVisible();
    const items = page.getByRole('button', { name: /: (passed|failed|unknown|attested|expired|not applicable)$/i });
    await expect(async () => expect(await items.count()).toBeGreaterThanOrEqual(ITEMS)).toPass();
    unknown[role] = await page.getByRole('region', { name: 'Unknown' }).getByRole('listitem').count();
  }
  expect(unknown.admin).toBeLessThan(unknown.viewer);
});

test('a viewer is told which role would see the proof', async ({ person }) => {
  const viewer = await person('viewer');
  const { page } = viewer;
  await viewer.open('security');
  await expect(page.getByRole('region', { name: 'Unknown' })).toBeVisible();
  await expect(page.getByText(/(server|organi[sz]ation|Grafana) admin/i).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Keep this review' })).toHaveCount(0);
});

test('what cannot be verified is attested by hand, with author, evidence and expiry', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  await records.keeping(REGISTER, async () => {
    await opsbook.open('security');
    const unknown = page.getByRole('region', { name: 'Unknown' }).getByRole('button').first();
    const title = ((await unknown.getAttribute('aria-label')) ?? '').replace(/: [^:]*$/, '');
    await unknown.click();
    await opsbook.button('Attest…').click();
    await expect(opsbook.textbox('Who vouches for it')).not.toHaveValue('');
    await opsbook.button('Attest').click();
    await expect(page.getByText(/required|missing|say/i).first()).toBeVisible(); // evidence is asked for

    await opsbook.textbox('What was checked, and how').fill(`Looked at it with Luc ${mark}`);
    await opsbook.button('Attest').click();
    await expect(page.getByRole('button', { name: new RegExp(`^${escaped(title)}: attested`, 'i') })).toBeVisible();
    await expect(page.getByText(`Looked at it with Luc ${mark}`)).toBeVisible();
    await expect(page.getByText(/Attested by/)).toBeVisible();
    await expect(page.getByText(/Expires/)).toBeVisible();
    await expect(opsbook.waiting).toHaveCount(0);
    await expect.poll(async () => JSON.stringify(await records.read(REGISTER))).toContain(mark);
  });
});

test('an exception counts once a second person has approved it, and not by whoever asked', async ({
  person,
  records,
  mark,
}) => {
  await records.keeping(REGISTER, async () => {
    const asker = await person('editor');
    await asker.open('security?item=firewall');
    await asker.page.getByRole('button', { name: 'Not applicable…', exact: true }).click();
    await asker.page.getByRole('textbox', { name: /Why it does not apply/ }).fill(`No network of ours ${mark}`);
    await asker.button('Ask for the exception').click();
    await expect(asker.page.getByText(/another person than you has to approve it/)).toBeVisible();
    await expect(asker.button('Approve the exception')).toHaveCount(0);
    await expect.poll(async () => JSON.stringify(await records.read(REGISTER))).toContain(mark);

    const approver = await person('admin');
    await approver.open('security');
    const waiting = approver.page.getByRole('region', { name: 'Waits for another person' });
    await waiting.getByRole('button').first().click();
    await approver.button('Approve the exception').click();
    await expect(approver.page.getByRole('button', { name: /firewall.*: not applicable$/i })).toBeVisible();
    await expect(approver.page.getByText(/asked for by .*, approved by /)).toBeVisible();
  });
});

test('a review is kept as a record and opens again', async ({ opsbook, page, records }) => {
  await opsbook.open('security');
  const before = await records.find('', 'security-review');
  await expect(opsbook.button('Keep this review')).toBeEnabled();
  await opsbook.button('Keep this review').click();
  try {
    await expect.poll(async () => (await records.find('', 'security-review')).length).toBe(before.length + 1);
    await page
      .getByRole('link', { name: /^\d{4}-\d\d-\d\d/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page).toHaveURL(/\/security\/reviews\//);
  } finally {
    for (const name of await records.find('', 'security-review')) {
      if (!before.includes(name)) {
        await records.remove(name);
      }
    }
  }
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
