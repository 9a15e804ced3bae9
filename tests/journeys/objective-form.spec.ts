import { OBJECTIVES } from '../../src/domain/objective/register';
import { expect, test } from '../fixtures';
import { Objectives } from '../opsbook/Objectives';

const openSlo = (name: string, target = '0.99') => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: answers
  displayName: ${name}
spec:
  service: quotes
  indicator:
    metadata:
      name: answers-sli
    spec:
      ratioMetric:
        counter: true
        bad:
          metricSource:
            type: Prometheus
            spec:
              query: sum(flask_errors_total{service="quotes"})
        total:
          metricSource:
            type: Prometheus
            spec:
              query: sum(flask_requests_total{service="quotes"})
  timeWindow:
    - duration: 7d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: ${target}
`;

test('an OpenSLO file becomes objectives once it is confirmed', async ({ opsbook, page, records, mark }) => {
  await records.keeping(OBJECTIVES, async () => {
    const objectives = new Objectives(opsbook);
    await objectives.open();
    await opsbook.button('Import').click();
    const dialog = page.getByRole('dialog', { name: 'Import objectives from OpenSLO' });
    const yaml = dialog.getByRole('textbox', { name: /OpenSLO YAML/ });
    await yaml.fill(openSlo(mark, '99'));
    await expect(dialog.getByText(/Line 29, .*spec\.objectives\.0\.target: The target is a share/)).toBeVisible();
    await expect(dialog.getByRole('button', { name: /^Import 0/ })).toBeDisabled();

    await yaml.fill('');
    await dialog.locator('input[type="file"]').setInputFiles({
      name: 'slo.yaml',
      mimeType: 'application/yaml',
      buffer: Buffer.from(openSlo(mark)),
    });
    await expect(dialog.getByRole('checkbox', { name: mark })).toBeChecked();
    await expect(dialog.getByText(/Ratio of events · ≥\s99\s% · 7 d · quotes/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Import 1 objective' }).click();
    await expect(dialog).toHaveCount(0);
    const row = objectives.row(mark);
    await expect(row).toContainText(/≥\s99\s%/);
    await expect(row.getByRole('img', { name: /Met|At risk|Breached/ })).toBeVisible({ timeout: 30_000 });
    await expect(opsbook.waiting).toHaveCount(0);
  });
});

test('mistakes are named at their fields before anything is saved', async ({ opsbook, page }) => {
  await opsbook.open('objectives/new');
  await opsbook.textbox(/^All events/).fill('sum(rate(flask_requests_total[5m])) oops');
  await expect(page.getByText(/The query stops making sense at character 37/)).toBeVisible();
  await opsbook.textbox(/^All events/).fill('flask_requests_totall');
  await opsbook.textbox(/^Good or bad events/).fill('flask_errors_total');
  await expect(page.getByText('It returns no series. Check the metric’s name and labels.')).toBeVisible();
  await opsbook.textbox(/^All events/).fill('flask_requests_total');
  await expect(page.getByText('It returns no series. Check the metric’s name and labels.')).toHaveCount(0);
  await opsbook.textbox(/^Target/).fill('120');
  await expect(page.getByText('The target is a share between 0 and 100 %')).toBeVisible();
  await opsbook.textbox(/^Target/).fill('1');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByText(/in 30 d · .* of the budget left/)).toBeVisible({ timeout: 30_000 });
  await expect(preview.locator('canvas')).toBeVisible();
  await opsbook.button('Save objective').click();
  await expect(page.getByText('Give it a name')).toBeVisible();
});
