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
  expect(await screen.findByText('“Services” was deleted in Grafana')).toBeVisible();
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

it('says on every page that the settings were deleted, by whomever, and what holds until they are back', async () => {
  grafana.options.seesTrash = false;
  grafana.holds(settingsKind, SETTINGS, { ...noSettings('own'), documentLanguage: 'fr', timeZone: 'Asia/Tokyo' });
  grafana.delete(SETTINGS);
  const { user } = render(<ServicesPage />);
  expect(await screen.findByText('“Settings of the team” was deleted in Grafana')).toBeVisible();
  expect(screen.getByText(/this page follows: time zone .*, documents in English, Prometheus/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Restore it' }));
  await waitFor(() => expect(screen.queryByText(/this page follows/)).not.toBeInTheDocument());
  expect(grafana.records.get(SETTINGS)?.spec.description).toContain('timeZone=Asia/Tokyo');
});

it('says so of settings that cannot be read, and leaves them as they are', async () => {
  grafana.holds(settingsKind, SETTINGS, noSettings('own'));
  const resource = grafana.records.get(SETTINGS);
  Object.assign(resource?.spec.panels?.[0]?.options ?? {}, { opsbook: { schema: 1, id: 7, kind: 'settings' } });
  render(<ServicesPage />);
  expect(await screen.findByText(/this page follows/)).toBeVisible();
  expect(screen.getByText('Settings of the team: This record cannot be read')).toBeVisible();
});

it('does not call deleted what a team never had', async () => {
  render(<ServicesPage />);
  expect(await screen.findByText('No service is described yet')).toBeVisible();
  expect(screen.queryByText(/this page follows/)).not.toBeInTheDocument();
});
