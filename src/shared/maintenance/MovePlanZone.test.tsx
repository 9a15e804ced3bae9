import React from 'react';
import { emptyPlan, exampleTasks, type Plan, PLAN_NAME, planKind } from '../../domain/maintenance/plan';
import { fromResource } from '../../domain/record/resource';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor } from '../../test/render';
import { MovePlanZone } from './MovePlanZone';

const from = '2026-11-01T00:00:00Z';
const plan: Plan = {
  ...emptyPlan(),
  adopted: from,
  zone: 'Europe/Paris',
  tasks: exampleTasks('en', 'Europe/Paris', from),
};

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-19T12:00:00Z'), advanceTimers: true });
  grafana.holds(planKind, PLAN_NAME, plan);
});
afterEach(() => jest.useRealTimers());

function stored(): Plan | undefined {
  const resource = grafana.records.get(PLAN_NAME);
  const parsed = resource && fromResource(planKind, resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

it('shows what changes before it moves the plan to the zone of the team', async () => {
  grafana.options.settings = { timeZone: 'America/New_York' };
  const { user } = render(<MovePlanZone />);
  await user.click(await screen.findByRole('button', { name: 'Show what would change' }));
  // 17:00 in New York is 23:00 in Paris
  expect(screen.getByRole('row', { name: /^Check logs .*(17:00|5:00 PM).*(23:00|11:00 PM)/ })).toBeVisible();
  expect(stored()?.zone).toBe('Europe/Paris');
  await user.click(screen.getByRole('button', { name: 'Move the plan to America/New_York' }));
  await waitFor(() => expect(stored()?.zone).toBe('America/New_York'));
  await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
});

it('says nothing where the plan runs in the zone of the team', async () => {
  grafana.options.settings = { timeZone: 'Europe/Paris' };
  render(<MovePlanZone />);
  await waitFor(() => expect(grafana.requests).toBeGreaterThan(3));
  expect(screen.queryByText(/runs in/)).not.toBeInTheDocument();
});
