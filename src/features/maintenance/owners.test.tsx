import React from 'react';
import { emptyPlan, PLAN_NAME, planKind } from '../../domain/maintenance/plan';
import { type Task } from '../../domain/maintenance/task';
import { emptyWeek, weekName } from '../../domain/maintenance/week';
import { weekKind } from '../../domain/maintenance/weekKind';
import { SERVICES, servicesKind, emptyServices } from '../../domain/services/services';
import { grafana } from '../../test/grafana';
import { render, screen, waitFor, within } from '../../test/render';
import { holdsWindow } from '../../test/windows';
import { MaintenanceRoutes } from './MaintenanceRoutes';
import './pages/CalendarPage'; // loaded beforehand, so that no test waits for it
import './pages/HistoryPage';
import './pages/WeeklyReviewPage';
import './pages/WindowsPage';

const BASE = '/a/haddock-opsbook-app/maintenance';
const ana = { uid: 'u-ana', name: 'Ana' };
const ben = { uid: 'u-ben', name: 'Ben' };

function open(path: string) {
  return render(
    <React.Suspense fallback={null}>
      <MaintenanceRoutes />
    </React.Suspense>,
    { path: `${BASE}${path}`, route: `${BASE}/*` }
  );
}

function task(title: string, more: Partial<Task>): Task {
  const schedule = {
    rule: 'FREQ=WEEKLY;BYDAY=FR',
    start: '2024-01-05T17:00',
    zone: 'UTC',
    from: '2026-11-02T00:00:00Z',
    leadMinutes: 0,
    graceMinutes: 60,
    anchor: 'scheduled' as const,
  };
  return { position: 1, title, team: 'Dev', schedules: { first: schedule }, ...more };
}

jest.setTimeout(60_000);
beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-28T11:00:00Z'), advanceTimers: true }); // a Saturday
  grafana.holds(planKind, PLAN_NAME, {
    ...emptyPlan(),
    adopted: '2026-11-02T00:00:00Z',
    tasks: {
      hers: task('Hers', { owner: ana }),
      teams: task('Of her team', { team: 'sre' }),
      handed: task('Handed to Ben', { owner: ana }),
      others: task('Of others', { owner: ben }),
    },
  });
  grafana.holds(weekKind, weekName('2026-W48'), {
    ...emptyWeek('2026-W48'),
    handovers: {
      'handed@2026-11-27': { person: ben, reason: 'away', at: '2026-11-25T00:00:00Z', by: ana, command: 'h' },
    },
  });
  grafana.holds(servicesKind, SERVICES, {
    ...emptyServices('s'),
    services: {
      redis: { name: 'redis', team: 'SRE', objectives: [], labels: {}, dashboards: [], runbooks: [] },
      quotes: { name: 'quotes', team: 'Dev', objectives: [], labels: {}, dashboards: [], runbooks: [] },
    },
  });
  holdsWindow('win-20261127-aa', { title: 'Redis 8', services: { redis: 'redis' }, owner: 'Ben' });
  holdsWindow('win-20261127-bb', { title: 'Quotes 2', services: { quotes: 'quotes' }, owner: 'Ana' });
});
afterEach(() => jest.useRealTimers());

const MINE = ['Hers', 'Quotes 2'];
const TEAM = ['Of her team', 'Redis 8'];
const ALL = ['Hers', 'Of her team', 'Handed to Ben', 'Of others', 'Quotes 2', 'Redis 8'];

describe.each([
  ['mine', MINE],
  ['my-team', TEAM],
  ['team:Dev', ['Hers', 'Handed to Ben', 'Of others', 'Quotes 2']],
])('the filter %s', (who, expected) => {
  // handed to a person alone, a date is of no team
  const dated = expected.filter((title) => title !== 'Handed to Ben');

  it('narrows the calendar', async () => {
    open(`/calendar?view=week&at=2026-11-27&who=${who}`);
    const week = await screen.findByRole('grid');
    await within(week).findByRole('link', { name: new RegExp(expected[0]) });
    await waitFor(() =>
      expect(
        ALL.filter((title) => within(week).queryAllByRole('link', { name: new RegExp(title) }).length > 0).sort()
      ).toEqual([...dated].sort())
    );
  });

  it('narrows the weekly review', async () => {
    open(`/reviews?week=2026-W48&who=${who}`);
    const due = await screen.findByRole('region', { name: 'What was due' });
    await within(due).findByText(new RegExp(expected[0]));
    await waitFor(() =>
      expect(ALL.filter((title) => within(due).queryAllByText(new RegExp(title)).length > 0)).toEqual(
        ALL.slice(0, 4).filter((title) => dated.includes(title))
      )
    );
    const windows = screen.getByRole('region', { name: 'Maintenance windows, this week and next' });
    await waitFor(() =>
      expect(ALL.filter((title) => within(windows).queryByText(title))).toEqual(
        ALL.slice(4).filter((title) => dated.includes(title))
      )
    );
    expect(screen.getByText(/Shown in part/)).toBeVisible();
  });
});

it('narrows the windows', async () => {
  open('/windows?who=my-team');
  expect(await screen.findByRole('link', { name: 'Redis 8' })).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Quotes 2' })).not.toBeInTheDocument());
  expect(screen.getByText('By your teams in Grafana: SRE')).toBeVisible();
});

it('says that no team of hers is known, and nothing is left', async () => {
  grafana.options.teams = [{ id: 7, name: 'Finance' }];
  open('/windows?who=my-team');
  expect(await screen.findByText('None of the windows is theirs.')).toBeVisible();
  expect(screen.getByText(/None of your teams in Grafana has a name that the plan knows/)).toBeVisible();
});

it('walks the calendar without losing the filter', async () => {
  const { user, address } = open('/calendar?who=mine');
  await user.click(await screen.findByRole('button', { name: 'Later' }));
  expect(address()).toContain('who=mine');
});

it('narrows the kept promises', async () => {
  open('/history?who=my-team');
  const table = await screen.findByRole('region', { name: 'Table of kept promises' });
  await waitFor(() =>
    expect(
      within(table)
        .getAllByRole('row')
        .map((row) => row.textContent)
    ).toEqual([expect.anything(), expect.stringMatching(/^sre2026-11/)])
  );
});

it('says that none of the kept promises are theirs', async () => {
  open('/history?who=team%3AFinance');
  expect(await screen.findByText('Nothing that was due in the last twelve months was theirs.')).toBeVisible();
});
