import React from 'react';
import { demoServices } from '../../domain/services/demo';
import { SERVICES, servicesKind } from '../../domain/services/services';
import { noSettings, SETTINGS, settingsKind } from '../../domain/settings/settings';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor } from '../../test/render';
import { ServicesPage } from './pages/ServicesPage';

it('does not begin anew by itself for a register that somebody deleted whose trash this person cannot see', async () => {
  grafana.holds(settingsKind, SETTINGS, { ...noSettings('own'), registers: { [SERVICES]: 'their-id' } });
  const { user } = render(<ServicesPage />);
  expect(await screen.findByText('opsbook-services was deleted in Grafana')).toBeVisible();
  expect(screen.getByText(/an administrator can restore it/)).toBeVisible();
  expect(screen.queryByText('No service is described yet')).not.toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Begin anew…' }));
  expect(screen.getByText(/nobody can restore it any more/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Begin anew' }));
  expect(await screen.findByText('No service is described yet')).toBeVisible();
});

it('offers it back to who sees it in the trash', async () => {
  grafana.holds(settingsKind, SETTINGS, { ...noSettings('own'), registers: { [SERVICES]: 'their-id' } });
  grafana.holds(servicesKind, SERVICES, demoServices('en', 'their-id'));
  grafana.delete(SERVICES);
  const { user } = render(<ServicesPage />);
  await user.click(await screen.findByRole('button', { name: 'Restore it' }));
  await waitFor(() => expect(grafana.records.has(SERVICES)).toBe(true));
});

it('begins empty for a team that never saved any', async () => {
  grafana.holds(settingsKind, SETTINGS, { ...noSettings('own'), registers: { 'opsbook-objectives': 'x' } });
  render(<ServicesPage />);
  expect(await screen.findByText('No service is described yet')).toBeVisible();
});
