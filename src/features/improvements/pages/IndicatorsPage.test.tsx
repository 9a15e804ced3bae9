import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { demoObjectives } from '../../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../../domain/objective/register';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { ImprovementsRoutes } from '../ImprovementsRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  setDataSourceSrv({ getList: () => [] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'r'));
});

const page = () => render(<ImprovementsRoutes />, { path: '/indicators', route: '/*' });
const card = async (name: string) => within(await screen.findByRole('region', { name }));

it('shows the sample indicators with target, actual value and progress', async () => {
  page();
  const coverage = await card('Test coverage');
  expect(coverage.getByText(/^≥\s90\s%$/)).toBeVisible();
  expect(coverage.getByText(/^75\s%$/)).toBeVisible();
  expect(coverage.getByText('December 31, 2024')).toBeVisible();
  expect(coverage.getByText(/Operations manual/)).toBeVisible();
  expect((await card('MTTR')).getByRole('img', { name: 'Late' })).toBeVisible();
  expect(
    (await card('Availability')).getByText(/Also defined with another target: Service availability/)
  ).toBeVisible();
});

it('keeps a value with its author and day, and draws it', async () => {
  const { user } = page();
  await user.click((await card('Documentation')).getByRole('button', { name: 'Add a value of Documentation' }));
  const form = within(await screen.findByRole('dialog'));
  await user.click(form.getByRole('button', { name: 'Save value' }));
  expect(await form.findByText('Give a number')).toBeVisible();
  await user.type(form.getByRole('textbox', { name: /^Value/ }), '92,5');
  await user.type(form.getByLabelText(/Where it comes from/), 'Inventory of November');
  await user.click(form.getByRole('button', { name: 'Save value' }));
  const documentation = await card('Documentation');
  expect(await documentation.findByText(/^92\.5\s%$/)).toBeVisible();
  expect(documentation.getByText(/63 % · better than before/)).toBeVisible(); // 12.5 of the 20 that were missing
  expect(documentation.getByText(/Inventory of November/)).toBeVisible();
  expect(
    documentation.getByRole('img', { name: /^Documentation over time: from 80\s% to 92\.5\s%$/ })
  ).toBeInTheDocument();
  await waitFor(() => expect(grafana.writes).toHaveLength(1));
  expect(JSON.stringify(grafana.writes[0].body)).toContain('Inventory of November');
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
