import { type Browser, type Page } from '@playwright/test';
import { type ChecklistItem } from '../../src/domain/maintenance/checklistItem';
import { emptyWeek, type Week, weekName } from '../../src/domain/maintenance/week';
import { Opsbook } from '../opsbook/Opsbook';
import { type Records } from '../support/records';
import { type Measure } from './table';
import { visit } from './visit';

const ITEMS = 60;
const TICKS = 20;
const WEEK = '2020-W10';

/** From ticking an item of a long run until its answer is painted. */
export async function measureTicks(browser: Browser, url: string, records: Records): Promise<Measure[]> {
  const name = weekName(WEEK);
  await records.seedWeek(name, longRun());
  const context = await visit(browser, 'editor');
  const page = await context.newPage();
  await page.addInitScript('globalThis.__name = (named) => named'); // esbuild calls it in functions sent to the page
  await new Opsbook(page, url).open(`maintenance/runs/${WEEK}/bench`);
  await page.getByRole('button', { name: `Pass: Item ${ITEMS}`, exact: true }).waitFor();
  const painted: number[] = [];
  for (let item = 1; item <= TICKS; item++) {
    painted.push(await tick(page, `Pass: Item ${item}`));
    await page.waitForTimeout(300); // what it sends to Grafana is not what is measured
  }
  await context.close();
  await records.remove(name);
  return [{ name: `run of ${ITEMS} items: tick to paint`, unit: 'ms', values: painted, limit: 50 }];
}

/** Measured in the page: the first change that the click makes to its item, and the frame that shows it. */
function tick(page: Page, label: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((done) => {
        const button = document.querySelector<HTMLElement>(`button[aria-label="${wanted}"]`);
        const began = performance.now();
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
        });
        observer.observe(button?.closest('li') ?? document.body, { subtree: true, childList: true });
        button?.click();
      }),
    label
  );
}

function longRun(): Week {
  const started = { at: '2020-03-02T09:00:00Z', by: { uid: 'e2e', name: 'Ana' } };
  const items = Array.from({ length: ITEMS }, (_, index): [string, ChecklistItem] => [
    `item-${index + 1}`,
    { kind: 'confirm', position: index + 1, title: `Item ${index + 1}`, instruction: 'Look **closely**.' },
  ]);
  return {
    ...emptyWeek(WEEK),
    runs: {
      bench: {
        checklist: 'bench',
        version: 1,
        title: 'Bench of a long run',
        items: Object.fromEntries(items),
        started,
      },
    },
  };
}
