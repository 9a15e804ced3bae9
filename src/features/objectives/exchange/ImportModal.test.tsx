import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure, fireEvent } from '@testing-library/react';
import { demoObjectives } from '../../../domain/objective/demo';
import { toOpenSlo } from '../../../domain/objective/openSlo';
import { OBJECTIVES, objectivesKind } from '../../../domain/objective/register';
import { definitionOf, type Objective, type ObjectivesRegister } from '../../../domain/objective/schema';
import { notifySuccess } from '../../../grafana/notify';
import { grafana } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { ObjectivesRoutes } from '../ObjectivesRoutes';

jest.mock('../../../grafana/notify');
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 8_000 });

const all = demoObjectives('en', 'x').objectives;
const yaml = (key: string, change: Partial<Objective> = {}) =>
  toOpenSlo(key, definitionOf({ ...all[key], ...change })) ?? '';

beforeEach(() => {
  setDataSourceSrv({ getList: () => [] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  const register: ObjectivesRegister = {
    ...demoObjectives('en', 'x'),
    objectives: { 'error-rate': all['error-rate'] },
  };
  grafana.holds(objectivesKind, OBJECTIVES, register);
});

async function open() {
  const rendered = render(<ObjectivesRoutes />, { path: '/', route: '/*' });
  await rendered.user.click(await screen.findByRole('button', { name: 'Import' }));
  const dialog = await screen.findByRole('dialog', { name: 'Import objectives from OpenSLO' });
  const paste = (text: string) =>
    fireEvent.change(within(dialog).getByRole('textbox', { name: /OpenSLO YAML/ }), { target: { value: text } });
  return { ...rendered, dialog, paste };
}

const saved = (): Record<string, Objective> => {
  const body = JSON.parse(JSON.stringify(grafana.writes.at(-1)?.body));
  return body.spec.panels[0].options.opsbook.objectives;
};

it('shows what will be made and saves it once it is confirmed', async () => {
  const { user, dialog, paste } = await open();
  paste([yaml('latency-p95'), yaml('availability', { name: 'Always up' })].join('---\n'));
  const made = await within(dialog).findByRole('region', { name: 'What will be made' });
  expect(within(made).getByRole('checkbox', { name: /^Latency P95/ })).toBeChecked();
  expect(within(made).getByText(/Latency · 95\s% within 500\sms · 30 d/)).toBeVisible();
  expect(within(made).getByText(/Probe · ≥\s99\.9\s% · 30 d/)).toBeVisible();
  expect(grafana.writes).toEqual([]);
  await user.click(within(dialog).getByRole('button', { name: 'Import 2 objectives' }));
  expect(await screen.findByRole('link', { name: 'Always up' })).toBeVisible();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(notifySuccess).toHaveBeenCalledWith('2 objectives were imported');
  await waitFor(() => expect(Object.keys(saved())).toEqual(['error-rate', 'latency-p95', 'always-up']));
  expect(saved()['latency-p95'].indicator).toEqual(all['latency-p95'].indicator);
});

it('names each mistake at its line and makes nothing of it', async () => {
  const { dialog, paste } = await open();
  paste(yaml('latency-p99').replace('target: 0.99', 'target: 99'));
  expect(
    await within(dialog).findByText(/^Line \d+, Latency P99, spec\.objectives\.0\.target: The (target|share) .* 100 %$/)
  ).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Import 0 objectives' })).toBeDisabled();
});

it('says what is no YAML', async () => {
  const { dialog, paste } = await open();
  paste('kind: [');
  expect(await within(dialog).findByText(/^Line 1: This is not YAML/)).toBeVisible();
});

it('takes a file, and does not make what is there already unless asked', async () => {
  const { user, dialog } = await open();
  const file = Object.assign(new File([], 'slo.yaml'), { text: () => Promise.resolve(yaml('error-rate')) }); // jsdom lacks it
  await user.upload(screen.getByLabelText('OpenSLO file'), file);
  const box = await within(dialog).findByRole('checkbox', { name: /^Error rate/ });
  expect(box).not.toBeChecked();
  expect(within(dialog).getByText(/There is an objective of this name already/)).toBeVisible();
  expect(within(dialog).getByRole('button', { name: 'Import 0 objectives' })).toBeDisabled();
  await user.click(box);
  await user.click(within(dialog).getByRole('button', { name: 'Import 1 objective' }));
  await waitFor(() => expect(Object.keys(saved())).toEqual(['error-rate', 'error-rate-2']));
});

it('saves nothing when it is closed', async () => {
  const { user, dialog, paste } = await open();
  paste(yaml('latency-p95'));
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(grafana.writes).toEqual([]);
});

it('keeps what was pasted when Escape closes it', async () => {
  const { user, paste } = await open();
  paste(yaml('latency-p95'));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  await user.click(screen.getByRole('button', { name: 'Import' }));
  const again = await screen.findByRole('dialog', { name: 'Import objectives from OpenSLO' });
  expect(within(again).getByRole('textbox', { name: /OpenSLO YAML/ })).toHaveValue(yaml('latency-p95'));
});
