import React from 'react';
import { incidentKind } from '../../../domain/incident';
import { type Action } from '../../../domain/incidentSchema';
import { grafana } from '../../../test/grafana';
import { render, screen } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';
const action = (part: Partial<Action> = {}): Action => ({
  title: 'Raise the memory limit',
  state: 'open',
  created: '2026-11-20T14:30:00.000Z',
  by: { uid: 'u-ana', name: 'Ana' },
  measure: { expr: 'redis_memory_share', comparison: '<', threshold: 0.8 },
  ...part,
});
const open = (one: Action) => {
  grafana.holds(incidentKind, NAME, quotesDown({ actions: { one } }));
  return render(<IncidentPage />, { path: `/incidents/${NAME}?tab=actions`, route: '/incidents/:name' });
};
it.each([
  [0.5, 'the measure is met'],
  [0.9, 'the measure is not met'],
])('says whether %d meets the measure now', async (value, label) => {
  grafana.answers(/redis_memory_share/, value);
  open(action());
  expect(await screen.findByRole('img', { name: label })).toBeVisible();
  expect(screen.getByText(new RegExp(`now ${value}`))).toBeVisible();
});

it('says so when the measure’s data source was deleted', async () => {
  open(action({ measure: { expr: 'up', comparison: '<', threshold: 1, datasource: 'gone' } }));
  expect(await screen.findByText(/its data source is not there any more/)).toBeVisible();
  expect(grafana.queries).toHaveLength(0);
});

it('says so when nothing answers the measure', async () => {
  open(action());
  expect(await screen.findByText(/no data/)).toBeVisible();
  expect(screen.getByRole('img', { name: 'unknown' })).toBeVisible();
});
