import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser } from '@playwright/test';
import { ROOT } from '../../demo/place';
import { PLUGIN_ID } from '../../src/constants';
import { settled } from './settled';
import { type Measure } from './table';
import { visit } from './visit';

const MODULE_LIMIT = 30;
/** What each page's first load may take, in KB: close to what it takes, so that growth is seen when it comes. */
const LIMITS = {
  home: 195,
  actions: 160,
  alerts: 125,
  backups: 175,
  'backups/records': 125,
  improvements: 255, // what is to be done anywhere, and indicators that are measured
  'improvements/changes': 125,
  'improvements/indicators': 205,
  incidents: 140,
  'incidents/new': 171,
  insights: 170,
  maintenance: 180,
  'maintenance/calendar': 205,
  'maintenance/checklists': 190,
  'maintenance/plan': 180,
  objectives: 198,
  help: 100,
  rota: 140,
  runbooks: 180,
  'runbooks/library': 195,
  security: 165,
  services: 155,
  setup: 185,
};

/** Our scripts that a page asks for when it is opened first, as a server with gzip sends them. */
export async function measureSizes(browser: Browser, url: string): Promise<Measure[]> {
  const module: Measure = {
    name: 'dist/module.js, gzipped',
    unit: 'KB',
    values: [gzipped('module.js')],
    limit: MODULE_LIMIT,
  };
  const pages: Measure[] = [];
  for (const [page, limit] of Object.entries(LIMITS)) {
    const values = [await firstLoad(browser, url, page)];
    pages.push({ name: `first load of ${page}, gzipped`, unit: 'KB', values, limit });
  }
  return [module, ...pages];
}

async function firstLoad(browser: Browser, url: string, path: string): Promise<number> {
  const context = await visit(browser, 'admin');
  const page = await context.newPage();
  const files = new Set<string>();
  page.on('response', (response) => {
    const [, file] = new RegExp(`/plugins/${PLUGIN_ID}/([^?]+\\.js)(\\?|$)`).exec(response.url()) ?? [];
    if (file) {
      files.add(file);
    }
  });
  const whenSettled = settled(page);
  await page.goto(`${url}/a/${PLUGIN_ID}/${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await whenSettled();
  await context.close();
  return [...files].reduce((sum, file) => sum + gzipped(file), 0);
}

function gzipped(file: string): number {
  return gzipSync(readFileSync(join(ROOT, 'dist', file))).length / 1024;
}
