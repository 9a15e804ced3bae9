import React from 'react';
import { config } from '@grafana/runtime';
import { type Incident, incidentKind } from '../../domain/incident/kind';
import { fromResource, type Resource } from '../../domain/record/resource';
import { demoServices } from '../../domain/services/demo';
import { SERVICES, servicesKind } from '../../domain/services/services';
import { changeRegion, removeRegion } from '../../grafana/annotations';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor } from '../../test/render';
import { IncidentPage } from './pages/IncidentPage';
import { quotesDown } from './testIncidents';

const NAME = 'inc-2026-0142';

function hold(part: Partial<Incident> = {}, annotate = true) {
  const register = demoServices('en', 'uuid');
  grafana.holds(servicesKind, SERVICES, {
    ...register,
    services: { quotes: { ...register.services.quotes, ...(annotate && { annotate }) } },
  });
  grafana.holds(incidentKind, NAME, quotesDown({ services: { quotes: 'quotes' }, ...part }));
}

const open = () => render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });

const stored = (): Incident => {
  const parsed = fromResource(incidentKind, grafana.records.get(NAME) as Resource);
  if (parsed.state !== 'ok') {
    throw new Error(parsed.state);
  }
  return parsed.record;
};

const mayAnnotate = (may: boolean) => {
  config.bootData.user.permissions = { 'folders:create': true, ...(may && { 'annotations:create': true }) };
};

beforeEach(() => mayAnnotate(true));
afterEach(() => mayAnnotate(false));

/** Somebody else's annotation, which no test may lose. */
const foreign = () => grafana.annotations.set(77, { text: 'Deployed', tags: ['deploy'] });

it('marks the incident of a service that was opted in, once, and takes the mark away when it is void', async () => {
  hold();
  foreign();
  const { user } = open();
  await waitFor(() => expect(stored().annotation).toBe('2'));
  expect(grafana.annotations.get(2)).toMatchObject({
    text: expect.stringContaining('INC-2026-0142 · SEV2 · Quotes service down'),
    tags: expect.arrayContaining(['opsbook:incident', 'incident:inc-2026-0142', 'sev:2', 'service:quotes']),
  });
  await user.click(screen.getByRole('button', { name: /^Severity/ }));
  await user.click(await screen.findByRole('menuitem', { name: /SEV1/ }));
  await waitFor(() => expect(grafana.annotations.get(2)?.tags).toContain('sev:1'));
  await user.click(screen.getByRole('button', { name: /^Status/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Void…' }));
  await user.click(await screen.findByRole('button', { name: 'Void it' }));
  await waitFor(() => expect([...grafana.annotations.keys()]).toEqual([77]));
  await waitFor(() => expect(stored().annotation).toBeUndefined());
});

it('takes the mark away when the incident is merged into another, though the page leads there at once', async () => {
  hold();
  grafana.holds(incidentKind, 'inc-2026-0141', quotesDown({ name: 'inc-2026-0141', id: 'uuid-141', services: {} }));
  const { user, address } = open();
  await waitFor(() => expect(stored().annotation).toBe('1'));
  await user.click(screen.getByRole('button', { name: /^Status/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Merge into another incident…' }));
  await user.click(await screen.findByRole('button', { name: 'Merge' }));
  expect(await screen.findByText('Choose the incident that goes on')).toBeVisible();
  await user.click(screen.getByRole('combobox', { name: /Incident that goes on/ }));
  await user.keyboard('{ArrowDown}{Enter}'); // the list itself needs a real layout
  await user.click(screen.getByRole('button', { name: 'Merge' }));
  await waitFor(() => expect(address()).toContain('inc-2026-0141'));
  await waitFor(() => expect([...grafana.annotations.keys()]).toEqual([]));
  expect(stored()).toMatchObject({ status: 'void', duplicateOf: 'inc-2026-0141' });
});

it.each<[string, () => void]>([
  [
    'a private incident',
    () => {
      grafana.privateFolder = [{ userId: 2, userLogin: 'ana', permission: 4 }];
      hold({ private: true });
    },
  ],
  ['an incident of services that were not opted in', () => hold({}, false)],
  [
    'people who may not annotate',
    () => {
      hold();
      mayAnnotate(false);
    },
  ],
])('leaves dashboards alone for %s', async (_, prepare) => {
  prepare();
  foreign();
  open();
  expect(await screen.findByRole('textbox', { name: 'What happened' })).toBeVisible();
  await new Promise((done) => setTimeout(done, 1500));
  expect([...grafana.annotations.keys()]).toEqual([77]);
  expect(stored().annotation).toBeUndefined();
});

it('goes on without a mark when Grafana refuses it', async () => {
  hold();
  grafana.fails(/\/api\/annotations/, 403);
  open();
  expect(await screen.findByRole('textbox', { name: 'What happened' })).toBeVisible();
  await new Promise((done) => setTimeout(done, 1500));
  expect(stored().annotation).toBeUndefined();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it.each([0, -1, NaN, 1.5, Number(undefined)])('never asks for annotation %p: 0 would be all of them', async (id) => {
  foreign();
  await expect(removeRegion(id)).rejects.toThrow('not the id of an annotation');
  await expect(changeRegion(id, { time: 1, timeEnd: 1, text: '', tags: [] })).rejects.toThrow();
  expect([...grafana.annotations.keys()]).toEqual([77]);
});
