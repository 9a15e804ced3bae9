import { type Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Maintenance } from '../opsbook/Maintenance';
import { Objectives } from '../opsbook/Objectives';
import { Room } from '../opsbook/Room';
import { thisWeeksRecord } from '../support/weeks';

/** Whether the page itself, not a part of it, has to be moved sideways. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

const AT_800 = [
  'home',
  'incidents',
  'incidents/new',
  'objectives',
  'maintenance',
  'maintenance/plan',
  'maintenance/calendar',
  'maintenance/windows',
  'maintenance/checklists',
  'maintenance/history',
  'maintenance/reviews',
  'security',
  'backups',
];

for (const path of AT_800) {
  test(`${path} fits into 800 pixels`, async ({ opsbook, page }) => {
    await page.setViewportSize({ width: 800, height: 900 });
    await opsbook.open(path);
    await opsbook.settled();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const { width = 0 } = (await page.getByRole('heading', { level: 1 }).boundingBox()) ?? {};
    expect(width).toBeGreaterThan(0);
  });
}

test('an incident is worked on at 380 pixels', async ({ opsbook, page, mark, records }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  const name = await records.seedIncident({ title: `On a phone ${mark}`, severity: 'sev2' });
  const room = new Room(opsbook);
  await room.open(name);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await room.note('typed with a thumb, and rather long so that the line has to be broken somewhere');
  await expect(room.entry('typed with a thumb')).toBeVisible();
  const entry = await room.entry('typed with a thumb').boundingBox();
  expect((entry?.x ?? 0) + (entry?.width ?? 0)).toBeLessThanOrEqual(380);
  await room.moveTo('Investigating');
  await expect(room.status).toHaveAccessibleName('Status: Investigating');
  await room.allSaved();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('a name of 200 letters without a space fits into 380 pixels', async ({ opsbook, page, mark, records }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  const title = `${mark}${'namewithoutspace'.repeat(13)}`.slice(0, 200);
  const name = await records.seedIncident({ title, severity: 'sev2' });
  for (const path of ['incidents', 'home', `incidents/${name}`, `incidents/${name}?tab=report`]) {
    await opsbook.open(path);
    await opsbook.settled();
    expect(await overflow(page), path).toBeLessThanOrEqual(0);
  }
});

test('a checklist is run at 380 pixels', async ({ opsbook, page, records }) => {
  await records.keeping(thisWeeksRecord(), async () => {
    await page.setViewportSize({ width: 380, height: 800 });
    const maintenance = new Maintenance(opsbook);
    await maintenance.open();
    await opsbook.button('Run the checklist').click();
    await page.waitForURL(/\/maintenance\/runs\//);
    const logs = maintenance.item(/Application logs/);
    await logs.getByRole('button', { name: /^Pass: / }).click();
    await expect(logs).toHaveAccessibleName(/passed/);
    await expect(opsbook.waiting).toHaveCount(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
});

test('tables become cards under 900 pixels', async ({ opsbook, page }) => {
  await page.setViewportSize({ width: 800, height: 900 });
  const objectives = new Objectives(opsbook);
  await objectives.open();
  await objectives.complete();
  const [first, second] = await Promise.all([0, 1].map((index) => objectives.rows.nth(index).boundingBox()));
  expect(first?.width).toBeLessThanOrEqual(800);
  expect(second?.y).toBeGreaterThan(first?.y ?? 0);
});
