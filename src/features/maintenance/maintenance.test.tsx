import React from 'react';
import { fireEvent, act } from '@testing-library/react';
import { CHECKLISTS_NAME, checklistKind, emptyChecklists } from '../../domain/maintenance/checklist';
import { demoChecklists } from '../../domain/maintenance/demo';
import { exampleTasks, emptyPlan, PLAN_NAME, planKind } from '../../domain/maintenance/plan';
import { emptyWeek, type Week, weekName } from '../../domain/maintenance/week';
import { weekKind } from '../../domain/maintenance/weekKind';
import { fromResource } from '../../domain/record/resource';
import { localDateOf, weekOf } from '../../domain/time/recurrence';
import { DAY_MS } from '../../domain/time/units';
import { FOLDERS } from '../../grafana/records/folders';
import { grafana } from '../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../test/render';
import { MaintenanceRoutes } from './MaintenanceRoutes';
import './pages/WeeklyReviewPage'; // loaded beforehand, so that no test waits for it

const BASE = '/a/haddock-opsbook-app/maintenance';
const NOW = Date.parse('2026-11-19T15:00:00Z'); // a Thursday
const THIS_WEEK = weekName('2026-W47');
const ana = { uid: 'u-ana', name: 'Ana' };

/** Pasting costs one render, typing one per letter. */
async function fill(user: ReturnType<typeof open>['user'], field: HTMLElement, text: string) {
  await user.clear(field);
  await user.paste(text);
}

function open(path = '') {
  return render(<MaintenanceRoutes />, { path: `${BASE}${path}`, route: `${BASE}/*` });
}

function adopted(from: string) {
  grafana.holds(planKind, PLAN_NAME, {
    ...emptyPlan(),
    adopted: from,
    zone: 'UTC',
    tasks: exampleTasks('en', 'UTC', from),
  });
}

/** What somebody else wrote comes in by polling. */
async function othersWrite(write: () => void) {
  write();
  await act(() => jest.advanceTimersByTimeAsync(120_000));
}

function storedWeek(): Week | undefined {
  const resource = grafana.records.get(THIS_WEEK);
  const parsed = resource && fromResource(weekKind, resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

function runningWeek(): Week {
  const { items, title, version } = demoChecklists('en').maintenance;
  return {
    ...emptyWeek('2026-W47'),
    runs: { r1: { checklist: 'maintenance', version, title, items, started: { at: '2026-11-19T14:50:00Z', by: ana } } },
  };
}

jest.setTimeout(60_000); // typing in forms is slow on a loaded machine

beforeEach(() => {
  jest.useFakeTimers({ now: NOW, advanceTimers: true });
  grafana.answers(/sum\(up == bool 0\)/, 0);
  grafana.answers(/system_disk_usage_percent/, 91.5);
  grafana.answers(/system_memory_usage_percent/, 60);
  grafana.answers(/redis_up/, 1);
  grafana.answers(/flask_requests_total/, 0.8);
});
afterEach(() => jest.useRealTimers());

describe('this week', () => {
  it('asks nothing of a new team, and offers the example plan in one click, of which nothing is overdue', async () => {
    const { user } = open();
    expect(await screen.findByText('No task comes back yet')).toBeVisible();
    expect(screen.queryByRole('button', { name: /check logs/i })).not.toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Start with the examples' }));
    expect(await screen.findByRole('button', { name: /check logs, thu.*: due/i })).toBeVisible();
    expect(screen.queryByRole('button', { name: /check logs, wed/i })).not.toBeInTheDocument();
    expect(screen.getByText(/nothing is overdue/i)).toBeVisible();
    await waitFor(() => expect(JSON.stringify(grafana.records.get(PLAN_NAME))).toContain('check-logs'));
    expect(weekOf(localDateOf(new Date(NOW).toISOString(), 'UTC'))).toBe('2026-W47');
  });

  it('ranks what is overdue and settles it with a note', async () => {
    adopted(new Date(NOW - 3 * DAY_MS).toISOString());
    const { user } = open();
    const overdue = await screen.findByRole('region', { name: 'Overdue' });
    const titles = within(overdue)
      .getAllByRole('listitem')
      .map((item) => item.textContent ?? '');
    expect(titles).toHaveLength(3); // the daily ones: the weekly ones are not due before Friday
    expect(titles[0]).toMatch(/since Mon.*late by 2 d 22 h.*urgency 392\s%/);
    await user.click(within(overdue).getByRole('button', { name: 'Deal with Check logs' }));
    expect(await screen.findByText(/Overdue since Mon.*Waiving it settles this date alone/)).toBeVisible();
    await fill(user, await screen.findByRole('textbox', { name: 'Note' }), 'Nothing new');
    await user.click(screen.getByRole('button', { name: 'Mark as done' }));
    expect(await screen.findByRole('button', { name: /check logs, thu.*: done/i })).toBeVisible();
    await waitFor(() =>
      expect(storedWeek()?.results['check-logs@2026-11-19']).toMatchObject({
        state: 'done',
        note: 'Nothing new',
        by: ana,
      })
    );
  });

  it('waives one date alone: the one missed before it stays overdue', async () => {
    adopted(new Date(NOW - DAY_MS).toISOString());
    const { user } = open();
    const overdue = await screen.findByRole('region', { name: 'Overdue' });
    await user.click(within(overdue).getByRole('button', { name: 'Deal with Check logs' }));
    await user.click(await screen.findByRole('button', { name: 'Waive…' }));
    await fill(user, screen.getByRole('textbox', { name: /why is it waived/i }), 'Agreed with the team');
    await user.click(screen.getByRole('button', { name: 'Waive this date' }));
    await waitFor(() => expect(storedWeek()?.results['check-logs@2026-11-19']).toMatchObject({ state: 'waived' }));
    const [first] = within(overdue)
      .getAllByRole('listitem')
      .filter((item) => item.textContent?.includes('Check logs'));
    expect(first).toHaveTextContent(/since Wed/);
  });

  it('takes the time it was done at in the zone of the team', async () => {
    const from = '2026-11-18T05:00:00Z';
    const zone = 'America/New_York';
    grafana.holds(planKind, PLAN_NAME, { ...emptyPlan(), adopted: from, zone, tasks: exampleTasks('en', zone, from) });
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: /check logs, wed/i }));
    await fill(user, await screen.findByLabelText(/^done at/i), '2026-11-18T22:30');
    await user.click(screen.getByRole('button', { name: 'Mark as done' }));
    await waitFor(() =>
      expect(storedWeek()?.results['check-logs@2026-11-18']).toMatchObject({
        at: '2026-11-19T03:30:00.000Z',
        on: '2026-11-18',
      })
    );
  });

  it('does not waive without a reason, and keeps what was typed while Grafana is away', async () => {
    adopted(new Date(NOW).toISOString());
    grafana.fails(/\/dashboards/, 0, { method: 'POST' });
    const { user, outbox } = open();
    await user.click(await screen.findByRole('button', { name: /back up data, thu/i }));
    await user.click(await screen.findByRole('button', { name: 'Waive…' }));
    await user.click(screen.getByRole('button', { name: 'Waive this date' }));
    expect(await screen.findByText('This is required')).toBeVisible();
    await fill(user, screen.getByRole('textbox', { name: /why is it waived/i }), 'Freeze');
    await user.click(screen.getByRole('button', { name: 'Waive this date' }));
    expect(await screen.findByRole('button', { name: /back up data, thu.*: waived/i })).toBeVisible();
    expect(storedWeek()).toBeUndefined();
    grafana.heals();
    outbox.flush(true);
    await waitFor(() =>
      expect(storedWeek()?.results['back-up-data@2026-11-19']).toMatchObject({ state: 'waived', reason: 'Freeze' })
    );
  });

  it('shows earlier weeks from their heads and can be undone by whoever may write', async () => {
    adopted('2026-11-09T00:00:00Z');
    const occurrence = {
      task: 'check-logs',
      title: 'Check logs',
      date: '2026-11-18',
      due: '2026-11-18T17:00:00Z',
      opens: '2026-11-18T08:00:00Z',
      closes: '2026-11-18T19:24:00Z',
    };
    const base = { at: '2026-11-18T16:00:00Z', by: ana };
    const done = weekKind.apply(emptyWeek('2026-W47'), {
      ...base,
      type: 'done',
      id: 'd1',
      occurrence,
      doneAt: base.at,
      on: '2026-11-18',
    });
    grafana.holds(weekKind, THIS_WEEK, 'ok' in done ? done.ok : emptyWeek('2026-W47'));
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: /check logs, wed.*: done/i }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('button', { name: /check logs, wed.*: missed/i })).toBeVisible();
  });

  it('has no controls for people who may only read', async () => {
    grafana.options.canWrite = false;
    adopted('2026-11-19T00:00:00Z');
    open();
    const cell = await screen.findByRole('button', { name: /check logs, thu.*: due/i });
    expect(await screen.findByText(/read-only for you/i)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Run the checklist' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^deal with/i })).not.toBeInTheDocument();
    cell.click();
    expect(await screen.findByText(/due Thu/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Mark as done' })).not.toBeInTheDocument();
  });

  it('says why the plan cannot be read, and offers to try again', async () => {
    adopted('2026-11-19T00:00:00Z');
    grafana.fails(/dashboards\/opsbook-plan/, 403);
    const { user } = open();
    expect(await screen.findByText(/Maintenance plan: you may not read this/i)).toBeVisible();
    grafana.heals();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: /check logs, thu/i })).toBeVisible();
  });

  it('never overwrites a damaged plan', async () => {
    grafana.put({
      metadata: { name: PLAN_NAME, annotations: { 'grafana.app/folder': FOLDERS.registers.uid } },
      spec: { panels: [{ options: { opsbook: { schema: 1, kind: 'plan', tasks: 'gone' } } }] },
    });
    open();
    expect(await screen.findByText(/this record cannot be read/i)).toBeVisible();
    expect(grafana.writes).toEqual([]);
  });
});

describe('a checklist run', () => {
  beforeEach(() =>
    grafana.holds(checklistKind, CHECKLISTS_NAME, {
      ...emptyChecklists(),
      adopted: '2026-11-01T00:00:00Z',
      checklists: demoChecklists('en'),
    })
  );

  it('asks Prometheus for the query items together, takes the others by hand, and keeps all in the week’s record', async () => {
    const { user, address } = open();
    await user.click(await screen.findByRole('button', { name: 'Run the checklist' }));
    expect(await screen.findByRole('heading', { name: 'Maintenance checklist' })).toBeVisible();
    expect(address()).toMatch(/\/maintenance\/runs\/2026-W47\/[\w-]+$/);
    expect(await screen.findByText('6 of 6 checked, 1 failed, 1 without data')).toBeVisible();
    const disk = screen.getByRole('listitem', { name: /3\. disk space: failed/i });
    expect(within(disk).getByText('91.5 %')).toBeVisible();
    expect(within(disk).getByRole('link', { name: 'Declare an incident' })).toHaveAttribute(
      'href',
      expect.stringContaining('incidents/new?title=Disk+space')
    );
    expect(screen.getByRole('listitem', { name: /7\. backups: no data/i })).toBeVisible();

    const logs = screen.getByRole('listitem', { name: /2\. application logs/i });
    await user.click(within(logs).getByRole('button', { name: /note, evidence/i }));
    await fill(user, within(logs).getByRole('textbox', { name: 'Note' }), 'Two time-outs');
    await user.click(within(logs).getByRole('button', { name: /^pass/i }));
    expect(await within(logs).findByText('Two time-outs')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Pass: Vulnerability scan' }));
    const documentation = screen.getByRole('listitem', { name: /9\. documentation/i });
    await user.click(within(documentation).getByRole('button', { name: 'Skip…' }));
    await user.click(within(documentation).getByRole('button', { name: 'Skip' }));
    expect(await within(documentation).findByText('This is required')).toBeVisible();
    await fill(user, within(documentation).getByRole('textbox', { name: /why is it skipped/i }), 'Nothing changed');
    await user.click(within(documentation).getByRole('button', { name: 'Skip' }));
    expect(await screen.findByText(/9 of 9 · 1 failed/)).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Finish' }));
    expect(await screen.findByText(/finished by ana/i)).toBeVisible();
    await waitFor(() => expect(Object.values(storedWeek()?.runs ?? {})[0]?.finished).toBeDefined());
    const entries = Object.values(storedWeek()?.entries ?? {});
    expect(entries).toHaveLength(9);
    expect(entries.find(({ item }) => item === 'disk')?.outcome).toMatchObject({
      verdict: 'fail',
      value: 91.5,
      unit: '%',
      query: { expr: 'max(system_disk_usage_percent)', threshold: 85, dataSource: 'prom', series: 1 },
    });
    expect(entries.find(({ item }) => item === 'backups')?.outcome.verdict).toBe('nodata');
    expect(entries.find(({ item }) => item === 'logs')?.outcome).toEqual({ verdict: 'pass', note: 'Two time-outs' });
  });

  it('says which query failed, keeps the others, and lets the item be answered by hand', async () => {
    grafana.answers(/system_memory_usage_percent/, { status: 502 });
    grafana.holds(weekKind, THIS_WEEK, runningWeek());
    const { user } = open('/runs/2026-W47/r1');
    expect(await screen.findByText(/^5 of 6 checked/)).toBeVisible();
    const memory = screen.getByRole('listitem', { name: /4\. memory use: no result yet/i });
    expect(await within(memory).findByText(/grafana had an error/i)).toBeVisible();
    await user.click(within(memory).getByRole('button', { name: /^pass/i }));
    expect(await screen.findByRole('listitem', { name: /4\. memory use: passed/i })).toBeVisible();
  });

  it('survives a reload in the middle', async () => {
    grafana.holds(weekKind, THIS_WEEK, runningWeek());
    const first = open('/runs/2026-W47/r1');
    await first.user.click(await screen.findByRole('button', { name: 'Pass: Application logs' }));
    await waitFor(
      () => expect(Object.values(storedWeek()?.entries ?? {}).some(({ item }) => item === 'logs')).toBe(true),
      { timeout: 5000 }
    );
    first.unmount();
    open('/runs/2026-W47/r1');
    expect(await screen.findByRole('listitem', { name: /2\. application logs: passed/i })).toBeVisible();
  });

  it('refuses an evidence that is not a web link, and keeps it in its field', async () => {
    grafana.holds(weekKind, THIS_WEEK, runningWeek());
    const { user } = open('/runs/2026-W47/r1');
    const scan = await screen.findByRole('listitem', { name: /8\. vulnerability scan/i });
    await user.click(within(scan).getByRole('button', { name: /note, evidence/i }));
    await fill(user, within(scan).getByRole('textbox', { name: /evidence/i }), 'javascript:alert(1)');
    await user.click(within(scan).getByRole('button', { name: /^pass/i }));
    expect((await within(scan).findAllByText(/a link has to start with https/i))[0]).toBeVisible();
    expect(within(scan).getByRole('textbox', { name: /evidence/i })).toHaveValue('javascript:alert(1)');
  });

  it('keeps the note that was typed before an item was skipped', async () => {
    grafana.holds(weekKind, THIS_WEEK, runningWeek());
    const { user } = open('/runs/2026-W47/r1');
    const scan = await screen.findByRole('listitem', { name: /8\. vulnerability scan/i });
    await user.click(within(scan).getByRole('button', { name: /note, evidence/i }));
    await fill(user, within(scan).getByRole('textbox', { name: 'Note' }), 'The scanner is down');
    await fill(user, within(scan).getByRole('textbox', { name: /evidence/i }), 'https://scanner.example.org');
    await user.click(within(scan).getByRole('button', { name: 'Skip…' }));
    await fill(user, within(scan).getByRole('textbox', { name: /why is it skipped/i }), 'Next week');
    await user.click(within(scan).getByRole('button', { name: 'Skip' }));
    expect(await within(scan).findByText('The scanner is down')).toBeVisible();
    await waitFor(() =>
      expect(
        Object.values(storedWeek()?.entries ?? {}).find(({ item }) => item === 'vulnerabilities')?.outcome
      ).toEqual({
        verdict: 'skip',
        reason: 'Next week',
        note: 'The scanner is down',
        evidence: 'https://scanner.example.org',
      })
    );
  });

  it('wants a second person to sign off', async () => {
    const week = runningWeek();
    grafana.holds(weekKind, THIS_WEEK, {
      ...week,
      runs: { r1: { ...week.runs.r1, needsSignOff: true, finished: { at: '2026-11-19T14:55:00Z', by: ana } } },
    });
    const { user } = open('/runs/2026-W47/r1');
    await user.click(await screen.findByRole('button', { name: /sign off/i }));
    expect(await screen.findByText(/somebody else has to sign it off/i)).toBeVisible();
  });

  it('can only be looked at by people who may not write', async () => {
    grafana.options.canWrite = false;
    grafana.holds(weekKind, THIS_WEEK, runningWeek());
    open('/runs/2026-W47/r1');
    expect(await screen.findByRole('listitem', { name: /3\. disk space: no result yet/i })).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Finish' })).not.toBeInTheDocument());
    expect(grafana.queries).toEqual([]);
  });

  it('says that a run does not exist', async () => {
    open('/runs/2026-W47/nothing');
    expect(await screen.findByText(/there is no such run/i)).toBeVisible();
  });
});

describe('the plan', () => {
  it('shows the tasks in words and the checklists', async () => {
    adopted('2026-11-01T00:00:00Z');
    open('/plan');
    expect(await screen.findByText(/first tuesday of the month at 09:00/i)).toBeVisible();
    expect(await screen.findByText('Maintenance checklist', { selector: 'summary' })).toBeVisible();
  });

  it('takes a new task, and refuses a rule that gives no date', async () => {
    adopted('2026-11-01T00:00:00Z');
    const { user } = open('/plan');
    await user.click(await screen.findByRole('button', { name: 'New task' }));
    await fill(user, await screen.findByLabelText(/^title/i), 'Patch hosts');
    await fill(user, screen.getByLabelText(/^team/i), 'DevOps');
    const rule = screen.getByLabelText(/^rule/i);
    await fill(user, rule, 'sometimes');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findAllByText(/the rule needs freq/i))[0]).toBeVisible();
    await fill(user, rule, 'FREQ=MONTHLY;BYDAY=1TU');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('rowheader', { name: 'Patch hosts' })).toBeVisible();
    await waitFor(() => expect(JSON.stringify(grafana.records.get(PLAN_NAME))).toContain('patch-hosts'));
  });

  it('a preset means the last day where a month is shorter, and goes along with its start', async () => {
    adopted('2026-11-01T00:00:00Z');
    const { user } = open('/plan');
    await user.click(await screen.findByRole('button', { name: 'New task' }));
    const rule = await screen.findByLabelText(/^rule/i);
    const start = screen.getByLabelText(/^from, at/i);
    fireEvent.change(start, { target: { value: '2026-11-15T17:00' } });
    await fill(user, rule, 'FREQ=MONTHLY;INTERVAL=3'); // what the preset "every three months" is from the 15th on
    fireEvent.change(start, { target: { value: '2026-11-30T17:00' } });
    expect(rule).toHaveValue('FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYSETPOS=-1');
    expect(screen.getByText(/^Next: .*(Feb.* 28|28 Feb|2027-02-28)/)).toBeVisible();
    await fill(user, rule, 'FREQ=YEARLY;INTERVAL=2');
    expect(screen.getByText(/^Next: /)).toBeVisible();
    fireEvent.change(start, { target: { value: '2026-12-31T17:00' } });
    expect(rule).toHaveValue('FREQ=YEARLY;INTERVAL=2'); // no preset: it stays as it was typed
  });

  it('does not overwrite what somebody else changed while the task was edited', async () => {
    adopted('2026-11-01T00:00:00Z');
    const { user } = open('/plan?task=check-logs');
    await fill(user, await screen.findByLabelText(/^title/i), 'Check the logs');
    const tasks = exampleTasks('en', 'UTC', '2026-11-01T00:00:00Z');
    await othersWrite(() =>
      grafana.holds(planKind, PLAN_NAME, {
        ...emptyPlan(),
        adopted: '2026-11-01T00:00:00Z',
        zone: 'UTC',
        tasks: { ...tasks, 'check-logs': { ...tasks['check-logs'], title: 'Read the logs', revision: 'r1' } },
        log: { r1: { at: '2026-11-19T15:01:00Z', by: { uid: 'u-luc', name: 'Luc' }, type: 'saveTask' } },
      })
    );
    expect(await screen.findByRole('rowheader', { name: 'Read the logs' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/luc changed/i)).toBeVisible();
    expect(screen.getByLabelText(/^title/i)).toHaveValue('Check the logs');
    expect(JSON.stringify(grafana.records.get(PLAN_NAME))).toContain('Read the logs');
  });

  it('says at its field which text is too long to keep', async () => {
    adopted('2026-11-01T00:00:00Z');
    const { user } = open('/plan?task=check-logs');
    await fill(user, await screen.findByLabelText(/^what has to be done/i), 'x'.repeat(20_001));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findAllByText('At most 20000 characters')).toHaveLength(2); // above the form and at the field
  });

  it('has no controls for people who may only read', async () => {
    grafana.options.canWrite = false;
    grafana.holds(checklistKind, CHECKLISTS_NAME, {
      ...emptyChecklists(),
      adopted: '2026-11-01T00:00:00Z',
      checklists: demoChecklists('fr'),
    });
    open('/plan');
    expect(await screen.findByText('Maintenance checklist', { selector: 'summary' })).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'New task' })).not.toBeInTheDocument());
  });
});

describe('the weekly review', () => {
  const openReviews = () =>
    render(
      <React.Suspense fallback={null}>
        <MaintenanceRoutes />
      </React.Suspense>,
      { path: `${BASE}/reviews`, route: `${BASE}/*` }
    );

  it('lists what was due and what failed, takes notes and decisions, and is closed by its sign-off', async () => {
    adopted('2026-11-16T00:00:00Z');
    const week = runningWeek();
    const failed = {
      run: 'r1',
      item: 'disk',
      at: '2026-11-19T14:52:00Z',
      by: ana,
      outcome: { verdict: 'fail' as const, value: 91 },
    };
    grafana.holds(weekKind, THIS_WEEK, { ...week, entries: { e1: failed } });
    grafana.put({
      metadata: { name: 'inc-2026-0142', annotations: { 'grafana.app/folder': 'haddock-opsbook-app-incidents' } },
      spec: {
        title: 'INC-2026-0142 · SEV1 · Quotes service down',
        description: 'id=inc-2026-0142 status=closed severity=sev1 declared=2026-11-17T10:00:00Z',
        tags: ['opsbook', 'opsbook:incident'],
      },
    });
    const { user } = openReviews();
    expect(
      within(await screen.findByRole('region', { name: 'Failed checklist items' })).getByText(/disk space/i)
    ).toBeVisible();
    expect(await screen.findByRole('link', { name: 'INC-2026-0142 · Quotes service down' })).toBeVisible();
    expect(within(screen.getByRole('region', { name: 'What was due' })).getAllByText(/check logs/i)).toHaveLength(7);
    await user.type(screen.getByRole('textbox', { name: 'New decision' }), 'Bigger disk{Enter}');
    expect(await screen.findByText('Bigger disk')).toBeVisible();
    await user.click(
      within(screen.getByRole('region', { name: 'Overdue now' })).getAllByRole('button', { name: 'Carry over' })[0]
    );
    expect(
      await within(screen.getByRole('region', { name: 'Carried to next week' })).findByText('Check logs')
    ).toBeVisible();
    expect(screen.getByText('Not done yet:')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Sign off the week' }));
    expect(await screen.findByText(/signed off by ana/i)).toBeVisible();
    expect(screen.getByText('Signed off with these steps not done:')).toBeVisible();
    expect(screen.getByText('Failed checklist items lead to nothing yet')).toBeVisible();
    expect(screen.queryByRole('textbox', { name: 'New decision' })).not.toBeInTheDocument();
    await waitFor(() => expect(storedWeek()?.review?.signedOff?.by).toEqual(ana), { timeout: 5000 });
  });

  it('does not overwrite notes that somebody else saved while others were typed, and lets theirs be read', async () => {
    adopted('2026-11-16T00:00:00Z');
    grafana.holds(weekKind, THIS_WEEK, emptyWeek('2026-W47'));
    const { user } = openReviews();
    const notes = await screen.findByRole('textbox', { name: 'Notes' });
    await fill(user, notes, 'Mine');
    await othersWrite(() =>
      grafana.holds(weekKind, THIS_WEEK, {
        ...emptyWeek('2026-W47'),
        review: {
          notes: 'Theirs',
          decisions: { d: { text: 'Patch', at: '2026-11-19T15:01:00Z', by: ana } },
          carried: {},
        },
      })
    );
    expect(await screen.findByText('Patch')).toBeVisible();
    expect(notes).toHaveValue('Mine');
    expect(notes).toBeInTheDocument(); // the same field: the cursor stays where it was
    await user.click(screen.getByRole('button', { name: 'Save the notes' }));
    expect(await screen.findByText(/somebody else changed these notes/i)).toBeVisible();
    expect(notes).toHaveValue('Mine');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(notes).toHaveValue('Theirs');
    await fill(user, notes, 'Both');
    await user.click(screen.getByRole('button', { name: 'Save the notes' }));
    await waitFor(() => expect(storedWeek()?.review?.notes).toBe('Both'), { timeout: 5000 });
  });

  it('finds an incident of the week behind hundreds of younger ones', async () => {
    const put = (number: number, title: string, declared: string) => {
      const name = `inc-2026-${String(number).padStart(4, '0')}`;
      grafana.put({
        metadata: { name, annotations: { 'grafana.app/folder': 'haddock-opsbook-app-incidents' } },
        spec: {
          title: `${name.toUpperCase()} · ${title}`,
          description: `id=${name} status=closed severity=sev3 declared=${declared}`,
          tags: ['opsbook', 'opsbook:incident'],
        },
      });
    };
    put(1, 'Quotes down', '2026-11-17T10:00:00Z');
    Array.from({ length: 301 }, (_, index) => put(index + 2, 'Later', '2026-11-30T10:00:00Z'));
    openReviews();
    expect(await screen.findByRole('link', { name: 'INC-2026-0001 · Quotes down' })).toBeVisible();
  });

  it('brings what the week before carried over', async () => {
    grafana.holds(weekKind, weekName('2026-W46'), {
      ...emptyWeek('2026-W46'),
      review: { decisions: {}, carried: { c: { text: 'Update Redis', at: '2026-11-13T10:00:00Z', by: ana } } },
    });
    openReviews();
    expect(
      within(await screen.findByRole('region', { name: 'Left over from the week before' })).getByText('Update Redis')
    ).toBeVisible();
  });
});

describe('the rhythm of a task', () => {
  it('is said without a rule, shown in the next five dates, and skips closed days', async () => {
    adopted('2026-11-01T00:00:00Z');
    const { user } = open('/plan?task=new');
    await fill(user, await screen.findByLabelText(/^title/i), 'Patch hosts');
    await fill(user, screen.getByLabelText(/^team/i), 'DevOps');
    fireEvent.change(screen.getByLabelText('Every'), { target: { value: '2' } });
    await user.click(screen.getByRole('checkbox', { name: 'Friday' }));
    expect(screen.getByLabelText(/^rule/i)).toHaveValue('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR');
    await user.click(screen.getByRole('radio', { name: 'it goes after' }));
    expect(screen.getByText(/^Next: /).textContent?.split('·')).toHaveLength(5);
    await fill(user, screen.getByLabelText(/^taking turns/i), 'Team 1\nTeam 2');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('rowheader', { name: 'Patch hosts' })).toBeVisible();
    expect(screen.getByRole('cell', { name: 'Team 1 → Team 2' })).toBeVisible();
    await waitFor(() =>
      expect(JSON.stringify(grafana.records.get(PLAN_NAME))).toMatch(
        /"closed":"after".*"patch-hosts"|"patch-hosts".*"closed":"after"/
      )
    );
  });

  it('names the change of the clocks that moves a date', async () => {
    grafana.holds(planKind, PLAN_NAME, { ...emptyPlan(), adopted: '2026-11-01T00:00:00Z', zone: 'Europe/Paris' });
    open('/plan?task=new');
    const start = await screen.findByLabelText(/^from, at/i);
    fireEvent.change(start, { target: { value: '2027-03-28T02:30' } });
    fireEvent.change(screen.getByLabelText(/^rule/i), { target: { value: 'FREQ=WEEKLY;BYDAY=SU' } });
    expect(
      await screen.findByText(
        /the clocks go forward \(UTC\+01:00 → UTC\+02:00\) and 02:30 does not exist: it is due at 03:30/
      )
    ).toBeVisible();
  });

  it('keeps closed days of a team, and says at its field what is wrong with one', async () => {
    adopted('2026-11-01T00:00:00Z');
    const { user } = open('/plan');
    const days = await screen.findByRole('region', { name: 'Closed days' });
    await fill(user, within(days).getByLabelText('What is on'), 'Christmas');
    fireEvent.change(within(days).getByLabelText('First day'), { target: { value: '2026-12-24' } });
    fireEvent.change(within(days).getByLabelText(/^Last day/), { target: { value: '2026-12-23' } });
    await user.click(within(days).getByRole('button', { name: 'Add closed days' }));
    expect(await within(days).findByText('The last day comes before the first one')).toBeVisible();
    fireEvent.change(within(days).getByLabelText(/^Last day/), { target: { value: '2026-12-26' } });
    await user.click(within(days).getByRole('button', { name: 'Add closed days' }));
    expect(await within(days).findByText(/Christmas/)).toBeVisible();
    await user.click(within(days).getByRole('button', { name: 'Remove Christmas' }));
    await user.click((await openedDialog()).getByRole('button', { name: 'Remove' }));
    expect(await within(days).findByText('No closed day is coming.')).toBeVisible();
  });
});
