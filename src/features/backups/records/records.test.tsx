import React from 'react';
import { delay, http, HttpResponse } from 'msw';
import { readArchive, writeArchive } from '../../../domain/backup/archive/archive';
import { exampleIncident } from '../../../domain/incident/example';
import { incidentKind } from '../../../domain/incident/kind';
import { isRefused } from '../../../domain/record/outcome';
import { rawRecord, type Resource } from '../../../domain/record/resource';
import { SERVICES, servicesKind, type ServicesRegister } from '../../../domain/services/services';
import { OWN_DATA_PATH } from '../../../shared/backups/paths';
import { grafana, server } from '../../../test/grafana';
import { render, screen, waitFor } from '../../../test/render';
import { RecordsPage } from '../pages/RecordsPage';

const incident = exampleIncident('en');
const services = (part: Partial<ServicesRegister> = {}): ServicesRegister => ({
  schema: 1,
  id: 'svc',
  kind: 'services',
  services: { shop: { name: 'Shop', objectives: [], labels: {}, dashboards: [], runbooks: [] } },
  log: {},
  ...part,
});

let file: Blob | undefined;

beforeEach(() => {
  file = undefined;
  URL.createObjectURL = (made) => {
    file = made as Blob;
    return 'blob:made';
  };
  URL.revokeObjectURL = () => undefined;
});
afterEach(() => server.resetHandlers());

const open = () => render(<RecordsPage />, { path: OWN_DATA_PATH });

/** Two records, one of them with an older version. */
function seed() {
  grafana.holds(servicesKind, SERVICES, services({ services: {} }));
  grafana.holds(servicesKind, SERVICES, services());
  grafana.holds(incidentKind, incident.name, incident);
}

async function exported(): Promise<string> {
  const page = open();
  await page.user.click(await screen.findByRole('button', { name: 'Export all records' }));
  await screen.findByText('The file is made and checked');
  page.unmount();
  return (file ?? new Blob()).text();
}

/** jsdom's files cannot be read. */
const asFile = (text: string) =>
  Object.assign(new File([text], 'opsbook.jsonl'), { text: () => Promise.resolve(text) });

async function choose(text: string) {
  const page = open();
  await page.user.upload(screen.getByLabelText('File of records'), asFile(text));
  return page;
}

function wipe() {
  grafana.records.clear();
  grafana.versions.clear();
  grafana.writes.length = 0;
}

it('writes all records with their older versions into one file, checked', async () => {
  seed();
  grafana.put({
    metadata: { name: 'theirs', annotations: { 'grafana.app/folder': 'haddock-opsbook-app-registers' } },
    spec: { title: 'Own' },
  });
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Export all records' }));
  expect(await screen.findByText(/Records: 2. Older versions: 1./)).toBeVisible();
  expect(screen.getByText(/no records were left out: 1/)).toBeVisible();
  const read = readArchive(await (file ?? new Blob()).text());
  expect('ok' in read && read.ok.records.map(({ name, versions }) => [name, versions.length])).toEqual([
    [incident.name, 0],
    [SERVICES, 1],
  ]);
});

it('leaves private incidents out unless they are asked for', async () => {
  grafana.privateFolder = [{ userId: 2, userLogin: 'ana', permission: 4 }];
  const secret = { ...incident, name: 'inc-2026-0007', id: 'secret', private: true };
  grafana.holds(incidentKind, secret.name, secret);
  expect(await exported()).not.toContain('inc-2026-0007');
  const { user } = open();
  await user.click(await screen.findByRole('checkbox', { name: /Also what is for few people/ }));
  await user.click(screen.getByRole('button', { name: 'Export all records' }));
  await screen.findByText('The file is made and checked');
  expect(await (file ?? new Blob()).text()).toContain('inc-2026-0007');
});

it('makes no file when it is cancelled or when reading fails', async () => {
  seed();
  server.use(http.get('*/dashboards/:name', () => delay('infinite')));
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Export all records' }));
  await user.click(await screen.findByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText('Cancelled: no file was made.')).toBeVisible();
  server.resetHandlers();
  grafana.fails(/dashboards\//, 500);
  await user.click(screen.getByRole('button', { name: 'Export all records' }));
  expect(await screen.findByText(/No file was made/)).toBeVisible();
  expect(file).toBeUndefined();
});

it('comes back into an empty Grafana under the same ids, with its history', async () => {
  seed();
  const before = [SERVICES, incident.name].map((name) => rawRecord(grafana.records.get(name) as Resource));
  const text = await exported();
  wipe();
  const { user } = await choose(text);
  expect(await screen.findByText(/Not here yet: 2. Here already, the same: 0. Conflicts: 0./)).toBeVisible();
  expect(grafana.writes).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Write 2 records' }));
  expect(await screen.findByText('Restored, read back and compared')).toBeVisible();
  expect([SERVICES, incident.name].map((name) => rawRecord(grafana.records.get(name) as Resource))).toEqual(before);
  expect(grafana.versions.get(SERVICES)).toHaveLength(2);
});

it('asks about each conflict, and leaves alone what nobody gave up', async () => {
  seed();
  const text = await exported();
  grafana.holds(servicesKind, SERVICES, services({ services: {} }));
  grafana.holds(incidentKind, incident.name, { ...incident, id: 'another' });
  grafana.writes.length = 0;
  const { user } = await choose(text);
  expect(await screen.findByText(/another record has its name/)).toBeVisible();
  expect(screen.getByText(/here with other content/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Write 0 records' })).toBeDisabled();
  await user.click(screen.getAllByRole('radio', { name: 'Replace it' })[1]);
  await user.click(screen.getByRole('button', { name: 'Write 1 record' }));
  expect(await screen.findByText(/Written: 1. The same already: 0. Kept as it was: 1./)).toBeVisible();
  expect(rawRecord(grafana.records.get(SERVICES) as Resource)).toMatchObject({ services: { shop: {} } });
  expect(rawRecord(grafana.records.get(incident.name) as Resource)).toMatchObject({ id: 'another' });
});

it('writes nothing of a file that is cut, newer, foreign, hostile or of other ids', async () => {
  seed();
  const text = await exported();
  wipe();
  const archive = readArchive(text);
  if (isRefused(archive)) {
    throw new Error('not read');
  }
  const { header, records } = archive.ok;
  const renamed = writeArchive(header, [{ ...records[0], name: 'inc-2026-9999' }]).join('');
  const tampered = text.replace('"Shop"', '"Shape"');
  const files: Array<[string, RegExp]> = [
    [text.slice(0, -200), /The file is incomplete: 2 records were written/],
    [text.slice(0, 40), /no file of Opsbook, or it was cut off/],
    [text.replace('"version":1', '"version":9'), /newer version of Opsbook \(format 9\)/],
    ['{"dashboard":{"title":"x"}}', /not an export of Opsbook/],
    [tampered, /changed after it was written/],
    [renamed, /“inc-2026-9999” in the file is no record of Opsbook/],
  ];
  for (const [bad, message] of files) {
    const { unmount } = await choose(bad);
    expect(await screen.findByText(message)).toBeVisible();
    expect(screen.getByText('Nothing was written')).toBeVisible();
    unmount();
  }
  expect(grafana.writes).toEqual([]);
});

it('tells somebody without rights where they may not write, and writes nothing there', async () => {
  seed();
  const text = await exported();
  wipe();
  grafana.options.canWrite = false;
  await choose(text);
  expect(
    await screen.findByText(
      /You may not write in “Registers”, “Incidents”|You may not write in “Incidents”, “Registers”/
    )
  ).toBeVisible();
  expect(screen.getByRole('button', { name: 'Write 0 records' })).toBeDisabled();
  expect(grafana.writes).toEqual([]);
});

it('says which records failed where rights are lost half-way, and takes the rest from the same file', async () => {
  seed();
  const text = await exported();
  wipe();
  const page = await choose(text);
  await screen.findByText(/Not here yet: 2/);
  grafana.fails(/\/dashboards$/, 403, { method: 'POST', times: 1 });
  await page.user.click(screen.getByRole('button', { name: 'Write 2 records' }));
  expect(await screen.findByText('Not everything was written')).toBeVisible();
  expect(screen.getByText(/Written: 1.*Failed: 1/)).toBeVisible();
  await page.user.upload(screen.getByLabelText('File of records'), asFile(text));
  expect(await screen.findByText(/Not here yet: 1. Here already, the same: 1/)).toBeVisible();
  await page.user.click(screen.getByRole('button', { name: 'Write 1 record' }));
  await waitFor(() => expect(grafana.records.size).toBeGreaterThanOrEqual(2));
});

it('says what a cancelled restore did not reach, and takes that from the same file', async () => {
  for (let number = 1; number <= 7; number++) {
    const name = `inc-2026-000${number}`;
    grafana.holds(incidentKind, name, { ...incident, name, id: `uuid-${number}` });
  }
  const text = await exported();
  wipe();
  const page = await choose(text);
  await screen.findByText(/Not here yet: 7/);
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  server.use(http.post('*/dashboards', () => gate)); // and on to what answers
  await page.user.click(screen.getByRole('button', { name: 'Write 7 records' }));
  await page.user.click(await screen.findByRole('button', { name: 'Cancel' }));
  letGo();
  expect(await screen.findByText(/Written: 4\. .*Failed: 0\. Not reached: 3\./)).toBeVisible(); // four at once
  expect(screen.getByText(/Choose the same file again for the rest/)).toBeVisible();
  await page.user.upload(screen.getByLabelText('File of records'), asFile(text));
  expect(await screen.findByText(/Not here yet: 3\. Here already, the same: 4\. Conflicts: 0\./)).toBeVisible();
  await page.user.click(screen.getByRole('button', { name: 'Write 3 records' }));
  expect(await screen.findByText('Restored, read back and compared')).toBeVisible();
  expect(grafana.records.size).toBeGreaterThanOrEqual(7);
});

describe('permissions of the folders', () => {
  const rows = [
    { role: 'Viewer', permission: 1 },
    { role: 'Editor', permission: 2, inherited: true },
    { team: 'SRE', teamId: 7, permission: 2 },
    { userLogin: 'luc', userId: 3, permission: 4 },
    { team: 'Left', teamId: 8, permission: 2 },
    { userLogin: 'ana', userId: 2, permission: 4 },
  ];
  const rootOnly = (body: object[]) =>
    http.get('*/api/folders/:uid/permissions', ({ params }) =>
      HttpResponse.json(params.uid === 'haddock-opsbook-app' ? body : [])
    );
  /** Ids of another Grafana: what has the same name has another number. */
  const elsewhere = (sent: unknown[], status = 200) =>
    server.use(
      http.get('*/api/teams/search', () => HttpResponse.json({ teams: [{ id: 70, uid: 't70', name: 'SRE' }] })),
      http.get('*/api/org/users/lookup', () =>
        HttpResponse.json([
          { userId: 2, uid: 'u-ana', login: 'ana' },
          { userId: 30, uid: 'u-luc', login: 'luc' },
        ])
      ),
      http.post('*/api/folders/:uid/permissions', async ({ request, params }) => {
        sent.push([params.uid, await request.json()]);
        return HttpResponse.json({ message: status === 200 ? 'updated' : 'no' }, { status });
      })
    );

  it('come back by the names of teams and people, as they were, and tell who is not here', async () => {
    seed();
    server.use(rootOnly(rows));
    const text = await exported();
    wipe();
    const sent: unknown[] = [];
    elsewhere(sent);
    const { user } = await choose(text);
    await user.click(await screen.findByRole('button', { name: 'Write 2 records' }));
    expect(await screen.findByText('Permissions set on folders: 1.')).toBeVisible();
    expect(screen.getByText('Not in this Grafana, so without permissions: Left')).toBeVisible();
    expect(sent).toEqual([
      [
        'haddock-opsbook-app',
        {
          items: [
            { userId: 2, permission: 4 }, // whoever restores stays an administrator, once
            { role: 'Viewer', permission: 1 },
            { teamId: 70, permission: 2 },
            { userId: 30, permission: 4 },
          ],
        },
      ],
    ]);
  });

  it('stay as they are where nobody asks for them, and say where they may not be set', async () => {
    seed();
    server.use(rootOnly(rows));
    const text = await exported();
    const sent: unknown[] = [];
    wipe();
    elsewhere(sent, 403);
    const page = await choose(text);
    const box = await screen.findByRole('checkbox', { name: /With the permissions of the folders/ });
    await page.user.click(await screen.findByRole('button', { name: 'Write 2 records' }));
    expect(await screen.findByText(/You may not set the permissions of:/)).toBeVisible();
    expect(box).not.toBeInTheDocument();
    page.unmount();

    grafana.holds(servicesKind, SERVICES, services({ services: {} }));
    sent.length = 0;
    const again = await choose(text); // what is here already keeps its folders as they are, unless somebody says otherwise
    expect(await screen.findByRole('checkbox', { name: /With the permissions of the folders/ })).not.toBeChecked();
    await again.user.click(screen.getAllByRole('radio', { name: 'Replace it' })[0]);
    await again.user.click(screen.getByRole('button', { name: 'Write 1 record' }));
    expect(await screen.findByText('Restored, read back and compared')).toBeVisible();
    expect(sent).toEqual([]);
  });
});
