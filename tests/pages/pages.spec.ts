import { expect, test } from '../fixtures';

const PAGES = [
  ['home', /^(Opsbook|Home)$/],
  ['incidents', 'Incidents'],
  ['objectives', 'Objectives'],
  ['alerts', 'Alerts'],
  ['rota', 'On duty'],
  ['runbooks', 'Runbooks'],
  ['maintenance', 'Maintenance'],
  ['maintenance/plan', 'Maintenance'],
  ['maintenance/calendar', 'Maintenance'],
  ['maintenance/windows', 'Maintenance'],
  ['maintenance/windows/new', 'Plan a window'],
  ['maintenance/checklists', 'Maintenance'],
  ['maintenance/history', 'Maintenance'],
  ['maintenance/reviews', 'Maintenance'],
  ['security', 'Security'],
  ['backups', 'Backups'],
  ['backups/records', 'Backups'],
  ['improvements', 'Improvements'],
  ['improvements/indicators', 'Improvements'],
  ['improvements/changes', 'Improvements'],
  ['services', 'Services'],
  ['incidents/evidence?expr=up', 'Add as evidence'],
  ['help', 'Help'],
] as const;

for (const [path, title] of PAGES) {
  test(`${path} opens without an error`, async ({ opsbook, page }) => {
    const broken: string[] = [];
    page.on('pageerror', (error) => broken.push(String(error)));
    page.on('response', (response) => {
      if (response.url().includes('/plugins/haddock-opsbook-app/') && !response.ok()) {
        broken.push(`${response.status()} ${response.url()}`);
      }
    });
    await opsbook.open(path);
    await expect(opsbook.heading(title)).toBeVisible();
    await opsbook.settled();
    await expect(page.getByText('This page broke')).toHaveCount(0);
    // Grafana's own toasts mean a request that nobody looked after
    await expect(
      page.getByTestId(/data-testid Alert (error|warning)/).filter({ hasText: /error|failed/i })
    ).toHaveCount(0);
    expect(broken).toEqual([]);
  });
}

test('who may write sees the ways to write, who may not is told so', async ({ opsbook, page, role }) => {
  await opsbook.open('incidents');
  await opsbook.settled();
  const declare = page.getByRole('link', { name: 'Declare incident' }).first();
  if (role === 'viewer') {
    await expect(page.getByText(/^Read-only for you/)).toBeVisible();
    await expect(declare).toHaveCount(0);
  } else {
    await expect(declare).toBeVisible();
    await expect(page.getByText(/^Read-only for you/)).toHaveCount(0);
  }
});

test('an address that does not exist says so', async ({ opsbook, page }) => {
  await opsbook.open('nothing-here');
  await expect(opsbook.heading('Not found')).toBeVisible();
  await page.getByRole('link', { name: 'Go to Home' }).click();
  await expect(page).toHaveURL(/\/a\/haddock-opsbook-app\/home$/);
});
