import React from 'react';
import { toFile } from '../../domain/incident/file';
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

it('leaves no draft of it in the browser', async () => {
  await fillPrivate();
  expect(Object.values(localStorage).join()).not.toContain('A leak');
  expect(Object.values(sessionStorage).join()).toContain('A leak');
});

describe('where the permissions may not be read', () => {
  beforeEach(() => {
    grafana.privateFolder = [{ userId: 9, userLogin: 'mallory', permission: 4 }];
    grafana.options.adminsPrivate = false;
  });

  it('says that privacy could not be verified and who made the folder, and declares nothing before a yes', async () => {
    const page = await fillPrivate();
    expect(await screen.findByText('It could not be verified that this is private')).toBeVisible();
    expect(screen.getByText(/It was made by mallory/)).toBeVisible();
    await declare(page);
    expect(await screen.findByText(/confirm first that it may be kept there/)).toBeVisible();
    expect(grafana.writes).toHaveLength(0);
    await page.user.click(screen.getByRole('checkbox', { name: 'Keep it there all the same' }));
    await declare(page);
    await waitFor(() => expect(page.address()).toMatch(/inc-\d+-0001$/));
  });

  it('is the same where reading them is refused to one who administers it', async () => {
    grafana.options.adminsPrivate = true;
    grafana.fails(/\/permissions$/, 403);
    await fillPrivate();
    expect(await screen.findByText('It could not be verified that this is private')).toBeVisible();
  });
});

it('leaves a folder alone that somebody else made in the same moment', async () => {
  const page = await fillPrivate();
  await screen.findByRole('combobox', { name: /Team that may open/ });
  const theirs = [{ userId: 9, userLogin: 'mallory', permission: 4 }];
  grafana.fails(/\/access$/, 404, { times: 1 });
  grafana.privateFolder = theirs;
  await declare(page);
  expect(await screen.findByText(/Somebody else has just made the folder/)).toBeVisible();
  expect(grafana.privateFolder).toBe(theirs);
  expect(grafana.writes).toHaveLength(0);
});

describe('the import of a private incident', () => {
  // jsdom's files have no text()
  const file = (text: string) =>
    Object.assign(new File([text], 'incident.json'), { text: () => Promise.resolve(text) });
  const choose = async () => {
    const page = render(<IncidentsPage />);
    const text = toFile(quotesDown({ private: true }));
    await page.user.upload(await screen.findByLabelText('Incident as JSON'), file(text));
    const dialog = within(await screen.findByRole('dialog'));
    return { ...page, dialog, confirm: () => page.user.click(dialog.getByRole('button', { name: 'Import' })) };
  };

  it('makes the folder first', async () => {
    const page = await choose();
    await page.confirm();
    await waitFor(() => expect(page.address()).toContain(NAME));
    expect(grafana.privateFolder).toMatchObject([{ userId: 2, permission: 4 }]);
    expect(grafana.records.get(NAME)?.metadata.annotations).toMatchObject({
      'grafana.app/folder': FOLDERS.private.uid,
    });
  });

  it('keeps nothing in a folder that everybody may open, or that cannot be verified', async () => {
    grafana.privateFolder = [{ role: 'Viewer', permission: 1 }];
    const page = await choose();
    await page.confirm();
    expect(await page.dialog.findByText(/is open to others/)).toBeVisible();
    grafana.options.adminsPrivate = false;
    await page.confirm();
    expect(await page.dialog.findByText(/confirm first that it may be kept there/)).toBeVisible();
    expect(grafana.writes).toHaveLength(0);
  });
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
    const list = within(await screen.findByRole('list', { name: 'Who may open the folder' }));
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

  it('keeps what is typed into a correction in this tab alone', async () => {
    grafana.privateFolder = [{ userId: 2, userLogin: 'ana', permission: 4 }];
    const at = '2026-11-20T14:31:00Z';
    const note = {
      at,
      entered: at,
      by: { uid: 'u-ana', name: 'Ana' },
      kind: 'note' as const,
      text: 'Looked at the log',
    };
    hold({ timeline: { ...quotesDown().timeline, note } });
    const { user } = render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
    const entry = (await screen.findByText('Looked at the log')).closest('li') ?? document.body;
    await user.click(within(entry).getByRole('button', { name: 'Entry menu' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Correct…' }));
    await user.click(await screen.findByRole('textbox', { name: 'Correction' }));
    await user.paste('the leaked key');
    expect(Object.values(localStorage).join()).not.toContain('the leaked key');
    expect(Object.values(sessionStorage).join()).toContain('the leaked key');
  });
});
