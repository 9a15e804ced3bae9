import { type Page, type Route } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Room } from '../opsbook/Room';

test.use({ trace: 'off' }); // it would keep a hundred kilobytes with every step

const RECORDS = /\/apis\/dashboard\.grafana\.app\/v1(beta1)?\/namespaces\/[^/]+\/dashboards/;
const HOSTILE = `<img src=x onerror=alert(1)><script>alert(2)</script> "} or vector(1) | \`x\` </details> [y](javascript:alert(3))`;

/** Every write of this page is answered so, until the returned function is called. */
async function answerWrites(page: Page, answer: (route: Route) => Promise<void>): Promise<() => Promise<void>> {
  const handle = (route: Route) => (route.request().method() === 'GET' ? route.fallback() : answer(route));
  await page.route(RECORDS, handle);
  return () => page.unroute(RECORDS, handle);
}

const conflict = (route: Route) =>
  route.fulfill({
    status: 409,
    json: { kind: 'Status', status: 'Failure', reason: 'Conflict', message: 'the object has been modified', code: 409 },
  });

test('what could run or break out is text in every field, and the report holds together', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  page.on('dialog', () => expect('a dialog').toBe('never opened'));
  const name = await records.seedIncident({
    title: `${HOSTILE} ${mark}`.slice(0, 200),
    severity: 'sev2',
    services: { 'or-vector-1': '"} or vector(1)' },
    commands: [
      { type: 'note', text: HOSTILE },
      { type: 'addAction', action: { title: HOSTILE, owner: { name: HOSTILE } } },
      { type: 'addTask', task: { title: HOSTILE, state: 'open' } },
      { type: 'assignRole', role: 'commander', person: { name: HOSTILE } },
      { type: 'setSection', section: 'cause', to: `${HOSTILE}\n\`\`\`\nnever closed` },
      { type: 'addLink', link: { title: HOSTILE, url: 'https://example.org/', kind: 'other' } },
    ],
  });
  const room = new Room(opsbook);
  await room.open(name);
  const runs = page.locator('script:has-text("alert"), [onerror], a[href^="javascript" i]');
  await expect(runs).toHaveCount(0);
  for (const tab of ['Report', 'Ticket', 'Post-mortem']) {
    await room.tab(tab);
    await expect(page.getByRole('article').getByRole('heading', { level: 3 }).last()).toBeVisible();
    await expect(runs).toHaveCount(0);
  }
  await room.tab('Post-mortem');
  await opsbook.button('Show Markdown').click();
  const markdown = await page.getByLabel('Markdown of the document').innerText();
  expect(markdown).toMatch(/^# Post-mortem - /);
  expect(markdown.match(/^```/gm)).toHaveLength(2); // the open fence was closed
  const [row] = markdown.split('\n').filter((line) => line.startsWith('| ') && line.includes('vector(1)'));
  expect(row.replaceAll('\\|', '').split('|')).toHaveLength(7); // five cells
  expect(row).not.toContain('<');
  await opsbook.open('actions');
  await expect(page.getByRole('table')).toBeVisible();
  await expect(runs).toHaveCount(0);
});

test('a hundred kilobytes are refused at their field and stay in it, also over a reload', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Long ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  const long = 'x'.repeat(100_000);
  await room.note(long);
  await expect(page.getByText(/at most 20000 characters/i)).toBeVisible();
  await expect(room.input).toHaveValue(long);
  await page.reload();
  await expect(room.input).toHaveValue(long);
  expect(Object.keys((await records.incident(name)).timeline)).toHaveLength(1);
});

test('an event in the future is refused with its time, and the text stays', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Future ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  await room.input.fill('not yet');
  await opsbook.button('It happened at another time').click();
  await page.getByLabel(/^When it happened/).fill('2099-01-01T00:00:00');
  await room.input.press('Enter');
  await expect(page.getByText(/is in the future/)).toBeVisible();
  await expect(room.input).toHaveValue('not yet');
  expect(Object.keys((await records.incident(name)).timeline)).toHaveLength(1);
});

test('a milestone before the impact is refused with both times', async ({ opsbook, page, mark, records }) => {
  const started = new Date(Date.now() - 5 * 60_000).toISOString();
  const name = await records.seedIncident({
    title: `Order ${mark}`,
    age: 4,
    commands: [{ type: 'setMilestone', milestone: 'started', to: started }],
  });
  await new Room(opsbook).open(name);
  await opsbook.button(/○ mitigated/).click();
  await page.getByLabel(/^mitigated \(/).fill('2020-01-01T00:00:00');
  await opsbook.button('Save').click();
  await expect(page.getByText(/“mitigated” \(.*\) cannot be before “impact started”/)).toBeVisible();
  expect((await records.incident(name)).milestones.mitigated).toBeUndefined();
});

test('a conflict on every write loses nothing: what was typed waits, and is sent once it may', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Conflicts ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  const heal = await answerWrites(page, conflict);
  await room.note('in spite of everything');
  await room.moveTo('Investigating');
  await expect(room.entry('in spite of everything')).toHaveCount(1);
  await page.waitForTimeout(5_000);
  await heal();
  await expect.poll(async () => (await records.incident(name)).status, { timeout: 60_000 }).toBe('investigating');
  const { timeline } = await records.incident(name);
  expect(Object.values(timeline).filter(({ text }) => text === 'in spite of everything')).toHaveLength(1);
});

test('a record that grew too large for the server parks what was typed, with the reason and the text', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Full to the brim ${mark}` });
  const room = new Room(opsbook);
  await room.open(name);
  const heal = await answerWrites(page, (route) => route.fulfill({ status: 413, body: '<html>413</html>' }));
  await room.note('the last straw');
  await expect(page.getByText(/too large/i).first()).toBeVisible();
  await expect(page.getByText('the last straw').first()).toBeVisible();
  const again = opsbook.button('Send again').first();
  await expect(again).toBeVisible();
  await heal();
  await again.click();
  await expect(room.entry('the last straw')).toHaveCount(1);
  await room.allSaved();
});

test('a large record says so before it is full', async ({ opsbook, page, mark, records }) => {
  const name = await records.seedIncident({
    title: `Large ${mark}`,
    commands: Array.from({ length: 31 }, (_, index) => ({
      type: 'note' as const,
      text: `${index} ${'x'.repeat(19_900)}`,
    })),
  });
  await new Room(opsbook).open(name);
  await expect(page.getByText(/This incident’s record is large/)).toBeVisible();
});

test('a record that grew large keeps fewer points of its graphs, and every value, digest and text', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  const from = Date.now() - 2 * 3_600_000;
  const times = Array.from({ length: 200 }, (_, index) => Math.floor(from / 1000) + index * 18);
  const evidence = (index: number) => ({
    title: `Error rate ${index}`,
    datasource: 'prometheus',
    expr: 'up',
    from: new Date(from).toISOString(),
    to: new Date(from + 3_600_000).toISOString(),
    step: 18,
    value: index,
    digest: `digest-${index}`,
    series: Array.from({ length: 10 }, (_, pod) => ({
      labels: { pod: String(pod) },
      times,
      values: times.map((_, point) => (point === 77 ? 1e6 : Math.sin(point + pod) / 3)),
    })),
  });
  const name = await records.seedIncident({
    title: `Much evidence ${mark}`,
    commands: [
      { type: 'note' as const, text: 'what somebody wrote' },
      ...Array.from({ length: 10 }, (_, index) => ({ type: 'capture' as const, evidence: evidence(index) })),
    ],
  });
  const sizeOf = async () => JSON.stringify(await records.read(name)).length;
  expect(await sizeOf()).toBeGreaterThan(600_000);
  const room = new Room(opsbook);
  await room.open(name);
  await room.note('one more');
  await room.allSaved('one more');
  expect(await sizeOf()).toBeLessThan(600_000);
  await room.entry('Captured by hand').locator('summary').first().click(); // what was captured in one go is one entry
  await expect(page.getByText('fewer points than captured, to keep the record small').first()).toBeVisible();
  const { timeline } = await records.incident(name);
  const kept = Object.values(timeline).flatMap((entry) => entry.evidence ?? []);
  expect(kept.map(({ value, digest }) => `${value} ${digest}`).sort()).toEqual(
    Array.from({ length: 10 }, (_, index) => `${index} digest-${index}`)
  );
  expect(Math.max(...kept.flatMap(({ series }) => series.map(({ values }) => Math.max(...values))))).toBe(1e6);
  expect(Object.values(timeline).map(({ text }) => text)).toEqual(
    expect.arrayContaining(['what somebody wrote', 'one more'])
  );
});

test('somebody who may only read finds no way to write at an editing link', async ({ person, mark, records }) => {
  const name = await records.seedIncident({ title: `Editing link ${mark}` });
  const viewer = await person('viewer');
  await viewer.open('incidents/new');
  await expect(viewer.page.getByText(/^Read-only for you/).first()).toBeVisible();
  await viewer.open(`incidents/${name}?tab=report`);
  await expect(viewer.page.getByRole('article')).toBeVisible();
  await expect(viewer.page.getByText(/^Read-only for you/).first()).toBeVisible();
  await expect(viewer.page.getByRole('button', { name: /^Edit “/ })).toHaveCount(0);
});

test('files that are foreign, broken or hostile are refused and change nothing', async ({
  opsbook,
  page,
  mark,
  records,
}) => {
  const name = await records.seedIncident({ title: `Import ${mark}` });
  await opsbook.open('incidents');
  const take = (text: string) =>
    page
      .getByLabel('Incident as JSON')
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  const incident = await records.incident(name);
  const file = (part: object) =>
    JSON.stringify({ format: 'opsbook/incident', version: 1, incident: { ...incident, ...part } });
  const link = {
    title: 'x',
    url: 'javascript:alert(1)',
    kind: 'log',
    at: incident.milestones.declared,
    by: incident.declaredBy,
  };
  for (const [text, message] of [
    ['{ "dashboard": {} }', /not an incident of Opsbook/],
    ['{ broken', /not JSON/],
    [file({ links: { a: link } }), /broken at “links.a.url”/],
    [file({ status: 'on fire' }), /broken at “status”/],
    [file({}), /already here/],
  ] as const) {
    await take(text);
    if (message.source.includes('already')) {
      // the same record: nothing to do, or nothing done
      await expect(
        page
          .getByText(message)
          .or(page.getByRole('list', { name: 'Timeline' }))
          .first()
      ).toBeVisible();
    } else {
      await expect(page.getByText(message)).toBeVisible();
    }
  }
  expect(await records.incident(name)).toEqual(incident);
});
