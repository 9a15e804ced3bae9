import React from 'react';
import { emptyPlan, exampleTasks, PLAN_NAME, planKind } from '../../../domain/maintenance/plan';
import { emptyWeek, weekName } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { downloadText } from '../../../shared/files/download';
import { grafana } from '../../../test/grafana';
import { render, screen, within } from '../../../test/render';
import { MaintenanceRoutes } from '../MaintenanceRoutes';
import '../pages/HistoryPage'; // loaded beforehand, so that no test waits for it

jest.mock('../../../shared/files/download', () => ({ downloadText: jest.fn() }));

const BASE = '/a/haddock-opsbook-app/maintenance';
const ana = { uid: 'u-ana', name: 'Ana' };

jest.setTimeout(60_000);

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-19T15:00:00Z'), advanceTimers: true });
  const from = '2026-11-01T00:00:00Z';
  grafana.holds(planKind, PLAN_NAME, {
    ...emptyPlan(),
    adopted: from,
    zone: 'UTC',
    tasks: exampleTasks('en', 'UTC', from),
  });
  const date = '2026-11-16';
  const [due, opens, closes] = ['T17:00:00Z', 'T08:00:00Z', 'T19:24:00Z'].map((time) => date + time);
  grafana.holds(weekKind, weekName('2026-W47'), {
    ...emptyWeek('2026-W47'),
    results: {
      [`check-logs@${date}`]: {
        state: 'done',
        occurrence: { task: 'check-logs', date, due, opens, closes, title: 'Check logs', team: 'DevOps' },
        at: due,
        on: date,
        by: ana,
        command: 'c1',
        minutes: 75,
        costCode: 'OPS-1',
      },
    },
  });
});
afterEach(() => jest.useRealTimers());

const open = (search = '') => render(<MaintenanceRoutes />, { path: `${BASE}/history${search}`, route: `${BASE}/*` });

it('tells how teams kept their promises, with the interval, and hands it on as CSV', async () => {
  const { user } = open();
  const table = await screen.findByRole('region', { name: 'Table of kept promises' });
  const row = within(table).getByRole('row', { name: /DevOps 2026-11/ });
  expect(row).toHaveTextContent(/1 of \d+, .*% \(.*% to .*%\)/);
  await user.click(screen.getByRole('button', { name: 'Download CSV' }));
  expect(downloadText).toHaveBeenCalledWith(
    'maintenance-compliance.csv',
    expect.stringContaining('DevOps,2026-11,1,'),
    'text/csv'
  );
});

it('tells the dates of a task: done or missed, by whom, how long', async () => {
  open('?task=check-logs');
  const history = await screen.findByRole('region', { name: 'History of a task' });
  expect(await within(history).findByText(/Nov 16 · done · Ana · 1 h 15 · OPS-1/)).toBeVisible();
  expect(within(history).getAllByText(/missed/).length).toBeGreaterThan(5);
});
