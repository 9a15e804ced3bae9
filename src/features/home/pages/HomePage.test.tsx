import React from 'react';
import { act } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { backupsKind, noBackups } from '../../../domain/backup/register';
import { BACKUPS } from '../../../domain/backup/schema';
import { exampleIncident } from '../../../domain/incident/example';
import { incidentKind } from '../../../domain/incident/kind';
import { exampleTasks, emptyPlan, PLAN_NAME, planKind } from '../../../domain/maintenance/plan';
import { emptyWeek } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { emptyObjectives, OBJECTIVES, objectivesKind } from '../../../domain/objective/register';
import { isRefused } from '../../../domain/record/outcome';
import { type Command } from '../../../domain/record/record';
import { emptySecurity, SECURITY_NAME, securityKind } from '../../../domain/security/register';
import { noRota, ROTA, rotaKind } from '../../../domain/services/rota';
import { noSettings, SETTINGS, settingsKind } from '../../../domain/settings/settings';
import { DAY_MS } from '../../../domain/time/units';
import { FOLDERS } from '../../../grafana/records/folders';
import { type OutboxState } from '../../../grafana/records/outbox';
import { grafana, server } from '../../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../../test/render';
import { holdsWindow } from '../../../test/windows';
import { HomePage } from './HomePage';

const NOW = Date.parse('2026-11-19T15:00:00Z');
/** Grafana asks for the plugin's settings itself before it shows the app; which version it serves is known of Grafana 12. */
const BY_GRAFANA = /\/api\/plugins\/[^/]+\/settings$|\/apis\/dashboard\.grafana\.app$/;

let objectiveStates: Array<{ key: string; state: string; text?: string; objective: object }> = [];
jest.mock('../../../shared/objectives/useObjectiveStates', () => ({
  useObjectiveStates: () => ({ states: objectiveStates, isPending: false, error: null }),
}));

const nothingWaits: OutboxState = { volatile: false, items: [] };
let mockOutboxState = nothingWaits;
jest.mock('../../../shared/records/OutboxProvider', () => ({
  ...jest.requireActual<object>('../../../shared/records/OutboxProvider'),
  useOutboxState: () => mockOutboxState,
}));

beforeEach(() => {
  mockOutboxState = nothingWaits;
  jest.useFakeTimers({ now: NOW, advanceTimers: true });
  objectiveStates = [];
  const denied = () => HttpResponse.json({ message: 'Permissions needed' }, { status: 403 });
  server.use(
    http.get('*/api/frontend/settings', () =>
      HttpResponse.json({
        anonymousEnabled: false,
        disableUserSignUp: true,
        allowOrgCreate: false,
        disableLoginForm: true,
        oauth: { keycloak: {} },
        rbacEnabled: true,
        viewersCanEdit: false,
      })
    ),
    http.get('*/api/admin/settings', denied),
    http.get('*/api/health', () => HttpResponse.json({})),
    http.get('*/api/org/users', denied),
    http.get('*/api/users/lookup', denied),
    http.get('*/api/datasources', () => HttpResponse.json([]))
  );
});
afterEach(() => {
  jest.useRealTimers();
  server.resetHandlers();
});

function adopted(from: number) {
  const at = new Date(from).toISOString();
  grafana.holds(planKind, PLAN_NAME, {
    ...emptyPlan(),
    adopted: at,
    zone: 'UTC',
    tasks: exampleTasks('en', 'UTC', at),
  });
}

function incident(name: string, description: string, tags = ['status:open', 'sev:1']) {
  grafana.put({
    metadata: { name, annotations: { 'grafana.app/folder': FOLDERS.incidents.uid } },
    spec: {
      title: `${name.toUpperCase()} · SEV1 · Quotes service down`,
      description,
      tags: ['opsbook', 'opsbook:incident', ...tags],
    },
  });
}

/** As an earlier version wrote it, or legacy storage finds it: the head does not tell. */
function asOlder(name: string) {
  const { metadata, spec } = grafana.records.get(name) ?? {};
  if (!metadata) {
    throw new Error(`there is no ${name}`);
  }
  grafana.put({ metadata, spec: { ...spec, description: `id=${name}` } });
}

const part = (name: string) => screen.findByRole('region', { name });

it('shows what needs somebody: open incidents, late maintenance, breached objectives, failed security', async () => {
  adopted(NOW - 3 * DAY_MS);
  incident(
    'inc-2026-0142',
    'id=inc-2026-0142 status=investigating severity=sev1 declared=2026-11-19T14:18:00Z next-update=2026-11-19T15:04:00Z commander=Ana'
  );
  incident(
    'inc-2026-0100',
    'id=inc-2026-0100 status=resolved severity=sev1 declared=2026-11-01T14:18:00Z action-1="a1|Luc|2026-11-10|prevent|high|open|Raise the limit" review=draft review-due=2026-11-15',
    ['status:resolved']
  );
  objectiveStates = [
    {
      key: 'error-rate',
      state: 'breached',
      text: '6.2 %',
      objective: { name: 'Error rate', comparison: '<', target: 0.01, unit: 'ratio' },
    },
    {
      key: 'availability',
      state: 'met',
      objective: { name: 'Availability', comparison: '>=', target: 0.999, unit: 'ratio' },
    },
  ];
  const old = {
    command: 'a',
    at: '2026-01-01T00:00:00Z',
    by: { uid: 'u', name: 'Luc' },
    author: 'Luc',
    evidence: 'x',
    expires: '2026-02-01T00:00:00Z',
  };
  grafana.holds(securityKind, SECURITY_NAME, {
    ...emptySecurity(),
    attestations: { firewall: old, secrets: { ...old, expires: '2026-11-22T00:00:00Z' } },
  });
  render(<HomePage />);

  const running = await part('Running');
  expect(await within(running).findByRole('link', { name: 'INC-2026-0142 · Quotes service down' })).toHaveAttribute(
    'href',
    expect.stringContaining('/incidents/inc-2026-0142')
  );
  expect(within(running).getByText('42 min')).toBeVisible();
  expect(within(running).getByText('next update in 4 min · Ana commands')).toBeVisible();
  expect(within(running).queryByText(/0100/)).not.toBeInTheDocument();

  const objectives = await part('Objectives');
  expect(within(objectives).getByRole('link', { name: 'Error rate' })).toBeVisible();
  expect(within(objectives).getByText('6.2 %')).toBeVisible();
  expect(within(objectives).getByText(/1 breached/)).toBeVisible();

  const today = await part('Today');
  const late = await within(today).findAllByText(/overdue 2 d 22 h/);
  expect(late).toHaveLength(3);
  expect(within(today).getByRole('link', { name: 'Check logs' })).toHaveAttribute(
    'href',
    expect.stringContaining('open=check-logs%402026-11-19')
  );

  const followUp = await part('Security and follow-up');
  expect(await within(followUp).findByRole('link', { name: 'HTTPS' })).toBeVisible();
  expect(within(followUp).getByRole('link', { name: 'Firewall' })).toBeVisible();
  expect(within(followUp).getByText(/^expires/)).toBeVisible();
  expect(within(followUp).getByRole('link', { name: 'Raise the limit' })).toBeVisible();
  expect(within(followUp).getByRole('link', { name: 'Review of INC-2026-0100' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Declare incident' })).toHaveAttribute(
    'href',
    expect.stringContaining('/incidents/new')
  );
  expect(screen.queryByText(/nothing needs you now/i)).not.toBeInTheDocument();
});

it('counts the days of a late action as the list of actions does', async () => {
  incident(
    'inc-2026-0100',
    'id=inc-2026-0100 status=resolved severity=sev1 declared=2026-11-01T14:18:00Z action-1="a1|Luc|2026-11-01|prevent|high|open|Raise the limit"',
    ['status:resolved']
  );
  render(<HomePage />);
  expect(await within(await part('Security and follow-up')).findByText('18 days late')).toBeVisible();
});

it('lists as today’s what is due until the day ends, not what may already be done', async () => {
  const tasks = exampleTasks('en', 'UTC', new Date(NOW - 3 * DAY_MS).toISOString());
  const [key, task] = Object.entries(tasks).find(([, { title }]) => title === 'Security scan') ?? [];
  if (!key || !task) {
    throw new Error('the examples have no such task');
  }
  const schedules = Object.fromEntries(
    Object.entries(task.schedules).map(([id, schedule]) => [id, { ...schedule, leadMinutes: 96 * 60 }])
  );
  grafana.holds(planKind, PLAN_NAME, {
    ...emptyPlan(),
    adopted: new Date(NOW - 3 * DAY_MS).toISOString(),
    zone: 'UTC',
    tasks: { [key]: { ...task, schedules } },
  });
  render(<HomePage />);
  expect(await screen.findByText('No maintenance is due or overdue.')).toBeVisible();
});

it('shows the maintenance windows of today, and no others', async () => {
  holdsWindow('win-20261119-aa', { start: '2026-11-19T14:00:00.000Z', end: '2026-11-19T16:00:00.000Z' });
  holdsWindow('win-20261119-bb', { title: 'Next week' });
  render(<HomePage />);
  const today = within(await screen.findByRole('list', { name: 'Maintenance windows of today' }));
  expect(today.getByRole('link', { name: 'Update Redis' })).toBeVisible();
  expect(today.getByRole('img', { name: 'running' })).toBeVisible();
  expect(today.getAllByRole('listitem')).toHaveLength(1);
});

it('is calm when nothing needs anybody, and says what comes next', async () => {
  adopted(Date.parse('2026-12-01T00:00:00Z')); // the plan begins later
  grafana.holds(securityKind, SECURITY_NAME, {
    ...emptySecurity(),
    exceptions: {
      https: {
        command: 'e',
        at: '2026-11-01T00:00:00Z',
        by: { uid: 'u', name: 'Luc' },
        reason: 'Lab',
        approved: { at: '2026-11-01T01:00:00Z', by: { uid: 'e', name: 'Eve' }, command: 'x' },
        expires: '2027-01-01T00:00:00Z',
      },
    },
  });
  render(<HomePage />);
  expect(await screen.findByText(/nothing needs you now\. next: clean up resources, tue, /i)).toBeVisible();
  expect(screen.getByText('No incident is open.')).toBeVisible();
  expect(screen.getByText('No maintenance is due or overdue.')).toBeVisible();
});

it('says when the next review is due, and whose reviews are theirs', async () => {
  incident(
    'inc-2026-0101',
    'id=inc-2026-0101 status=resolved severity=sev1 declared=2026-11-17T14:18:00Z review=draft review-due=2026-11-23 review-owner=u-ana',
    ['status:resolved']
  );
  incident(
    'inc-2026-0102',
    'id=inc-2026-0102 status=resolved severity=sev2 declared=2026-11-18T14:18:00Z review-due=2026-11-25 review-owner=u-luc',
    ['status:resolved']
  );
  render(<HomePage />);
  const followUp = await part('Security and follow-up');
  expect(
    await within(followUp).findByRole('link', { name: /^Next review: INC-2026-0101, Mon, Nov(ember)? 23/ })
  ).toBeVisible();
  const mine = await part('Mine');
  expect(within(mine).getByText('review of INC-2026-0101')).toBeVisible();
  expect(within(mine).queryByText('review of INC-2026-0102')).not.toBeInTheDocument();
});

it('shows a task as done as soon as this browser says so, also while Grafana does not know it yet', async () => {
  adopted(Date.parse('2026-11-19T00:00:00Z'));
  grafana.holds(weekKind, 'opsbook-week-2026-w47', emptyWeek('2026-W47'));
  const day = {
    task: 'check-logs',
    date: '2026-11-19',
    due: '2026-11-19T17:00:00Z',
    title: 'Check logs',
    team: 'DevOps',
  };
  const times = { opens: '2026-11-19T08:00:00Z', closes: '2026-11-19T19:24:00Z', cycle: DAY_MS };
  const by = { uid: 'u-ana', name: 'Ana' };
  mockOutboxState = {
    volatile: false,
    items: [
      {
        id: 'd1',
        owner: 'u-ana',
        sequence: NOW,
        kind: 'week',
        name: 'opsbook-week-2026-w47',
        command: {
          type: 'done',
          id: 'd1',
          at: new Date(NOW).toISOString(),
          by,
          occurrence: { ...day, ...times },
          doneAt: new Date(NOW).toISOString(),
          on: '2026-11-19',
        } as Command,
      },
    ],
  };
  render(<HomePage />);
  const today = await part('Today');
  expect(await within(today).findByRole('link', { name: 'Check performance' })).toBeVisible();
  await waitFor(() => expect(within(today).queryByRole('link', { name: 'Check logs' })).not.toBeInTheDocument());
});

it('keeps the other parts when one fails, says why and tries again', async () => {
  adopted(Date.parse('2026-11-19T00:00:00Z'));
  asOlder(PLAN_NAME);
  grafana.fails(/dashboards\/opsbook-plan/, 500);
  const { user } = render(<HomePage />);
  const today = await part('Today');
  expect(await within(today).findByText(/today: grafana had an error/i)).toBeVisible();
  expect(await screen.findByText('No incident is open.')).toBeVisible();
  expect(screen.queryByText(/nothing needs you now/i)).not.toBeInTheDocument();
  grafana.heals();
  await user.click(within(today).getByRole('button', { name: 'Try again' }));
  expect(await within(today).findByRole('link', { name: 'Check logs' })).toBeVisible();
});

it('keeps what a part shows when it cannot be read again', async () => {
  incident('inc-2026-0143', 'id=inc-2026-0143 status=investigating severity=sev1 declared=2026-11-19T14:18:00Z');
  render(<HomePage />);
  const running = await part('Running');
  expect(await within(running).findByRole('link', { name: /Quotes service down/ })).toBeVisible();
  grafana.fails(/\/search/, 500);
  await act(() => jest.advanceTimersByTimeAsync(20_000));
  expect(await within(running).findByText(/could not be read|had an error/)).toBeVisible();
  expect(within(running).getByRole('link', { name: /Quotes service down/ })).toBeVisible();
});

it('says in each part that it could not be read where the search fails, and takes no register for deleted', async () => {
  grafana.fails(/v0alpha1\/namespaces\/[^/]+\/search/, 503);
  render(<HomePage />);
  expect(await within(await part('Running')).findByRole('alert', {}, { timeout: 5000 })).toHaveTextContent(
    'Running: could not be read'
  );
  expect(await within(await part('Security and follow-up')).findByText('HTTPS')).toBeVisible();
  expect(screen.queryByText(/does not exist/i)).not.toBeInTheDocument();
});

it('does not offer to declare to people who may only read', async () => {
  grafana.options.canWrite = false;
  render(<HomePage />);
  expect(await screen.findByText('No incident is open.')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Declare incident' })).not.toBeInTheDocument();
});

it('says in the waiting list why a step of a run was refused, opened first of all', async () => {
  mockOutboxState = {
    volatile: false,
    items: [
      {
        id: 'c1',
        owner: 'u-ana',
        sequence: NOW,
        kind: 'week',
        name: 'opsbook-week-2026-w47',
        parked: { kind: 'refused', message: '', reasons: [{ code: 'run.finished', values: { name: 'Luc' } }] },
      },
    ],
  };
  const { user } = render(<HomePage />);
  await user.click(await screen.findByRole('button', { name: 'Show' }));
  const waiting = await openedDialog();
  expect(await waiting.findByText('Luc has finished this run')).toBeVisible();
  expect(waiting.queryByText(/run\.finished/)).toBeNull();
});

describe('a new team', () => {
  it('sees three next steps and both ways to begin, and nothing overdue or breached', async () => {
    render(<HomePage />);
    const steps = await part('Three steps to begin with');
    expect(within(steps).getAllByRole('listitem')).toHaveLength(3);
    expect(within(steps).getByRole('link', { name: /^Look what your Prometheus has/ })).toHaveAttribute(
      'href',
      expect.stringContaining('/setup?step=look')
    );
    expect(await screen.findByText('No maintenance is due or overdue.')).toBeVisible();
    expect(within(steps).getByRole('button', { name: 'Start with the examples' })).toBeVisible();
  });

  it('is not asked again once it began with nothing', async () => {
    const { user } = render(<HomePage />);
    const steps = await part('Three steps to begin with');
    await user.click(within(steps).getByRole('button', { name: 'Start empty' }));
    await waitFor(() =>
      expect(screen.queryByRole('region', { name: 'Three steps to begin with' })).not.toBeInTheDocument()
    );
    expect(JSON.stringify(grafana.records.get(SETTINGS))).toContain('"begun":"empty"');
  });

  it('takes objectives and plan over in one click, of which nothing is overdue', async () => {
    const { user } = render(<HomePage />);
    const steps = await part('Three steps to begin with');
    await user.click(within(steps).getByRole('button', { name: 'Start with the examples' }));
    await waitFor(() => expect(JSON.stringify(grafana.records.get(PLAN_NAME))).toContain('check-logs'));
    await waitFor(() => expect(JSON.stringify(grafana.records.get(OBJECTIVES))).toContain('latency-p95'));
    const today = await part('Today');
    expect(await within(today).findByRole('link', { name: 'Check logs' })).toBeVisible();
    expect(within(today).queryByText(/overdue/)).not.toBeInTheDocument();
  });
});

it('shows the roles, tasks and actions of the person who looks, and of nobody else', async () => {
  const example = exampleIncident('en');
  const me = { uid: 'u-ana', name: 'Ana' };
  const at = '2026-11-19T14:18:00Z';
  grafana.holds(incidentKind, 'inc-2026-0150', {
    ...example,
    name: 'inc-2026-0150',
    status: 'investigating',
    title: 'Search down',
    roles: { scribe: { person: me, since: at }, commander: { person: { uid: 'u-luc', name: 'Luc' }, since: at } },
    tasks: {
      mine: { title: 'Restart the index', state: 'open', created: at, by: me, owner: me },
      theirs: { title: 'Tell support', state: 'open', created: at, by: me, owner: { name: 'Luc' } },
    },
  });
  render(<HomePage />);
  const mine = await part('Mine');
  expect(within(mine).getByRole('link', { name: 'Search down' })).toBeVisible();
  expect(within(mine).getByText('Scribe')).toBeVisible();
  expect(within(mine).getByRole('link', { name: 'Restart the index' })).toBeVisible();
  expect(within(mine).queryByText('Tell support')).not.toBeInTheDocument();
});

it('follows the zone that the team chose', async () => {
  grafana.holds(settingsKind, SETTINGS, { ...noSettings('5e7f'), timeZone: 'Pacific/Auckland' });
  holdsWindow('win-20261119-aa', { start: '2026-11-20T09:00:00.000Z', end: '2026-11-20T10:00:00.000Z' });
  render(<HomePage />);
  const today = within(await screen.findByRole('list', { name: 'Maintenance windows of today' })); // there it is the 20th
  expect(today.getByRole('link', { name: 'Update Redis' })).toBeVisible();
});

describe('requests', () => {
  const at = '2026-11-01T00:00:00Z';
  const me = { uid: 'u-ana', name: 'Ana' };
  const isObjectives = (path: string) => path.endsWith(`/${OBJECTIVES}`);

  /** A team with something of everything that Home shows. */
  function busyTeam() {
    adopted(NOW - 3 * DAY_MS);
    const example = exampleIncident('en');
    grafana.holds(incidentKind, 'inc-2026-0150', {
      ...example,
      name: 'inc-2026-0150',
      status: 'investigating',
      title: 'Search down',
      roles: { scribe: { person: me, since: at } },
      tasks: { mine: { title: 'Restart the index', state: 'open', created: at, by: me, owner: me } },
    });
    const said = { command: 'a', at, by: { uid: 'u', name: 'Luc' }, author: 'Luc', evidence: 'x' };
    grafana.holds(securityKind, SECURITY_NAME, {
      ...emptySecurity(),
      attestations: { secrets: { ...said, expires: '2026-11-22T00:00:00Z' } },
    });
    const kept = backupsKind.apply(noBackups('b'), {
      type: 'adopt',
      id: 'c',
      at,
      by: me,
      policy: 'platform',
      language: 'en',
    });
    if (isRefused(kept)) {
      throw new Error('the policy is refused');
    }
    grafana.holds(backupsKind, BACKUPS, kept.ok);
    grafana.holds(settingsKind, SETTINGS, { ...noSettings('s'), timeZone: 'UTC' });
    grafana.holds(weekKind, 'opsbook-week-2026-w47', { ...emptyWeek('2026-W47') });
    grafana.holds(objectivesKind, OBJECTIVES, emptyObjectives('o'));
    grafana.holds(rotaKind, ROTA, { ...noRota(), people: [me] });
    holdsWindow('win-20261119-aa', { start: '2026-11-19T14:00:00.000Z', end: '2026-11-19T16:00:00.000Z' });
  }

  async function everythingShows() {
    expect(await within(await part('Mine')).findByText('Restart the index')).toBeVisible();
    expect(await within(await part('Today')).findByRole('link', { name: 'Update Redis' })).toBeVisible();
    expect(await within(await part('Today')).findAllByText(/overdue 2 d 22 h/)).toHaveLength(3);
    expect(await within(await part('Security and follow-up')).findByText(/^expires/)).toBeVisible();
    expect(await screen.findByText(/^On duty: Ana/)).toBeVisible();
  }

  it('are at most four beside the register of objectives, whatever Home shows', async () => {
    busyTeam();
    const asked: string[] = [];
    const listen = ({ request }: { request: Request }) => asked.push(new URL(request.url).pathname);
    server.events.on('request:start', listen);
    render(<HomePage />);
    await everythingShows();
    await waitFor(() => expect(asked.some((path) => path.includes('/access'))).toBe(true));
    await act(() => jest.advanceTimersByTimeAsync(4_900));
    server.events.removeListener('request:start', listen);
    const ours = asked.filter((path) => !isObjectives(path) && !BY_GRAFANA.test(path));
    expect(ours.length).toBeLessThanOrEqual(4);
    expect(ours.filter((path) => path.endsWith('/search'))).toHaveLength(1);
  });

  it('read the records where the heads do not tell, and show the same', async () => {
    busyTeam();
    [PLAN_NAME, SECURITY_NAME, BACKUPS, ROTA, 'opsbook-week-2026-w47', 'inc-2026-0150'].forEach(asOlder);
    render(<HomePage />);
    await everythingShows();
  });
});
