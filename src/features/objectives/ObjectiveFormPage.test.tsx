import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { type UserEvent } from '@testing-library/user-event';
import { type Objective, OBJECTIVES, objectivesKind } from '../../domain/objective';
import { defaultObjectives } from '../../domain/objectiveDefaults';
import { forgetServers } from '../../shared/objectives/measureObjective';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor, within } from '../../test/render';
import { ObjectivesRoutes } from './ObjectivesRoutes';
import { emptyValues, toDefinition, toValues } from './formValues';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 8_000 });

let count = 0;
beforeEach(() => {
  forgetServers();
  const source = { uid: `form-${count++}`, name: 'Prometheus', type: 'prometheus', isDefault: true };
  setDataSourceSrv({ getList: () => [source] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  grafana.answers(/^time\(\)$/, Date.now() / 1000);
});

const form = (path: string) => render(<ObjectivesRoutes />, { path, route: '/*' });
/** Pasted rather than typed: each key renders the form again. */
async function fill(user: UserEvent, field: HTMLElement, text: string) {
  await user.click(field);
  await user.paste(text);
}
const saved = (): Record<string, Objective> => {
  const [write] = grafana.writes;
  const body = JSON.parse(JSON.stringify(write.body));
  return body.spec.panels[0].options.opsbook.objectives;
};

it('writes down every shipped objective and reads it back as it was', () => {
  for (const [key, objective] of Object.entries(defaultObjectives('en', 'x').objectives)) {
    const { position: _, needs: _n, ...definition } = objective;
    const { definition: back, reasons } = toDefinition(toValues(definition, 'UTC'), definition.documented);
    const isLatency = definition.indicator.kind === 'latency';
    expect([key, back, reasons]).toEqual([key, { ...definition, ...(isLatency && { comparison: '<=' }) }, []]);
  }
});

it('names what is not a number', () => {
  const { reasons } = toDefinition({
    ...emptyValues('UTC'),
    target: 'ten',
    percentile: 'x',
    kind: 'latency',
    window: 'month',
    zone: 'Mars',
  });
  expect(reasons.map(({ field }) => field)).toEqual(['target', 'zone', 'indicator.percentile']);
});

it('defines a ratio, shows what it would say, and saves it', async () => {
  grafana.answers(/^sum\(increase\(a_total/, 1000);
  grafana.answers(/^sum\(increase\(b_total/, 5);
  const { user, address } = form('/new');
  await fill(user, await screen.findByRole('textbox', { name: /^Name/ }), 'Good answers');
  await fill(user, screen.getByRole('textbox', { name: /^All events/ }), 'a_total');
  await fill(user, screen.getByRole('textbox', { name: /^Good or bad events/ }), 'b_total');
  await fill(user, screen.getByRole('textbox', { name: /^Target/ }), '1');
  const preview = screen.getByRole('region', { name: 'Preview' });
  expect(await within(preview).findByText(/0\.5\s% in 30 d · 50\s% of the budget left · burns 0\.5×/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Save objective' }));
  await waitFor(() => expect(address()).toContain('/objectives/good-answers'));
  await waitFor(() => expect(grafana.writes).toHaveLength(1));
  expect(saved()['good-answers']).toMatchObject({
    name: 'Good answers',
    indicator: { kind: 'ratio', total: 'a_total', counted: 'bad', events: 'b_total' },
    target: 0.01,
    window: { type: 'rolling', days: 30 },
    definitions: [{ by: { uid: 'u-ana', name: 'Ana' } }],
  });
  expect(Object.keys(saved())).toHaveLength(22); // the built-in ones are the team's own from now on
});

it('names each mistake at its field', async () => {
  const { user } = form('/new');
  await fill(user, await screen.findByRole('textbox', { name: /^All events/ }), 'sum(rate(a_total[5m]');
  await fill(user, screen.getByRole('textbox', { name: /^Target/ }), '120');
  await user.click(screen.getByRole('button', { name: 'Save objective' }));
  expect(await screen.findByText('Give it a name')).toBeVisible();
  expect(screen.getByText(/^The query (is not finished|stops making sense)/)).toBeVisible();
  expect(screen.getByText('Write a query')).toBeVisible();
  expect(screen.getByText('The target is a share between 0 and 100 %')).toBeVisible();
  expect(grafana.writes).toEqual([]);
});

it('offers the buckets of a histogram and refuses another bound', async () => {
  grafana.answers(
    /^group by \(le\)/,
    ['0.5', '1', '+Inf'].map((le) => ({ labels: { le }, value: 1 }))
  );
  grafana.holds(objectivesKind, OBJECTIVES, defaultObjectives('en', 'x'));
  const { user } = form('/latency-p95/edit');
  expect(await screen.findByText('One of the buckets: 0.5, 1 s')).toBeVisible();
  const bound = screen.getByRole('textbox', { name: /^Answered within/ });
  await user.clear(bound);
  await fill(user, bound, '0.7');
  await user.click(screen.getByRole('button', { name: 'Save objective' }));
  expect(await screen.findByText('This is not a bucket of the histogram. It has 500 ms, 1 s.')).toBeVisible();
  expect(grafana.writes).toEqual([]);
});

it('warns when more good events are counted than events, and when the data is short', async () => {
  grafana.answers(/^sum\(increase\(flask_requests_total/, 10);
  grafana.answers(/^sum\(increase\(flask_errors_total/, 40);
  grafana.holds(objectivesKind, OBJECTIVES, defaultObjectives('en', 'x'));
  form('/error-rate/edit');
  expect(await screen.findByText('There are more good events than events')).toBeVisible();
});

it('tells that somebody else saved meanwhile and keeps what was typed', async () => {
  const register = defaultObjectives('en', 'x');
  grafana.holds(objectivesKind, OBJECTIVES, register);
  const { user, outbox } = form('/cpu/edit');
  const name = await screen.findByRole('textbox', { name: /^Name/ });
  await user.clear(name);
  await fill(user, name, 'Processors');
  const { position: _, ...definition } = register.objectives.cpu;
  await outbox.send('objectives', OBJECTIVES, {
    type: 'save',
    id: 'other',
    at: new Date().toISOString(),
    by: { uid: 'u-luc', name: 'Luc' },
    objective: 'cpu',
    definition,
  } as never);
  await user.click(screen.getByRole('button', { name: 'Save objective' }));
  expect(await screen.findByText(/Somebody else changed this objective meanwhile/)).toBeVisible();
  expect(name).toHaveValue('Processors');
});

it('removes an objective after asking', async () => {
  grafana.holds(objectivesKind, OBJECTIVES, defaultObjectives('en', 'x'));
  const { user, address } = form('/cpu/edit');
  await user.click(await screen.findByRole('button', { name: 'Remove objective' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Remove objective' }));
  await waitFor(() => expect(grafana.writes).toHaveLength(1));
  expect(saved().cpu).toBeUndefined();
  expect(address()).toBe('/a/haddock-opsbook-app/objectives');
});

it('is not open to those who may not write', async () => {
  grafana.options.canWrite = false;
  form('/cpu/edit');
  expect(await screen.findByText(/Read-only for you/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Save objective' })).not.toBeInTheDocument();
});

it('says so when there is no such objective', async () => {
  form('/nothing/edit');
  expect(await screen.findByText('There is no such objective')).toBeVisible();
});
