import React from 'react';
import { setDataSourceSrv } from '@grafana/runtime';
import { act, configure } from '@testing-library/react';
import { http, HttpResponse, type JsonBodyType } from 'msw';
import { demoObjectives } from '../../domain/objective/demo';
import { OBJECTIVES, objectivesKind } from '../../domain/objective/register';
import { definitionOf, type Objective, type ObjectivesRegister } from '../../domain/objective/schema';
import { grafana, server } from '../../test/grafana';
import { mimirBusy, mimirLimit, thanosPartial } from '../../test/prometheus/answers';
import { render, screen, within } from '../../test/render';
import { ObjectivesRoutes } from './ObjectivesRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 8_000 });

const PROXY = '*/api/datasources/proxy/*';
let uid = '';
let count = 0;

function dataSources(...uids: string[]) {
  const list = uids.map((each, index) => ({
    uid: each,
    name: each,
    type: 'prometheus',
    isDefault: index === 0,
  }));
  setDataSourceSrv({ getList: () => list } as unknown as Parameters<typeof setDataSourceSrv>[0]);
}

function register(keys: string[], change: (register: ObjectivesRegister) => void = () => undefined) {
  const all = demoObjectives('en', 'register');
  const some = { ...all, objectives: Object.fromEntries(keys.map((key) => [key, all.objectives[key]])) };
  change(some);
  return some;
}

const holds = (...args: Parameters<typeof register>) => grafana.holds(objectivesKind, OBJECTIVES, register(...args));
const page = (path = '/') => render(<ObjectivesRoutes />, { path, route: '/*' });
const row = async (name: string) => (await screen.findByRole('link', { name })).closest('tr') as HTMLTableRowElement;

beforeEach(() => {
  uid = `failing-${count++}`; // what the browser keeps is kept by data source
  dataSources(uid);
  grafana.answers(/^time\(\)$/, Date.now() / 1000);
});

afterEach(() => server.resetHandlers());

/** Everything that is asked of Prometheus is answered so. */
const everything = (body: JsonBodyType, status = 200) =>
  server.use(http.post(PROXY, () => HttpResponse.json(body, { status })));

describe('says in the row what is wrong', () => {
  it.each<[string, () => void, RegExp]>([
    [
      'forbidden',
      () => everything({ message: 'You’ll need permissions' }, 403),
      /You may not query this data source\. An administrator can give/,
    ],
    [
      'removed meanwhile',
      () => everything({ message: 'Data source not found' }, 404),
      /The data source does not exist\. It was removed or renamed/,
    ],
    [
      '422',
      () => everything(mimirLimit.body, 422),
      /Prometheus refused the query\. the query exceeded .*err-mimir-max-chunks-per-query/,
    ],
    [
      '503',
      () =>
        everything({ status: 'error', errorType: 'timeout', error: 'query timed out in expression evaluation' }, 503),
      /Prometheus gave up on the query\. query timed out/,
    ],
    ['429', () => everything(mimirBusy.body, 429), /Prometheus asks to slow down/],
    [
      'too slow for Grafana, which answers after 30 seconds',
      () => server.use(http.post(PROXY, () => new HttpResponse(null, { status: 502 }))),
      /Prometheus does not answer\. Grafana could not reach it \(HTTP 502\)/,
    ],
    [
      'an error of its own',
      () => everything({ status: 'error', errorType: 'internal', error: 'block 01J is broken' }, 500),
      /The data source answers with an error \(HTTP 500\)\. block 01J is broken/,
    ],
    [
      'another address than Prometheus’',
      () => everything({ message: 'page not found' }, 404),
      /The data source answers with an error \(HTTP 404\)\. page not found/,
    ],
    [
      'a login page',
      () => server.use(http.post(PROXY, () => HttpResponse.html('<html>Sign in</html>'))),
      /The answer does not come from Prometheus/,
    ],
    [
      'HTML with 503',
      () => server.use(http.post(PROXY, () => HttpResponse.html('<html>nginx</html>', { status: 503 }))),
      /Prometheus gave up on the query\. HTTP 503/,
    ],
    [
      'a hundred thousand series',
      () =>
        everything({
          status: 'success',
          data: {
            resultType: 'vector',
            result: Array.from({ length: 100_000 }, (_, index) => ({ metric: { i: String(index) }, value: [1, '1'] })),
          },
        }),
      /The query returns far too many series\. It was not read any further/,
    ],
  ])('%s', async (_, happens, text) => {
    holds(['error-rate']);
    happens();
    page();
    const errors = await row('Error rate');
    expect(await within(errors).findByText(text)).toBeVisible();
    expect(within(errors).getByRole('img', { name: 'No data' })).toBeVisible();
  });

  it('a data source that was renamed keeps its objectives; one with another uid does not', async () => {
    dataSources(uid, 'new-uid');
    grafana.answers(/^sum\(increase\(flask_requests_total/, 1000);
    grafana.answers(/^sum\(increase\(flask_errors_total/, 5);
    grafana.answers(/system_cpu_usage_percent/, 42);
    holds(['error-rate', 'cpu'], ({ objectives }) => {
      objectives['error-rate'].dataSource = uid; // its name is another one now
      objectives.cpu.dataSource = 'old-uid';
    });
    grafana.fails(/\/proxy\/uid\/old-uid/, 404);
    page();
    expect(await within(await row('Error rate')).findByRole('img', { name: 'Met' })).toBeVisible();
    expect(
      await within(await row('CPU use, mean')).findByText(/The data source “old-uid” does not exist/)
    ).toBeVisible();
  });

  it.each([
    ['NaN', NaN],
    ['infinity', Infinity],
  ])('%s', async (_, value) => {
    grafana.answers(/system_cpu_usage_percent/, value);
    holds(['cpu']);
    page();
    const cpu = await row('CPU use, mean');
    expect(await within(cpu).findByText(/The query gives no number now/)).toBeVisible();
    expect(within(cpu).getByRole('img', { name: 'No data' })).toBeVisible();
  });

  it.each<[string, number, number, { counted?: 'good' }, RegExp]>([
    ['good events than', 100, 299, { counted: 'good' }, /^Impossible: good events exceed all events \(299\s%\)/],
    ['bad events than', 100, 299, {}, /^Impossible: bad events exceed all events/],
  ])('more %s all events is impossible, never met', async (_, total, events, indicator, text) => {
    grafana.answers(/^sum\(increase\(flask_requests_total/, total);
    grafana.answers(/^sum\(increase\(flask_errors_total/, events);
    holds(['error-rate'], ({ objectives }) => {
      const { indicator: shipped, ...rest } = objectives['error-rate'];
      objectives['error-rate'] = { ...rest, indicator: { ...shipped, ...indicator } as Objective['indicator'] };
    });
    page();
    const errors = await row('Error rate');
    expect(await within(errors).findByText(text)).toBeVisible();
    expect(within(errors).getByRole('img', { name: 'No data' })).toBeVisible();
    expect(within(errors).queryByText(/of the error budget|∞/)).not.toBeInTheDocument();
  });

  it.each([
    [0, 'Met'],
    [3, 'Breached'],
  ])('a target of 100 %% with %i failures has no budget, and that in words', async (failures, state) => {
    grafana.answers(/^sum\(increase\(flask_requests_total/, 1000);
    grafana.answers(/^sum\(increase\(flask_errors_total/, failures);
    holds(['error-rate'], ({ objectives }) => {
      objectives['error-rate'] = { ...objectives['error-rate'], comparison: '<=', target: 0 };
    });
    page();
    const errors = await row('Error rate');
    expect(await within(errors).findByRole('img', { name: state })).toBeVisible();
    expect(within(errors).getByText('no budget: 100 % forgives nothing')).toBeVisible();
    expect(within(errors).queryByText(/∞/)).not.toBeInTheDocument();
  });

  it('NaN where events are counted is no data, not no failures', async () => {
    grafana.answers(/^sum\(increase\(flask_requests_total/, NaN);
    grafana.answers(/^sum\(increase\(flask_errors_total/, NaN);
    holds(['error-rate']);
    page();
    expect(await within(await row('Error rate')).findByText(/^No data:/)).toBeVisible();
  });
});

describe('a data source that answers one query never', () => {
  const REAL = ['setImmediate', 'clearImmediate', 'queueMicrotask', 'nextTick', 'performance', 'hrtime'] as const;
  beforeEach(() => {
    jest.useFakeTimers({ advanceTimers: true, doNotFake: [...REAL] });
  });
  afterEach(() => jest.useRealTimers());
  const passes = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * 1000));

  it('says so in its row, gives up after 35 seconds, and lets the other rows be', async () => {
    grafana.answers(/^sum\(increase\(flask_requests_total/, 1000);
    grafana.answers(/^sum\(increase\(flask_errors_total/, 5);
    grafana.answers(/system_cpu_usage_percent/, 'never');
    holds(['error-rate', 'cpu']);
    page();
    const cpu = await row('CPU use, mean');
    const errors = await row('Error rate');
    await passes(6);
    expect(within(cpu).getByText('Prometheus takes long to answer. Still waiting…')).toBeVisible();
    await passes(30);
    expect(await within(cpu).findByText(/^Prometheus did not answer in time/)).toBeVisible();
    expect(within(cpu).getByRole('img', { name: 'No data' })).toBeVisible();
    await passes(31); // what was asked together with it is asked without it
    expect(await within(errors).findByRole('img', { name: 'Met' })).toBeVisible();
    expect(within(errors).queryByText(/did not answer in time/)).not.toBeInTheDocument();
    grafana.answers(/system_cpu_usage_percent/, 42);
    await passes(70);
    expect(await within(cpu).findByText(/^42\s%$/)).toBeVisible();
  });
});

it('follows the clock of Prometheus when this computer is an hour ahead, and says so', async () => {
  const ends: number[] = [];
  server.use(
    http.post(PROXY, async ({ request }) => {
      const form = new URLSearchParams(await request.clone().text());
      const hourAgo = Date.now() / 1000 - 3600;
      ends.push(...[Number(form.get('end') ?? 0)].filter((end) => end > 0));
      const marks = [...(form.get('query') ?? '').matchAll(/"opsbook_query", "(\d+)"/g)].map(([, opsbook_query]) => ({
        opsbook_query,
      }));
      const metrics = marks.length > 0 ? marks : [{}];
      const isRange = form.has('step');
      const at = Number(form.get('end') ?? hourAgo);
      return HttpResponse.json({
        status: 'success',
        data: {
          resultType: isRange ? 'matrix' : 'vector',
          result: metrics.map((metric) =>
            isRange ? { metric, values: [[at, '100']] } : { metric, value: [hourAgo, '100'] }
          ),
        },
      });
    })
  );
  holds(['error-rate', 'cpu']);
  page();
  expect(await screen.findByText('This computer’s clock differs from the server’s')).toBeVisible();
  expect(screen.getByText(/By 1 h/)).toBeVisible();
  expect(Math.max(...ends)).toBeLessThanOrEqual(Date.now() / 1000 - 3590);
  expect(await within(await row('CPU use, mean')).findByRole('img', { name: /Met|Breached|At risk/ })).toBeVisible();
});

it('shows another definition as soon as somebody saved it, and nothing of the old one', async () => {
  grafana.answers(/system_cpu_usage_percent/, 42);
  grafana.answers(/other_metric/, 77);
  const before = register(['cpu']);
  grafana.holds(objectivesKind, OBJECTIVES, before);
  const { outbox } = page();
  expect(await within(await row('CPU use, mean')).findByText(/^42\s%$/)).toBeVisible();
  const definition = {
    ...definitionOf(before.objectives.cpu),
    indicator: { kind: 'gauge' as const, expr: 'max(other_metric)' },
  };
  await outbox.send('objectives', OBJECTIVES, {
    type: 'save',
    id: 'other',
    at: new Date().toISOString(),
    by: { uid: 'u-luc', name: 'Luc' },
    objective: 'cpu',
    definition,
  } as never);
  expect(await within(await row('CPU use, mean')).findByText(/^77\s%$/)).toBeVisible();
  expect(within(await row('CPU use, mean')).queryByText(/^42\s%$/)).not.toBeInTheDocument();
  expect(within(await row('CPU use, mean')).getByRole('img', { name: 'At risk' })).toBeVisible();
});

describe('a partial answer', () => {
  const partial = () => {
    grafana.answers(/system_cpu_usage_percent/, 42);
    server.use(
      http.post('*/api/v1/query_range', async ({ request }) => {
        const form = new URLSearchParams(await request.text());
        const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(form.get(name)));
        const values = Array.from({ length: Math.round((end - start) / step) + 1 }, (_, index) => [
          start + index * step,
          '42',
        ]);
        return HttpResponse.json({
          ...thanosPartial,
          data: { resultType: 'matrix', result: [{ metric: {}, values }] },
        });
      })
    );
    holds(['cpu']);
  };

  it('is said in the row and on the page', async () => {
    partial();
    page();
    const cpu = await row('CPU use, mean');
    expect(await within(cpu).findByText(/^Prometheus warns: No StoreAPIs matched for this query/)).toBeVisible();
    expect(within(cpu).getByText(/^42\s%$/)).toBeVisible();
    expect(screen.getByText('Some answers may be incomplete')).toBeVisible();
    expect(screen.getByText(/^receive series from Addr/)).toBeVisible();
  });

  it('is said on the page of the objective', async () => {
    partial();
    page('/cpu');
    expect(await screen.findByText('Some answers may be incomplete')).toBeVisible();
    expect(screen.getByText('No StoreAPIs matched for this query')).toBeVisible();
  });
});
