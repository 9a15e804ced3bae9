import React from 'react';
import { http } from 'msw';
import { PLAN_NAME } from '../../../domain/maintenance/plan';
import { SETTINGS } from '../../../domain/settings/settings';
import { grafana, server } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../../test/render';
import { PastStep } from './PastStep';

const CSV = [
  'Key,Summary,Created,Resolved,Priority',
  'OPS-12,Checkout down,2024-03-02 10:00,2024-03-02 10:45,P1',
  'OPS-13,Search slow,not a date,,P2',
  'OPS-14,Cart slow,2024-04-02 10:00,2024-04-02 11:00,P3',
].join('\n');

const made = (prefix = 'inc-2024') => [...grafana.records.keys()].filter((name) => name.startsWith(prefix)).sort();

/** jsdom's files cannot be read. */
const file = (text: string, name: string, folder?: string) =>
  Object.assign(new File([text], name), {
    arrayBuffer: () => Promise.resolve(new TextEncoder().encode(text).buffer),
    ...(folder && { webkitRelativePath: `${folder}/${name}` }),
  });

async function choose(label: string, ...files: File[]) {
  const rendered = render(<PastStep />);
  await rendered.user.upload(await screen.findByLabelText(label), files);
  return rendered;
}
/** It waits for what is there already. */
async function ready(name: string) {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button).toBeEnabled());
  return button;
}
const chooseCsv = () => choose('Incidents as CSV or JSON', file(CSV, 'ops.csv'));

afterEach(() => {
  localStorage.clear();
  server.resetHandlers();
});

it('shows what will be made and what is wrong by line, makes it once, and a second import adds nothing', async () => {
  const { user, unmount } = await chooseCsv();
  expect(await screen.findByText('2 to be made, 0 already there, 1 with errors')).toBeVisible();
  expect(screen.getByText(/^Line 3: Search slow Began: “not a date” is no time/)).toBeVisible();
  expect(made()).toEqual([]);
  const preview = screen.getByRole('list', { name: 'What will be made' });
  expect(within(preview).getByText(/Checkout down \(OPS-12\)$/)).toBeVisible();
  await user.click(await ready('Make 2 records'));
  expect(await screen.findByText('ops.csv: 2 made')).toBeVisible();
  expect(made()).toEqual(['inc-2024-0001', 'inc-2024-0002']);
  await waitFor(() => expect(JSON.stringify(grafana.records.get(SETTINGS))).toContain('"incident.id":"Key"'));
  unmount();

  const again = await chooseCsv();
  expect(await screen.findByText('0 to be made, 2 already there, 1 with errors')).toBeVisible();
  await again.user.click(screen.getByRole('button', { name: 'Good as it is' }));
});

it('takes everything back, also after the page was left', async () => {
  const { user, unmount } = await chooseCsv();
  await user.click(await ready('Make 2 records'));
  expect(await screen.findByText('ops.csv: 2 made')).toBeVisible();
  unmount();
  const again = render(<PastStep />);
  await again.user.click(await screen.findByRole('button', { name: 'Take all of them back' }));
  expect(await screen.findByText('ops.csv: all were taken back')).toBeVisible();
  expect(made()).toEqual([]);
});

it('shows how far it is, and stops when told to', async () => {
  let count = 0;
  let release = () => undefined as void;
  const gate = new Promise<void>((resolve) => (release = resolve));
  server.use(
    http.post('*/namespaces/default/dashboards', async () => {
      count += 1;
      await (count === 2 ? gate : undefined); // and then the stand-in answers
    })
  );
  const { user } = await chooseCsv();
  await user.click(await ready('Make 2 records'));
  expect(await screen.findByText('ops.csv: made 1 of 2…')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  release();
  await user.click(await screen.findByRole('button', { name: 'Take all of them back' }));
  expect(await screen.findByText('ops.csv: all were taken back')).toBeVisible();
  expect(made()).toEqual([]);
});

it('refuses more than a thousand rows at once', async () => {
  const rows = Array.from({ length: 1_001 }, (_, row) => `OPS-${row},Incident ${row},2024-03-02`);
  await choose('Incidents as CSV or JSON', file(['Key,Summary,Created', ...rows].join('\n'), 'ops.csv'));
  expect(await screen.findByText('At most 1000 rows at once: split the file')).toBeVisible();
});

it('asks which number is the day where no date of the file tells, and reads any encoding', async () => {
  const csv = 'Titre;Début;Durée\nPanne du café;3/4/2024 10:00;45';
  const utf16 = Buffer.from(`\uFEFF${csv}`, 'utf16le');
  const saved = Object.assign(new File([], 'pannes.csv'), {
    arrayBuffer: () => Promise.resolve(Uint8Array.from(utf16).buffer),
  });
  const { user } = await choose('Incidents as CSV or JSON', saved);
  expect(await screen.findByText('0 to be made, 0 already there, 1 with errors')).toBeVisible();
  await user.click(screen.getByRole('radio', { name: 'the 3rd of April' }));
  expect(await screen.findByText('1 to be made, 0 already there, 0 with errors')).toBeVisible();
  await user.click(await ready('Make 1 record'));
  expect(await screen.findByText('pannes.csv: 1 made')).toBeVisible();
  expect(JSON.stringify(grafana.records.get('inc-2024-0001'))).toContain('2024-04-03T10:45:00.000Z');
  expect(JSON.stringify(grafana.records.get('inc-2024-0001'))).toContain('Panne du café');
});

it('adds nothing a second time when columns were named and ordered otherwise', async () => {
  const { user, unmount } = await chooseCsv();
  await user.click(await ready('Make 2 records'));
  expect(await screen.findByText('ops.csv: 2 made')).toBeVisible();
  unmount();
  const other = 'Opened at,Reference,Name\n2024-03-02 10:00,OPS-12,Checkout down\n2024-04-02 10:00,OPS-14,Cart slow';
  await choose('Incidents as CSV or JSON', file(other, 'again.csv'));
  expect(await screen.findByText('0 to be made, 2 already there, 0 with errors')).toBeVisible();
});

it('leaves out what is unticked', async () => {
  const { user } = await chooseCsv();
  await user.click(await screen.findByRole('checkbox', { name: /Cart slow/ }));
  await user.click(await ready('Make 1 record'));
  expect(await screen.findByText('ops.csv: 1 made')).toBeVisible();
  expect(made()).toHaveLength(1);
});

it('keeps what was made when Grafana refuses one, and says why', async () => {
  const { user } = await chooseCsv();
  grafana.refusesWrites(403);
  await user.click(await ready('Make 2 records'));
  expect(await screen.findByText('ops.csv: 0 made')).toBeVisible();
  expect(screen.getByText(/ops\.csv: You may not do this/)).toBeVisible();
});

it('says that a file is none that it can read', async () => {
  await choose('Incidents as CSV or JSON', file('hello', 'x.csv'));
  expect(await screen.findByText(/^This is neither CSV/)).toBeVisible();
});

it('makes incidents of post-mortems with their timelines and actions, and says which file has no day', async () => {
  const text =
    '# Cache down\n\nDate: 2024-05-06\n\n## Timeline\n\n- 10:00 alert\n- 10:30 resolved\n\n## Actions\n\n- [ ] add memory';
  const { user, unmount } = await choose(
    'Post-mortems as Markdown',
    file(text, 'cache.md'),
    file('# A template', 'template.md')
  );
  expect(await screen.findByText('1 to be made, 0 already there, 1 with errors')).toBeVisible();
  expect(screen.getByText(/^template\.md: A template It says nowhere/)).toBeVisible();
  expect(screen.getByText('2 entries of the timeline · 1 action · 0 texts')).toBeVisible();
  await user.click(await ready('Make 1 record'));
  expect(await screen.findByText(/: 1 made$/)).toBeVisible();
  expect(JSON.stringify(grafana.records.get('inc-2024-0001'))).toContain('add memory');
  unmount();
  await choose('Post-mortems as Markdown', file(text, 'cache.md'));
  expect(await screen.findByText('0 to be made, 1 already there, 0 with errors')).toBeVisible();
});

it('makes runbooks of the Markdown files of a folder, once', async () => {
  const files = [
    file('# DNS fails\n\n## Diagnosis\n\n```bash\ndig x\n```', 'dns.md', 'runbooks/network'),
    file('not Markdown', 'logo.png', 'runbooks'),
  ];
  const { user, unmount } = await choose('Folder of runbooks as Markdown', ...files);
  expect(await screen.findByRole('checkbox', { name: /^DNS fails · network.dns\.md/ })).toBeChecked();
  await user.click(await ready('Make 1 record'));
  expect(await screen.findByText('network/dns.md: 1 made')).toBeVisible();
  expect(made('rb-')).toEqual(['rb-dns-fails']);
  unmount();
  const again = await choose('Folder of runbooks as Markdown', ...files);
  expect(await screen.findByText('0 to be made, 1 already there, 0 with errors')).toBeVisible();
  await again.user.click(screen.getByRole('button', { name: 'Take all of them back' }));
  await waitFor(() => expect(made('rb-')).toEqual([]));
});

it('takes maintenance tasks of a table into the plan, and remembers its columns', async () => {
  const csv = 'Task,Frequency,Start,Team\nRotate logs,weekly,2099-12-01 09:00,Ops';
  const { user } = await choose('Tasks as a calendar file, CSV or JSON', file(csv, 'tasks.csv'));
  const preview = await openedDialog();
  await user.click(await preview.findByRole('button', { name: 'Add 1 task' }));
  await waitFor(() => expect(JSON.stringify(grafana.records.get(PLAN_NAME))).toContain('Rotate logs'));
  await waitFor(() => expect(JSON.stringify(grafana.records.get(SETTINGS))).toContain('"task.title":"Task"'));
});

it('offers the tasks back after a reload too, until they are kept or taken back', async () => {
  const csv = 'Task,Frequency,Start,Team\nRotate keys,weekly,2099-12-01 09:00,Ops';
  const { user, unmount } = await choose('Tasks as a calendar file, CSV or JSON', file(csv, 'keys.csv'));
  const preview = await openedDialog();
  await user.click(await preview.findByRole('button', { name: 'Add 1 task' }));
  await waitFor(() => expect(JSON.stringify(grafana.records.get(PLAN_NAME))).toContain('Rotate keys'));
  unmount();
  const again = render(<PastStep />);
  expect(await screen.findByText('1 task of “keys.csv” was added')).toBeVisible();
  await again.user.click(screen.getByRole('button', { name: 'Take all of them back' }));
  await waitFor(() => expect(JSON.stringify(grafana.records.get(PLAN_NAME))).not.toContain('Rotate keys'));
  again.unmount();
  render(<PastStep />);
  await screen.findByText('Import tasks (.ics, .csv)…');
  expect(screen.queryByRole('button', { name: 'Take all of them back' })).not.toBeInTheDocument();
});

it('tells a person who may only read whom to ask, and offers nothing', async () => {
  grafana.options.canWrite = false;
  render(<PastStep />);
  expect(await screen.findByText(/^Read-only for you/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /Incidents/ })).not.toBeInTheDocument();
});
