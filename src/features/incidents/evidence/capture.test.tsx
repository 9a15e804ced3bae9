import React from 'react';
import { type Incident, incidentKind } from '../../../domain/incident';
import { fromResource, type Resource } from '../../../domain/resource';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';

const stored = (): Incident => {
  const parsed = fromResource(incidentKind, grafana.records.get(NAME) as Resource);
  if (parsed.state !== 'ok') {
    throw new Error(parsed.state);
  }
  return parsed.record;
};
const captured = () => Object.values(stored().timeline).flatMap(({ evidence }) => evidence ?? []);

const open = () => {
  grafana.holds(incidentKind, NAME, quotesDown());
  return render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
};

it('keeps the signals at the mitigation, also when it is typed as a command, narrowed to the service', async () => {
  grafana.answers(/service="quotes"/, 0.2);
  const { user } = open();
  expect(await screen.findByText('Error rate')).toBeVisible();
  await user.click(screen.getByRole('textbox', { name: 'What happened' }));
  await user.paste('/status mitigated');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(captured()).toHaveLength(4));
  expect(captured().every(({ moment }) => moment === 'mitigate')).toBe(true);
  expect(captured().find(({ objective }) => objective === 'error-rate')?.expr).toContain('service="quotes"');
});

it('asks for all services where nothing carries the labels of the affected ones, and says so', async () => {
  grafana.answers(/flask_errors_total/, 0.3);
  grafana.answers(/service="quotes"/, 'empty');
  open();
  expect(await screen.findByText('Error rate (all services)')).toBeVisible();
});

it('mitigates all the same when Prometheus does not answer', async () => {
  grafana.answers(/./, { status: 502 });
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /^Status/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Mitigated' }));
  await waitFor(() => expect(stored().status).toBe('mitigated'));
  expect(captured()).toEqual([]);
});
