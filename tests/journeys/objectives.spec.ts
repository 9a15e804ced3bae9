import { readFileSync } from 'node:fs';
import { type Page } from '@playwright/test';
import { OBJECTIVES } from '../../src/domain/objective/register';
import { expect, test } from '../fixtures';
import { Objectives } from '../opsbook/Objectives';

const HOUR = 3_600_000;

/** As one types it into a field for a time in the zone of the tests' browsers. */
const localTime = (time: number) =>
  new Date(time).toLocaleString('sv-SE', { timeZone: 'Europe/Paris' }).replace(' ', 'T');

const PROXY = /\/api\/datasources\/proxy\/uid\/[^/]+\/api\/v1\/query/;

/** What Prometheus answers that knows none of the metrics. */
const answerEmpty = (page: Page) =>
  page.route(PROXY, (route) =>
    route.fulfill({
      json: {
        status: 'success',
        data: { resultType: route.request().url().includes('query_range') ? 'matrix' : 'vector', result: [] },
      },
    })
  );

test('every objective of the demo has its value, its target and its state', async ({ opsbook }) => {
  const objectives = new Objectives(opsbook);
  await objectives.open();
  await objectives.complete();
  expect(await objectives.rows.count()).toBeGreaterThan(5);
  const measured = objectives.rows.filter({ hasText: /\d\s?(%|ms|s|req)/ });
  expect(await measured.count()).toBeGreaterThan(5);
  const error = objectives.rows.filter({ hasText: /^.*Error rate/ }).first();
  await expect(error).toContainText(/\d+(\.\d+)?\s?%/);
  await expect(error).toContainText(/<\s1\s%/);
  await expect(objectives.rows.locator('canvas').first()).toBeVisible();
});

test('which query gave a number is one click away', async ({ opsbook, page }) => {
  const objectives = new Objectives(opsbook);
  await objectives.open();
  await objectives.complete();
  await objectives
    .row('Error rate')
    .getByRole('button', { name: /^How .* was found$/ })
    .click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('heading', { name: 'Queries sent' })).toBeVisible();
  await expect(drawer.locator('pre').first()).toContainText(/flask_|up|rate\(/);
  await expect(page).toHaveURL(/queries=/);
});

test('with Prometheus down every row says so and the page stays', async ({ opsbook, page }) => {
  await page.route(PROXY, (route) => route.fulfill({ status: 502, body: '' }));
  const objectives = new Objectives(opsbook);
  await objectives.open();
  await objectives.complete();
  const asked = objectives.rows.filter({ hasText: /Prometheus does not answer/ });
  expect(await asked.count()).toBeGreaterThan(3);
  await expect(opsbook.heading('Objectives')).toBeVisible();
  await expect(asked.first().getByRole('img', { name: /Stale|No data/ })).toBeVisible();
});

test('one query that fails spoils its own row only', async ({ opsbook, page }) => {
  let refused = 0;
  await page.route(PROXY, (route) => {
    const body = decodeURIComponent(route.request().postData() ?? '').replaceAll('+', ' ');
    if (!/up\{|up\b/.test(body)) {
      return route.fallback();
    }
    refused++;
    return route.fulfill({ status: 422, json: { status: 'error', errorType: 'execution', error: 'query too heavy' } });
  });
  const objectives = new Objectives(opsbook);
  await objectives.open();
  await objectives.complete();
  test.skip(refused === 0, 'no objective asks for up');
  await expect(objectives.rows.filter({ hasText: /query too heavy/ })).not.toHaveCount(0);
  await expect(objectives.rows.filter({ hasText: /\d\s?%/ }).filter({ hasNotText: 'query too heavy' })).not.toHaveCount(
    0
  );
});

test('slow answers are announced and still arrive', async ({ opsbook, page }) => {
  test.slow();
  await page.route(PROXY, async (route) => {
    await new Promise((done) => setTimeout(done, 7000));
    await route.fallback();
  });
  const objectives = new Objectives(opsbook);
  await objectives.open();
  await expect(page.getByText('Prometheus takes long to answer').first()).toBeVisible();
  await page.unroute(PROXY);
});

test('a Prometheus that knows none of the metrics is told apart from one that is down', async ({ opsbook, page }) => {
  await answerEmpty(page);
  const objectives = new Objectives(opsbook);
  await objectives.open();
  await objectives.complete();
  await expect(objectives.rows.filter({ hasText: /^.*No data/ })).not.toHaveCount(0);
  await expect(page.getByText('Prometheus does not answer')).toHaveCount(0);
});

// there is only one register
test.describe('what a team keeps in the register', () => {
  test.describe.configure({ mode: 'serial' });

  test('an exclusion corrects the value, and the report names who approved it', async ({
    opsbook,
    page,
    mark,
    records,
  }) => {
    test.slow();
    const incident = await records.seedIncident({
      title: `Quotes slow ${mark}`,
      severity: 'sev3',
      services: { quotes: 'Quotes' },
      age: 5,
    });
    await records.keeping(OBJECTIVES, async () => {
      await opsbook.open('objectives/error-rate');
      await opsbook.button('Add exclusion').click();
      const form = page.getByRole('dialog', { name: 'Add exclusion' });
      await form.getByRole('button', { name: 'Save exclusion' }).click();
      await expect(form.getByText('Say who approved it')).toBeVisible();
      // the hour that it offers has no sample yet in its first minutes
      await form.getByLabel(/^From/).fill(localTime(Date.now() - 2 * HOUR));
      await form.getByLabel('Reason').fill(`Upgrade ${mark}`);
      await form.getByLabel('Approved by').fill(`Board ${mark}`);
      await form.getByRole('button', { name: 'Save exclusion' }).click();
      await expect(page.getByRole('table', { name: 'Exclusions' }).getByText(`Board ${mark}`)).toBeVisible();
      await expect(page.getByText('Raw value, nothing excluded').first()).toBeVisible();
      await expect(opsbook.waiting).toHaveCount(0);
      await expect.poll(async () => JSON.stringify(await records.read(OBJECTIVES))).toContain(`Board ${mark}`);

      await opsbook.open('objectives');
      await opsbook.button('Report').click();
      await page.getByRole('menuitem', { name: 'Weekly SLA report' }).click();
      const report = page.getByRole('article', { name: 'Report' });
      await expect(report.getByRole('heading', { name: /^Weekly SLA report \d{4}-W\d\d$/ })).toBeVisible();
      await expect(report.getByRole('row', { name: new RegExp(`Upgrade ${mark}.*Board ${mark}`) })).toBeVisible();
      await expect(report.getByRole('row', { name: new RegExp(mark) }).filter({ hasText: 'SEV3' })).toBeVisible();
      await expect(report.getByRole('link', { name: incident.toUpperCase() })).toHaveAttribute(
        'href',
        new RegExp(`^https?://.*/incidents/${incident}$`)
      );
      const download = page.waitForEvent('download');
      await opsbook.button('Download Markdown').click();
      const markdown = readFileSync(await (await download).path(), 'utf8');
      expect(markdown).toContain(`Board ${mark}`);
      expect(markdown).not.toMatch(/undefined|NaN/);

      await page.getByRole('link', { name: 'Printable page' }).click();
      await expect(page).toHaveURL(/report\/print/);
      await expect(report.getByText(`Board ${mark}`)).toBeVisible();
      await page.emulateMedia({ media: 'print' });
      await expect(opsbook.button('Print')).toBeHidden();
      await expect(report).toBeVisible();
      await page.emulateMedia({ media: 'screen' });

      await opsbook.open('objectives/exclusions');
      const line = page.getByRole('row', { name: new RegExp(mark) });
      await line.getByRole('button', { name: 'Take back this exclusion' }).click();
      await page.getByLabel('Why the time counts again').fill('It did not happen');
      await opsbook.button(/^Take back$/).click();
      await expect(page.getByText(/took an exclusion back/).first()).toBeVisible();
      await expect(line).toHaveCount(0);
      await expect(opsbook.waiting).toHaveCount(0);
    });
  });

  test('an improvement indicator keeps the value that somebody gives it', async ({ opsbook, page, mark, records }) => {
    await records.keeping(OBJECTIVES, async () => {
      await opsbook.open('improvements');
      await page.getByRole('tab', { name: 'Indicators' }).click();
      const card = page.getByRole('region', { name: 'Documentation' });
      await expect(card).toContainText(/≥\s100\s%/);
      await card.getByRole('button', { name: 'Add a value of Documentation' }).click();
      await opsbook.textbox('Value').fill('91');
      await opsbook.textbox('Where it comes from').fill(`Inventory ${mark}`);
      await opsbook.button('Save value').click();
      await expect(card).toContainText(`Inventory ${mark}`);
      await expect(card.getByRole('img', { name: /^Documentation over time/ })).toBeVisible();
      await expect(opsbook.waiting).toHaveCount(0);
      await expect.poll(async () => JSON.stringify(await records.read(OBJECTIVES))).toContain(`Inventory ${mark}`);
    });
  });
});
