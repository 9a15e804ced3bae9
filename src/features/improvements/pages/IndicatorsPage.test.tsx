import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { policyLines } from '../../../domain/backup/defaults';
import { backupsKind, noBackups } from '../../../domain/backup/register';
import { BACKUPS } from '../../../domain/backup/schema';
import { demoObjectives } from '../../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../../domain/objective/register';
import { runbookKind } from '../../../domain/runbook/runbook';
import { emptyContent, emptyRunbook } from '../../../domain/runbook/schema';
import { demoServices } from '../../../domain/services/demo';
import { SERVICES, servicesKind } from '../../../domain/services/services';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { ImprovementsRoutes } from '../ImprovementsRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  setDataSourceSrv({ getList: () => [] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'r'));
});

const at = '2026-11-20T08:00:00.000Z';
const by = { uid: 'u-luc', name: 'Luc' };
const page = () => render(<ImprovementsRoutes />, { path: '/indicators', route: '/*' });
const card = async (name: string) => within(await screen.findByRole('region', { name }));

it('shows the sample indicators with target, actual value and progress', async () => {
  page();
  const coverage = await card('Test coverage');
  expect(coverage.getByText(/^≥\s90\s%$/)).toBeVisible();
  expect(coverage.getByText(/^75\s%$/)).toBeVisible();
  expect(coverage.getByText('December 31, 2024')).toBeVisible();
  expect(coverage.getByText(/Operations manual/)).toBeVisible();
  expect((await card('MTTR')).getByText('Late')).toBeVisible();
  expect(
    (await card('Availability')).getByText(/Also defined with another target: Service availability/)
  ).toBeVisible();
});

it('keeps a value with its author and day, and draws it', async () => {
  const { user } = page();
  await user.click((await card('Test coverage')).getByRole('button', { name: 'Add a value of Test coverage' }));
  const form = within(await screen.findByRole('dialog'));
  await user.click(form.getByRole('button', { name: 'Save value' }));
  expect(await form.findByText('Give a number')).toBeVisible();
  await user.type(form.getByRole('textbox', { name: /^Value/ }), '84,5');
  await user.type(form.getByLabelText(/Where it comes from/), 'Inventory of November');
  await user.click(form.getByRole('button', { name: 'Save value' }));
  const coverage = await card('Test coverage');
  expect(await coverage.findByText(/^84\.5\s%$/)).toBeVisible();
  expect(coverage.getByText(/63 % · better than before/)).toBeVisible(); // 9.5 of the 15 that were missing
  expect(coverage.getByText(/Inventory of November/)).toBeVisible();
  expect(coverage.getByRole('img', { name: /^Test coverage over time: from 75\s% to 84\.5\s%$/ })).toBeInTheDocument();
  await waitFor(() => expect(grafana.writes).toHaveLength(1));
  expect(JSON.stringify(grafana.writes[0].body)).toContain('Inventory of November');
});

it('measures documentation by what is written down in the records, with the numbers behind it', async () => {
  grafana.holds(servicesKind, SERVICES, demoServices('en', 's'));
  grafana.holds(runbookKind, 'rb-redis', {
    ...emptyRunbook('rb'),
    ...emptyContent('Redis refuses connections'),
    services: ['redis'],
    sections: { diagnosis: 'Read its logs' },
    version: 1,
    created: { at, by },
    saved: { at, by },
  });
  const elements = Object.values(policyLines('platform', 'en')).slice(0, 2);
  grafana.holds(backupsKind, BACKUPS, {
    ...noBackups('b'),
    elements: { one: { ...elements[0], restore: { runbook: 'rb-redis' } }, two: { ...elements[1], restore: {} } },
  });
  const register = demoObjectives('en', 'r');
  const availability = { ...register.objectives.availability, description: 'Whether users get an answer' };
  const objectives = { availability, cpu: register.objectives.cpu };
  grafana.holds(objectivesKind, OBJECTIVES, { ...register, objectives });
  page();
  const documentation = await card('Documentation');
  expect(await documentation.findByRole('link', { name: '1 of 4 services with a runbook' })).toBeVisible();
  expect(documentation.getByRole('link', { name: '1 of 2 objectives with a description' })).toBeVisible();
  expect(documentation.getByRole('link', { name: '1 of 2 backups with a way to restore' })).toBeVisible();
  expect(documentation.getByText(/^37\.5\s%$/)).toBeVisible(); // 3 of 8
  expect(documentation.getByText(/December 31, 2024/)).toBeVisible(); // what was written down stays
});

it('says which records could not be read, and shows what was written down instead', async () => {
  grafana.fails(/\/dashboards\/opsbook-backups/, 403);
  page();
  const documentation = await card('Documentation');
  expect(await documentation.findByText(/^Records that tell what is documented/)).toBeVisible();
  expect(documentation.getByText(/^80\s%$/)).toBeVisible();
});

it('takes an indicator for documentation when asked to, where its unit is a share', async () => {
  const { user } = page();
  await user.click((await card('Test coverage')).getByRole('button', { name: 'Change Test coverage' }));
  const form = within(await screen.findByRole('dialog'));
  await user.click(form.getByRole('checkbox', { name: /Measured by what is documented/ }));
  await user.click(form.getByRole('button', { name: 'Save indicator' }));
  await waitFor(() => expect(JSON.stringify(grafana.writes.at(-1)?.body)).toContain('"measures":"documentation"'));
  await user.click((await card('MTTR')).getByRole('button', { name: 'Change MTTR' }));
  expect(await screen.findByRole('dialog', { name: 'Change the indicator' })).toBeVisible();
  expect(screen.queryByRole('checkbox', { name: /Measured by what is documented/ })).not.toBeInTheDocument();
});

it('adds an indicator, changes one, and removes one', async () => {
  grafana.holds(objectivesKind, OBJECTIVES, { ...demoObjectives('en', 'r'), indicators: {} });
  const { user } = page();
  expect(await screen.findByText(/Indicators show whether the team gets where it wants to be/)).toBeVisible();
  await user.click(screen.getAllByRole('button', { name: 'New indicator' })[0]);
  const form = within(await screen.findByRole('dialog'));
  await user.click(form.getByRole('button', { name: 'Save indicator' }));
  expect(await form.findByText('Give it a name')).toBeVisible();
  await user.type(form.getByLabelText(/^Name/), 'Runbooks tried');
  await user.type(form.getByLabelText(/^Target/), '90');
  await user.click(form.getByRole('button', { name: 'Save indicator' }));
  const added = await card('Runbooks tried');
  expect(added.getAllByText('no data')).not.toHaveLength(0);
  expect(added.getByText('No value was given yet.')).toBeVisible();
  await user.click(added.getByRole('button', { name: 'Change Runbooks tried' }));
  await user.type(within(await screen.findByRole('dialog')).getByLabelText(/^Name/), '!');
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  expect(screen.getByText(/^Its target and its values go with it/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.getByLabelText(/^Name/)).toHaveValue('Runbooks tried!'); // nothing typed is lost by changing one’s mind
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  expect(screen.getByRole('region', { name: 'Runbooks tried', hidden: true })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Runbooks tried' })).not.toBeInTheDocument());
});

it('takes a percentage for what it says: 99.9 % contradicts no 0.999, and reaches itself', async () => {
  const { user } = page();
  const availability = await card('Availability');
  await user.click(availability.getByRole('button', { name: 'Change Availability' }));
  const form = within(await screen.findByRole('dialog'));
  const target = form.getByLabelText(/^Target/);
  await user.clear(target);
  await user.type(target, '99.9');
  await user.click(form.getByRole('button', { name: 'Save indicator' }));
  expect(await availability.findByText(/^≥\s99\.9\s%$/)).toBeVisible();
  expect(availability.queryByText(/Also defined with another target/)).not.toBeInTheDocument();
  await user.click(availability.getByRole('button', { name: 'Add a value of Availability' }));
  const reading = within(await screen.findByRole('dialog'));
  await user.type(reading.getByRole('textbox', { name: /^Value/ }), '1.1');
  await user.click(reading.getByRole('button', { name: 'Save value' }));
  await waitFor(() => expect(JSON.stringify(grafana.writes.at(-1)?.body)).toContain('"value":0.011,'));
});

it('only shows them to those who may not write', async () => {
  grafana.options.canWrite = false;
  page();
  await card('Documentation');
  expect(await screen.findByText(/Read-only for you/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /Add a value|New indicator|Change/ })).not.toBeInTheDocument();
});

it('says why the register cannot be read', async () => {
  grafana.fails(/\/dashboards\/opsbook-objectives/, 500);
  page();
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
});

it('says that a newer register is read-only', async () => {
  grafana.holds(objectivesKind, OBJECTIVES, { ...demoObjectives('en', 'r'), schema: 99 });
  page();
  expect(await screen.findByText(/newer version of Opsbook/)).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('button', { name: 'New indicator' })).not.toBeInTheDocument());
});
