import React from 'react';
import { incidentKind } from '../../../domain/incident/kind';
import { type Review } from '../../../domain/incident/schema';
import { fromResource, type Resource } from '../../../domain/record/resource';
import { grafana } from '../../../test/grafana';
import { liveSaved } from '../../../test/live';
import { render, screen, waitFor } from '../../../test/render';
import { IncidentPage } from '../pages/IncidentPage';
import { quotesDown } from '../testIncidents';

const NAME = 'inc-2026-0142';
const LUC = { uid: 'u-luc', name: 'Luc' };
const holds = (review: Review) => grafana.holds(incidentKind, NAME, quotesDown({ review }));
const stored = () => {
  const parsed = fromResource(incidentKind, grafana.records.get(NAME) as Resource);
  return parsed.state === 'ok' ? parsed.record.review : undefined;
};

it('empties the date of the review, and leaves alone whom somebody else made its owner', async () => {
  holds({ state: 'draft', due: '2026-12-01' });
  const { user } = render(<IncidentPage />, { path: `/incidents/${NAME}?tab=review`, route: '/incidents/:name' });
  await user.click(await screen.findByRole('button', { name: 'People and date' }));
  holds({ state: 'draft', due: '2026-12-01', owner: LUC });
  liveSaved(NAME, grafana.records.get(NAME)?.metadata.resourceVersion ?? '');
  expect(await screen.findByText('Owner: Luc')).toBeVisible();
  await user.clear(screen.getByLabelText('Due'));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(stored()).toEqual({ state: 'draft', owner: LUC }));
});
