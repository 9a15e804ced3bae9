import React from 'react';
import { config } from '@grafana/runtime';
import { type MaintenanceWindow } from '../../../domain/maintenance/windows/schema';
import { windowKind } from '../../../domain/maintenance/windows/window';
import { fromResource } from '../../../domain/record/resource';
import { demoServices } from '../../../domain/services/demo';
import { SERVICES, servicesKind } from '../../../domain/services/services';
import { grafana } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../../test/render';
import { holdsWindow } from '../../../test/windows';
import { MaintenanceRoutes } from '../MaintenanceRoutes';
import '../pages/WindowFormPage'; // loaded beforehand, so that no test waits for them
import '../pages/WindowPage';

const BASE = '/a/haddock-opsbook-app/maintenance';
const NAME = 'win-20261127-aa';
const SILENCES = /\/api\/alertmanager\/grafana\/api\/v2\/silence/;

function open(path = `/windows/${NAME}`) {
  return render(<MaintenanceRoutes />, { path: `${BASE}${path}`, route: `${BASE}/*` });
}

function may(...permissions: string[]) {
  config.bootData.user.permissions = Object.fromEntries(permissions.map((each) => [each, true]));
}

function stored(name = NAME): MaintenanceWindow | undefined {
  const resource = grafana.records.get(name);
  const parsed = resource && fromResource(windowKind, resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

const ends = () => [...grafana.silences.values()].map(({ endsAt }) => endsAt);
const section = async () => within(await screen.findByRole('region', { name: 'Silences' }));

async function fill(user: ReturnType<typeof open>['user'], field: HTMLElement, text: string) {
  await user.clear(field);
  await user.paste(text);
}

jest.setTimeout(60_000);
beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-28T11:00:10Z'), advanceTimers: true });
  grafana.holds(servicesKind, SERVICES, demoServices('en', 'services-id'));
  may('folders:create', 'alert.instances:create');
});
afterEach(() => {
  jest.useRealTimers();
  may('folders:create');
});

it('is made with the window, narrowed to its services, and previewed', async () => {
  grafana.alerts = [
    { rule: 'Redis down', labels: { namespace: 'haddock', service: 'redis' }, state: 'Alerting' },
    { rule: 'Quotes slow', labels: { namespace: 'haddock', service: 'quotes' } },
  ];
  const { user } = open('/windows/new');
  await user.type(await screen.findByRole('textbox', { name: /^What( \*)?$/ }), 'Update Redis');
  await user.type(screen.getByRole('combobox', { name: /^Services/ }), 'redis{Enter}');
  expect(await screen.findByText('Holds back 1 alert of Grafana’s rules:')).toBeVisible();
  expect(screen.getByText('Redis down').closest('li')).toHaveTextContent('(fires now)');
  await user.click(screen.getByRole('button', { name: 'Save window' }));
  expect(await (await section()).findByText(/redis: silenced/)).toHaveTextContent(
    'namespace="haddock", service="redis"'
  );
  expect([...grafana.silences.values()]).toMatchObject([
    {
      matchers: [
        { name: 'namespace', value: 'haddock', isRegex: false, isEqual: true },
        { name: 'service', value: 'redis' },
      ],
      startsAt: '2026-11-28T12:00:00.000Z',
      endsAt: '2026-11-28T14:00:00.000Z',
      comment: expect.stringMatching(/^Update Redis \(Opsbook win-/),
    },
  ]);
});

it('is extended and ends with the window', async () => {
  holdsWindow(NAME, { silence: true });
  const { user } = open();
  await user.click(await (await section()).findByRole('button', { name: 'Silence as the window says' }));
  await waitFor(() => expect(stored()?.silences).toEqual({ redis: 'silence-1' }));
  await user.click(screen.getByRole('button', { name: 'Extend…' }));
  const extend = await openedDialog();
  await fill(user, extend.getByLabelText(/^New end/), '2026-11-28T13:00:00');
  await user.click(extend.getByRole('button', { name: 'Extend' }));
  await waitFor(() => expect(ends()).toEqual(['2026-11-28T13:00:00.000Z']));
  await user.click(screen.getByRole('button', { name: 'End…' }));
  await user.click((await openedDialog()).getByRole('button', { name: 'End' }));
  await waitFor(() => expect(ends()[0] < '2026-11-28T11:05').toBe(true));
  expect(await (await section()).findByText('Nothing is silenced by it any more.')).toBeVisible();
});

it('stays until the last window that covers it is over', async () => {
  holdsWindow(NAME, { silence: true });
  holdsWindow('win-20261127-bb', { silence: true, title: 'Move disks', end: '2026-11-28T15:00:00.000Z' });
  const { user } = open();
  await user.click(await (await section()).findByRole('button', { name: 'Silence as the window says' }));
  await waitFor(() => expect(ends()).toEqual(['2026-11-28T15:00:00.000Z', '2026-11-28T15:00:00.000Z']));
  await waitFor(() => expect(stored()?.silences).toBeDefined());
  await user.click(screen.getByRole('button', { name: 'End…' }));
  await user.click((await openedDialog()).getByRole('button', { name: 'End' }));
  expect(await screen.findByText('ended')).toBeVisible();
  await waitFor(() => expect(stored()?.ended).toBeDefined());
  expect(await (await section()).findByText(/redis: silenced/)).toBeVisible();
  expect(ends()).toEqual(['2026-11-28T15:00:00.000Z', '2026-11-28T15:00:00.000Z']);
});

it('tells who may not make one who can, and keeps the window', async () => {
  may('folders:create', 'alert.silences:create'); // a Viewer with Edit on the folder
  const { user } = open('/windows/new');
  await user.type(await screen.findByRole('textbox', { name: /^What( \*)?$/ }), 'Update Redis');
  await user.type(screen.getByRole('combobox', { name: /^Services/ }), 'redis{Enter}');
  await user.click(screen.getByRole('button', { name: 'Save window' }));
  expect(await screen.findByText('You may not make silences in this Grafana')).toBeVisible();
  expect(screen.getByText(/Editors and admins of the organisation may/)).toBeVisible();
  expect(screen.getByRole('heading', { level: 1, name: 'Update Redis' })).toBeVisible();
  expect(grafana.silences.size).toBe(0);
});

it('says what Grafana refuses with, and offers it again', async () => {
  holdsWindow(NAME, { silence: true });
  grafana.fails(SILENCES, 403, {
    method: 'POST',
    body: { message: 'user is not authorized to create a general silence' },
  });
  const { user } = open();
  await user.click(await (await section()).findByRole('button', { name: 'Silence as the window says' }));
  expect(
    await screen.findByText(/^user is not authorized to create a general silence\. Editors and admins/)
  ).toBeVisible();
  grafana.heals();
  await user.click(screen.getByRole('button', { name: 'Silence as the window says' }));
  expect(await (await section()).findByText(/redis: silenced/)).toBeVisible();
  expect(screen.queryByText(/user is not authorized/)).not.toBeInTheDocument();
});

it('says that somebody deleted it, and makes it again only on demand', async () => {
  holdsWindow(NAME, { silence: true }, { type: 'setSilences', silences: { redis: 'silence-9' } });
  const { user } = open();
  expect(await (await section()).findByText(/somebody ended or deleted the silence/)).toBeVisible();
  expect(grafana.silences.size).toBe(0);
  await user.click((await section()).getByRole('button', { name: 'Silence as the window says' }));
  await waitFor(() => expect(stored()?.silences).toEqual({ redis: 'silence-1' }));
});

it('silences nothing without labels, since that would hold every alert', async () => {
  holdsWindow(NAME, { silence: true, services: { typed: 'typed' } });
  open();
  expect(
    await (await section()).findByText(/typed: not silenced: the register of services has no labels/)
  ).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Silence as the window says' })).not.toBeInTheDocument();
});

it('says when silences cannot be read', async () => {
  holdsWindow(NAME, { silence: true });
  grafana.fails(SILENCES, 500);
  open();
  expect(await screen.findByText(/Grafana’s silences cannot be read now/)).toBeVisible();
});
