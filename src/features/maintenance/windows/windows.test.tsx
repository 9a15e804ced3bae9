import React from 'react';
import { emptyPlan, PLAN_NAME, planKind } from '../../../domain/maintenance/plan';
import { type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import { windowKind } from '../../../domain/maintenance/windows/window';
import { fromResource } from '../../../domain/record/resource';
import { demoServices } from '../../../domain/services/demo';
import { SERVICES, servicesKind } from '../../../domain/services/services';
import { grafana } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../../test/render';
import { holdsWindow, windowAfter } from '../../../test/windows';
import { MaintenanceRoutes } from '../MaintenanceRoutes';
import '../pages/WindowsPage'; // loaded beforehand, so that no test waits for them
import '../pages/WindowFormPage';
import '../pages/WindowPage';

const BASE = '/a/haddock-opsbook-app/maintenance';
const NOW = Date.parse('2026-11-28T11:00:10Z');
const NAME = 'win-20261127-aa';
const ana = { uid: 'u-ana', name: 'Ana' };
const ben = { uid: 'u-ben', name: 'Ben' };

const fields = { backOut: 'Start the **old** image' };

function stored(name = NAME): MaintenanceWindow | undefined {
  const resource = grafana.records.get(name);
  const parsed = resource && fromResource(windowKind, resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

function open(path: string) {
  return render(<MaintenanceRoutes />, { path: `${BASE}${path}`, route: `${BASE}/*` });
}

async function fill(user: ReturnType<typeof open>['user'], field: HTMLElement, text: string) {
  await user.clear(field);
  await user.paste(text);
}

jest.setTimeout(60_000);
beforeEach(() => {
  jest.useFakeTimers({ now: NOW, advanceTimers: true });
  grafana.holds(servicesKind, SERVICES, demoServices('en', 'services-id'));
});
afterEach(() => jest.useRealTimers());

it('plans a window, with what is on at that time before it is saved', async () => {
  holdsWindow('win-20261127-bb', { title: 'Move disks', end: '2026-11-28T14:00:00.000Z' });
  const { user, address } = open('/windows/new');
  await user.click(await screen.findByRole('button', { name: 'Save window' }));
  expect(await screen.findAllByText('This is required')).not.toHaveLength(0);
  await user.type(screen.getByRole('textbox', { name: /^What( \*)?$/ }), 'Update Redis');
  const services = screen.getByRole('combobox', { name: /^Services/ });
  await user.type(services, 'redis{Enter}');
  const other = await screen.findByRole('link', { name: /Move disks, redis: 2026-11-28/ });
  expect(other.closest('li')).toHaveTextContent('(the same services)');
  expect(screen.getByText(/It lasts 2 h 00/)).toBeVisible();
  await user.type(screen.getByRole('textbox', { name: 'Back-out plan' }), 'Start the old image');
  await user.click(screen.getByRole('button', { name: 'Save window' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Update Redis' })).toBeVisible();
  const name = address().split('/').at(-1) ?? '';
  await waitFor(() =>
    expect(stored(name)).toMatchObject({
      title: 'Update Redis',
      start: '2026-11-28T12:00:00.000Z',
      services: { redis: 'redis' },
      backOut: 'Start the old image',
      silence: true,
      planned: { by: ana },
    })
  );
});

it('says which days are closed at that time', async () => {
  const freeze = { date: '2026-11-27', to: '2026-11-30', title: 'Sales freeze', at: '2026-11-01T00:00:00Z' };
  const past = { date: '2026-11-27', title: 'Holiday', at: '2026-11-01T00:00:00Z' };
  grafana.holds(planKind, PLAN_NAME, { ...emptyPlan(), adopted: freeze.at, closed: { a: freeze, b: past } });
  open('/windows/new');
  expect(await screen.findByText('Closed days at this time')).toBeVisible();
  expect(screen.getByText(/Nov 27 – .*Nov 30 · Sales freeze/)).toBeVisible();
  expect(screen.queryByText(/Holiday/)).not.toBeInTheDocument();
});

it('says what is wrong with the times, and keeps what was typed', async () => {
  const { user } = open('/windows/new');
  await user.type(await screen.findByRole('textbox', { name: /^What( \*)?$/ }), 'Move disks');
  await fill(user, screen.getByLabelText(/^End/), '2026-11-28T08:00:00');
  await user.click(screen.getByRole('button', { name: 'Save window' }));
  expect((await screen.findAllByText('The end has to lie after the start'))[0]).toBeVisible();
  await fill(user, screen.getByLabelText(/^End/), '2026-12-28T12:00:00');
  expect(await screen.findByText(/It lasts 30 d.*unusually long/)).toBeVisible();
  expect(screen.getByRole('textbox', { name: /^What( \*)?$/ })).toHaveValue('Move disks');
});

it('is started, extended and ended', async () => {
  holdsWindow(NAME, fields);
  const { user } = open(`/windows/${NAME}`);
  expect(await screen.findByText('ends in 1 h 00')).toBeVisible();
  expect(screen.getByText(/by its plan/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Start' }));
  await waitFor(() => expect(screen.queryByText(/by its plan/)).not.toBeInTheDocument());

  await user.click(screen.getByRole('button', { name: 'Extend…' }));
  const extend = await openedDialog();
  await fill(user, extend.getByLabelText(/^New end/), '2026-11-28T11:30:00');
  await user.click(extend.getByRole('button', { name: 'Extend' }));
  expect(await extend.findByText(/This is not later than its end/)).toBeVisible();
  await fill(user, extend.getByLabelText(/^New end/), '2026-11-28T13:00:00');
  await user.click(extend.getByRole('button', { name: 'Extend' }));
  expect(await screen.findByText('ends in 2 h 00')).toBeVisible();

  await user.click(screen.getByRole('button', { name: 'End…' }));
  const end = await openedDialog();
  await fill(user, end.getByRole('textbox', { name: 'How it went' }), 'Well');
  await user.click(end.getByRole('button', { name: 'End' }));
  expect(await screen.findByText('ended')).toBeVisible();
  await waitFor(() =>
    expect(stored()).toMatchObject({ end: '2026-11-28T13:00:00.000Z', ended: { note: 'Well', by: ana } })
  );
  expect(screen.queryByRole('button', { name: 'Extend…' })).not.toBeInTheDocument();
});

it('is cancelled with a reason, which the text to send tells', async () => {
  holdsWindow(NAME, fields);
  const { user } = open(`/windows/${NAME}`);
  await user.click(await screen.findByRole('button', { name: 'Cancel…' }));
  const dialog = await openedDialog();
  await user.click(dialog.getByRole('button', { name: 'Cancel the window' }));
  await fill(user, await dialog.findByRole('textbox', { name: /Why it does not take place/ }), 'Release postponed');
  await user.click(dialog.getByRole('button', { name: 'Cancel the window' }));
  const text = await screen.findByRole('region', { name: 'To cancel it' });
  await waitFor(() => expect(text).toHaveTextContent('Reason: Release postponed'));
  await user.click(screen.getByRole('radio', { name: 'French' }));
  expect(screen.getByRole('region', { name: 'To announce it' })).toHaveTextContent(/Maintenance planifiée/);
  expect(screen.queryByRole('button', { name: 'Edit' })).not.toBeInTheDocument();
});

it('lets somebody else approve the exclusion, not who planned it', async () => {
  holdsWindow(NAME, { exclude: true });
  const first = open(`/windows/${NAME}`);
  expect(await screen.findByText(/somebody else has to approve it/)).toBeVisible();
  first.unmount();
  grafana.holds(windowKind, NAME, {
    ...windowAfter(NAME, { exclude: true }),
    planned: { at: '2026-11-27T09:00:00Z', by: ben },
    revised: { at: '2026-11-27T09:00:00Z', by: ben, command: 'x' },
  });
  const { user } = open(`/windows/${NAME}`);
  await user.click(await screen.findByRole('button', { name: 'Approve the exclusion' }));
  expect(await screen.findByText(/10:00 – 11:00, approved by Ana.*excluded up to now, provisionally/)).toBeVisible();
  await waitFor(() => expect(stored()).toMatchObject({ approval: { by: ana, services: ['redis'] } }));
});

it('lists what runs, what is planned and what is over', async () => {
  holdsWindow(NAME, fields);
  holdsWindow('win-20261127-cc', { title: 'Later', start: '2026-11-29T10:00:00Z', end: '2026-11-29T11:00:00Z' });
  holdsWindow('win-20261127-dd', { title: 'Gone' }, { type: 'cancel', reason: 'x' });
  open('/windows');
  const section = async (name: string) => within((await screen.findAllByRole('region', { name }))[0]);
  expect((await section('Running')).getByRole('link', { name: 'Update Redis' })).toBeVisible();
  expect((await section('Planned')).getByRole('link', { name: 'Later' })).toBeVisible();
  expect((await section('Past and cancelled')).getByRole('link', { name: 'Gone' })).toBeVisible();
});

it('shows a window to those who may only read, without a way to change it', async () => {
  grafana.options.canWrite = false;
  holdsWindow(NAME, fields);
  open(`/windows/${NAME}`);
  expect(await screen.findByText(/^Read-only for you/)).toBeVisible();
  expect(screen.getByText('old').tagName).toBe('STRONG');
  expect(screen.queryByRole('button', { name: 'Start' })).not.toBeInTheDocument();
});

it('says when there is none of that name, and when none is planned', async () => {
  const first = open('/windows/win-20200101-nothing');
  expect(await screen.findByText('There is no such window')).toBeVisible();
  first.unmount();
  open('/windows');
  expect(await screen.findByText('No maintenance window is planned')).toBeVisible();
});

it('brings the texts of an abandoned plan back, neither its ticks nor times that are over', async () => {
  const first = open('/windows/new');
  await first.user.type(await screen.findByRole('textbox', { name: /^What( \*)?$/ }), 'Move disks');
  await first.user.click(screen.getByRole('checkbox', { name: /^Do not count/ }));
  const start = screen.getByLabelText<HTMLInputElement>(/^Start/).value;
  first.unmount();
  jest.setSystemTime(NOW + 24 * 3_600_000);
  open('/windows/new');
  expect(await screen.findByRole('textbox', { name: /^What( \*)?$/ })).toHaveValue('Move disks');
  expect(screen.getByRole('checkbox', { name: /^Do not count/ })).not.toBeChecked();
  expect(screen.getByRole('checkbox', { name: /^Silence/ })).toBeChecked();
  expect(screen.getByLabelText(/^Start/)).not.toHaveValue(start);
});
