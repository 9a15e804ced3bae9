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

/** What the app asks of Grafana, and not Grafana of itself. */
const OURS =
  /\/(apis\/(dashboard|folder|iam|advisor)\.grafana\.app|api\/(folders|org|admin|frontend\/settings|health|users|datasources|ruler|prometheus|alertmanager|annotations))/;
/** The register of objectives, and the questions to Prometheus that measure them. */
const OF_OBJECTIVES = /\/opsbook-objectives$|\/api\/datasources\/proxy\//;

test('Home asks Grafana at most four things beside what objectives need', async ({ opsbook, page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const isAboutBackups = pathname.includes('/proxy/') && (request.postData() ?? '').includes('backup_');
    if (OURS.test(pathname) && (isAboutBackups || !OF_OBJECTIVES.test(pathname))) {
      asked.push(`${request.method()} ${pathname}`);
    }
  });
  await opsbook.open('home');
  await opsbook.settled();
  await expect(page.getByRole('region', { name: 'Objectives' })).toContainText(/\d+ (met|at risk|breached|no data)/i);
  await page.waitForTimeout(2000); // nothing comes after
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(4);
});
