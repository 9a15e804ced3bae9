import React from 'react';
import { http, HttpResponse } from 'msw';
import { exampleIncident } from '../../domain/incident/example';
import { incidentKind } from '../../domain/incident/kind';
import { fromResource, type Resource } from '../../domain/record/resource';
import { shippedRunbooks } from '../../domain/runbook/library/library';
import { runKind } from '../../domain/runbook/run';
import { runbookKind } from '../../domain/runbook/runbook';
import { emptyRun, type RunbookRun } from '../../domain/runbook/runSchema';
import { type Content, emptyContent, emptyRunbook, type Runbook, type Step } from '../../domain/runbook/schema';
import { RUNBOOKS } from '../../shared/runbooks/paths';
import { grafana, server } from '../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../test/render';
import { RunbooksRoutes } from './RunbooksRoutes';

const open = (path = '') => render(<RunbooksRoutes />, { path: `${RUNBOOKS}${path}`, route: `${RUNBOOKS}/*` });
const by = { uid: 'u-ana', name: 'Ana' };
const luc = { uid: 'u-luc', name: 'Luc' };
const at = '2026-11-20T03:00:00Z';
const steps: Record<string, Step> = {
  redis: {
    kind: 'query',
    position: 1,
    title: 'Redis answers',
    expr: 'redis_up',
    comparison: '==',
    threshold: 1,
    onFail: 'restart',
  },
  fine: { kind: 'note', position: 2, title: 'Look elsewhere', to: 'end' },
  restart: { kind: 'command', position: 3, title: 'Restart it', command: 'kubectl delete pod <pod>' },
  agree: { kind: 'approval', position: 4, title: 'Somebody agrees' },
};

function hold(content: Partial<Content> = {}, name = 'rb-redis', part: Partial<Runbook> = {}) {
  grafana.holds(runbookKind, name, {
    ...emptyRunbook(`id-${name}`),
    ...emptyContent('Redis refuses connections'),
    sections: { symptoms: 'Connection refused in the logs' },
    parameters: { pod: { position: 1, label: 'Pod', source: { from: 'typed' } } },
    steps,
    version: 1,
    created: { at, by },
    saved: { at, by },
    ...content,
    ...part,
  });
}
function holdRun(part: Partial<RunbookRun> = {}, name = 'run-202611200300-0123456789abcdef0123') {
  grafana.holds(runKind, name, {
    ...emptyRun(name),
    runbook: 'rb-redis',
    title: 'Redis refuses connections',
    version: 1,
    parameters: { pod: { position: 1, label: 'Pod', source: { from: 'typed' } } },
    steps,
    started: { at, by },
    ...part,
  });
  return `/runs/${name}`;
}
function storedRun(): RunbookRun | undefined {
  const resource = [...grafana.records.values()].find(({ metadata }) => metadata.name.startsWith('run-'));
  const parsed = resource && fromResource(runKind, resource as Resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}
function storedRunbook(name: string): Runbook | undefined {
  const resource = grafana.records.get(name);
  const parsed = resource && fromResource(runbookKind, resource as Resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}
/** jsdom's files cannot be read. */
const file = (text: string, name: string) =>
  Object.assign(new File([text], name, { type: 'text/markdown' }), { text: () => Promise.resolve(text) });
const steps_ = () => screen.findByRole('navigation', { name: 'Steps' });

beforeEach(() => {
  server.use(
    http.get('*/api/prometheus/:source/api/v1/rules', () =>
      HttpResponse.json({ status: 'success', data: { groups: [] } })
    ),
    http.get('*/api/datasources/proxy/uid/:uid/api/v1/label/__name__/values', () =>
      HttpResponse.json({ status: 'success', data: ['up', 'redis_up'] })
    )
  );
});

describe('the list', () => {
  it('takes over an example', async () => {
    const { user } = open('/library');
    const title = shippedRunbooks('en')[1].content.title;
    const take = await screen.findByRole('button', { name: `Take “${title}”` });
    await waitFor(() => expect(take).toBeEnabled()); // once it is known which are there
    await user.click(take);
    await waitFor(() => expect(storedRunbook('rb-redis-refuses-connections')).toMatchObject({ title, version: 1 }));
    expect(screen.getAllByText('yours already')).toHaveLength(1);
  });

  it('finds by symptom, without accents and plurals, and shows what matched', async () => {
    hold();
    hold({ title: 'Disk full', sections: { symptoms: 'Plus de place', causes: 'Journaux accumulés' } }, 'rb-disk');
    const { user } = open();
    expect(await screen.findByRole('link', { name: 'Disk full' })).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: 'Search runbooks' }), 'connections refused');
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Disk full' })).not.toBeInTheDocument());
    expect(screen.getByRole('link', { name: 'Redis refuses connections' })).toBeVisible();
    await user.clear(screen.getByRole('textbox', { name: 'Search runbooks' }));
    await user.type(screen.getByRole('textbox', { name: 'Search runbooks' }), 'journal accumule');
    expect(await screen.findByText('Journaux', { selector: 'mark' })).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: 'Search runbooks' }), ' kafka');
    expect(await screen.findByText('No runbook matches')).toBeVisible();
  });

  it('says that a runbook is broken when a metric is gone', async () => {
    hold({ steps: { q: { kind: 'query', position: 1, title: 'Q', expr: 'redis_memory_bytes' } } });
    open();
    expect(await screen.findByRole('img', { name: 'broken' })).toBeVisible();
  });

  it('says why it cannot be shown, and offers to try again', async () => {
    grafana.fails(/\/search$/, 500);
    open();
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

describe('the runbook', () => {
  it('shows its texts, its steps, its map, and that nobody has run it', async () => {
    hold();
    open('/rb-redis');
    expect(await screen.findByText('Connection refused in the logs')).toBeVisible();
    expect(screen.getByRole('heading', { name: '3. Restart it' })).toBeVisible();
    expect(screen.getByRole('img', { name: /Map of the branches; 1 fail → 3/ })).toBeVisible();
    expect(screen.getAllByText(/not run or reviewed yet/)[0]).toBeVisible();
  });

  it('is stale after a run that was wrong, until somebody says that it is true', async () => {
    hold();
    holdRun({ finished: { at, by: luc, helped: 'wrong', why: 'Redis was fine' } });
    const { user } = open('/rb-redis');
    expect(await screen.findByText('Ana said “It was wrong”: Redis was fine')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'It is still true' }));
    await waitFor(() => expect(storedRunbook('rb-redis')?.reviewed).toMatchObject({ by }));
  });

  it('looks for one that is not there in the trash, and says so', async () => {
    open('/rb-nothing');
    expect(await screen.findByText(/rb-nothing/, { selector: '[role="alert"] *' })).toBeVisible();
  });

  it('is read-only for who may not write', async () => {
    grafana.options.canWrite = false;
    hold();
    open('/rb-redis');
    expect(await screen.findByText(/Read-only for you/)).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Edit' })).not.toBeInTheDocument());
    expect(screen.queryByRole('button', { name: 'Run it' })).not.toBeInTheDocument();
  });
});

describe('a run', () => {
  it('asks the query at once, proposes its verdict, and follows its branch', async () => {
    grafana.answers(/redis_up/, 0);
    hold();
    const { user, address } = open('/rb-redis');
    await user.click(await screen.findByRole('button', { name: 'Run it' }));
    await waitFor(() => expect(address()).toMatch(/\/runs\/run-\d{12}-/));
    await waitFor(() =>
      expect(Object.values(storedRun()?.entries ?? {})[0]?.what).toMatchObject({
        kind: 'answer',
        answer: { verdict: 'fail', value: 0 },
      })
    );
    await user.click(screen.getByRole('button', { name: 'Ask again' }));
    await waitFor(() => expect(Object.values(storedRun()?.entries ?? {})).toHaveLength(2));
    await user.click(screen.getByRole('button', { name: 'Fail' }));
    expect(await screen.findByRole('heading', { name: /3\. Restart it/ })).toBeVisible();
    expect(
      within(await steps_())
        .getAllByRole('button')
        .map(({ textContent }) => textContent)
    ).toEqual(['■ 1. Redis answers', '○ 3. Restart it']);
  });

  it('asks for a missing parameter at its step, and quotes what is given', async () => {
    const path = holdRun({ entries: { e: { step: 'redis', at, by, what: { kind: 'settle', verdict: 'fail' } } } });
    hold();
    const { user } = open(path);
    expect(await screen.findByText('Give a value for <pod>')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Pod: no value' }));
    const dialog = await openedDialog();
    await user.click(dialog.getByRole('textbox', { name: 'Pod' }));
    await user.paste('; rm -rf /');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText("kubectl delete pod '; rm -rf /'")).toBeVisible();
  });

  it('cannot be approved by the one who runs it, and names who approved', async () => {
    const done = { kind: 'settle', verdict: 'done' } as const;
    const entries: RunbookRun['entries'] = {
      a: { step: 'redis', at, by, what: { kind: 'settle', verdict: 'fail' } },
      b: { step: 'restart', at, by, what: done },
    };
    hold();
    const path = holdRun({ entries });
    const own = open(path);
    expect(await screen.findByText(/another person with Edit on the folder/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Approve' })).not.toBeInTheDocument();
    own.unmount();
    holdRun({ entries, started: { at, by: luc } });
    const { user } = open(path);
    await user.click(await screen.findByRole('button', { name: 'Approve' }));
    await waitFor(() =>
      expect(Object.values(storedRun()?.entries ?? {}).map(({ what }) => what.kind)).toContain('approve')
    );
    await user.click(within(await steps_()).getByRole('button', { name: /Somebody agrees/ }));
    expect(await screen.findByText(/Approved by/)).toBeVisible();
  });

  it('ends with whether it helped, and asks why when it did not', async () => {
    hold();
    const { user } = open(holdRun());
    await user.click(await screen.findByRole('button', { name: 'Finish: did it help?' }));
    const dialog = await openedDialog();
    await user.click(dialog.getByRole('radio', { name: 'It was wrong' }));
    await user.click(dialog.getByRole('button', { name: 'Finish' }));
    expect(await dialog.findByText('This is required')).toBeVisible();
    await user.type(dialog.getByRole('textbox', { name: /Why/ }), 'Redis was fine');
    await user.click(dialog.getByRole('button', { name: 'Finish' }));
    await waitFor(() => expect(storedRun()?.finished).toMatchObject({ helped: 'wrong', why: 'Redis was fine' }));
  });

  it('goes on by hand when its query fails', async () => {
    grafana.answers(/redis_up/, { status: 500, body: { message: 'boom' } });
    hold();
    const { user } = open(holdRun());
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Skip…' }));
    await user.type(screen.getByRole('textbox', { name: 'Why it is skipped' }), 'Prometheus is down');
    await user.click(screen.getByRole('button', { name: 'Skip it' }));
    await waitFor(() =>
      expect(Object.values(storedRun()?.entries ?? {})[0]?.what).toMatchObject({
        verdict: 'skip',
        reason: 'Prometheus is down',
      })
    );
  });

  it('says that a query answers too many series to be judged, and goes on by hand', async () => {
    grafana.answers(
      /redis_up/,
      Array.from({ length: 10_000 }, (_, index) => ({ labels: { pod: `redis-${index}` }, value: 1 }))
    );
    hold();
    const { user } = open(holdRun());
    expect(await screen.findByText(/Aggregate them/)).toBeVisible();
    expect(screen.getAllByText('The query returns far too many series')[0]).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Pass' }));
    await waitFor(() =>
      expect(Object.values(storedRun()?.entries ?? {})[0]?.what).toMatchObject({ kind: 'settle', verdict: 'pass' })
    );
  });

  it('goes on when its data source goes away in mid-run, and asks again once it is back', async () => {
    grafana.answers(/redis_up/, 1);
    hold();
    const { user } = open(holdRun());
    await waitFor(() => expect(Object.values(storedRun()?.entries ?? {})).toHaveLength(1));
    grafana.answers(/redis_up/, { status: 404, body: { message: 'Data source not found' } });
    await user.click(await screen.findByRole('button', { name: 'Ask again' }));
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Pass' })).toBeEnabled();
    grafana.answers(/redis_up/, 0);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(Object.values(storedRun()?.entries ?? {}).map(({ what }) => what)).toMatchObject([
        { answer: { verdict: 'pass' } },
        { answer: { verdict: 'fail' } },
      ])
    );
  });

  it('says that its data source does not exist any more', async () => {
    hold();
    open(holdRun({ steps: { redis: { ...steps.redis, dataSource: 'gone' } as Step } }));
    expect(await screen.findByText(/Its data source is gone/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Pass' })).toBeEnabled();
  });

  it('does not let somebody without rights approve, nor a refused approval count', async () => {
    const entries: RunbookRun['entries'] = {
      a: { step: 'redis', at, by, what: { kind: 'settle', verdict: 'fail' } },
      b: { step: 'restart', at, by, what: { kind: 'settle', verdict: 'done' } },
    };
    grafana.options.canWrite = false;
    hold();
    const path = holdRun({ entries, started: { at, by: luc } });
    const reader = open(path);
    expect(await screen.findByText(/Read-only for you/)).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Approve' })).not.toBeInTheDocument());
    reader.unmount();
    grafana.options.canWrite = true;
    grafana.refusesWrites(403);
    const { user } = open(path);
    await user.click(await screen.findByRole('button', { name: 'Approve' }));
    expect(await screen.findByText(/You may not do this/)).toBeVisible();
    expect(Object.values(storedRun()?.entries ?? {}).map(({ what }) => what.kind)).not.toContain('approve');
  });

  it('goes on when the runbook is taken out of use under it, and says so', async () => {
    hold({}, 'rb-redis', { retired: { at, by: luc, note: 'Redis is gone' } });
    open(holdRun());
    expect(await screen.findByText('The runbook was taken out of use meanwhile')).toBeVisible();
    expect(screen.getByText('Redis is gone')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Pass' })).toBeEnabled();
  });

  it('does not say that an alert is quiet while one of its sources cannot be asked', async () => {
    grafana.fails(/\/api\/prometheus\/(?!grafana).*\/alerts$/, 502);
    hold();
    open(holdRun({ steps: { quiet: { kind: 'alert', position: 1, title: 'Quiet', alert: 'RedisDown' } } }));
    await waitFor(() =>
      expect(Object.values(storedRun()?.entries ?? {})[0]?.what).toMatchObject({ answer: { verdict: 'nodata' } })
    );
  });

  it('keeps its version when the runbook is changed under it, and says so', async () => {
    hold({ steps: { other: { kind: 'note', position: 1, title: 'Other' } } }, 'rb-redis', { version: 2 });
    open(holdRun());
    expect(await screen.findByText(/changed meanwhile \(version 2\); this run keeps version 1/)).toBeVisible();
    expect(within(await steps_()).getByRole('button', { name: /Redis answers/ })).toBeVisible();
  });
});

describe('the editor', () => {
  it('saves a new runbook under a name of its title', async () => {
    const { user, address } = open('/new');
    await user.click(await screen.findByRole('button', { name: 'Save runbook' }));
    expect((await screen.findAllByText('This is required'))[0]).toBeVisible();
    await user.type(screen.getByRole('textbox', { name: /Title/ }), 'Queue grows');
    await user.click(screen.getByRole('button', { name: 'Save runbook' }));
    await waitFor(() => expect(address()).toBe(`${RUNBOOKS}/rb-queue-grows`));
    await waitFor(() => expect(storedRunbook('rb-queue-grows')).toMatchObject({ title: 'Queue grows', version: 1 }));
  });

  it('moves steps with the keyboard, shows what a query says now', async () => {
    grafana.answers(/redis_up/, 1);
    hold();
    const { user } = open('/rb-redis/edit');
    expect(await screen.findByText(/Now:/)).toBeVisible();
    screen.getByRole('button', { name: 'Move step 2 down' }).focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent('“Look elsewhere” is now step 3');
    await user.click(screen.getByRole('button', { name: 'Save runbook' }));
    await waitFor(() => expect(storedRunbook('rb-redis')?.steps.fine.position).toBe(3));
  });

  it('says that somebody else saved meanwhile, and keeps what was typed', async () => {
    hold();
    const { user } = open('/rb-redis/edit');
    const title = await screen.findByRole('textbox', { name: /Title/ });
    await user.type(title, '!');
    hold({ title: 'Theirs' }, 'rb-redis', { version: 2 });
    await user.click(screen.getByRole('button', { name: 'Save runbook' }));
    expect(await screen.findByText(/saved version 2 meanwhile/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: /Title/ })).toHaveValue('Redis refuses connections!');
    expect(storedRunbook('rb-redis')?.title).toBe('Theirs');
  });

  it('refuses a file that is too large, and lists what it did not understand of another', async () => {
    hold();
    const { user } = open();
    const field = await screen.findByLabelText('Markdown file');
    await user.upload(field, file('x'.repeat(2_000_000), 'big.md'));
    expect(await screen.findByText(/This file has 2000 KB/)).toBeVisible();
    await user.upload(field, file('# Disk full\n\n## Meaning\n\nNo room.\n\n## Odd\n\nx', 'disk.md'));
    expect(await screen.findByDisplayValue('Disk full')).toBeVisible();
    expect(screen.getByText(/heading “Odd”/)).toBeVisible();
  });
});

describe('the coverage', () => {
  const rules = (list: object[]) =>
    server.use(
      http.get('*/api/prometheus/grafana/api/v1/rules', () =>
        HttpResponse.json({ status: 'success', data: { groups: [{ name: 'g', folderUid: 'f', rules: list }] } })
      )
    );

  it('says what each rule opens, and begins a runbook from one that opens none', async () => {
    hold();
    rules([
      { name: 'RedisDown', uid: 'r1', annotations: { runbook_url: '/a/haddock-opsbook-app/runbooks/rb-redis' } },
      {
        name: 'Queue',
        uid: 'r2',
        query: 'queue_length{service="quotes"} > 5',
        annotations: { runbook_url: 'docs/queue.md' },
      },
    ]);
    const { user } = open('/coverage');
    expect(await screen.findByText(/1 of 2 rules open a runbook here/)).toBeVisible();
    expect(screen.getByText(/relative address/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Write one for Queue' }));
    expect(await screen.findByDisplayValue('queue_length{service="quotes"} > 5')).toBeVisible();
    expect(screen.getByRole('textbox', { name: /Title/ })).toHaveValue('Queue');
  });

  it('sets the address where the person may, leaving the rest of the group as it is', async () => {
    const posted: unknown[] = [];
    const group = {
      name: 'g',
      interval: '1m',
      rules: [{ for: '5m', labels: { a: 'b' }, grafana_alert: { uid: 'r1', title: 'RedisDown' } }],
    };
    hold({ alerts: ['RedisDown'] });
    rules([{ name: 'RedisDown', uid: 'r1' }]);
    server.use(
      http.get('*/apis/folder.grafana.app/v1beta1/namespaces/:ns/folders/f/access', () =>
        HttpResponse.json({ canSave: true })
      ),
      http.get('*/api/ruler/grafana/api/v1/rules/f', () => HttpResponse.json({ Alerts: [group] })),
      http.post('*/api/ruler/grafana/api/v1/rules/f', async ({ request }) => {
        posted.push(await request.json());
        return HttpResponse.json({}, { status: 202 });
      })
    );
    const { user } = open('/coverage');
    await user.click(await screen.findByRole('button', { name: 'Name “Redis refuses connections” there' }));
    await waitFor(() => expect(posted).toHaveLength(1));
    expect(posted[0]).toMatchObject({
      ...group,
      rules: [{ ...group.rules[0], annotations: { runbook_url: expect.stringMatching(/\/runbooks\/rb-redis$/) } }],
    });
  });

  it('offers no example as new while it is not known which are there', async () => {
    grafana.fails(/\/search$/, 500);
    open('/library');
    expect(await screen.findByText('Runbooks: Grafana had an error')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Take all of them' })).toBeDisabled();
    expect(screen.getByRole('button', { name: /^Take “Redis/ })).toBeDisabled();
  });

  it('says that a source could not be asked', async () => {
    server.use(http.get('*/api/prometheus/grafana/api/v1/rules', () => HttpResponse.json({}, { status: 500 })));
    open('/coverage');
    expect(await screen.findByText(/The rules of Grafana could not be asked for/)).toBeVisible();
    expect(screen.queryByText('No alert rule was found')).not.toBeInTheDocument();
  });
});

describe('a rehearsal', () => {
  it('asks at the times of past incidents, says which way it would have gone, and keeps what was right', async () => {
    hold({ services: ['quotes'] });
    const detected = '2026-11-10T12:00:00.000Z';
    const start = Date.parse(detected) / 1000 - 900;
    grafana.holds(incidentKind, 'inc-2026-0001', {
      ...exampleIncident('en'),
      name: 'inc-2026-0001',
      id: 'past',
      title: 'Quotes down',
      services: { quotes: 'Quotes' },
      milestones: { detected },
    });
    const asked: string[] = [];
    server.use(
      http.post('*/api/datasources/proxy/uid/:uid/api/v1/query_range', async ({ request }) => {
        const form = new URLSearchParams(await request.text());
        asked.push(form.get('start') ?? '');
        const series = (mark: string, values: string[]) => ({
          metric: { opsbook_step: mark },
          values: values.map((value, index) => [start + index * 900, value]),
        });
        return HttpResponse.json({
          status: 'success',
          data: { resultType: 'matrix', result: [series('0', ['1', '0', '0']), series('up', ['3', '3', '3'])] },
        });
      })
    );
    const { user } = open('/rb-redis/rehearsal');
    await user.click(await screen.findByRole('button', { name: 'Rehearse on 1 incident' }));
    const row = (await screen.findByRole('rowheader', { name: /INC-2026-0001/ })).closest('tr');
    expect(row).toHaveTextContent('1 → 3 → 4');
    expect(asked).toEqual([String(start)]);
    expect(screen.getByText('Mark below which step was right, and it is counted')).toBeVisible();
    await user.click(within(row as HTMLElement).getByRole('combobox'));
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}'); // the list itself needs a real layout
    expect(await screen.findByText(/Right in 1 of 1/)).toBeVisible();
    await waitFor(() => expect(storedRunbook('rb-redis')?.marks['inc-2026-0001']).toMatchObject({ step: 'restart' }));
  });

  it('says since which day a step has no data', async () => {
    hold({ services: ['quotes'] });
    const detected = '2026-11-10T12:00:00.000Z';
    grafana.holds(incidentKind, 'inc-2026-0001', {
      ...exampleIncident('en'),
      name: 'inc-2026-0001',
      id: 'past',
      title: 'Quotes down',
      services: { quotes: 'Quotes' },
      milestones: { detected },
    });
    server.use(
      http.post('*/api/datasources/proxy/uid/:uid/api/v1/query_range', async ({ request }) => {
        const form = new URLSearchParams(await request.text());
        const start = Number(form.get('start'));
        const lastDay = Date.parse('2026-11-07T12:00:00Z') / 1000;
        const result =
          form.get('query') === 'count(redis_up)'
            ? [{ metric: {}, values: [[lastDay, '1']] }]
            : [{ metric: { opsbook_step: 'up' }, values: [0, 900, 1800].map((after) => [start + after, '3']) }];
        return HttpResponse.json({ status: 'success', data: { resultType: 'matrix', result } });
      })
    );
    const { user } = open('/rb-redis/rehearsal');
    await user.click(await screen.findByRole('button', { name: 'Rehearse on 1 incident' }));
    expect(await screen.findByText(/Step 1 has no data since November 7, 2026/)).toBeVisible();
  });

  it('says that there is no past to rehearse on', async () => {
    hold();
    open('/rb-redis/rehearsal');
    expect(await screen.findByText('No past incident of its services or alerts is known')).toBeVisible();
  });
});
