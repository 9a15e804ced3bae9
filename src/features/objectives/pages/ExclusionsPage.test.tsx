import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { demoObjectives } from '../../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../../domain/objective/register';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { holdsWindow } from '../../../test/windows';
import { ObjectivesRoutes } from '../ObjectivesRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

const by = { uid: 'u-ana', name: 'Ana' };
const stored = {
  from: '2026-03-10T22:00:00.000Z',
  to: '2026-03-11T00:00:00.000Z',
  objectives: ['error-rate'],
  reason: 'Database upgrade',
  approvedBy: 'Change board',
  at: '2026-03-12T08:00:00.000Z',
  by,
  past: true,
};

beforeEach(() => {
  setDataSourceSrv({ getList: () => [] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'r'));
});

const page = (path = '/exclusions') => render(<ObjectivesRoutes />, { path, route: '/*' });
const holds = () =>
  grafana.holds(objectivesKind, OBJECTIVES, { ...demoObjectives('en', 'r'), exclusions: { x: stored } });

it('says what exclusions are for while there are none', async () => {
  page();
  expect(await screen.findByText(/Nothing is excluded: every minute counts/)).toBeVisible();
});

it('adds one from the page of an objective, and says that it changes the past', async () => {
  const { user } = page('/error-rate');
  await user.click(await screen.findByRole('button', { name: 'Add exclusion' }));
  const form = within(await screen.findByRole('dialog'));
  await user.click(form.getByRole('button', { name: 'Save exclusion' }));
  expect(await form.findByText('Say why')).toBeVisible();
  expect(form.getByText('Say who approved it')).toBeVisible();
  expect(grafana.writes).toEqual([]);
  await user.type(form.getByLabelText(/^Reason/), 'Database upgrade');
  await user.type(form.getByLabelText(/^Approved by/), 'Change board');
  expect(form.getByText(/It begins in the past/)).toBeVisible();
  await user.click(form.getByRole('button', { name: 'Save exclusion' }));
  const table = within(await screen.findByRole('table', { name: 'Exclusions' }));
  expect(table.getByText('Change board')).toBeVisible();
  expect(table.getByText('added afterwards')).toBeVisible();
  await waitFor(() => expect(grafana.writes).toHaveLength(1));
  const body = JSON.stringify(grafana.writes[0].body);
  expect(body).toContain('"approvedBy":"Change board"');
  expect(body).toContain('"objectives":["error-rate"]');
  expect(body).toContain('"type":"exclude"');
});

it('takes one back only with a reason, and the log keeps what it was', async () => {
  holds();
  const { user } = page();
  await user.click(await screen.findByRole('button', { name: 'Take back this exclusion' }));
  const form = within(await screen.findByRole('dialog'));
  await user.click(form.getByRole('button', { name: 'Take back' }));
  expect(await form.findByText('Say why')).toBeVisible();
  await user.type(form.getByLabelText(/^Why the time counts again/), 'It did not happen');
  await user.click(form.getByRole('button', { name: 'Take back' }));
  expect(
    await screen.findByText(/took an exclusion back · It did not happen · .* Database upgrade · Change board/)
  ).toBeVisible();
  expect(screen.queryByRole('table', { name: 'Exclusions' })).not.toBeInTheDocument();
});

it('shows what was approved of a maintenance window, which is taken back with the window', async () => {
  holdsWindow(
    'win-20261127-aa',
    { exclude: true },
    { type: 'approve', seen: 'win-20261127-aa-0', by: { uid: 'u-ben', name: 'Ben' } }
  );
  holdsWindow('win-20261127-bb', { exclude: true, title: 'Not approved' });
  page();
  const link = await screen.findByRole('link', { name: 'Update Redis' });
  expect(link).toHaveAttribute('href', '/a/haddock-opsbook-app/maintenance/windows/win-20261127-aa');
  expect(screen.getByText('Ben')).toBeVisible();
  expect(screen.queryByText('Not approved')).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Take back this exclusion' })).not.toBeInTheDocument();
});

it('shows them to those who may not write, without the controls', async () => {
  grafana.options.canWrite = false;
  holds();
  page();
  expect(await screen.findByText('Change board')).toBeVisible();
  expect(screen.getByText(/Read-only for you/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /Add exclusion|Take back/ })).not.toBeInTheDocument();
});

it('keeps the exclusion and says why when the server refuses it', async () => {
  holds();
  grafana.refusesWrites(403);
  const { user } = page();
  await user.click(await screen.findByRole('button', { name: 'Take back this exclusion' }));
  const form = within(await screen.findByRole('dialog'));
  await user.type(form.getByLabelText(/^Why the time counts again/), 'It did not happen');
  await user.click(form.getByRole('button', { name: 'Take back' }));
  expect(await screen.findByText('Change board')).toBeVisible();
  expect((await screen.findAllByRole('alert'))[0]).toBeVisible();
});

it('says why the register cannot be read', async () => {
  grafana.fails(/\/dashboards\/opsbook-objectives/, 500);
  page();
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
});
