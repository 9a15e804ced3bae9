import React from 'react';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { fromResource, type Resource } from '../../../domain/record/resource';
import { grafana } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';
const LUC = { uid: 'u-luc', name: 'Luc Martin' };
const open = (part: Partial<Incident> = {}) => {
  grafana.holds(incidentKind, NAME, quotesDown(part));
  return render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
};
const stored = (): Incident => {
  const parsed = fromResource(incidentKind, grafana.records.get(NAME) as Resource);
  if (parsed.state !== 'ok') {
    throw new Error(parsed.state);
  }
  return parsed.record;
};
const input = () => screen.findByRole('textbox', { name: 'What happened' });

it('lists the commands with what each does, and Enter takes the highlighted one', async () => {
  const { user } = open();
  await user.type(await input(), '/');
  const menu = within(screen.getByRole('listbox', { name: 'Commands' }));
  expect(menu.getByRole('option', { name: /\/decision what was decided/ })).toBeVisible();
  await user.keyboard('{ArrowDown}');
  expect(menu.getByRole('option', { name: /\/sev/, selected: true })).toBeVisible();
  await user.keyboard('{Enter}');
  expect(await input()).toHaveValue('/sev ');
  await user.keyboard('1{Enter}');
  await waitFor(() => expect(stored().severity).toBe('sev1'));
});

it('closes the list with Escape, and leaves the input with the next one', async () => {
  const { user } = open();
  await user.type(await input(), '/');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('listbox', { name: 'Commands' })).not.toBeInTheDocument();
  expect(await input()).toHaveFocus();
  await user.keyboard('{Escape}');
  expect(await input()).not.toHaveFocus();
  expect(await input()).toHaveValue('/');
});

it('writes down what begins like a path once Enter is pressed again, but no mistyped command', async () => {
  const { user } = open();
  await user.type(await input(), '/var is full{Enter}');
  expect(screen.getByText(/Enter again writes it down/)).toBeVisible();
  await user.keyboard('{Enter}');
  expect(await screen.findByText('/var is full')).toBeVisible();
  expect(await input()).toHaveValue('');
  await user.type(await input(), '/status done{Enter}{Enter}');
  expect(await input()).toHaveValue('/status done');
});

it('opens the form of an update with what was typed', async () => {
  const { user } = open();
  await user.type(await input(), '/update Half of the quotes fail{Enter}');
  const dialog = await openedDialog();
  expect(await dialog.findByRole('textbox', { name: /^Conditions/ })).toHaveValue('Half of the quotes fail');
});

it('gives a task to whom @ names, who is known from a role though people may not be listed', async () => {
  grafana.options.orgUsers = 'forbidden';
  const { user } = open({ roles: { scribe: { person: LUC, since: '2026-11-20T14:31:00.000Z' } } });
  await user.type(await input(), '/task Restart Redis @mar');
  expect(screen.getByRole('option', { name: '@Luc Martin' })).toBeVisible();
  await user.keyboard('{Enter}');
  expect(await input()).toHaveValue('/task Restart Redis @Luc Martin ');
  expect(screen.getByText('Enter makes it a task of Luc Martin')).toBeVisible();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(Object.values(stored().tasks)).toMatchObject([{ title: 'Restart Redis', owner: LUC }]));
});

it('knows people by full name though Grafana lists logins', async () => {
  grafana.options.orgUsers = [{ login: 'lmartin', ...LUC }];
  const { user } = open();
  await user.type(await input(), '@lmart');
  expect(await screen.findByRole('option', { name: '@Luc Martin' })).toBeVisible();
});
