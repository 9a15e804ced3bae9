import { type Browser } from '@playwright/test';
import { Objectives } from '../opsbook/Objectives';
import { Opsbook } from '../opsbook/Opsbook';
import { stateOf } from '../support/people';
import { type Measure } from './table';

const RUNS = 5;

/** From Home, where somebody clicks, to the last number of the table. */
export async function measureObjectives(browser: Browser, url: string): Promise<Measure[]> {
  const values: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext({ storageState: stateOf('editor') });
    const opsbook = new Opsbook(await context.newPage(), url);
    await opsbook.open('home');
    await opsbook.settled();
    const objectives = new Objectives(opsbook);
    const began = performance.now();
    await opsbook.keys('g', 'o');
    await objectives.complete();
    values.push(performance.now() - began);
    await context.close();
  }
  return [{ name: 'objectives: navigation to the last number', unit: 'ms', values }];
}
