import React from 'react';
import { SETTINGS } from '../../../domain/settings/settings';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor } from '../../../test/render';
import { SetupStepCard } from './SetupStepCard';

const stored = () => JSON.stringify(grafana.records.get(SETTINGS));

it('is left, found so by the next person, finished and taken up again', async () => {
  const { user, unmount } = render(<SetupStepCard step="look">Look</SetupStepCard>);
  await user.click(await screen.findByRole('button', { name: 'Leave it for later' }));
  expect(await screen.findByText('Left for later')).toBeVisible();
  await waitFor(() => expect(stored()).toContain('"look":{"state":"left"'));
  unmount();

  const again = render(<SetupStepCard step="look">Look</SetupStepCard>);
  expect(await screen.findByText('Left for later')).toBeVisible();
  await again.user.click(screen.getByRole('button', { name: 'Mark as done' }));
  expect(await screen.findByText('Done')).toBeVisible();
  await again.user.click(screen.getByRole('button', { name: 'Take it up again' }));
  await waitFor(() => expect(stored()).toContain('"look":{"state":"left"'));
});

it('offers nothing to people who may only read', async () => {
  grafana.options.canWrite = false;
  render(<SetupStepCard step="past">Past</SetupStepCard>);
  await waitFor(() => expect(screen.queryByRole('button')).not.toBeInTheDocument());
  expect(screen.getByText('Past')).toBeVisible();
});
