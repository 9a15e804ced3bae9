import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_SECONDS, HOUR_SECONDS } from '../time/units';
import { type ObjectiveWindow } from '../time/window';
import { type Counts, errorRatio, PAIRS, remaining, sli } from './burnRate';
import { type Query } from './kinds/asking';
import { type Columns, measurementOf } from './measurement';
import { type QueryGrid, planOf } from './plan';
import { intervalOf, intervalsOf, samplesQuery } from './sampling';
import { type Definition } from './schema';

/** The formulas on raw samples, against what Prometheus itself answers to the planned queries. */

const hasPrometheus =
  spawnSync('promtool', ['--version']).status === 0 && spawnSync('prometheus', ['--version']).status === 0;
const suite = hasPrometheus ? describe : describe.skip;

const STEP = 60;
const NOW = Math.floor(Date.now() / 1000 / 10) * 10 - 600;
const FIRST = NOW - 8 * DAY_SECONDS;

interface Samples {
  name: string;
  labels: string;
  at: number[];
  values: number[];
}

let seed = 7;
/** Reproducible, so that a failure can be looked at. */
function random(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return seed / 2 ** 31;
}

/** A counter sampled every minute, at its own offset within the minute; it may restart and be away for a while. */
function counter(
  name: string,
  labels: string,
  rate: (time: number) => number,
  {
    restarts = [],
    gap,
    from = FIRST,
    until = NOW,
    noise = () => 0.5 + random(),
  }: {
    restarts?: number[];
    gap?: [number, number];
    from?: number;
    until?: number;
    noise?: (time: number) => number;
  } = {}
): Samples {
  const at: number[] = [];
  const values: number[] = [];
  let value = 1000;
  for (let time = from + 17; time <= until; time += STEP) {
    value = restarts.some((restart) => restart > time - STEP && restart <= time) ? 0 : value;
    value += Math.round(rate(time) * STEP * noise(time));
    if (!gap || time < gap[0] || time > gap[1]) {
      at.push(time);
      values.push(value);
    }
  }
  return { name, labels, at, values };
}

const outage = (time: number) => time > NOW - 30 * HOUR_SECONDS && time < NOW - 29.5 * HOUR_SECONDS;
const recent = (time: number) => time > NOW - 40 * 60;
/**
 * Within one slice, whose edges are at :00 or, in Kathmandu, at :15, and away from the edges of windows; what happens in a
 * gap over an edge is on neither side.
 */
const GAP_START = Math.floor((NOW - 2.5 * DAY_SECONDS) / HOUR_SECONDS) * HOUR_SECONDS + 20 * 60;
const GAP: [number, number] = [GAP_START, GAP_START + 20 * 60];
const VANISHED = NOW - 2 * DAY_SECONDS;
/** Buckets of one histogram rise and fall together. */
const together = (time: number) => 1 + 0.5 * Math.sin(time / 977);
/** When the sampling is looked at, and a service whose samples begin a little before. */
const PROBED = NOW - 4 * DAY_SECONDS;
const YOUNG = PROBED - 4 * 60;
/** Nothing was monitored when the window began. */
const PAUSE: [number, number] = [NOW - 7 * DAY_SECONDS - 10 * 60, NOW - 7 * DAY_SECONDS + 10 * 60];
const series: Samples[] = [
  counter('paused_total', '', () => 20, { gap: PAUSE }),
  counter('paused_errors_total', '', (time) => (outage(time) ? 4 : 0.1), { gap: PAUSE }),
  counter('young_total', '', () => 20, { from: YOUNG }),
  counter('young_errors_total', '', (time) => (outage(time) ? 4 : 0.1), { from: YOUNG }),
  counter('known_total', '', () => 20, { from: PROBED - 21 * 60 }),
  counter('interrupted_total', '', () => 20, { gap: [PROBED - 7 * 60, PROBED + 60] }),
  counter('requests_total', 'instance="a"', () => 20, { restarts: [NOW - 4 * DAY_SECONDS - 1234, NOW - 5000] }),
  counter('requests_total', 'instance="b"', () => 15, { gap: GAP }),
  counter('errors_total', 'instance="a"', (time) => (outage(time) ? 5 : recent(time) ? 1 : 0.1), {
    restarts: [NOW - 4 * DAY_SECONDS - 1234, NOW - 5000],
  }),
  counter('errors_total', 'instance="b"', (time) => (outage(time) ? 3 : 0.05), { gap: GAP }),
  counter('idle_total', 'instance="a"', () => 0),
  // a target that is gone since two days
  counter('requests_total', 'instance="gone"', () => 10, { until: VANISHED }),
  counter('errors_total', 'instance="gone"', () => 0.3, { until: VANISHED }),
  // the bounds of Prometheus 2 and 3
  ...['0.5', '1.0', '+Inf'].flatMap((le, index) =>
    ['a', 'b'].map((instance) =>
      counter('seconds_bucket', `instance="${instance}",le="${le}"`, () => [18, 19.5, 20][index], {
        restarts: instance === 'a' ? [NOW - 2 * DAY_SECONDS - 77] : [],
        noise: together,
      })
    )
  ),
];

const probes: Samples[] = ['a', 'b', 'c'].map((instance, index) => {
  const at: number[] = [];
  const values: number[] = [];
  for (let time = FIRST + 5 + index; time <= NOW; time += STEP) {
    at.push(time);
    values.push(instance === 'b' && outage(time) ? 0 : 1);
  }
  return { name: 'up', labels: `instance="${instance}"`, at, values };
});

const vanishing: Samples[] = ['a', 'gone'].map((instance) => {
  const at: number[] = [];
  for (let time = FIRST + 9; time <= (instance === 'gone' ? VANISHED : NOW); time += STEP) {
    at.push(time);
  }
  return { name: 'probe_success', labels: `instance="${instance}"`, at, values: at.map(() => 1) };
});

/** Events between two times: differences between neighbouring samples, a fall counting from 0; the formula on raw samples. */
function rawEvents(name: string, start: number, end: number, label = ''): number {
  return series
    .filter((one) => one.name === name && one.labels.includes(label))
    .reduce((sum, { at, values }) => {
      for (let index = 1; index < at.length; index++) {
        if (at[index] > start && at[index] <= end) {
          sum += values[index] >= values[index - 1] ? values[index] - values[index - 1] : values[index];
        }
      }
      return sum;
    }, 0);
}

function openMetrics(all: Samples[]): string {
  const names = [...new Set(all.map(({ name }) => name))];
  const lines = names.flatMap((name) => [
    `# TYPE ${name.replace(/_total$/, '')} ${name.endsWith('_total') ? 'counter' : 'gauge'}`,
    ...all
      .filter((one) => one.name === name)
      .flatMap(({ labels, at, values }) => at.map((time, index) => `${name}{${labels}} ${values[index]} ${time}`)),
  ]);
  return [...lines, '# EOF', ''].join('\n');
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

suite('against Prometheus', () => {
  let folder: string;
  let prometheus: ChildProcess;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'objectives-'));
    writeFileSync(join(folder, 'past.om'), openMetrics([...series, ...probes, ...vanishing]));
    writeFileSync(join(folder, 'prometheus.yml'), 'global: {}\n');
    execFileSync(
      'promtool',
      [
        'tsdb',
        'create-blocks-from',
        'openmetrics',
        '--max-block-duration',
        '8760h',
        join(folder, 'past.om'),
        join(folder, 'data'),
      ],
      { stdio: 'pipe' }
    );
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    prometheus = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: 'ignore' }
    );
    for (let tries = 0; tries < 200 && !(await isReady(url)); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }, 120_000);

  afterAll(async () => {
    const ended = new Promise((resolve) => prometheus.once('exit', resolve));
    prometheus.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask(
    path: string,
    form: Record<string, string>
  ): Promise<Array<{ value?: [number, string]; values?: Array<[number, string]> }>> {
    const response = await fetch(`${url}/api/v1/${path}`, { method: 'POST', body: new URLSearchParams(form) });
    const body: { status: string; error?: string; data: { result: [] } } = await response.json();
    expect([form.query, body.status, body.error]).toEqual([form.query, 'success', undefined]);
    return body.data.result;
  }

  async function column({ expr }: Query, { start, end, step }: QueryGrid): Promise<Array<number | undefined>> {
    const values: Array<number | undefined> = new Array<number | undefined>(Math.round((end - start) / step) + 1).fill(
      undefined
    );
    const [found] = await ask('query_range', {
      query: expr,
      start: String(start),
      end: String(end),
      step: String(step),
    });
    found?.values?.forEach(([time, value]) => (values[Math.round((time - start) / step)] = Number(value)));
    return values;
  }

  async function found(definition: Definition, intervals = { recent: STEP, past: STEP }) {
    const plan = planOf(definition, { now: NOW, intervals, reach: 7 * DAY_SECONDS });
    const columns = async (grid: QueryGrid): Promise<Columns> =>
      Object.fromEntries(
        await Promise.all(grid.queries.map(async (query) => [query.role, await column(query, grid)] as const))
      );
    const spans = await Promise.all(
      plan.spans.map(async ({ queries }) =>
        Object.fromEntries(
          await Promise.all(
            queries.map(async ({ role, expr }) => {
              const [one] = await ask('query', { query: expr, time: String(NOW) });
              return [role, one?.value ? Number(one.value[1]) : undefined] as const;
            })
          )
        )
      )
    );
    return measurementOf(definition, plan, {
      history: plan.history && (await columns(plan.history)),
      fresh: await columns(plan.fresh),
      spans,
    });
  }

  const week: ObjectiveWindow = { type: 'rolling', days: 7 };
  const ratio: Definition = {
    name: 'Errors',
    indicator: { kind: 'ratio', total: 'requests_total', counted: 'bad', events: 'errors_total' },
    comparison: '<',
    target: 0.01,
    unit: 'ratio',
    window: week,
  };
  const raw = (start: number): Counts => {
    const total = rawEvents('requests_total', start, NOW);
    return { total, good: total - rawEvents('errors_total', start, NOW) };
  };
  /** At most 0.1 % apart. */
  const expectNear = (value: number | undefined, expected: number | undefined) =>
    expect(Math.abs((value ?? NaN) - (expected ?? NaN))).toBeLessThanOrEqual(Math.abs(expected ?? NaN) * 0.001);

  it.each<ObjectiveWindow>([week, { type: 'calendar', period: 'month', zone: 'Asia/Kathmandu' }])(
    'counts a window with restarts and a gap: %j',
    async (window) => {
      const { counts, window: span } = await found({ ...ratio, window });
      const start = Math.max(span.start, FIRST);
      const expected = raw(start);
      expectNear(counts && errorRatio(counts), errorRatio(expected));
      expectNear(counts && remaining(counts, 0.99), remaining(expected, 0.99));
      expectNear(counts?.total, expected.total);
    },
    60_000
  );

  it('burns as fast as the raw samples say, in every window', async () => {
    const { pairs } = await found(ratio);
    const rate = (seconds: number) => 1 - (remaining(raw(NOW - seconds), 0.99) ?? NaN);
    pairs?.forEach((pair, index) => {
      expectNear(pair.longRate, rate(PAIRS[index].long));
      expectNear(pair.shortRate, rate(PAIRS[index].short));
    });
  }, 60_000);

  it.each([
    [0.5, 'le="0.5"'],
    [1, 'le="1.0"'],
  ])(
    'counts requests within %d s, however the bound is written',
    async (target, label) => {
      const { counts, pairs } = await found({
        ...ratio,
        indicator: { kind: 'latency', histogram: 'seconds_bucket', percentile: 0.95 },
        comparison: '<=',
        target,
        unit: 's',
      });
      const start = NOW - 7 * DAY_SECONDS;
      const expected: Counts = {
        good: rawEvents('seconds_bucket', start, NOW, label),
        total: rawEvents('seconds_bucket', start, NOW, 'le="+Inf"'),
      };
      expectNear(counts && sli(counts), sli(expected));
      expectNear(counts?.total, expected.total);
      pairs?.forEach((pair, index) => {
        const from = NOW - PAIRS[index].long;
        const all = rawEvents('seconds_bucket', from, NOW, 'le="+Inf"');
        expectNear(pair.longRate, (all - rawEvents('seconds_bucket', from, NOW, label)) / all / 0.05);
      });
    },
    60_000
  );

  it('keeps what a vanished target did, and calls its probe unknown from then on', async () => {
    const { counts } = await found(ratio);
    expectNear(counts?.total, raw(NOW - 7 * DAY_SECONDS).total);
    expect(rawEvents('requests_total', NOW - 7 * DAY_SECONDS, NOW, 'gone')).toBeGreaterThan(0.1 * (counts?.total ?? 0));
    const { probe, counts: minutes } = await found({
      ...ratio,
      indicator: { kind: 'probe', selector: 'probe_success' },
      comparison: '>=',
      target: 0.99,
    });
    expect(probe?.targets).toBe(2);
    expect(probe?.down).toBe(0);
    expect(Math.abs((probe?.unknown ?? 0) - 2 * 24 * 60)).toBeLessThanOrEqual(10); // the look-back of five minutes
    expect(minutes && errorRatio(minutes)).toBe(0); // unknown is not down
  }, 60_000);

  it.each([
    ['known_total', 60],
    ['interrupted_total', 60],
    ['young_total', undefined], // began four minutes before: four samples in ten minutes
  ])('finds how often %s is sampled', async (name, expected) => {
    const [one] = await ask('query', { query: samplesQuery(name, PROBED), time: String(NOW) });
    expect(intervalOf(one?.value ? Number(one.value[1]) : undefined)).toBe(expected);
    const [now] = await ask('query', { query: samplesQuery(name), time: String(NOW) });
    expect(intervalOf(Number(now?.value?.[1]))).toBe(60);
  });

  it('counts what began while its sampling was looked at', async () => {
    const sampling = await Promise.all(
      [undefined, PROBED].map(async (at) => {
        const [one] = await ask('query', { query: samplesQuery('young_total', at), time: String(NOW) });
        return intervalOf(one?.value && Number(one.value[1]));
      })
    );
    const { counts } = await found(
      { ...ratio, indicator: { kind: 'ratio', total: 'young_total', counted: 'bad', events: 'young_errors_total' } },
      intervalsOf(sampling[0], sampling[1])
    );
    const total = rawEvents('young_total', NOW - 7 * DAY_SECONDS, NOW);
    expectNear(counts?.total, total);
    expectNear(counts && errorRatio(counts), rawEvents('young_errors_total', NOW - 7 * DAY_SECONDS, NOW) / total);
  }, 60_000);

  it('leaves out what happened in a gap over the beginning of the window, as Prometheus does', async () => {
    const start = NOW - 7 * DAY_SECONDS;
    const { counts } = await found({
      ...ratio,
      indicator: { kind: 'ratio', total: 'paused_total', counted: 'bad', events: 'paused_errors_total' },
    });
    const [total, errors] = ['paused_total', 'paused_errors_total'].map((name) =>
      rawEvents(name, PAUSE[1] + STEP, NOW)
    );
    expectNear(counts?.total, total);
    expectNear(counts && errorRatio(counts), errors / total);
    const [whole] = await ask('query', {
      query: `increase(paused_total[${(NOW - start) * 1000}ms])`,
      time: String(NOW),
    });
    expectNear(counts?.total, Number(whole?.value?.[1]));
  }, 60_000);

  it('knows no traffic from no data', async () => {
    const idle = await found({
      ...ratio,
      indicator: { kind: 'ratio', total: 'idle_total', counted: 'bad', events: 'errors_total' },
    });
    expect(idle.counts).toBeUndefined();
    expect(idle.lastSeen).toBe(NOW);
    const missing = await found({
      ...ratio,
      indicator: { kind: 'ratio', total: 'nothing_total', counted: 'bad', events: 'errors_total' },
    });
    expect(missing.lastSeen).toBeUndefined();
  }, 60_000);

  it('counts minutes up and down of a probe', async () => {
    const { probe } = await found({
      ...ratio,
      indicator: { kind: 'probe', selector: 'up' },
      comparison: '>=',
      target: 0.99,
    });
    const down = probes[1].values.filter((value) => value === 0).length;
    expect(probe?.down).toBe(down);
    expect(probe?.targets).toBe(3);
    expectNear(probe?.up, 3 * 7 * 24 * 60 - down);
    expect(probe?.unknown).toBeLessThanOrEqual(3);
  }, 60_000);
});

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/-/ready`)).ok;
  } catch {
    return false;
  }
}
