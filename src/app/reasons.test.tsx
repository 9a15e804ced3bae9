import React, { type ReactElement } from 'react';
import { type ReasonCode } from '../domain/record/reasons';
import { ActionsRoutes } from '../features/actions/ActionsRoutes';
import { AlertsRoutes } from '../features/alerts/AlertsRoutes';
import { BackupsRoutes } from '../features/backups/BackupsRoutes';
import { HelpPage } from '../features/help/pages/HelpPage';
import { HomePage } from '../features/home/pages/HomePage';
import { ImprovementsRoutes } from '../features/improvements/ImprovementsRoutes';
import { IncidentsRoutes } from '../features/incidents/IncidentsRoutes';
import { InsightsRoutes } from '../features/insights/InsightsRoutes';
import { MaintenanceRoutes } from '../features/maintenance/MaintenanceRoutes';
import { ObjectivesRoutes } from '../features/objectives/ObjectivesRoutes';
import { RotaPage } from '../features/rota/pages/RotaPage';
import { RunbooksRoutes } from '../features/runbooks/RunbooksRoutes';
import { SecurityRoutes } from '../features/security/SecurityRoutes';
import { ServicesRoutes } from '../features/services/ServicesRoutes';
import { SetupPage } from '../features/setup/pages/SetupPage';
import { type OutboxState } from '../grafana/records/outbox';
import { allReasons } from '../shared/words/reasons/all';
import { openedDialog, render, screen } from '../test/render';

const CODES = Object.keys(allReasons) as ReasonCode[];

const mockRefused: OutboxState = {
  volatile: false,
  items: [...CODES, 'of.another.version' as ReasonCode].map((code, sequence) => ({
    id: code,
    owner: 'u-ana',
    sequence,
    kind: 'incident',
    name: 'inc-2026-0142',
    parked: { kind: 'refused', message: '', reasons: [{ code }] },
  })),
};

jest.mock('../shared/records/OutboxProvider', () => ({
  ...jest.requireActual<object>('../shared/records/OutboxProvider'),
  useOutboxState: () => mockRefused,
}));

it.each<[string, ReactElement]>([
  ['home', <HomePage key="page" />],
  ['actions', <ActionsRoutes key="page" />],
  ['incidents', <IncidentsRoutes key="page" />],
  ['alerts', <AlertsRoutes key="page" />],
  ['backups', <BackupsRoutes key="page" />],
  ['backups/records', <BackupsRoutes key="page" />],
  ['help', <HelpPage key="page" />],
  ['incidents/new', <IncidentsRoutes key="page" />],
  ['insights', <InsightsRoutes key="page" />],
  ['maintenance', <MaintenanceRoutes key="page" />],
  ['maintenance/calendar', <MaintenanceRoutes key="page" />],
  ['maintenance/checklists', <MaintenanceRoutes key="page" />],
  ['maintenance/history', <MaintenanceRoutes key="page" />],
  ['maintenance/plan', <MaintenanceRoutes key="page" />],
  ['maintenance/reviews', <MaintenanceRoutes key="page" />],
  ['maintenance/windows', <MaintenanceRoutes key="page" />],
  ['objectives', <ObjectivesRoutes key="page" />],
  ['objectives/new', <ObjectivesRoutes key="page" />],
  ['objectives/report', <ObjectivesRoutes key="page" />],
  ['objectives/exclusions', <ObjectivesRoutes key="page" />],
  ['improvements', <ImprovementsRoutes key="page" />],
  ['improvements/changes', <ImprovementsRoutes key="page" />],
  ['improvements/indicators', <ImprovementsRoutes key="page" />],
  ['rota', <RotaPage key="page" />],
  ['runbooks', <RunbooksRoutes key="page" />],
  ['security', <SecurityRoutes key="page" />],
  ['services', <ServicesRoutes key="page" />],
  ['services/new', <ServicesRoutes key="page" />],
  ['setup', <SetupPage key="page" />],
])('%s says every refusal in a sentence, whichever page was opened first', async (path, page) => {
  const { user } = render(page, { path: `/${path}`, route: `/${path.split('/')[0]}/*` });
  await user.click(await screen.findByRole('button', { name: 'Show' }));
  const waiting = await openedDialog();
  expect(await waiting.findAllByText(/has finished this run/)).toHaveLength(2); // a week's, and a runbook's
  const shown = waiting.getAllByText(/./).map((element) => element.textContent);
  expect(
    shown.filter((text) => CODES.includes(text as ReasonCode) || text === '…' || text === 'of.another.version')
  ).toEqual([]);
});
