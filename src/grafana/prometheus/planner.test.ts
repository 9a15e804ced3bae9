import { waitFor } from '@testing-library/react';
import { createStore, entries, set } from 'idb-keyval';
import { http, HttpResponse } from 'msw';
import { server } from '../../test/grafana';
import { malformedBuckets, prometheus3Annotations } from '../../test/prometheus/answers';
import { HistoryStore } from './history';
import { PrometheusPlanner } from './planner';

const HOUR_SECONDS = 3600;
const NOW = 1_795_000_000 - (1_795_000_000 % HOUR_SECONDS);

interface Asked {
  path: string;
  query: string;
  start: number;
  end: number;
  points: number;
}

/** A Prometheus that answers every member of a request with the time itself, and keeps what it was asked. */
function prometheus({
  from = 0,
  has = (time) => time >= from,
  status,
  warnings,
}: {
  from?: number;
  has?: (time: number) => boolean;
  status?: (query: string) => number | undefined;
  warnings?: string[];
} = {}) {
  const asked: Asked[] = [];
  server.use(
    http.post('*/api/datasources/proxy/uid/:uid/api/v1/:path', async ({ request, params }) => {
      const form = new URLSearchParams(await request.text());
      const query = form.get('query') ?? '';
      const [start, end, step] = [
        Number(form.get('start') ?? form.get('time')),
        Number(form.get('end') ?? form.get('time')),
        Number(form.get('step') ?? 1),
      ];
      asked.push({ path: String(params.path), query, start, end, points: (end - start) / step + 1 });
      const failed = status?.(query);
      if (failed) {
        return HttpResponse.json(
          { status: 'error', errorType: 'bad_data', error: 'no', message: 'no' },
          { status: failed }
        );
      }
      const marks = [...query.matchAll(/"opsbook_query", "(\d+)"/g)].map(([, mark]): Record<string, string> => ({
        opsbook_query: mark,
      }));
      const times = Array.from({ length: (end - start) / step + 1 }, (_, index) => start + index * step).filter(has);
      const metrics = marks.length > 0 ? marks : [{}];
      return HttpResponse.json({
        status: 'success',
        warnings,
        data:
          params.path === 'query'
            ? {
                resultType: 'vector',
                result: metrics.map((metric) => ({ metric, value: [start || NOW, String(start || 1)] })),
              }
            : {
                resultType: 'matrix',
                result:
                  times.length === 0
                    ? []
                    : metrics.map((metric) => ({ metric, values: times.map((time) => [time, String(time)]) })),
              },
      });
    })
  );
  return asked;
}

const grid = (hours: number, end = NOW - 6 * HOUR_SECONDS) => ({
  start: end - (hours - 1) * HOUR_SECONDS,
  end,
  step: HOUR_SECONDS,
});
const timesOf = ({ start, end, step }: { start: number; end: number; step: number }) =>
  Array.from({ length: (end - start) / step + 1 }, (_, index) => start + index * step);

let count = 0;
let database: string;
const fresh = () => new PrometheusPlanner(new HistoryStore(database));
beforeEach(() => {
  database = `history-${count++}`;
});
afterEach(() => server.resetHandlers());

it('asks the same question once, and questions about the same times in one request', async () => {
  const asked = prometheus();
  const planner = fresh();
  const range = grid(3);
  const [a, again, b] = await Promise.all([
    planner.range('p', 'sum(a)', range),
    planner.range('p', 'sum(a)', range),
    planner.range('p', '1', range),
  ]);
  expect(asked).toHaveLength(1);
  expect(asked[0].query).toBe(
    'label_replace(sum(a), "opsbook_query", "0", "", "") or label_replace(vector(1), "opsbook_query", "1", "", "")'
  );
  expect(a.values).toEqual(timesOf(range));
  expect([again.values, b.values]).toEqual([a.values, a.values]);
});

it('cuts what Prometheus would refuse into requests under the limit of points', async () => {
  const asked = prometheus();
  const range = { start: 0, end: 60 * 24_999, step: 60 };
  const { values } = await fresh().range('p', 'a', range);
  expect(asked.map(({ points }) => points).sort()).toEqual([10_000, 10_000, 5_000]);
  expect(values).toEqual(timesOf(range));
});

it('finds the one of many that is refused by halves', async () => {
  const asked = prometheus({ status: (query) => (query.includes('broken') ? 422 : undefined) });
  const planner = fresh();
  const exprs = Array.from({ length: 64 }, (_, index) => (index === 37 ? 'broken' : `a_${index}`));
  const results = await Promise.allSettled(exprs.map((expr) => planner.instant('p', expr, { at: 5 })));
  expect(results.flatMap(({ status }, index) => (status === 'rejected' ? index : []))).toEqual([37]);
  expect(results[37]).toMatchObject({ reason: { kind: 'invalid', status: 422 } });
  expect(asked).toHaveLength(13); // 64, then two halves six times
});

describe('while one half of a refused request is not over', () => {
  /** Refuses what is asked together; `stuck` gets its first answer after `release`. */
  function halves({ refused = [], meanwhile = () => {} }: { refused?: string[]; meanwhile?: () => void } = {}) {
    const asked: string[] = [];
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    server.use(
      http.post('*/api/datasources/proxy/*', async ({ request }) => {
        const query = new URLSearchParams(await request.text()).get('query') ?? '';
        asked.push(query);
        if (asked.length === 1) {
          meanwhile();
        }
        if (query === 'stuck' && asked.filter((other) => other === 'stuck').length === 1) {
          await released;
        }
        return query.includes(' or ') || refused.includes(query)
          ? HttpResponse.json({ status: 'error', errorType: 'bad_data', error: 'no' }, { status: 422 })
          : HttpResponse.json({
              status: 'success',
              data: { resultType: 'vector', result: [{ metric: {}, value: [5, '5'] }] },
            });
      })
    );
    return { asked, release };
  }

  it('answers who asks again what the other half already answered', async () => {
    const { release } = halves();
    const planner = fresh();
    const first = planner.instant('p', 'a', { at: 5 });
    const stuck = planner.instant('p', 'stuck', { at: 5 });
    await first;
    await expect(planner.instant('p', 'a', { at: 5 })).resolves.toMatchObject({ value: 5 });
    release();
    await expect(stuck).resolves.toMatchObject({ value: 5 });
  });

  it('tells who asks again what was refused', async () => {
    const { asked, release } = halves({ refused: ['a'] });
    const planner = fresh();
    const first = planner.instant('p', 'a', { at: 5 });
    const stuck = planner.instant('p', 'stuck', { at: 5 });
    await expect(first).rejects.toMatchObject({ kind: 'invalid' });
    await expect(planner.instant('p', 'a', { at: 5 })).rejects.toMatchObject({ kind: 'invalid' });
    expect(asked.filter((query) => query === 'a')).toHaveLength(2);
    release();
    await stuck;
  });

  it('answers who comes back to what nobody waited for when it was split', async () => {
    const leaving = new AbortController();
    const { release } = halves({ meanwhile: () => leaving.abort() });
    const planner = fresh();
    const gone = planner.instant('p', 'left', { at: 5, signal: leaving.signal }).catch(() => 'gone');
    const others = ['a', 'stuck'].map((expr) => planner.instant('p', expr, { at: 5 }));
    await others[0];
    await expect(planner.instant('p', 'left', { at: 5 })).resolves.toMatchObject({ value: 5 });
    release();
    await Promise.all([gone, ...others]);
  });

  it('stops it when everybody else left', async () => {
    const { asked, release } = halves();
    const planner = fresh();
    const leaving = new AbortController();
    const first = planner.instant('p', 'a', { at: 5 });
    const gone = planner.instant('p', 'stuck', { at: 5, signal: leaving.signal }).catch(() => 'gone');
    await first;
    await waitFor(() => expect(asked).toContain('stuck'));
    leaving.abort();
    await expect(planner.instant('p', 'stuck', { at: 5 })).resolves.toMatchObject({ value: 5 }); // by a new request
    expect([await gone, asked.filter((query) => query === 'stuck').length]).toEqual(['gone', 2]);
    release();
  });
});

it('asks a server once that answers everything with 503 at once', async () => {
  const asked = prometheus({ status: () => 503 });
  const planner = fresh();
  const exprs = Array.from({ length: 96 }, (_, index) => `a_${index}`);
  const results = await Promise.allSettled(exprs.map((expr) => planner.instant('p', expr, { at: 5 })));
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(results[95]).toMatchObject({ reason: { status: 503 } });
  expect(asked).toHaveLength(1);
});

it('finds the one of many that Prometheus gives up after its query timeout by halves', async () => {
  let time = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => time);
  const asked = prometheus({
    status: (query) => {
      const fails = query.includes('heavy');
      time += fails ? 20_000 : 100;
      return fails ? 503 : undefined;
    },
  });
  const planner = fresh();
  const results = await Promise.allSettled(
    ['a', 'heavy', 'b', 'c'].map((expr) => planner.instant('p', expr, { at: 5 }))
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(asked).toHaveLength(5); // 4, then two halves twice
  jest.restoreAllMocks();
});

it('does not multiply requests when the server is down', async () => {
  const asked = prometheus({ status: () => 502 });
  const planner = fresh();
  const results = await Promise.allSettled([
    planner.instant('p', 'a', { at: 5 }),
    planner.instant('p', 'b', { at: 5 }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(asked).toHaveLength(1);
});

it('asks alone what was in a request that nobody answered in time, until it answers quickly', async () => {
  let isSlow = true;
  let time = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => time);
  const asked = prometheus({
    status: (query) => {
      const fails = isSlow && query.includes('slow');
      time += fails ? 30_000 : 100;
      return fails ? 502 : undefined;
    },
  });
  const planner = fresh();
  const ask = async (...exprs: string[]) => {
    const before = asked.length;
    const found = await Promise.allSettled(exprs.map((expr) => planner.range('p', expr, grid(3))));
    return { answered: found.map(({ status }) => status === 'fulfilled'), requests: asked.length - before };
  };
  expect(await ask('slow', 'a', 'b')).toEqual({ answered: [false, false, false], requests: 1 });
  expect(await ask('a', 'b')).toEqual({ answered: [true, true], requests: 2 });
  expect(await ask('slow', 'a', 'b')).toEqual({ answered: [false, true, true], requests: 2 });
  isSlow = false;
  expect(await ask('slow')).toEqual({ answered: [true], requests: 1 });
  expect(await ask('slow', 'a', 'b')).toEqual({ answered: [true, true, true], requests: 1 });
  jest.restoreAllMocks();
});

it('runs few requests at a time, and drops those that nobody waits for', async () => {
  let running = 0;
  let most = 0;
  let finished = 0;
  server.use(
    http.post('*/api/datasources/proxy/*', async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running--;
      finished++;
      return HttpResponse.json({ status: 'success', data: { resultType: 'vector', result: [] } });
    })
  );
  const planner = fresh();
  const leaving = new AbortController();
  const asked = Array.from({ length: 10 }, (_, at) =>
    planner.instant('p', 'a', { at: at + 1, signal: at < 5 ? undefined : leaving.signal })
  );
  setTimeout(() => leaving.abort(), 12);
  const results = await Promise.allSettled(asked);
  expect(most).toBeLessThanOrEqual(4);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  expect(finished).toBe(5);
});

it('keeps asking for one row when another stops waiting for the same answer', async () => {
  prometheus();
  const planner = fresh();
  const leaving = new AbortController();
  const gone = planner.instant('p', 'a', { at: 5, signal: leaving.signal });
  const stays = planner.instant('p', 'a', { at: 5 });
  leaving.abort();
  await expect(gone).rejects.toMatchObject({ kind: 'aborted' });
  await expect(stays).resolves.toMatchObject({ value: 5 });
});

it('asks again after everybody left and somebody came back', async () => {
  let asked = 0;
  server.use(
    http.post('*/api/datasources/proxy/*', async () => {
      if (++asked === 1) {
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      return HttpResponse.json({
        status: 'success',
        data: { resultType: 'vector', result: [{ metric: {}, value: [5, '5'] }] },
      });
    })
  );
  const planner = fresh();
  const leaving = new AbortController();
  const gone = planner.instant('p', 'a', { at: 5, signal: leaving.signal }).catch(() => 'gone');
  await waitFor(() => expect(asked).toBe(1));
  leaving.abort();
  await expect(planner.instant('p', 'a', { at: 5 })).resolves.toMatchObject({ value: 5 });
  expect([await gone, asked]).toEqual(['gone', 2]);
});

it('spreads long questions over several requests of about the same size', async () => {
  const asked = prometheus();
  const planner = fresh();
  await Promise.all(Array.from({ length: 28 }, (_, row) => planner.range('p', `a_${row}`, grid(720))));
  expect(asked.map(({ query }) => query.split(' or ').length)).toEqual([7, 7, 7, 7]);
});

it('gives neighbours, which take about as long, to different requests', async () => {
  const asked = prometheus();
  const planner = fresh();
  await Promise.all(Array.from({ length: 12 }, (_, row) => planner.range('p', `a_${row}`, grid(720))));
  const members = asked.map(({ query }) => [...query.matchAll(/a_(\d+)/g)].map(([, row]) => Number(row)));
  expect(members).toEqual([
    [0, 2, 4, 6, 8, 10],
    [1, 3, 5, 7, 9, 11],
  ]);
});

it('asks what is quick before what is long', async () => {
  const asked = prometheus();
  const planner = fresh();
  await Promise.all([
    planner.range('p', 'a', grid(720)),
    planner.range('p', 'a', grid(3)),
    planner.instant('p', 'a', { at: 5 }),
  ]);
  expect(asked.map(({ points }) => points)).toEqual([1, 3, 720]);
});

it('keeps requests under the length that some servers refuse', async () => {
  const asked = prometheus();
  const planner = fresh();
  const long = 'x'.repeat(1000);
  await Promise.all(Array.from({ length: 90 }, (_, row) => planner.instant('p', `${long}_${row}`, { at: 5 })));
  expect(Math.max(...asked.map(({ query }) => query.length))).toBeLessThan(16_384);
});

it('answers what was asked first before what was asked last, whatever the times', async () => {
  prometheus();
  const planner = fresh();
  const rows = Array.from({ length: 120 }, (_, row) => row);
  const done: number[] = [];
  await Promise.all(
    rows.map(async (row) => {
      await Promise.all([
        planner.range('p', `a_${row}`, grid(720)),
        planner.range('p', `b_${row}`, grid(4)),
        planner.instant('p', `c_${row}`, { at: 5 }),
      ]);
      done.push(row);
    })
  );
  expect(done.slice(0, 8).every((row) => row < 32)).toBe(true);
  expect(done.slice(-8).every((row) => row >= 88)).toBe(true);
});

it('says a warning only where the metric it names is asked about', async () => {
  const [info] = prometheus3Annotations.infos;
  prometheus({ warnings: [...malformedBuckets.warnings, info] });
  const planner = fresh();
  const [requests, temperature, level] = await Promise.all(
    ['sum(rate(requests_total[5m]))', 'max(temperature)', 'max(level)'].map((expr) =>
      planner.instant('p', expr, { at: 5 })
    )
  );
  expect(requests.warnings).toEqual([expect.stringMatching(/^PromQL warning: bucket label "le".*"requests_total"$/)]);
  expect(temperature.warnings).toEqual([expect.stringMatching(/^PromQL info: .*"temperature"$/)]);
  expect(level.warnings).toEqual([]); // though there is an “le” in it
});

it('reads the time of the server', async () => {
  prometheus();
  await expect(fresh().instant('p', 'time()')).resolves.toEqual({ value: 1, time: NOW, warnings: [] });
});

describe('history', () => {
  const settle = () => new Promise((resolve) => setTimeout(resolve, 300));

  it('asks after a reload only for what is new', async () => {
    const asked = prometheus();
    await fresh().history('p', 'a', grid(720), NOW);
    await settle();
    expect(asked.map(({ points }) => points)).toEqual([720]);
    const later = NOW + 3 * HOUR_SECONDS;
    const range = grid(720, later - 6 * HOUR_SECONDS);
    const { values } = await fresh().history('p', 'a', range, later);
    expect(asked.map(({ points }) => points)).toEqual([720, 3]);
    expect(values).toEqual(timesOf(range));
  });

  it('stores strings only, which the plugin sandbox can clone', async () => {
    prometheus();
    await fresh().history('p', 'a', grid(3), NOW);
    await settle();
    const stored = await entries(createStore(database, 'slices'));
    expect(stored.length).toBe(2);
    stored.forEach(([, value]) => expect(typeof value).toBe('string'));
  });

  it('never keeps the last two hours', async () => {
    const asked = prometheus();
    const range = grid(10, NOW);
    const planner = fresh();
    await planner.history('p', 'a', range, NOW);
    await planner.history('p', 'a', range, NOW);
    expect(asked.map(({ start, end }) => [(start - NOW) / HOUR_SECONDS, (end - NOW) / HOUR_SECONDS])).toEqual([
      [-9, 0],
      [-1, 0],
    ]);
  });

  it('asks again for a past that was empty, but not at once', async () => {
    const asked = prometheus({ from: NOW - 20 * HOUR_SECONDS });
    const planner = fresh();
    await planner.history('p', 'a', grid(100), NOW);
    await planner.history('p', 'a', grid(100), NOW + 60);
    expect(asked).toHaveLength(1);
    await planner.history('p', 'a', grid(100), NOW + 700);
    expect(asked).toHaveLength(2);
    expect(asked[1].end).toBe(NOW - 21 * HOUR_SECONDS);
  });

  it('asks for a longer window only what lies before', async () => {
    const asked = prometheus();
    const planner = fresh();
    await planner.history('p', 'a', grid(24), NOW);
    const { values } = await planner.history('p', 'a', grid(48), NOW);
    expect(asked.map(({ points }) => points)).toEqual([24, 24]);
    expect(values).toEqual(timesOf(grid(48)));
  });

  describe('how far back nothing was found', () => {
    const DAY_HOURS = 24;
    const daysAgo = (time: number) => (NOW - time) / (DAY_HOURS * HOUR_SECONDS);
    /** Two stretches, with nothing for weeks between and before. */
    const has = (time: number) => daysAgo(time) < 20 || (daysAgo(time) > 45 && daysAgo(time) < 50);
    const days = (count: number, end?: number) => grid(count * DAY_HOURS, end);
    const alone = async (range: ReturnType<typeof grid>) => {
      const planner = new PrometheusPlanner(new HistoryStore(`${database}-alone`));
      return (await planner.history('p', 'a', range, NOW)).values;
    };

    it('asks further back than that for a longer window', async () => {
      const asked = prometheus({ has });
      const planner = fresh();
      await planner.history('p', 'a', days(30), NOW);
      const { values } = await planner.history('p', 'a', days(60), NOW + 60);
      expect(values).toEqual(await alone(days(60)));
      asked.length = 0;
      await planner.history('p', 'a', days(60), NOW + 90);
      await planner.history('p', 'a', days(30), NOW + 90);
      expect(asked).toEqual([]);
    });

    it('does not forget it for a shorter window', async () => {
      const asked = prometheus({ from: NOW - 20 * DAY_HOURS * HOUR_SECONDS });
      const planner = fresh();
      await planner.history('p', 'a', days(30), NOW);
      await planner.history('p', 'a', days(7, NOW - 5 * HOUR_SECONDS), NOW + 60);
      asked.length = 0;
      const { values } = await planner.history('p', 'a', days(30), NOW + 90);
      expect(asked).toEqual([]);
      expect(values).toEqual(await alone(days(30)));
    });

    it('says nothing of values that were too many to keep', async () => {
      prometheus({ from: NOW - 195 * DAY_HOURS * HOUR_SECONDS });
      const planner = fresh();
      await planner.history('p', 'a', days(200), NOW);
      const { values } = await planner.history('p', 'a', days(200), NOW + 60);
      expect(values).toEqual(await alone(days(200)));
    });

    it('asks again where an earlier version did not keep it', async () => {
      prometheus({ has });
      const range = days(60);
      await fresh().history('p', 'a', days(30), NOW);
      await settle();
      const store = createStore(database, 'slices');
      const [[key, text]] = (await entries<string, string>(store)).filter(([stored]) => stored !== 'index');
      const { emptyFrom, ...earlier } = JSON.parse(text);
      expect([emptyFrom, earlier.emptyBefore]).toEqual([days(30).start, NOW]);
      await set(key, JSON.stringify(earlier), store);
      const { values } = await fresh().history('p', 'a', range, NOW + 60);
      expect(values).toEqual(await alone(range));
    });
  });

  it('asks half a year only once', async () => {
    const asked = prometheus();
    const planner = fresh();
    await planner.history('p', 'a', grid(180 * 24), NOW);
    asked.length = 0;
    const later = grid(180 * 24, NOW - 5 * HOUR_SECONDS);
    const { values } = await planner.history('p', 'a', later, NOW + HOUR_SECONDS);
    expect(asked.map(({ points }) => points)).toEqual([1]);
    expect(values).toEqual(timesOf(later));
  });

  it('loses nothing of a month when a week is asked after it', async () => {
    const asked = prometheus();
    const planner = fresh();
    const later = NOW + 3 * HOUR_SECONDS;
    const range = grid(720, later - 6 * HOUR_SECONDS);
    await planner.history('p', 'a', grid(720), NOW);
    await planner.history('p', 'a', grid(168, range.end), later);
    asked.length = 0;
    const { values } = await planner.history('p', 'a', range, later);
    expect(asked).toEqual([]);
    expect(values).toEqual(timesOf(range));
  });

  it('loses nothing of a month when a week asked with it is answered last', async () => {
    const asked = prometheus();
    const planner = fresh();
    const month = planner.history('p', 'a', grid(720), NOW);
    await planner.history('p', 'a', grid(168), NOW, { settled: month.then(() => NOW) });
    asked.length = 0;
    const { values } = await planner.history('p', 'a', grid(720), NOW);
    expect(asked).toEqual([]);
    expect(values).toEqual(timesOf(grid(720)));
  });

  it('does not hold back the time of the server while it looks into the browser', async () => {
    const asked = prometheus();
    const planner = fresh();
    const opening = jest.spyOn(indexedDB, 'open').mockReturnValue({} as IDBOpenDBRequest); // another tab blocks it
    const [{ time }, { values }] = await Promise.all([
      planner.instant('p', 'time()').finally(() => expect(asked).toHaveLength(1)),
      planner.history('p', 'a', grid(3), NOW),
    ]);
    opening.mockRestore();
    expect([time, values]).toEqual([NOW, timesOf(grid(3))]);
  });

  it('keeps by the time of the server, not of this computer', async () => {
    const asked = prometheus();
    const planner = fresh();
    const range = grid(24, NOW);
    const ahead = { settled: Promise.resolve(NOW) };
    await planner.history('p', 'a', range, NOW + 5 * HOUR_SECONDS, ahead);
    await planner.history('p', 'a', range, NOW + 5 * HOUR_SECONDS, ahead);
    expect(asked.map(({ points }) => points)).toEqual([24, 2]);
  });

  it('cuts long spans into months', async () => {
    const asked = prometheus();
    await fresh().history('p', 'a', grid(2160), NOW);
    expect(asked.map(({ points }) => points).sort()).toEqual([672, 744, 744]);
  });

  it('does not keep a partial answer', async () => {
    const asked = prometheus({ warnings: ['PARTIAL: store gateway is down'] });
    const planner = fresh();
    const { warnings } = await planner.history('p', 'a', grid(24), NOW);
    expect(warnings).toEqual(['PARTIAL: store gateway is down']);
    await planner.history('p', 'a', grid(24), NOW);
    expect(asked.map(({ points }) => points)).toEqual([24, 24]);
  });

  it('starts over when what is kept is damaged', async () => {
    prometheus();
    await fresh().history('p', 'a', grid(3), NOW);
    await settle();
    const store = createStore(database, 'slices');
    const [key] = (await entries(store)).map(([stored]) => stored).filter((stored) => stored !== 'index');
    await set(key, '{"from": "yesterday"', store);
    await expect(fresh().history('p', 'a', grid(3), NOW)).resolves.toMatchObject({ values: timesOf(grid(3)) });
  });
});

it('tells a login page from an answer', async () => {
  server.use(
    http.post('*/api/datasources/proxy/*', () => HttpResponse.json({ data: { resultType: 'streams', result: [] } }))
  );
  await expect(fresh().instant('p', 'a')).rejects.toMatchObject({ kind: 'format' });
});
