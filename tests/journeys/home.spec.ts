import { expect, test } from '../fixtures';

test('Home shows what needs a person now and leads there', async ({ opsbook, page, mark, records }) => {
  const name = await records.seedIncident({ title: `Needs somebody ${mark}`, severity: 'sev1', age: 42 });
  await opsbook.open('home');
  const running = page.getByRole('region', { name: 'Running' });
  await expect(running).toContainText(`Needs somebody ${mark}`);
  await expect(running).toContainText('SEV1');
  await expect(running).toContainText(/4[23] min/);
  for (const part of ['Running', 'Objectives', 'Security and follow-up']) {
    await expect(page.getByRole('region', { name: part })).toBeVisible();
  }
  await expect(page.getByRole('region', { name: 'Objectives' })).toContainText(/\d+ (met|at risk|breached)/i);
  await running.getByRole('link', { name: new RegExp(mark) }).click();
  await expect(opsbook.heading(name.toUpperCase())).toBeVisible();
});

test('a part of Home that fails leaves the others standing', async ({ opsbook, page, mark, records }) => {
  await records.seedIncident({ title: `Still shown ${mark}` });
  await page.route(/\/api\/datasources\/proxy\//, (route) => route.fulfill({ status: 502, body: '' }));
  await opsbook.open('home');
  await expect(page.getByRole('region', { name: 'Running' })).toContainText(mark);
  await page.unroute(/\/api\/datasources\/proxy\//);

  await page.route(/\/v0alpha1\/namespaces\/[^/]+\/search/, (route) => route.fulfill({ status: 503, body: '' }));
  await page.reload();
  await expect(page.getByRole('region', { name: 'Running' }).getByRole('alert')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Objectives' })).toBeVisible();
});
