import { IMPROVEMENTS, improvementsKind } from '../../src/domain/improvement/register';
import { rawRecord } from '../../src/domain/record/resource';
import { expect, test } from '../fixtures';

// there is only one register
test.describe.configure({ mode: 'serial' });

test('an improvement is written down, moved over the board by keys, and kept', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  const title = `Alert on memory ${mark}`;
  await records.keeping(IMPROVEMENTS, async () => {
    await opsbook.open('improvements');
    await expect(opsbook.heading('Improvements')).toBeVisible();
    await opsbook.button('New improvement').first().click();
    await opsbook.button('Save').click();
    await expect(page.getByText('This is required')).toBeVisible();
    await opsbook.textbox(/^What is to be improved/).fill(title);
    await page.getByLabel(/or on the day/).fill('2026-01-31');
    await opsbook.button('Save').click();

    const card = page.getByRole('button', { name: title, exact: true });
    await expect(page.getByRole('region', { name: /^To do/ }).getByText(title)).toBeVisible();
    await card.focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('region', { name: /^Planned/ }).getByText(title)).toBeVisible();
    await expect(card).toBeFocused();

    await page.getByRole('radio', { name: 'Table' }).check({ force: true }); // its label lies over it
    await expect(page.getByRole('row', { name: new RegExp(title) })).toContainText(/days late/);
    await expect(opsbook.waiting).toHaveCount(0);
    await expect
      .poll(async () => {
        const resource = await records.read(IMPROVEMENTS);
        const read = resource && improvementsKind.schema.safeParse(rawRecord(resource));
        return Object.values(read?.data?.items ?? {}).find((item) => item.title === title)?.state;
      })
      .toBe('planned');
  });
});

test('changes say what was looked at', async ({ opsbook, page }) => {
  await opsbook.open('improvements/changes');
  await expect(page.getByText(/^Annotations tagged/)).toBeVisible();
  await expect(
    page
      .getByText(/^n = \d+/)
      .or(page.getByText('No change in this period'))
      .first()
  ).toBeVisible();
});
