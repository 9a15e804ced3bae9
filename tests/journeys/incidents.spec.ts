import { readFileSync } from 'node:fs';
import { expect, test } from '../fixtures';
import { Incidents } from '../opsbook/Incidents';
import { Room } from '../opsbook/Room';

test('an incident goes from a shortcut, a title and Enter to its report', async ({ opsbook, page, mark, records }) => {
  const title = `Quotes service down ${mark}`;
  const room = new Room(opsbook);
  await opsbook.open('home');
  await opsbook.settled();

  const name = await new Incidents(opsbook).declare(title);
  await expect(opsbook.heading(name.toUpperCase())).toBeVisible();
  await expect(room.status).toHaveAccessibleName('Status: Declared');

  await room.note('Redis **refuses** connections');
  await expect(room.entry('Redis refuses connections').getByRole('strong')).toHaveText('refuses');
  await expect(room.input).toBeFocused();
  await expect(room.input).toHaveValue('');
  for (const status of ['Investigating', 'Identified', 'Mitigated']) {
    await room.moveTo(status);
    await expect(room.status).toHaveAccessibleName(`Status: ${status}`);
  }
  await opsbook.button('Resolve…').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'What was done' }).fill('Restarted the Redis pod');
  await dialog.getByRole('button', { name: 'Resolve', exact: true }).click();
  // what is not known has to be given, or waived in writing
  const waiver = dialog.getByRole('textbox', { name: /^Go on all the same/ });
  await waiver
    .or(page.getByRole('button', { name: 'Status: Resolved' }))
    .first()
    .waitFor();
  if (await waiver.isVisible()) {
    await waiver.fill('Nobody knows when it began');
    await dialog.getByRole('button', { name: 'Resolve', exact: true }).click();
  }
  await expect(room.status).toHaveAccessibleName('Status: Resolved');
  await room.allSaved();

  await room.tab('Report');
  await expect(page.getByRole('article')).toContainText(title);
  await opsbook.button('Copy Markdown').click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(title);
  expect(copied).toMatch(/\[\d\d:\d\d\] : Fully resolved/);
  const [download] = await Promise.all([page.waitForEvent('download'), opsbook.button('Download Markdown').click()]);
  expect(download.suggestedFilename()).toBe(`${name}-report-en.md`);
  expect(readFileSync(await download.path(), 'utf8')).toBe(copied);

  await expect.poll(async () => (await records.incident(name)).status).toBe('resolved');
  const { milestones, timeline } = await records.incident(name);
  expect(Object.values(timeline).map(({ text }) => text)).toContain('Redis **refuses** connections');
  expect(Object.keys(milestones)).toEqual(
    expect.arrayContaining(['declared', 'investigating', 'identified', 'mitigated', 'resolved'])
  );
});

test('two people on one incident see each other’s entries within a second', async ({
  opsbook,
  person,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Two people ${mark}` });
  const ana = new Room(opsbook);
  const luc = new Room(await person('admin'));
  await ana.open(name);
  await luc.open(name);
  await expect(ana.opsbook.page.getByText(/^Here/)).toContainText(/admin/i);

  for (const [writer, reader] of [
    [ana, luc],
    [luc, ana],
  ]) {
    const text = `seen at once ${Math.random()}`;
    await writer.note(text);
    await writer.allSaved(text);
    await expect(reader.entry(text)).toBeVisible({ timeout: 1000 });
  }
});

test.describe('without Live', () => {
  test.use({ reusable: false }); // a routed WebSocket stays routed
  test('people see each other’s entries within six seconds', async ({ opsbook, person, mark, records }) => {
    const name = await records.seedIncident({ title: `Without Live ${mark}` });
    const reader = new Room(opsbook);
    await opsbook.page.routeWebSocket(/\/api\/live\//, (socket) => socket.close());
    await reader.open(name);
    const writer = new Room(await person('admin'));
    await writer.open(name);
    await writer.note('polled');
    await writer.allSaved('polled');
    await expect(reader.entry('polled')).toBeVisible({ timeout: 6000 });
  });
});

test('the list filters by what the URL says, and writes the URL', async ({ opsbook, page, mark, records }) => {
  const first = await records.seedIncident({ title: `Élan ${mark}`, severity: 'sev1', services: { quotes: 'Quotes' } });
  await records.seedIncident({ title: `Other ${mark}`, severity: 'sev3' });
  const list = new Incidents(opsbook);
  await list.open(`?q=${mark}`);
  await expect(list.search).toHaveValue(mark);
  await expect(list.row(mark)).toHaveCount(2);

  await list.search.fill(`elan ${mark}`);
  await expect(list.row(mark)).toHaveCount(1);
  await expect(page).toHaveURL(new RegExp(`q=elan\\+${mark}`));

  await list.open(`?q=${mark}&severity=sev3`);
  await expect(list.row(mark)).toHaveCount(1);
  await expect(list.row(`Other ${mark}`)).toBeVisible();

  await list.open(`?q=${mark}&service=quotes`);
  await list.row(mark).getByRole('link').click();
  await expect(opsbook.heading(first.toUpperCase())).toBeVisible();
});

test('what people write is shown as Markdown and cannot run', async ({ opsbook, page, mark, records }) => {
  const name = await records.seedIncident({ title: `<img src=x onerror=alert(1)> ${mark}` });
  const room = new Room(opsbook);
  page.on('dialog', () => expect('a dialog').toBe('never opened'));
  await room.open(name);
  await room.note('**bold** <script>alert(1)</script><img src=x onerror="alert(2)"> [link](javascript:alert(3))');
  const entry = room.entry('bold');
  await expect(entry.getByRole('strong')).toHaveText('bold');
  await expect(entry.locator('script, [onerror], [href^="javascript"]')).toHaveCount(0);
  await room.allSaved();
});

test('text typed into an incident survives a reload', async ({ opsbook, page, mark, records }) => {
  const name = await records.seedIncident({ title: `Draft ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  await room.input.fill('half a thought');
  await page.reload();
  await expect(room.input).toHaveValue('half a thought');
  await opsbook.open('incidents/new');
  await opsbook.textbox('What is wrong').fill(`unfinished ${mark}`);
  await page.reload();
  await expect(opsbook.textbox('What is wrong')).toHaveValue(`unfinished ${mark}`);
});

test('a viewer reads everything and finds who can give them more', async ({ person, mark, records }) => {
  const name = await records.seedIncident({ title: `To be read ${mark}`, commands: [{ type: 'note', text: 'first' }] });
  const viewer = await person('viewer');
  const room = new Room(viewer);
  await room.open(name);
  await expect(room.entry('first')).toBeVisible();
  await expect(viewer.page.getByText(/^Read-only for you/)).toBeVisible();
  await expect(room.input).toHaveCount(0);
  await expect(room.status).toHaveCount(0);
  await viewer.open('incidents');
  await expect(viewer.heading('Incidents')).toBeVisible();
  await expect(viewer.page.getByText(/^Read-only for you/)).toBeVisible();
  await expect(viewer.page.getByRole('link', { name: 'Declare incident' })).toHaveCount(0);
});

test('a correction keeps what was written first', async ({ opsbook, page, mark, records }) => {
  const name = await records.seedIncident({
    title: `Corrected ${mark}`,
    commands: [{ type: 'note', text: 'at noon' }],
  });
  const room = new Room(opsbook);
  await room.open(name);
  await room.entry('at noon').getByRole('button', { name: 'Entry menu' }).click();
  await page.getByRole('menuitem', { name: 'Correct…' }).click();
  await opsbook.textbox('Correction').fill('at one');
  await opsbook.button('Save').click();
  await expect(room.entry('at one')).toBeVisible();
  await room.entry('at one').getByText('corrected').click();
  await expect(room.entry('at one').getByText(/at noon/)).toBeVisible();
  await room.allSaved();
  expect(Object.values((await records.incident(name)).timeline).map(({ text }) => text)).toEqual(
    expect.arrayContaining(['at noon', 'at one'])
  );
});

test('what Grafana noted itself becomes an entry with one click, at its time, once for everybody', async ({
  opsbook,
  person,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Suggested ${mark}`, age: 60 });
  const time = Date.now() - 30 * 60_000;
  const made = await records.api.post('api/annotations', {
    data: { time, text: `Deployed ${mark}`, tags: ['deploy'] },
  });
  const { id } = await made.json();
  try {
    const room = new Room(opsbook);
    const other = new Room(await person('admin'));
    await room.open(name);
    await other.open(name);
    const accept = (each: Room) => each.opsbook.button(new RegExp(`^Accept “Deployed ${mark}`));
    await expect(accept(other)).toBeVisible();
    await accept(room).click();
    await room.allSaved();
    await expect(accept(room)).toHaveCount(0);
    await expect(accept(other)).toHaveCount(0);
    const { timeline } = await records.incident(name);
    expect(Object.values(timeline).filter(({ source }) => source === `annotation:${id}`)).toMatchObject([
      { kind: 'deploy', at: new Date(time).toISOString(), text: `Deployed ${mark}` },
    ]);
    await opsbook.page.reload();
    await expect(room.entry(`Deployed ${mark}`)).toHaveCount(1);
    await expect(accept(room)).toHaveCount(0);
  } finally {
    await records.api.delete(`api/annotations/${Number(id)}`);
  }
});

test('a late update is on every page, leads to its incident and can be snoozed', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Late ${mark}`, severity: 'sev1', age: 60 });
  const reminder = page
    .getByRole('list', { name: 'Reminders' })
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`${name.toUpperCase()}: update overdue`) });
  for (const path of ['maintenance', 'objectives', 'security']) {
    await opsbook.open(path);
    await expect(reminder).toBeVisible();
  }
  await reminder.getByRole('link', { name: /^update overdue/ }).click();
  await expect(page).toHaveURL(new RegExp(`/incidents/${name}`));
  await expect(reminder).toHaveCount(0); // the room says it itself
  await expect(page.getByText(/^■ Update overdue by/)).toBeVisible();
  await opsbook.open('maintenance');
  await opsbook.button(new RegExp(`^Snooze for 15 min: ${name.toUpperCase()}`)).click();
  await expect(reminder).toHaveCount(0);
  await page.reload();
  await opsbook.settled();
  await expect(reminder).toHaveCount(0);
});

test('a pasted picture is kept, shown to everybody, and stands among the links', async ({
  opsbook,
  page,
  person,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Picture ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  await room.input.focus();
  await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2400, 1200];
    const context = canvas.getContext('2d');
    for (let index = 0; context && index < 500; index++) {
      context.fillStyle = `hsl(${index * 7}, 80%, 50%)`;
      context.fillRect(Math.random() * 2400, Math.random() * 1200, 120, 60);
    }
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(blob ? [blob] : [], 'memory.png', { type: 'image/png' }));
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    );
  });
  await expect(room.entries.getByRole('button', { name: 'Open the picture “memory”' })).toBeVisible();
  await room.allSaved();
  const other = new Room(await person('admin'));
  await other.open(name);
  await expect(other.entries.getByRole('img', { name: 'memory', exact: true })).toBeVisible();
  const [link] = Object.values((await records.incident(name)).links ?? {});
  expect(link).toMatchObject({ kind: 'screenshot', title: 'memory' });
  const picture = link.url.replace('/d/', '');
  const resource = await records.read(picture);
  expect(JSON.stringify(resource?.spec.panels).length).toBeLessThan(600_000);
  await records.remove(picture);
  await page.reload();
  await expect(page.getByText('The picture is not there (any more).')).toBeVisible();
});

test('a fact is dragged into a text, and the document prints alone', async ({ opsbook, page, mark, records }) => {
  const name = await records.seedIncident({
    title: `Facts ${mark}`,
    commands: [{ type: 'note', text: 'Redis refuses connections' }],
  });
  await opsbook.open(`incidents/${name}?tab=report`);
  const fact = opsbook.button(/^Insert “.*Redis refuses connections/);
  await opsbook.button('Edit “Root cause”').click();
  const text = opsbook.textbox('Root cause');
  await fact.click();
  await expect(text).toHaveValue(/Redis refuses connections \(Ana\)$/);
  await opsbook.button('Save').click();
  await expect(page.getByRole('article')).toContainText('Redis refuses connections');
  await fact.dragTo(opsbook.button('Edit “Corrective actions”'));
  await expect(opsbook.textbox('Corrective actions')).toHaveValue(/Redis refuses connections/);
  await opsbook.button('Save').click();
  await expect.poll(async () => (await records.incident(name)).sections.corrective?.text).toMatch(/^- .*Redis/);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('article')).toBeVisible();
  for (const hidden of [fact, opsbook.button('Copy Markdown'), page.getByRole('tab', { name: 'Room' })]) {
    await expect(hidden).toBeHidden();
  }
});
