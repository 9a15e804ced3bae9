import { type APIRequestContext } from '@playwright/test';
import { PLUGIN_ID } from '../../src/constants';
import { expect, test } from '../fixtures';
import { apiOf } from '../support/people';

const RULES = `api/ruler/grafana/api/v1/rules/${PLUGIN_ID}`;

function ruleNamed(title: string) {
  const query = { refId: 'A', relativeTimeRange: { from: 60, to: 0 }, datasourceUid: 'prometheus' };
  return {
    for: '5m',
    labels: { service: 'quotes' },
    annotations: { summary: 'too many errors' },
    grafana_alert: {
      title,
      condition: 'A',
      no_data_state: 'OK',
      exec_err_state: 'OK',
      data: [{ ...query, model: { refId: 'A', instant: true, expr: 'vector(1) > 5' } }],
    },
  };
}

/** Grafana's permissions of a new folder lag by a minute. */
async function put(api: APIRequestContext, name: string) {
  await expect(async () => {
    const data = { name, interval: '1m', rules: [ruleNamed(name)] };
    expect((await api.post(RULES, { data })).status()).toBe(202);
  }).toPass({ timeout: 75_000 });
}

test('a runbook that is written for a rule is named at it, and the rest of the rule stays', async ({
  opsbook,
  page,
  url,
  mark,
  records,
}) => {
  const api = await apiOf(url, 'editor');
  await put(api, mark);
  await opsbook.open('runbooks/coverage');
  await page.getByRole('button', { name: `Write one for ${mark}` }).click();
  await expect(opsbook.textbox(/Title/)).toHaveValue(mark);
  await page.getByRole('button', { name: 'Save runbook' }).click();
  await page.waitForURL(/\/runbooks\/rb-[^/]+$/);
  await expect(async () => {
    const { rules } = await (await api.get(`${RULES}/${mark}`)).json();
    expect(rules[0].annotations.runbook_url).toMatch(new RegExp(`/runbooks/rb-${mark}$`));
    expect(rules[0]).toMatchObject({ for: '5m', labels: { service: 'quotes' } });
    expect(rules[0].annotations.summary).toBe('too many errors');
  }).toPass({ timeout: 20_000 });
  await records.remove(`rb-${mark}`);
  await api.delete(`${RULES}/${mark}`);
  await api.dispose();
});

test('an objective alerts in Grafana in one click, and its rules go when it stops', async ({ opsbook, page, url }) => {
  const api = await apiOf(url, 'editor');
  await expect(async () => expect((await api.get(RULES)).status()).toBe(202)).toPass({ timeout: 75_000 });
  const group = `${RULES}/opsbook-objective-error-rate`;
  await api.delete(group);
  await opsbook.open('objectives/error-rate');
  await page.getByRole('button', { name: 'Alert in Grafana…' }).click();
  await page.getByRole('button', { name: /^Create \d rules$/ }).click();
  await expect(page.getByText('Its rules are in the folder “Opsbook”.')).toBeVisible();
  const { rules } = await (await api.get(group)).json();
  expect(rules.length).toBeGreaterThan(1);
  await page.reload();
  await expect(page.getByText('Its rules are in the folder “Opsbook”.')).toBeVisible(); // in step as Grafana gives them back
  await page.getByRole('button', { name: 'Stop alerting…' }).click();
  await page.getByRole('button', { name: 'Delete the rules' }).click();
  await expect(page.getByText(/^It does not alert/)).toBeVisible();
  expect((await api.get(group)).status()).toBe(404);
  await api.dispose();
});

test('alerts are judged, and a rule is asked what it would have done', async ({ opsbook, page, url, mark }) => {
  const api = await apiOf(url, 'editor');
  await put(api, mark);
  await opsbook.open('alerts');
  await expect(page.getByText(/^Judged by \d+ incidents? that you may see/)).toBeVisible({ timeout: 30_000 });
  await page
    .getByRole('button', { name: /^Show all/ })
    .click({ trial: false, timeout: 2_000 })
    .catch(() => undefined);
  await page.getByRole('button', { name: `Backtest ${mark}` }).click();
  await page.getByRole('textbox', { name: 'Threshold instead of 5' }).fill('0');
  await page.getByRole('button', { name: 'See what it would have done' }).click();
  const result = page.getByRole('table', { name: 'What it would have done' });
  await expect(result.getByRole('row', { name: 'Would have fired 0 1' })).toBeVisible({ timeout: 30_000 });
  await api.delete(`${RULES}/${mark}`);
  await api.dispose();
});
