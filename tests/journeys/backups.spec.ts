import { type Download, type Page } from '@playwright/test';
import { BACKUPS, backupsRegister } from '../../src/domain/backup/schema';
import { rawRecord } from '../../src/domain/record/resource';
import { emptyContent } from '../../src/domain/runbook/schema';
import { expect, isStandIn, test } from '../fixtures';
import { scan } from '../support/axe';
import { apiOf } from '../support/people';
import { Records } from '../support/records';

// there is only one register
test.describe.configure({ mode: 'serial' });

test('an adopted policy says what is late and what nobody knows, by the demo’s metrics', async ({
  opsbook,
  page,
  records,
}) => {
  await records.keeping(BACKUPS, async () => {
    await opsbook.open('backups');
    await expect(opsbook.heading('Backups')).toBeVisible();
    await page
      .getByRole('region', { name: 'Policies to begin with' })
      .getByRole('button', { name: 'Adopt this policy' })
      .last()
      .click();
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await expect(row('InfluxDB')).toContainText('Late: older than the RPO allows');
    await expect(row('Grafana database')).toContainText('Not proven');
    await expect(page.getByRole('row').nth(1)).toContainText('InfluxDB'); // at risk first
    await expect(page.getByRole('region', { name: 'Coverage' })).toContainText('8 of 9');
    await expect(opsbook.waiting).toHaveCount(0);
    expect(await scan(page)).toHaveNoA11yViolations();

    await page.getByRole('link', { name: 'MS SQL' }).click();
    await expect(page.getByRole('region', { name: 'How to restore' })).toBeVisible();
    expect(await scan(page)).toHaveNoA11yViolations();
    await page.getByRole('button', { name: 'By hand, with evidence…' }).click();
    await page.getByLabel(/Evidence: what was looked at/).fill('Restored the file into a scratch server');
    await page.getByRole('button', { name: 'Write it down' }).click();
    await expect.poll(async () => JSON.stringify(await records.read(BACKUPS))).toContain('scratch server');
  });
});

test('a drill measures a restore that was cut 17 minutes back, within one scrape', async ({
  opsbook,
  page,
  records,
}) => {
  await records.keeping(BACKUPS, async () => {
    await opsbook.open('backups');
    await page.getByRole('button', { name: 'Adopt this policy' }).last().click();
    await expect(page.getByRole('row').filter({ hasText: 'InfluxDB' })).toBeVisible();
    await opsbook.open('backups?element=influxdb&form=drill');
    const dialog = page.getByRole('dialog', { name: /Restore drill of/ });
    await dialog.locator('#drill-target-labels').fill('copy=restored');
    await dialog.locator('#drill-original-labels').fill('copy=live');
    // the demo restores on the hour
    const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
    const local = new Date(hour.getTime() - (await offset(page, hour)) * 60_000).toISOString().slice(0, 19);
    await dialog.locator('#drill-cut').fill(local);
    await dialog.locator('#drill-probe').fill('demo_orders_rows');
    await dialog.locator('#drill-newest').fill('demo_orders_newest_timestamp_seconds');
    await dialog.getByLabel('Figure 1: name').fill('Orders');
    await dialog.getByLabel('Figure 1: PromQL').fill('demo_orders_rows');
    await dialog.getByRole('button', { name: 'Start the drill' }).click();
    const running = page.getByRole('region', { name: /Restore drill of “InfluxDB” is running/ });
    await expect(running.getByText(/RPO: 17 min/)).toBeVisible();
    await expect(running.getByText(/Orders: the same/)).toBeVisible();
    await expect(running.getByText('It is back, and stays.')).toBeVisible({ timeout: 75_000 });
    await running.getByRole('button', { name: 'Finish and keep' }).click();
    await expect(running).toHaveCount(0);
    await expect.poll(async () => Math.abs((await lost(records)) - 17 * 60)).toBeLessThanOrEqual(15);
  });
});

test('all records leave as one file and come back under the same ids, with who may do what', async ({
  ownGrafana,
  person,
  url,
  mark,
}, testInfo) => {
  const first = isStandIn ? (await ownGrafana()).url : url;
  const api = await apiOf(first, 'admin');
  const records = await Records.of(api);
  if (isStandIn) {
    const items = [
      { role: 'Viewer', permission: 2 },
      { role: 'Editor', permission: 1 },
    ];
    expect((await api.post(PERMISSIONS, { data: { items } })).ok()).toBe(true);
  }
  const incident = await records.seedIncident({ title: `Checkout down ${mark}` });
  const runbook = `rb-${mark}`;
  await records.seedRunbook(runbook, emptyContent(`Restart ${mark}`));
  const names = [incident, runbook];
  const before = await Promise.all(names.map(async (name) => rawRecord((await records.read(name)) ?? missing(name))));

  const admin = await person('admin', first);
  await admin.open('backups/records');
  const waiting = admin.page.waitForEvent('download');
  await admin.button('Export all records').click();
  const file = await kept(await waiting, testInfo.outputPath('records.jsonl'));
  await expect(admin.page.getByText('The file is made and checked')).toBeVisible();

  // a fresh Grafana where there can be one, else the same without these records
  const second = isStandIn ? (await ownGrafana({ empty: true })).url : url;
  const apiThere = await apiOf(second, 'admin');
  const after = await Records.of(apiThere);
  if (!isStandIn) {
    await Promise.all(names.map((name) => after.remove(name)));
  }
  const restorer = await person('admin', second);
  await restorer.open('backups/records');
  await restorer.page.getByLabel('File of records').setInputFiles(file);
  await restorer.button(/^Write \d+ records$/).click();
  await expect(restorer.page.getByText('Restored, read back and compared')).toBeVisible();
  const back = await Promise.all(names.map(async (name) => rawRecord((await after.read(name)) ?? missing(name))));
  expect(back).toEqual(before);
  // a Grafana that had no record gets the permissions too; who restored stays an administrator
  if (isStandIn) {
    const rows = (await (await apiThere.get(PERMISSIONS)).json()) as Array<Record<string, unknown>>;
    const held = rows.map(
      ({ role, userLogin, permissionName }) => `${String(role ?? userLogin)}: ${String(permissionName)}`
    );
    expect(held.sort()).toEqual(['Editor: View', 'Viewer: Edit', 'admin: Admin']);
  }
});

const PERMISSIONS = '/api/folders/haddock-opsbook-app/permissions';

/** Seconds of data that the only drill of the register found lost. */
async function lost(records: Records): Promise<number> {
  const register = backupsRegister.parse(rawRecord((await records.read(BACKUPS)) ?? missing(BACKUPS)));
  return Object.values(register.drills)[0]?.result?.rpoSeconds ?? NaN;
}

const missing = (name: string) => ({ metadata: { name }, spec: {} });

async function kept(download: Download, path: string): Promise<string> {
  await download.saveAs(path);
  return path;
}

/** Minutes that the page's zone lies behind UTC. */
function offset(page: Page, at: Date): Promise<number> {
  return page.evaluate((time) => new Date(time).getTimezoneOffset(), at.getTime());
}
