import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { declare } from '../../../domain/incident/declare/declare';
import { readIncidentHead } from '../../../domain/incident/head';
import { incidentKind } from '../../../domain/incident/kind';
import { markedIncidents } from '../../../domain/objective/costs';
import { demoObjectives } from '../../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../../domain/objective/register';
import { grafana } from '../../../test/grafana';
import { render, screen, within } from '../../../test/render';
import { ObjectivesRoutes } from '../ObjectivesRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 8_000 });

let count = 0;
beforeEach(() => {
  const source = { uid: `detail-${count++}`, name: 'Prometheus', type: 'prometheus', isDefault: true };
  setDataSourceSrv({ getList: () => [source] } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  grafana.answers(/^time\(\)$/, Date.now() / 1000);
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'register'));
});

const page = (path: string) => render(<ObjectivesRoutes />, { path, route: '/*' });

function errors(share: number) {
  grafana.answers(/^sum\(increase\(flask_requests_total/, 1000);
  grafana.answers(/^sum\(increase\(flask_errors_total/, 1000 * share);
}

it('says where one objective stands and when its budget will be gone', async () => {
  errors(0.006);
  page('/error-rate');
  expect(await screen.findByText('Gone in, at this rate')).toBeVisible();
  expect(screen.getByText('20 d')).toBeVisible(); // 40 % is left, burning at 0.6
  expect(screen.getByText('Watch: less than half is left')).toBeVisible();
  expect(screen.getByText(/Bad events divided by all events/)).toBeVisible();
  expect(screen.getByRole('img', { name: /Error rate over time, between 0\.6\s% and 0\.6\s%/ })).toBeInTheDocument();
});

it('shows the four pairs, and which of them could fire at all', async () => {
  errors(0.2);
  page('/error-rate');
  const pairs = await screen.findByRole('table', { name: 'Burn rates' });
  const rows = within(pairs).getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual([
    '1 h 00 / 5 min20×20×14.4×■ fires',
    '6 h 00 / 30 min20×20×6×■ fires',
    '1 d / 2 h 0020×20×3×■ fires',
    '3 d / 6 h 0020×20×1×■ fires',
  ]);
});

it('shows a day in the chart when it is chosen', async () => {
  errors(0.005);
  const { user, address } = page('/error-rate');
  const days = within(await screen.findByRole('list', { name: 'By day' })).getAllByRole('button');
  expect(days.length).toBeGreaterThanOrEqual(30);
  expect(days[5]).toHaveAccessibleName(/0\.5\s% bad, 0\.5× its share of the budget/);
  await user.click(days[5]);
  expect(address()).toMatch(/from=\d+&to=\d+/);
  await user.click(screen.getByRole('button', { name: 'Whole window' }));
  expect(address()).not.toContain('from=');
});

it('says what is wrong when Prometheus is down, and keeps the definition', async () => {
  grafana.fails(/\/proxy\//, 502);
  page('/error-rate');
  expect(await screen.findByText(/Prometheus does not answer/)).toBeVisible();
  expect(screen.getByText('As it ships: nobody has changed this definition yet.')).toBeVisible();
});

it('points out the other definition of the same quantity', async () => {
  page('/mttr');
  expect(
    await screen.findByText(/^Also defined with another target: Recovery after an incident \(<\s30\smin\), the impr/)
  ).toBeVisible();
});

it('multiplies the three factors of OEE', async () => {
  errors(0.1);
  grafana.answers(/^sum\(count_over_time\(up/, 100);
  grafana.answers(/^sum\(sum_over_time\(up/, 50);
  grafana.answers(/_bucket\{le="\+Inf"\}/, 1000);
  grafana.answers(/_bucket\{le="0\.5"\}/, 800);
  page('/oee');
  expect(await screen.findByText(/36\s%/)).toBeVisible();
});

it('offers no change to those who may not write, and says when there is no such objective', async () => {
  grafana.options.canWrite = false;
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'x'));
  page('/cpu');
  expect(await screen.findByText('The value of the query over the last five minutes.')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Change' })).not.toBeInTheDocument();
});

it('says when there is no such objective', async () => {
  page('/nothing');
  expect(await screen.findByText('There is no such objective')).toBeVisible();
});

describe('the error-budget policy', () => {
  it('has a history with the days of entry', async () => {
    errors(0.006);
    page('/error-rate');
    const table = within(await screen.findByRole('table', { name: 'Error-budget policy over time' }));
    expect(table.getAllByText('Watch: less than half is left')).toHaveLength(1);
    expect(table.getByText(/^\d{4}-\d\d-\d\d or before$/)).toBeVisible();
    expect(table.getByText('lasts')).toBeVisible();
    expect(await screen.findByRole('list', { name: 'By calendar month' })).toBeVisible();
  });

  it('asks for the review of an incident that used more than a fifth of the budget', async () => {
    errors(0.02);
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    grafana.holds(incidentKind, 'inc-2026-0009', {
      ...declare({
        name: 'inc-2026-0009',
        id: 'uuid-9',
        at: ago(200),
        by: { uid: 'u-ana', name: 'Ana' },
        zone: 'UTC',
        title: 'Quotes down',
        services: {},
      }),
      status: 'resolved',
      milestones: { started: ago(200), mitigated: ago(8) },
    });
    page('/error-rate');
    const costs = within(await screen.findByRole('table', { name: 'What used the budget' }));
    expect(costs.getByText(/More than 20 % of the budget: needs a review/)).toBeVisible();
    expect(costs.getByRole('link', { name: 'Open the review of INC-2026-0009' })).toHaveAttribute(
      'href',
      '/a/haddock-opsbook-app/incidents/inc-2026-0009?tab=postmortem'
    );
  });

  it('says so when earlier days cannot be asked', async () => {
    grafana.answers(/flask/, 'empty');
    page('/error-rate');
    expect(await screen.findByText(/the query returns no series/)).toBeVisible();
    expect(screen.queryByRole('table', { name: 'Error-budget policy over time' })).not.toBeInTheDocument();
  });
});

it('shows n and an interval, or why there is none, for what is computed from records', async () => {
  const at = new Date(Date.now() - 400 * 86_400_000).toISOString();
  const old = declare({
    name: 'inc-2025-0001',
    id: 'old',
    at,
    by: { uid: 'u', name: 'Ana' },
    zone: 'UTC',
    title: 'Old',
  });
  grafana.holds(incidentKind, 'inc-2025-0001', {
    ...old,
    status: 'closed',
    milestones: { detected: at, mitigated: at, resolved: at },
  });
  page('/mtbf');
  expect(await screen.findByText(/^> 721\sh$/)).toBeVisible();
  expect(screen.getByRole('img', { name: 'Met' })).toBeVisible();
});

it('says who gave a value by hand, and until when it holds', async () => {
  const register = demoObjectives('en', 'r');
  register.objectives['test-coverage'].readings = {
    a: {
      value: 82,
      at: '2026-11-01T08:00:00.000Z',
      by: { uid: 'u-ana', name: 'Ana' },
      expires: '2099-01-01T00:00:00.000Z',
      note: 'CI run 812',
    },
  };
  grafana.holds(objectivesKind, OBJECTIVES, register);
  page('/test-coverage');
  expect(await screen.findByText('Given by')).toBeVisible();
  expect(screen.getByText(/CI run 812/)).toBeVisible();
  expect(screen.getByText('Valid until')).toBeVisible();
});

describe('markedIncidents', () => {
  const window = { start: 1_000_000, end: 2_000_000 };
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
  const head = (milestones: Record<string, number>, more: Record<string, string> = {}) =>
    readIncidentHead({
      name: 'inc-2026-0001',
      title: 'INC-2026-0001 · Down',
      tags: [],
      head: {
        status: 'resolved',
        ...Object.fromEntries(Object.entries(milestones).map(([key, at]) => [key, iso(at)])),
        ...more,
      },
    });

  it('takes the time from impact to mitigation, and leaves out what is none', () => {
    const spans = markedIncidents(
      [
        head({ started: 1_500_000, detected: 1_500_100, mitigated: 1_501_000, resolved: 1_502_000 }),
        head({ detected: 1_600_000 }, { status: 'investigating' }),
        head({ detected: 1_700_000 }), // resolved, and nobody knows when
        head({ detected: 1_500_000, resolved: 1_501_000 }, { drill: 'true' }),
        head({ detected: 500_000, resolved: 501_000 }),
      ],
      window
    );
    expect(spans.map(({ start, end }) => [start, end])).toEqual([
      [1_500_000, 1_501_000],
      [1_600_000, 2_000_000],
    ]);
  });
});
