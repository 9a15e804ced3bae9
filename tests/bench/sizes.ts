import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser } from '@playwright/test';
import { ROOT } from '../../demo/place';
import { PLUGIN_ID } from '../../src/constants';
import { stateOf } from '../support/people';
import { type Measure } from './table';

export const PAGES = ['home', 'incidents', 'incidents/new', 'objectives', 'maintenance', 'security', 'setup'];
const MODULE_LIMIT = 30;
const PAGE_LIMIT = 200;

/** Our scripts that a page asks for when it is opened first, as a server with gzip sends them. */
export async function measureSizes(browser: Browser, url: string): Promise<Measure[]> {
  const module: Measure = {
    name: 'dist/module.js, gzipped',
    unit: 'KB',
    values: [gzipped('module.js')],
    limit: MODULE_LIMIT,
  };
  const pages: Measure[] = [];
  for (const page of PAGES) {
    pages.push({
      name: `first load of ${page}, gzipped`,
      unit: 'KB',
      values: [await firstLoad(browser, url, page)],
      limit: PAGE_LIMIT,
    });
  }
  return [module, ...pages];
}

async function firstLoad(browser: Browser, url: string, path: string): Promise<number> {
  const context = await browser.newContext({ storageState: stateOf('admin') });
  const page = await context.newPage();
  const files = new Set<string>();
  page.on('response', (response) => {
    const [, file] = new RegExp(`/plugins/${PLUGIN_ID}/([^?]+\\.js)(\\?|$)`).exec(response.url()) ?? [];
    if (file) {
      files.add(file);
    }
  });
  await page.goto(`${url}/a/${PLUGIN_ID}/${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  await context.close();
  return [...files].reduce((sum, file) => sum + gzipped(file), 0);
}

function gzipped(file: string): number {
  return gzipSync(readFileSync(join(ROOT, 'dist', file))).length / 1024;
}
