import React from 'react';
import { type Incident, incidentKind } from '../../domain/incident/kind';
import { fromResource } from '../../domain/record/resource';
import { FOLDERS } from '../../grafana/records/folders';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor, within } from '../../test/render';
import { DeclarePage } from './pages/DeclarePage';
import { IncidentPage } from './pages/IncidentPage';
import { IncidentsPage } from './pages/IncidentsPage';
import { quotesDown } from './testIncidents';

const NAME = 'inc-2026-0142';
const declared = () =>
  [...grafana.records.values()].find(({ metadata }) => metadata.name.startsWith('inc-')) ?? undefined;

/** Fills the form up to the button. */
async function fillPrivate() {
  const result = render(<DeclarePage />);
  const { user } = result;
  await user.click(screen.getByRole('textbox', { name: /what is wrong/i }));
  await user.paste('A leak');
  await user.click(screen.getByRole('checkbox', { name: /^Private/ }));
  return result;
}

const declare = async ({ user }: { user: ReturnType<typeof render>['user'] }) =>
  user.click(screen.getByRole('button', { name: /declare incident/i }));

it('makes the folder for its creator and a team, reads it back, and only then declares', async () => {
  const page = await fillPrivate();
  await page.user.click(await screen.findByRole('combobox', { name: /Team that may open/ }));
  await page.user.keyboard('{ArrowDown}{Enter}'); // the list itself needs a real layout
  await declare(page);
  await waitFor(() => expect(page.address()).toMatch(/inc-\d+-0001$/));
  expect(grafana.privateFolder).toMatchObject([
    { userId: 2, permission: 4 },
    { teamId: 5, team: 'SRE', permission: 2 },
  ]);
  expect(declared()?.metadata.annotations).toMatchObject({ 'grafana.app/folder': FOLDERS.private.uid });
  const parsed = fromResource(incidentKind, declared() ?? { metadata: { name: '' }, spec: {} });
  expect(parsed).toMatchObject({ state: 'ok', record: { private: true, title: 'A leak' } });
});

it('declares nothing where the folder is of others, and keeps what was typed', async () => {
  grafana.privateFolder = 'of others';
  const page = await fillPrivate();
  expect(await screen.findByText('You may not declare private incidents')).toBeVisible();
  await declare(page);
  expect(await screen.findByText('The incident was not declared')).toBeVisible();
  expect(screen.getByRole('textbox', { name: /what is wrong/i })).toHaveValue('A leak');
  expect(grafana.writes).toHaveLength(0);
});

it('declares nothing where the person may not make the folder', async () => {
  grafana.fails(/\/api\/folders$/, 403, { method: 'POST' });
  const page = await fillPrivate();
  await declare(page);
  expect(await screen.findByText(/You may not make the folder “Private incidents”/)).toBeVisible();
  expect(grafana.writes).toHaveLength(0);
});

it('takes a folder away again whose permissions could not be set', async () => {
  grafana.fails(/\/permissions$/, 500, { method: 'POST' });
  const page = await fillPrivate();
  await declare(page);
  expect(await screen.findByText('The incident was not declared')).toBeVisible();
  expect(grafana.privateFolder).toBeUndefined();
  expect(grafana.writes).toHaveLength(0);
});

it('declares nothing into a folder that everybody may open', async () => {
  grafana.privateFolder = [
    { userId: 2, userLogin: 'ana', permission: 4 },
    { role: 'Viewer', permission: 1 },
  ];
  const page = await fillPrivate();
  expect(await screen.findByText(/open to everybody with a role/)).toBeVisible();
  await declare(page);
  expect(await screen.findByText(/is open to others/)).toBeVisible();
  expect(grafana.writes).toHaveLength(0);
});

describe('a private incident', () => {
  const hold = (part: Partial<Incident> = {}) =>
    grafana.holds(incidentKind, NAME, quotesDown({ private: true, ...part }));

  it('shows who may open it', async () => {
    grafana.privateFolder = [
      { userId: 2, userLogin: 'ana', permission: 4 },
      { teamId: 5, team: 'SRE', permission: 2 },
    ];
    hold();
    render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
    const list = within(await screen.findByRole('list', { name: 'Who may open private incidents' }));
    expect(list.getByText('ana: Admin')).toBeVisible();
    expect(list.getByText('Team SRE: Edit')).toBeVisible();
  });

  it('is in the private folder and has a lock in the list', async () => {
    hold();
    expect(grafana.records.get(NAME)?.metadata.annotations).toMatchObject({
      'grafana.app/folder': FOLDERS.private.uid,
    });
    render(<IncidentsPage />);
    const table = within(await screen.findByRole('table'));
    const row = table.getByRole('link', { name: /INC-2026-0142/ }).closest('tr');
    expect(row).toHaveTextContent('Private');
  });
});
