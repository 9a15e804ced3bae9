import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { type UserEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { demoObjectives } from '../../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../../domain/objective/register';
import { type Objective } from '../../../domain/objective/schema';
import { grafana, server } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { toObjective, toObjectiveValues } from '../form/definition';
import { emptyValues } from '../form/formValues';
import { ObjectivesRoutes } from '../ObjectivesRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 8_000 });

let count = 0;
beforeEach(() => {
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
  for (const [key, objective] of Object.entries(demoObjectives('en', 'x').objectives)) {
    const { position: _, needs: _n, ...definition } = objective;
    const { definition: back, reasons } = toObjective(toObjectiveValues(definition, 'UTC'), definition);
    const isLatency = definition.indicator.kind === 'latency';
    expect([key, back, reasons]).toEqual([key, { ...definition, ...(isLatency && { comparison: '<=' }) }, []]);
  }
});

it('names what is not a number', () => {
  const { reasons } = toObjective({
    ...emptyValues('UTC'),
    target: 'ten',
    percentile: 'x',
    kind: 'latency',
    window: 'month',
    zone: 'Mars',
  });
  expect(reasons.map(({ field }) => field)).toEqual(['target', 'zone', 'indicator.percentile']);
});

it('stores a selector without what stands around it, and leaves every other query as it was typed', () => {
  const stored = (typed: Partial<ReturnType<typeof emptyValues>>) =>
    toObjective({ ...emptyValues('UTC'), target: '1', ...typed }).definition.indicator;
  expect(stored({ kind: 'latency', histogram: ' h_bucket{job="api"} # prod' })).toMatchObject({
    histogram: 'h_bucket{job="api"}',
  });
  expect(stored({ kind: 'nativeLatency', histogram: '((h_seconds))' })).toMatchObject({ histogram: 'h_seconds' });
  expect(stored({ kind: 'probe', selector: '(up)' })).toMatchObject({ selector: 'up' });
  expect(stored({ kind: 'ratio', total: '# all\na_total', events: 'sum(rate(b_total[5m])) # bad' })).toMatchObject({
    total: 'a_total',
    events: 'sum(rate(b_total[5m])) # bad',
  });
  expect(stored({ kind: 'probe', selector: 'up foo' })).toMatchObject({ selector: 'up foo' }); // refused, not shortened
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
  expect(Object.keys(saved())).toHaveLength(1);
});

it('names each mistake at its field', async () => {
  const { user } = form('/new');
  await fill(user, await screen.findByRole('textbox', { name: /^All events/ }), 'sum(rate(a_total[5m]');
  await fill(user, screen.getByRole('textbox', { name: /^Target/ }), '120');
  await user.click(screen.getByRole('button', { name: 'Save objective' }));
  expect(await screen.findByText('Give it a name')).toBeVisible();
  expect(screen.getByText(/^The query is not finished/)).toBeVisible();
  expect(screen.getByText('Write a query')).toBeVisible();
  expect(screen.getByText('The target is a share between 0 and 100 %')).toBeVisible();
  expect(grafana.writes).toEqual([]);
});

it('says at the field what is too long to be read back, and keeps it', async () => {
  const { user } = form('/new');
  await fill(user, await screen.findByRole('textbox', { name: /^All events/ }), 'a_total');
  await fill(user, screen.getByRole('textbox', { name: /^Name/ }), 'Good answers');
  await fill(user, screen.getByRole('textbox', { name: /^Good or bad events/ }), 'b_total');
  await fill(user, screen.getByRole('textbox', { name: /^Target/ }), '1');
  const owner = screen.getByRole('textbox', { name: /^Owner/ });
  await fill(user, owner, 'o'.repeat(101));
  await user.click(screen.getByRole('button', { name: 'Save objective' }));
  expect(await screen.findByText('At most 100 characters')).toBeVisible();
  expect(owner).toHaveValue('o'.repeat(101));
  expect(grafana.writes).toEqual([]);
});

it('names the place where a query stops making sense', async () => {
  const { user } = form('/new');
  await fill(user, await screen.findByRole('textbox', { name: /^All events/ }), 'sum(a_total) foo bar');
  expect(await screen.findByText('The query stops making sense at character 14, near “foo bar”')).toBeVisible();
});

it('offers the buckets of a histogram and refuses another bound', async () => {
  grafana.answers(
    /^group by \(le\)/,
    ['0.5', '1', '1.0', '+Inf'].map((le) => ({ labels: { le }, value: 1 }))
  );
  grafana.answers(/^count\(/, 4);
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'x'));
  const { user } = form('/latency-p95/edit');
  expect(await screen.findByText('One of the buckets: 0.5, 1 s')).toBeVisible();
  const bound = screen.getByRole('textbox', { name: /^Answered within/ });
  await user.clear(bound);
  await fill(user, bound, '0.7');
  expect(await screen.findByText('This is not a bucket of the histogram. It has 500 ms, 1 s.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Save objective' }));
  expect(await screen.findAllByText('This is not a bucket of the histogram. It has 500 ms, 1 s.')).not.toHaveLength(0);
  expect(grafana.writes).toEqual([]);
  await user.click(within(screen.getByRole('group', { name: 'Buckets' })).getByRole('button', { name: /^500\sms$/ }));
  expect(bound).toHaveValue('0.5');
  await waitFor(() => expect(screen.queryByText(/^This is not a bucket/)).not.toBeInTheDocument());
});

describe('tells at the field what only the data can tell', () => {
  /** The text that describes a field. */
  const doubtOf = (name: RegExp) => {
    const described = screen.getByRole('textbox', { name }).getAttribute('aria-describedby');
    return document.getElementById(described ?? '');
  };

  it('more bad events than events', async () => {
    grafana.answers(/^sum\(increase\(flask_requests_total/, 10);
    grafana.answers(/^sum\(increase\(flask_errors_total/, 40);
    grafana.answers(/^count\(/, 1);
    grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'x'));
    form('/error-rate/edit');
    await screen.findByText(/^There are more bad events than events/);
    expect(doubtOf(/^Good or bad events/)).toHaveTextContent(/do not count the same things/);
  });

  it('more good events than events', async () => {
    grafana.answers(/^sum\(increase\(flask_requests_total/, 10);
    grafana.answers(/^sum\(increase\(flask_errors_total/, 40);
    grafana.answers(/^count\(/, 1);
    const register = demoObjectives('en', 'x');
    const { indicator } = register.objectives['error-rate'];
    if (indicator.kind === 'ratio') {
      register.objectives['error-rate'] = {
        ...register.objectives['error-rate'],
        indicator: { ...indicator, counted: 'good' },
        comparison: '>=',
        target: 0.99,
        critical: 0.9,
      };
    }
    grafana.holds(objectivesKind, OBJECTIVES, register);
    form('/error-rate/edit');
    expect(await screen.findByText(/^There are more good events than events/)).toBeVisible();
  });

  it('a query without series', async () => {
    const { user } = form('/new');
    await fill(user, await screen.findByRole('textbox', { name: /^All events/ }), 'nothing_total');
    await fill(user, screen.getByRole('textbox', { name: /^Good or bad events/ }), 'no_failures_total');
    await waitFor(() =>
      expect(doubtOf(/^All events/)).toHaveTextContent('It returns no series. Check the metric’s name')
    );
    expect(doubtOf(/^Good or bad events/)).toHaveTextContent('That counts as no bad events');
  });

  it('many series where one is needed, without asking for them', async () => {
    grafana.answers(/^count\(/, 100_000);
    grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'x'));
    const { user } = form('/cpu/edit');
    const query = await screen.findByRole('textbox', { name: /^Query/ });
    await user.clear(query);
    await fill(user, query, 'system_cpu_usage_percent');
    await waitFor(() => expect(doubtOf(/^Query/)).toHaveTextContent('It returns 100000 series where one is needed'));
    expect(grafana.queries.filter((asked) => /^(avg_over_time\()?system_cpu_usage_percent/.test(asked))).toEqual([]);
  });

  describe('of a metric whose name does not say what it is', () => {
    const asked: string[] = [];
    const typed = (types: string[]) =>
      server.use(
        http.get('*/api/v1/metadata', ({ request }) => {
          const metric = new URL(request.url).searchParams.get('metric') ?? '';
          asked.push(metric);
          return HttpResponse.json({
            status: 'success',
            data: { [metric]: types.map((type) => ({ type, help: '', unit: '' })) },
          });
        })
      );
    beforeEach(() => {
      asked.length = 0;
      grafana.answers(/^count\(/, 1);
      grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'x'));
    });
    afterEach(() => server.resetHandlers());
    const write = async (expr: string) => {
      const { user } = form('/cpu/edit');
      const query = await screen.findByRole('textbox', { name: /^Query/ });
      await user.clear(query);
      await fill(user, query, expr);
      await waitFor(() => expect(grafana.queries.some((each) => each.includes(expr))).toBe(true));
    };

    it('a counter without a rate', async () => {
      typed(['counter']);
      await write('max(node_forks)');
      await waitFor(() => expect(doubtOf(/^Query/)).toHaveTextContent('node_forks is a counter: read it with rate'));
    });

    it.each([['gauge'], ['counter', 'gauge']])('nothing where targets say %s', async (...types) => {
      typed(types);
      await write('max(node_forks)');
      await waitFor(() => expect(asked).toContain('node_forks'));
      expect(doubtOf(/^Query/)).not.toHaveTextContent('is a counter');
    });

    it('what is named like a counter, unless its targets say otherwise', async () => {
      typed([]);
      await write('max(queue_message_count)');
      await waitFor(() => expect(doubtOf(/^Query/)).toHaveTextContent('queue_message_count is a counter'));
      expect(screen.getByRole('textbox', { name: /^Query/ })).not.toBeInvalid();
    });

    it('nothing where the targets say that such a name is a gauge', async () => {
      typed(['gauge']);
      await write('max(queue_message_count)');
      await waitFor(() => expect(asked).toContain('queue_message_count'));
      expect(doubtOf(/^Query/)).not.toHaveTextContent('is a counter');
    });

    it('nothing where a rate is taken, or where the server knows no types', async () => {
      server.use(http.get('*/api/v1/metadata', () => HttpResponse.json({ status: 'error' }, { status: 404 })));
      await write('sum(rate(forks[5m])) + max(other)');
      expect(doubtOf(/^Query/)).not.toHaveTextContent('is a counter');
    });
  });

  it('a histogram that is not native', async () => {
    grafana.holds(objectivesKind, OBJECTIVES, {
      ...demoObjectives('en', 'x'),
      objectives: {
        native: {
          ...demoObjectives('en', 'x').objectives['latency-p95'],
          indicator: { kind: 'nativeLatency', histogram: 'h_seconds', percentile: 0.95 },
        },
      },
    });
    form('/native/edit');
    expect(await screen.findByText('It returns no series that is a native histogram.')).toBeVisible();
  });

  it('a window longer than the data', async () => {
    const begun = Date.now() / 1000 - 3 * 86_400;
    server.use(
      http.post('*/api/v1/query_range', async ({ request }) => {
        const form = new URLSearchParams(await request.text());
        const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(form.get(name)));
        const marks = [...(form.get('query') ?? '').matchAll(/"opsbook_query", "(\d+)"/g)];
        const values: Array<[number, string]> = [];
        for (let time = start; time <= end; time += step) {
          values.push(...(time > begun ? [[time, '100'] as [number, string]] : []));
        }
        const result = marks.map(([, opsbook_query]) => ({ metric: { opsbook_query }, values }));
        return HttpResponse.json({ status: 'success', data: { resultType: 'matrix', result } });
      })
    );
    grafana.answers(/^count\(/, 1);
    grafana.answers(/^sum\(increase\(flask_errors_total/, 1);
    grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'x'));
    form('/error-rate/edit');
    expect(
      await screen.findByText(/^The window is longer than the data: Prometheus has 3 d of its 30 d\./)
    ).toBeVisible();
  });
});

it('takes what the data source’s own editor hands back, and survives it breaking', async () => {
  const Editor = ({ query, onChange }: { query: { expr: string }; onChange: (query: object) => void }) => {
    if (query.expr === 'break') {
      throw new Error('broken editor');
    }
    return (
      <input
        aria-label="Own editor"
        defaultValue={query.expr}
        onBlur={(event) => onChange({ ...query, expr: event.target.value })}
      />
    );
  };
  setDataSourceSrv({
    getList: () => [{ uid: 'own', name: 'Prometheus', type: 'prometheus', isDefault: true }],
    get: () => Promise.resolve({ components: { QueryEditor: Editor } }),
  } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  const { user } = form('/new');
  await user.click(await screen.findByRole('button', { name: 'Query editor for “All events”' }));
  await fill(user, await screen.findByRole('textbox', { name: 'Own editor' }), 'written_total');
  await user.tab(); // it reports when it is left, not while typing
  const query = screen.getByRole('textbox', { name: /^All events/ });
  expect(query).toHaveValue('written_total');
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  await user.clear(query);
  await fill(user, query, 'break');
  expect(await screen.findByText(/The query editor could not be loaded/)).toBeVisible();
  expect(query).toHaveValue('break');
});

describe('what is computed', () => {
  /** What a choice offers; the list draws only what has a height. */
  const offered = async (user: UserEvent, name: string) => {
    jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(2_000);
    jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(400);
    await user.click(screen.getByRole('combobox', { name }));
    const options = await screen.findAllByRole('option');
    return options.map(({ textContent }) => textContent);
  };
  afterEach(() => jest.restoreAllMocks());

  it('can be each measure, those that ship included', async () => {
    grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'x'));
    const { user } = form('/mttr/edit');
    await screen.findByRole('combobox', { name: 'Computed' });
    expect(await offered(user, 'Computed')).toEqual(
      expect.arrayContaining(['Reviews on time', 'Actions on time', 'Incidents found by monitoring'])
    );
  });

  it('multiplies those that count events, and no others', async () => {
    const register = demoObjectives('en', 'x');
    const { oee, cpu, availability, mttr } = register.objectives;
    grafana.holds(objectivesKind, OBJECTIVES, {
      ...register,
      objectives: {
        oee,
        mttr,
        availability,
        'error-rate': register.objectives['error-rate'],
        'latency-p95': register.objectives['latency-p95'],
        load: { ...cpu, name: 'Load', unit: 'ratio' },
        yield: { ...cpu, name: 'Yield', indicator: { kind: 'manual' }, unit: 'ratio' },
        later: { ...availability, name: 'Later', needs: 'InfluxDB' },
        native: {
          ...register.objectives['latency-p95'],
          name: 'Native',
          indicator: { kind: 'nativeLatency', histogram: 'h_seconds', percentile: 0.95 },
        },
      },
    });
    const { user } = form('/oee/edit');
    await screen.findByRole('combobox', { name: 'Performance' });
    expect(new Set(await offered(user, 'Performance'))).toEqual(
      new Set([availability.name, 'Error rate', register.objectives['latency-p95'].name, 'Native'])
    );
  });
});

it('tells that somebody else saved meanwhile and keeps what was typed', async () => {
  const register = demoObjectives('en', 'x');
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
  grafana.holds(objectivesKind, OBJECTIVES, demoObjectives('en', 'x'));
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

it('keeps what was typed when somebody leaves without saving, until they cancel', async () => {
  const first = form('/new');
  await fill(first.user, await screen.findByRole('textbox', { name: /^Name/ }), 'Quotes answer');
  first.unmount();
  const second = form('/new');
  expect(await screen.findByRole('textbox', { name: /^Name/ })).toHaveValue('Quotes answer');
  await second.user.click(screen.getByRole('link', { name: 'Cancel' }));
  second.unmount();
  form('/new');
  expect(await screen.findByRole('textbox', { name: /^Name/ })).toHaveValue('');
});
