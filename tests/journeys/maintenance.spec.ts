import { expect, test } from '../fixtures';
import { Maintenance } from '../opsbook/Maintenance';
import { thisWeeksRecord } from '../support/weeks';

const ITEMS = 9;

// there is only one record of this week
test.describe.configure({ mode: 'serial' });

test('this week’s plan says what is due and what is overdue', async ({ opsbook, page }) => {
  const maintenance = new Maintenance(opsbook);
  await maintenance.open();
  await expect(maintenance.week.getByRole('columnheader')).toHaveCount(8);
  await expect(maintenance.week.getByRole('rowheader').first()).toBeVisible();
  const cell = maintenance.week.getByRole('button').first();
  const name = (await cell.getAttribute('aria-label')) ?? '';
  await cell.click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page).toHaveURL(/open=/);
  expect(name).toMatch(/: (due|overdue|missed|upcoming|done|late)/);
});

test('a checklist is ticked by Prometheus and by hand, and kept in the week’s record', async ({
  opsbook,
  page,
  records,
}) => {
  const week = thisWeeksRecord();
  await records.keeping(week, async () => {
    const maintenance = new Maintenance(opsbook);
    await maintenance.open();
    await opsbook.button('Run the checklist').click();
    await page.waitForURL(/\/maintenance\/runs\//);
    const items = page.getByRole('listitem', { name: /^\d+\. / });
    await expect(items).toHaveCount(ITEMS);

    // Prometheus answers what it can, with the value and the time
    const checked = page.getByRole('region', { name: 'Checked by Prometheus' });
    await expect(checked.getByRole('heading')).toHaveText(/^\d of \d checked/);
    await expect(maintenance.item(/State of the pods: (passed|failed)/)).toBeVisible();
    await expect(maintenance.item(/State of the pods/)).toContainText(/\d/);

    const logs = maintenance.item(/Application logs/);
    await logs.getByRole('button', { name: 'Note, evidence…' }).click();
    await logs.getByRole('textbox', { name: 'Note' }).fill('two warnings of *yesterday*');
    await logs.getByRole('button', { name: /^Pass: / }).click();
    await expect(logs).toHaveAccessibleName(/Application logs: passed/);
    await expect(logs.getByRole('emphasis')).toHaveText('yesterday');

    // the others that a person answers
    const open = page.getByRole('listitem', { name: /no result yet|no data/ });
    for (let left = await open.count(); left > 0; left--) {
      const item = open.first();
      await item.getByRole('button', { name: 'Skip…' }).click();
      await item.getByRole('textbox', { name: /Why is it skipped/ }).fill('not on this machine');
      await item.getByRole('button', { name: 'Skip', exact: true }).click();
      await expect(open).toHaveCount(left - 1);
    }
    await expect(maintenance.progress).toContainText(`${ITEMS} of ${ITEMS}`);
    await opsbook.button('Finish').click();
    await expect(maintenance.progress).toContainText(/Finished by/);
    await expect(opsbook.waiting).toHaveCount(0);

    await page.reload();
    await expect(maintenance.progress).toContainText(/Finished by/);
    const kept = JSON.stringify((await records.read(week))?.spec.panels);
    expect(kept).toContain('two warnings of *yesterday*');
  });
});
