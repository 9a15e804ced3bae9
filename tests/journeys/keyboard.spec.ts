import { expect, test } from '../fixtures';
import { Incidents } from '../opsbook/Incidents';
import { Room } from '../opsbook/Room';

test('pages are reached by g and a letter, the search by a slash', async ({ opsbook, page, mark, records }) => {
  await records.seedIncident({ title: `By keyboard ${mark}` });
  await opsbook.open('home');
  await opsbook.settled();
  for (const [letter, title] of [
    ['i', 'Incidents'],
    ['o', 'Objectives'],
    ['m', 'Maintenance'],
  ]) {
    await opsbook.keys('g', letter);
    await expect(opsbook.heading(title)).toBeVisible();
  }
  await opsbook.keys('g', 'i');
  const { search } = new Incidents(opsbook);
  await expect(search).toBeVisible();
  await opsbook.keys('/');
  await expect(search).toBeFocused();
  await page.keyboard.type('go');
  await expect(search).toHaveValue('go'); // shortcuts rest while somebody types
});

test('an incident is worked on without a mouse, and the focus is seen', async ({ opsbook, page, mark, records }) => {
  const name = await records.seedIncident({ title: `Without a mouse ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  await room.input.focus();
  await page.keyboard.type('/sev 2');
  await page.keyboard.press('Enter');
  await expect(opsbook.button('Severity: SEV2')).toBeVisible();
  await page.keyboard.type('/status investigating');
  await page.keyboard.press('Enter');
  await expect(room.status).toHaveAccessibleName('Status: Investigating');
  await page.keyboard.type('two lines');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('second');
  await page.keyboard.press('Enter');
  await expect(room.entry('second')).toContainText('two lines');
  await room.allSaved();

  await room.status.focus();
  await page.keyboard.press('Enter');
  const identified = page.getByRole('menuitem', { name: 'Identified' });
  await expect(identified).toBeVisible();
  const isFocused = () => identified.evaluate((item) => item === document.activeElement);
  for (let step = 0; step < 8 && !(await isFocused()); step++) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(room.status).toHaveAccessibleName('Status: Identified');

  await page.keyboard.press('Tab');
  for (let step = 0; step < 10; step++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body) {
        return true;
      }
      const style = getComputedStyle(activeElement);
      const around = activeElement.parentElement ? getComputedStyle(activeElement.parentElement) : style;
      return [style, around].some(({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || boxShadow !== 'none');
    });
    expect(seen).toBe(true);
  }
});

test('the commands of the input are offered and completed', async ({ opsbook, page, mark, records }) => {
  const name = await records.seedIncident({ title: `Commands ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  await room.input.fill('/st');
  await expect(page.getByRole('listbox', { name: 'Commands' })).toContainText('/status');
  await page.keyboard.press('Tab');
  await expect(room.input).toHaveValue('/status ');
  await room.input.fill('/dec');
  await page.keyboard.press('Enter');
  await expect(room.input).toHaveValue('/decision ');
  await room.input.fill('/nonsense');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/is not a command/)).toBeVisible();
  await expect(room.input).toHaveValue('/nonsense');
});
