import { type Browser, type Route } from '@playwright/test';
import { PLUGIN_ID } from '../../src/constants';
import { Opsbook } from '../opsbook/Opsbook';
import { hits } from './heads';
import { settled } from './settled';
import { type Measure } from './table';
import { visit } from './visit';
import { watchScripts } from './watchScripts';

const RUNS = 3;
const SEARCH = /\/apis\/dashboard\.grafana\.app\/v0alpha1\/.*\/search\?/;
const RECORD = /\/apis\/dashboard\.grafana\.app\/v1(beta1)?\/.*\/dashboards\/inc-/;

/** The list and the insights over ten thousand incidents, answered in Grafana's place so that only the page is measured. */
export async function measureList(browser: Browser, url: string): Promise<Measure[]> {
  const all = indexed(hits());
  const requests: number[] = [];
  const scripts: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await visit(browser, 'editor');
    const page = await context.newPage();
    let newest = 0;
    let records = 0;
    await page.route(SEARCH, (route) => {
      const { searchParams } = new URL(route.request().url());
      if (searchParams.getAll('tag').includes('opsbook:incident') && searchParams.getAll('tag').length === 1) {
        newest++;
      }
      return answer(route, all, searchParams);
    });
    await page.route(RECORD, (route) => {
      records++;
      return route.fallback();
    });
    const opsbook = new Opsbook(page, url);
    await opsbook.open('incidents');
    await page.getByRole('row').nth(50).waitFor();
    requests.push(newest + records);
    await watchScripts(page);
    await opsbook.open('insights?days=730');
    await page.getByRole('slider').waitFor();
    await page.waitForTimeout(1000);
    scripts.push(
      await page.evaluate(() =>
        (globalThis as typeof globalThis & { benchLong: number[] }).benchLong.reduce((sum, each) => sum + each, 0)
      )
    );
    await context.close();
  }
  return [
    {
      name: 'list of 10,000: questions until the first page is there, one in each folder',
      unit: 'requests',
      values: requests,
      limit: 2,
      limited: 'maximum',
    },
    { name: 'insights page over 10,000, loaded anew: long tasks', unit: 'ms', values: scripts },
  ];
}

/** As the index answers them: made before anything is timed. */
function indexed(all: ReturnType<typeof hits>) {
  const folder = `${PLUGIN_ID}-incidents`;
  return all.map((hit) => ({ ...hit, folder, tags: ['opsbook', 'opsbook:incident', ...hit.tags] }));
}

async function answer(route: Route, all: ReturnType<typeof indexed>, query: URLSearchParams) {
  const wanted = query.getAll('tag');
  if (wanted.length === 1 && wanted[0] === 'opsbook') {
    return answerAllKinds(route, all);
  }
  if (!wanted.includes('opsbook:incident')) {
    return route.fallback();
  }
  const found = wanted.length === 1 ? all : all.filter(({ tags }) => wanted.every((tag) => tags.includes(tag)));
  // all of them stand in the first of the kind's folders
  const offset = Number(query.get('offset') ?? 0);
  const isFirst = !query.get('folder')?.endsWith('-private');
  const shown = isFirst ? found.slice(offset, offset + Number(query.get('limit') ?? 50)) : [];
  return route.fulfill({
    json: {
      totalHits: isFirst ? found.length : 0,
      hits: shown,
    },
  });
}

/** The one question for several kinds: the incidents beside what the server has of the others. */
async function answerAllKinds(route: Route, incidents: ReturnType<typeof indexed>) {
  const { totalHits, hits: found }: { totalHits: number; hits: Array<{ tags: string[] }> } = await (
    await route.fetch()
  ).json();
  const others = found.filter(({ tags }) => !tags.includes('opsbook:incident'));
  return route.fulfill({
    json: {
      totalHits: totalHits - found.length + others.length + incidents.length,
      hits: [...others, ...incidents].slice(0, 1_000),
    },
  });
}

const HEAP = 90;
const SLOWER = 1.3;
/** What stands on each page once it is read. */
const PAGES = [
  ['home', 'main h1'],
  ['actions', 'role=search'],
  ['insights', 'role=slider'],
] as const;

/** Pages of numbers over incidents: at ten thousand as quick as at a hundred, within a limit of memory. */
export async function measureMany(browser: Browser, url: string): Promise<Measure[]> {
  const all = indexed(hits());
  const measures: Measure[] = [];
  for (const [path, ready] of PAGES) {
    const few: number[] = [];
    const many: number[] = [];
    const heaps: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      few.push((await open(browser, `${url}/a/${PLUGIN_ID}/${path}`, ready, all.slice(0, 100))).milliseconds);
      const { milliseconds, megabytes } = await open(browser, `${url}/a/${PLUGIN_ID}/${path}`, ready, all);
      many.push(milliseconds);
      heaps.push(megabytes);
    }
    measures.push(
      {
        name: `${path} at 10,000 incidents, best of ${RUNS}, as a multiple of 100`,
        unit: '×',
        values: [Math.min(...many) / Math.min(...few)], // the others measure what else the machine does
        limit: SLOWER,
      },
      { name: `${path} at 10,000 incidents: heap`, unit: 'MB', values: heaps, limit: HEAP }
    );
  }
  return measures;
}

async function open(browser: Browser, address: string, ready: string, incidents: ReturnType<typeof indexed>) {
  const context = await visit(browser, 'editor');
  const page = await context.newPage();
  await page.route(SEARCH, (route) => answer(route, incidents, new URL(route.request().url()).searchParams));
  const whenSettled = settled(page);
  await page.goto(address);
  await page.locator(ready).first().waitFor();
  const milliseconds = await whenSettled();
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await context.close();
  return { milliseconds, megabytes: usedSize / 1_048_576 };
}
