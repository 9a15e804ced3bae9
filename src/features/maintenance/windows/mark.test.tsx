import React from 'react';
import { config } from '@grafana/runtime';
import { windowKind } from '../../../domain/maintenance/windows/window';
import { fromResource } from '../../../domain/record/resource';
import { demoServices } from '../../../domain/services/demo';
import { SERVICES, servicesKind } from '../../../domain/services/services';
import { grafana } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor } from '../../../test/render';
import { holdsWindow } from '../../../test/windows';
import { MaintenanceRoutes } from '../MaintenanceRoutes';
import '../pages/WindowPage'; // loaded beforehand, so that no test waits for it

const BASE = '/a/haddock-opsbook-app/maintenance';
const NAME = 'win-20261127-aa';

function open() {
  return render(<MaintenanceRoutes />, { path: `${BASE}/windows/${NAME}`, route: `${BASE}/*` });
}

function optIn(annotate: boolean) {
  const register = demoServices('en', 'uuid');
  const services = { redis: { ...register.services.redis, ...(annotate && { annotate }) } };
  grafana.holds(servicesKind, SERVICES, { ...register, services });
}

function known(): string | undefined {
  const resource = grafana.records.get(NAME);
  const parsed = resource && fromResource(windowKind, resource);
  return parsed?.state === 'ok' ? parsed.record.annotation : undefined;
}

const may = (...permissions: string[]) => {
  config.bootData.user.permissions = Object.fromEntries(permissions.map((each) => [each, true]));
};

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-28T09:00:00Z'), advanceTimers: true });
  may('folders:create', 'annotations:create');
  grafana.annotations.set(77, { text: 'Deployed', tags: ['deploy'] }); // somebody else's, which no test may lose
});
afterEach(() => {
  jest.useRealTimers();
  may('folders:create');
});

it('marks a window on dashboards of its services, and takes the mark away when it is cancelled', async () => {
  optIn(true);
  holdsWindow(NAME, { title: 'Update <Redis>' });
  const { user } = open();
  await waitFor(() => expect(known()).toBe('2'), { timeout: 5000 });
  expect(grafana.annotations.get(2)).toMatchObject({
    time: Date.parse('2026-11-28T10:00:00Z'),
    timeEnd: Date.parse('2026-11-28T12:00:00Z'),
    text: expect.stringContaining('Update &lt;Redis&gt;'),
    tags: expect.arrayContaining(['opsbook:window', `window:${NAME}`, 'service:redis']),
  });
  await user.click(screen.getByRole('button', { name: 'Cancel…' }));
  const dialog = await openedDialog();
  await user.type(dialog.getByRole('textbox'), 'No time');
  await user.click(dialog.getByRole('button', { name: 'Cancel the window' }));
  await waitFor(() => expect([...grafana.annotations.keys()]).toEqual([77]), { timeout: 5000 });
  await waitFor(() => expect(known()).toBeUndefined());
});

it('never removes anything by an id that is none', async () => {
  optIn(true);
  holdsWindow(NAME, {}, { type: 'setAnnotation', annotation: '0' }, { type: 'cancel', reason: 'x' });
  open();
  await waitFor(() => expect(known()).toBeUndefined(), { timeout: 5000 });
  expect([...grafana.annotations.keys()]).toEqual([77]);
});

it.each([
  ['no service was opted in', false, ['annotations:create']],
  ['the person may not annotate', true, []],
])('marks nothing where %s', async (_, annotate, permissions) => {
  optIn(annotate);
  may('folders:create', ...permissions);
  holdsWindow(NAME, {});
  open();
  expect(await screen.findByRole('heading', { level: 1, name: 'Update Redis' })).toBeVisible();
  await jest.advanceTimersByTimeAsync(10_000);
  expect([...grafana.annotations.keys()]).toEqual([77]);
});
