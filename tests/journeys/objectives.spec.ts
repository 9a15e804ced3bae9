import { type Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Objectives } from '../opsbook/Objectives';

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
  await objectives.rows
    .first()
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
