import { type Browser } from '@playwright/test';
import { emptyPlan, type Plan, PLAN_NAME, planKind } from '../../src/domain/maintenance/plan';
import { toResource } from '../../src/domain/record/resource';
import { Opsbook } from '../opsbook/Opsbook';
import { type Records } from '../support/records';
import { type Measure } from './table';
import { visit } from './visit';

/** Daily ones: some five hundred dates in a month, with the days of its neighbours. */
const TASKS = 17;
const RUNS = 5;

/** From one month to the next, with five hundred dates on screen: what the scripts take of the processor, however fast the rest is. */
export async function measureCalendar(browser: Browser, url: string, records: Records): Promise<Measure[]> {
  const script: number[] = [];
  await records.keeping(PLAN_NAME, async () => {
    const before = await records.read(PLAN_NAME);
    if (!before) {
      throw new Error('there is no plan to measure');
    }
    const { spec } = toResource(planKind, fullPlan(), { name: PLAN_NAME, folder: '' });
    await records.put({ ...before, spec });
    const context = await visit(browser, 'editor');
    const page = await context.newPage();
    await new Opsbook(page, url).open('maintenance/calendar?at=2030-03-15');
    await page
      .getByRole('gridcell', { name: `: ${TASKS} entries` })
      .first()
      .waitFor();
    const devTools = await context.newCDPSession(page);
    await devTools.send('Performance.enable', { timeDomain: 'threadTicks' }); // of the processor: what else the machine does is not ours
    const spent = async () => {
      const { metrics } = await devTools.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000;
    };
    for (let run = 0; run < RUNS; run++) {
      const grid = page.getByRole('grid');
      const month = await grid.getAttribute('aria-label');
      const began = await spent();
      await page.getByRole('button', { name: 'Later' }).click();
      await page.waitForFunction(
        (label) => document.querySelector('[role=grid]')?.getAttribute('aria-label') !== label,
        month
      );
      script.push((await spent()) - began);
    }
    await context.close();
  });
  return [{ name: 'calendar month with 500 dates: script to the next month', unit: 'ms', values: script, limit: 200 }];
}

function fullPlan(): Plan {
  const schedule = {
    rule: 'FREQ=DAILY',
    start: '2026-01-01T09:00',
    zone: 'UTC',
    from: '2026-01-01T00:00:00Z',
    leadMinutes: 60,
    graceMinutes: 60,
    anchor: 'scheduled' as const,
  };
  const tasks = Array.from({ length: TASKS }, (_, index) => [
    `bench-${index}`,
    { position: index, title: `Check ${index}`, team: 'DevOps', schedules: { first: schedule } },
  ]);
  return { ...emptyPlan(), adopted: '2026-01-01T00:00:00Z', tasks: Object.fromEntries(tasks) };
}
