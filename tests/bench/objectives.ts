import { type Browser, type BrowserContext, expect, type Page, type Request } from '@playwright/test';
import { plainQuery } from '../../src/domain/objective/queries';
import { OBJECTIVES } from '../../src/domain/objective/register';
import { type Definition, type ObjectivesRegister } from '../../src/domain/objective/schema';
import { DAY_SECONDS, HOUR_SECONDS } from '../../src/domain/time/units';
import { Objectives } from '../opsbook/Objectives';
import { Opsbook } from '../opsbook/Opsbook';
import { type Records } from '../support/records';
import { type Measure, median } from './table';
import { visit } from './visit';

const RUNS = 5;
const MANY = 200;
/** Requests of data that Grafana lets a page have under way. */
const AT_ONCE = 5;
/** The page asks again every 30 seconds. */
const REFRESHED = 40_000;
const SERVICES = ['quotes', 'users', 'search'];
const PROXY = /\/api\/datasources\/proxy\/uid\/([^/]+)\/api\/v1\/query(_range)?$/;
const WINDOW = { type: 'rolling', days: 30 } as const;

/** Sixteen objectives as a team has them, on the demo's metrics; `mark` makes their queries different ones. */
function definitions(mark = ''): Definition[] {
  const of = (service: string) => `{service="${service}"${mark && `,mark!="${mark}"`}}`;
  const all = mark && `{mark!="${mark}"}`;
  const common = { window: WINDOW, unit: 'ratio' } as const;
  const latency = (service: string, target: number, percentile: number): Definition => ({
    ...common,
    name: `P${percentile * 100} of ${service}`,
    service,
    indicator: { kind: 'latency', histogram: `flask_request_duration_seconds_bucket${of(service)}`, percentile },
    comparison: '<=',
    target,
    unit: 's',
  });
  const gauge = (name: string, expr: string, target: number, unit: Definition['unit']): Definition => ({
    ...common,
    name,
    indicator: { kind: 'gauge', expr },
    comparison: '<',
    target,
    unit,
  });
  return [
    ...SERVICES.flatMap((service): Definition[] => [
      {
        ...common,
        name: `Errors of ${service}`,
        service,
        indicator: {
          kind: 'ratio',
          total: `flask_requests_total${of(service)}`,
          counted: 'bad',
          events: `flask_errors_total${of(service)}`,
        },
        comparison: '<',
        target: 0.01,
      },
      {
        ...common,
        name: `Availability of ${service}`,
        service,
        indicator: { kind: 'probe', selector: `up${of(service)}` },
        comparison: '>=',
        target: 0.999,
      },
      latency(service, 0.5, 0.95),
      latency(service, 1, 0.99),
    ]),
    gauge('CPU', `avg(system_cpu_usage_percent${all})`, 70, 'percent'),
    gauge('Memory', `avg(system_memory_usage_percent${all})`, 80, 'percent'),
    gauge('Requests', `sum(rate(flask_requests_total${all}[5m]))`, 1000, 'reqps'),
    gauge(
      'Mean response',
      `sum(rate(flask_request_duration_seconds_sum${all}[5m])) / sum(rate(flask_request_duration_seconds_count${all}[5m]))`,
      0.2,
      's'
    ),
  ];
}

function registerOf(all: Definition[]): ObjectivesRegister {
  return {
    schema: 1,
    id: 'bench',
    kind: 'objectives',
    objectives: Object.fromEntries(
      all.map((definition, position) => [`bench-${position}`, { ...definition, position }])
    ),
    log: {},
  };
}

interface Loaded {
  ms: number;
  requests: number;
  samples: number;
}

/**
 * The page against the naive way: for each objective one instant query of its number over the whole window and one range
 * query of its line. Both from the first question, asked while the page draws, to the last answer.
 */
export async function measureObjectives(browser: Browser, url: string, records: Records): Promise<Measure[]> {
  const found = { cold: [] as Loaded[], reload: [] as Loaded[], naive: [] as Loaded[] };
  await records.keeping(OBJECTIVES, async () => {
    await records.seedObjectives(registerOf(definitions()));
    const uid = await dataSourceOf(browser, url);
    for (let run = 0; run < RUNS; run++) {
      const context = await newContext(browser);
      const naive = () => loadNaively(context, url, uid);
      if (run % 2 === 0) {
        found.naive.push(await naive()); // who comes first finds colder caches
      }
      found.cold.push(await load(context, url));
      found.reload.push(await load(context, url));
      if (run % 2 === 1) {
        found.naive.push(await naive());
      }
      await context.close();
    }
  });
  const ratio = (one: Loaded[], key: keyof Loaded) =>
    one.map((loaded) => loaded[key] / median(found.naive.map((naive) => naive[key])));
  const of = (loaded: Loaded[], key: keyof Loaded) => loaded.map((each) => each[key]);
  return [
    { name: '16 objectives, cold: first question to last number', unit: 'ms', values: of(found.cold, 'ms') },
    { name: '16 objectives, reloaded: first question to last number', unit: 'ms', values: of(found.reload, 'ms') },
    { name: '16 objectives, naive', unit: 'ms', values: of(found.naive, 'ms') },
    { name: '16 objectives, cold: requests', unit: 'requests', values: of(found.cold, 'requests') },
    { name: '16 objectives, naive: requests', unit: 'requests', values: of(found.naive, 'requests') },
    { name: '16 objectives, cold: samples asked', unit: 'samples', values: of(found.cold, 'samples') },
    { name: '16 objectives, reloaded: samples asked', unit: 'samples', values: of(found.reload, 'samples') },
    { name: '16 objectives, naive: samples asked', unit: 'samples', values: of(found.naive, 'samples') },
    { name: 'cold / naive: time', unit: '×', values: ratio(found.cold, 'ms'), limit: 1 },
    { name: 'cold / naive: requests', unit: '×', values: ratio(found.cold, 'requests'), limit: 0.5 },
    { name: 'reloaded / naive: samples', unit: '×', values: ratio(found.reload, 'samples'), limit: 0.2 },
    {
      name: 'reloaded / cold: samples',
      unit: '×',
      values: of(found.reload, 'samples').map((samples) => samples / median(of(found.cold, 'samples'))),
      limit: 0.2,
    },
  ];
}

/** Opens the page and waits for its last number. */
async function load(context: BrowserContext, url: string): Promise<Loaded> {
  const page = await context.newPage();
  const asked = listen(page);
  const opsbook = new Opsbook(page, url);
  await opsbook.open('objectives');
  const ms = await untilComplete(page);
  await new Objectives(opsbook).complete();
  const loaded = await asked(ms);
  await page.waitForTimeout(500); // what is kept for the next time is written
  await page.close();
  return loaded;
}

/**
 * From the first question until every row has its state, by the page's own clock: looking from outside comes up to half a
 * second late. It looks when something changes; looking in every frame would make the browser draw every frame.
 */
function untilComplete(page: Page): Promise<number> {
  return page.evaluate(
    ([proxy, rows]) =>
      new Promise<number>((done) => {
        const look = () => {
          const states = document.querySelectorAll('table[aria-label="Objectives"] td:first-child [role="img"]');
          if (states.length < Number(rows)) {
            return;
          }
          observer.disconnect();
          requestAnimationFrame(() => {
            const asked = performance.getEntriesByType('resource').filter(({ name }) => new RegExp(proxy).test(name));
            done(performance.now() - Math.min(...asked.map(({ startTime }) => startTime)));
          });
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { childList: true, subtree: true });
        look();
      }),
    [PROXY.source, String(definitions().length)] as const
  );
}

/**
 * The page itself, whose own questions are held back: in their place, and while it draws, the naive ones are asked. What
 * they would still need to get on screen does not count.
 */
async function loadNaively(context: BrowserContext, url: string, uid: string): Promise<Loaded> {
  const now = Math.floor(Date.now() / 1000);
  const questions = definitions().flatMap((definition) => {
    const [number, line] = [
      plainQuery(definition, 30 * DAY_SECONDS) ?? '',
      plainQuery(definition, 6 * HOUR_SECONDS) ?? '',
    ];
    return [
      { path: 'query', form: { query: number, time: String(now) } },
      {
        path: 'query_range',
        form: { query: line, start: String(now - 30 * DAY_SECONDS), end: String(now), step: String(6 * HOUR_SECONDS) },
      },
    ];
  });
  const page = await context.newPage();
  const asked = listen(page);
  await page.addInitScript(
    ([proxy, base, all, atOnce]) => {
      const send = globalThis.fetch;
      const waiting = [...all];
      const next = async (): Promise<void> => {
        const question = waiting.shift();
        if (question) {
          const answer = await send(`${base}/${question.path}`, {
            method: 'POST',
            body: new URLSearchParams(question.form as unknown as Record<string, string>),
          });
          await answer.json();
          await next();
        }
      };
      let isAsked = false;
      const took = new Promise<number>((done) => {
        globalThis.fetch = (input, init) => {
          if (!new RegExp(proxy).test(input instanceof Request ? input.url : String(input))) {
            return send(input, init);
          }
          if (!isAsked) {
            isAsked = true;
            const began = performance.now();
            void Promise.all(Array.from({ length: atOnce }, next)).then(() => done(performance.now() - began));
          }
          return new Promise(() => undefined);
        };
      });
      Object.assign(globalThis, { took });
    },
    [PROXY.source, `${url}/api/datasources/proxy/uid/${uid}/api/v1`, questions, AT_ONCE] as const
  );
  await new Opsbook(page, url).open('objectives');
  const ms = await page.evaluate(() => (globalThis as unknown as { took: Promise<number> }).took);
  const loaded = await asked(ms);
  await page.close();
  return loaded;
}

/** Counts what the page asks of Prometheus from now on, until it is called. */
function listen(page: Page): (ms: number) => Promise<Loaded> {
  const asked: Request[] = [];
  page.on('request', (request) => {
    if (PROXY.test(request.url())) {
      asked.push(request);
    }
  });
  return async (ms) => {
    const requests = [...asked];
    return { ms, requests: requests.length, samples: await samplesOf(page, requests) };
  };
}

/** Samples that Prometheus reads for these requests: the same are asked again, for their statistics only. */
async function samplesOf(page: Page, requests: Request[]): Promise<number> {
  let samples = 0;
  for (const request of requests) {
    const answer = await page.request.post(request.url(), {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      data: `${request.postData() ?? ''}&stats=true`,
    });
    const body: { data?: { stats?: { samples?: { totalQueryableSamples?: number } } } } = await answer.json();
    samples += body.data?.stats?.samples?.totalQueryableSamples ?? 0;
  }
  return samples;
}

async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await visit(browser, 'editor');
  await context.addInitScript('globalThis.__name = (named) => named; performance.setResourceTimingBufferSize(5000)'); // esbuild calls it in functions sent to the page
  return context;
}

async function dataSourceOf(browser: Browser, url: string): Promise<string> {
  const context = await newContext(browser);
  const page = await context.newPage();
  const [request] = await Promise.all([
    page.waitForRequest((candidate) => PROXY.test(candidate.url())),
    new Opsbook(page, url).open('objectives'),
  ]);
  await context.close();
  return PROXY.exec(request.url())?.[1] ?? '';
}

/** Two hundred objectives, no two alike, on one page. */
export async function measureManyObjectives(browser: Browser, url: string, records: Records): Promise<Measure[]> {
  const all = Array.from({ length: Math.ceil(MANY / 16) }, (_, index) =>
    definitions(`m${index}`).map((definition) => ({ ...definition, name: `${definition.name} ${index}` }))
  )
    .flat()
    .slice(0, MANY);
  const found = {
    rows: [] as number[],
    values: [] as number[],
    complete: [] as number[],
    frames: [] as number[],
    tasks: [] as number[],
    heap: [] as number[],
    grown: [] as number[],
  };
  await records.keeping(OBJECTIVES, async () => {
    await records.seedObjectives(registerOf(all));
    for (let run = 0; run < 3; run++) {
      const context = await newContext(browser);
      const page = await context.newPage();
      const opsbook = new Opsbook(page, url);
      await opsbook.open('incidents');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await opsbook.settled();
      const objectives = new Objectives(opsbook);
      const state = page.getByRole('img', { name: /^(Met|At risk|Breached|Stale|No data|For information)$/ });
      const began = performance.now();
      await opsbook.keys('g', 'o');
      await objectives.rows.first().waitFor();
      found.rows.push(performance.now() - began);
      await objectives.rows.filter({ has: state }).first().waitFor();
      found.values.push(performance.now() - began);
      await expect.poll(() => knownOf(page), { timeout: 120_000, intervals: [100] }).toBe(MANY);
      found.complete.push(performance.now() - began);
      const { frames, longest } = await scroll(page);
      found.frames.push(frames);
      found.tasks.push(longest);
      if (run === 2) {
        await page.waitForTimeout(REFRESHED); // everything has been asked twice, and is asked again
        const heap = await heapOf(page);
        await page.waitForTimeout(REFRESHED);
        found.heap.push(heap);
        found.grown.push((await heapOf(page)) / heap);
      }
      await context.close();
    }
  });
  return [
    { name: `${MANY} objectives: navigation to the first rows`, unit: 'ms', values: found.rows, limit: 1000 },
    { name: `${MANY} objectives: navigation to the first value`, unit: 'ms', values: found.values },
    { name: `${MANY} objectives: navigation to the last value`, unit: 'ms', values: found.complete },
    { name: `${MANY} objectives: frame while scrolling, 95th percentile`, unit: 'ms', values: found.frames, limit: 50 },
    { name: `${MANY} objectives: longest task while scrolling`, unit: 'ms', values: found.tasks, limit: 200 },
    { name: `${MANY} objectives: memory`, unit: 'MB', values: found.heap, limit: 150 },
    { name: `${MANY} objectives: memory after a refresh / before`, unit: '×', values: found.grown, limit: 1.2 },
  ];
}

/** How many objectives the summary above the table has counted. */
async function knownOf(page: Page): Promise<number> {
  const texts = await page.getByRole('group', { name: 'Objectives by state' }).getByRole('button').allTextContents();
  return texts.reduce((sum, text) => sum + Number(/\d+/.exec(text)?.[0] ?? 0), 0);
}

/** From top to bottom as a wheel does; in the page, so that the way to the test does not count. */
function scroll(page: Page): Promise<{ frames: number; longest: number }> {
  return page.evaluate(
    () =>
      new Promise<{ frames: number; longest: number }>((done) => {
        const table = document.querySelector('[role="table"]');
        let scroller: Element | null = table;
        while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1) {
          scroller = scroller.parentElement;
        }
        const target = scroller ?? document.scrollingElement ?? document.body;
        const tasks: number[] = [0];
        const observer = new PerformanceObserver((list) =>
          list.getEntries().forEach(({ duration }) => tasks.push(duration))
        );
        observer.observe({ type: 'longtask' });
        const frames: number[] = [];
        let last = performance.now();
        let still = 0;
        const step = () => {
          const now = performance.now();
          frames.push(now - last);
          last = now;
          const before = target.scrollTop;
          target.scrollTop += 120;
          still = target.scrollTop === before ? still + 1 : 0;
          if (still > 5) {
            observer.disconnect();
            const sorted = frames.slice(1).sort((one, other) => one - other);
            done({ frames: sorted[Math.floor(sorted.length * 0.95)] ?? 0, longest: Math.max(...tasks) });
          } else {
            requestAnimationFrame(step);
          }
        };
        requestAnimationFrame(step);
      })
  );
}

export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1_048_576;
}
