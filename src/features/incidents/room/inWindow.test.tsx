import React from 'react';
import { incidentKind } from '../../../domain/incident/kind';
import { grafana } from '../../../test/grafana';
import { render, screen } from '../../../test/render';
import { holdsWindow } from '../../../test/windows';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';

function open(milestones: Record<string, string>) {
  const incident = quotesDown({ services: { redis: 'Redis' } });
  grafana.holds(incidentKind, NAME, { ...incident, status: 'resolved', milestones });
  return render(<IncidentPage />, { path: `/incidents/${NAME}`, route: '/incidents/:name' });
}

it('says in which window of its services an incident was', async () => {
  holdsWindow('win-20261127-aa', {});
  open({ declared: '2026-11-28T10:30:00Z', resolved: '2026-11-28T10:50:00Z' });
  expect(await screen.findByText('In a maintenance window of Redis')).toBeVisible();
});

it('says nothing of a window that was over before, or of other services', async () => {
  holdsWindow('win-20261127-aa', {});
  holdsWindow('win-20261127-bb', { services: { quotes: 'quotes' }, end: '2026-11-29T10:00:00.000Z' });
  open({ declared: '2026-11-28T12:30:00Z', resolved: '2026-11-28T12:50:00Z' });
  expect(await screen.findByRole('textbox', { name: /what happened/i })).toBeVisible();
  expect(screen.queryByText(/In a maintenance window/)).not.toBeInTheDocument();
});
