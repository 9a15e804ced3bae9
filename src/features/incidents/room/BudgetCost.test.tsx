import React from 'react';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { fromResource, type Resource } from '../../../domain/record/resource';
import { holdsDemo } from '../../../test/demo';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';
const hour = (back: number) => new Date(Date.now() - back * 3_600_000).toISOString();
const mitigated = () => ({ started: hour(3), detected: hour(2.5), declared: hour(2.4), mitigated: hour(2) });

beforeEach(holdsDemo);

const open = (part: Partial<Incident> = {}) => {
  grafana.holds(incidentKind, NAME, quotesDown({ status: 'mitigated', milestones: mitigated(), ...part }));
  return render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
};

const stored = (): Incident => {
  const parsed = fromResource(incidentKind, grafana.records.get(NAME) as Resource);
  if (parsed.state !== 'ok') {
    throw new Error(parsed.state);
  }
  return parsed.record;
};

it('keeps what the incident took of the affected objectives’ budgets', async () => {
  grafana.answers(/./, 1);
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Calculate the budget used' }));
  await waitFor(() => expect(stored().costs?.['error-rate']).toBeGreaterThan(0));
  expect(await screen.findByText(/^Error rate: .*%/)).toBeVisible();
  expect(grafana.records.get(NAME)?.spec.description).toContain('costs=');
});

it('says what is missing while a time is unknown, and does not invent it', async () => {
  const { started: _, ...without } = mitigated();
  open({ milestones: without });
  expect(await screen.findByText('Error budget used')).toBeVisible();
  expect(screen.getByText(/It follows from when the impact started/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Calculate the budget used' })).not.toBeInTheDocument();
});

it('says so when Prometheus does not answer, and keeps nothing', async () => {
  grafana.answers(/./, { status: 502 });
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Calculate the budget used' }));
  expect(await screen.findByText('Prometheus does not answer')).toBeVisible();
  expect(stored().costs).toBeUndefined();
});

it('shows a kept cost to people who may not write, and asks for a review above 20 %', async () => {
  grafana.options.canWrite = false;
  open({ costs: { 'error-rate': 0.31 } });
  expect(await screen.findByText(/more than 20 %/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Calculate the budget used' })).not.toBeInTheDocument();
});

it('calculates by itself for whoever mitigates the incident', async () => {
  grafana.answers(/./, 1);
  const { started, detected, declared } = mitigated();
  const { user } = open({ status: 'declared', milestones: { started, detected, declared } });
  await user.click(await screen.findByRole('button', { name: /^Status/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Mitigated' }));
  await waitFor(() => expect(stored().costs?.['error-rate']).toBeGreaterThan(0), { timeout: 30_000 });
});
