import { type Browser, type Page } from '@playwright/test';
import { Opsbook } from '../opsbook/Opsbook';
import { Room } from '../opsbook/Room';
import { type Records } from '../support/records';
import { type Measure } from './table';
import { visit } from './visit';

const ENTRIES = 20;
const VISIBLE_LIMIT = 150;
const MANY = 500;

/** From Enter until the entry is painted, and until Grafana has it. */
export async function measureEntries(browser: Browser, url: string, records: Records): Promise<Measure[]> {
  const name = await records.seedIncident({ title: 'bench of entries' });
  const { page, room, close } = await open(browser, url, name);
  await room.note('warm up');
  await room.allSaved();
  const visible: number[] = [];
  const saved: number[] = [];
  for (let index = 0; index < ENTRIES; index++) {
    await room.input.fill(`measured entry ${index}.`);
    const times = await pressEnter(page, `measured entry ${index}.`);
    visible.push(times.visible);
    saved.push(times.saved);
  }
  await close();
  await records.remove(name);
  return [
    { name: 'entry: Enter to visible', unit: 'ms', values: visible, limit: VISIBLE_LIMIT },
    { name: 'entry: Enter to saved', unit: 'ms', values: saved },
  ];
}

/** Opening an incident that went on for a day. */
export async function measureLongIncident(browser: Browser, url: string, records: Records): Promise<Measure[]> {
  const name = await records.seedIncident({
    title: 'bench of a long incident',
    age: MANY,
    commands: Array.from({ length: MANY }, (_, index) => ({
      type: 'note' as const,
      text: `Entry **${index}** of many.`,
    })),
  });
  const cold: number[] = [];
  const opened: number[] = [];
  const delays: number[] = [];
  for (let run = 0; run < 5; run++) {
    const began = performance.now();
    const { page, room, close } = await open(browser, url, name);
    cold.push(performance.now() - began);
    await room.opsbook.open(`incidents?q=${name}`);
    const link = page.getByRole('row').getByRole('link').first();
    await link.waitFor();
    opened.push(await clickToRoom(page));
    delays.push(...(await inputDelays(page, room)));
    await close();
  }
  await records.remove(name);
  return [
    { name: `incident of ${MANY} entries: address to room, cold browser`, unit: 'ms', values: cold },
    { name: `incident of ${MANY} entries: click to room`, unit: 'ms', values: opened, limit: 1000 },
    { name: `incident of ${MANY} entries: key to paint while typing`, unit: 'ms', values: delays, limit: 50 },
  ];
}

/** From the click in the list until the first entries are painted, in the page. */
function clickToRoom(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        const began = performance.now();
        document.querySelector<HTMLAnchorElement>('tbody a')?.click();
        const look = () => {
          if (document.querySelector('ol > li time')) {
            requestAnimationFrame(() => done(performance.now() - began));
          } else {
            requestAnimationFrame(look);
          }
        };
        look();
      })
  );
}

/** For each key, from its event until the frame after it. */
async function inputDelays(page: Page, room: Room): Promise<number[]> {
  await room.input.focus();
  await page.evaluate(() => {
    const delays: number[] = [];
    Object.assign(globalThis, { benchDelays: delays });
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => requestAnimationFrame(() => setTimeout(() => delays.push(performance.now() - timeStamp))),
      true
    );
  });
  await page.keyboard.type('the quick brown fox jumps over the lazy dog', { delay: 60 });
  await page.waitForTimeout(200);
  return page.evaluate(() => (globalThis as typeof globalThis & { benchDelays: number[] }).benchDelays);
}

async function open(browser: Browser, url: string, name: string) {
  const context = await visit(browser, 'editor');
  const page = await context.newPage();
  await page.addInitScript('globalThis.__name = (named) => named'); // esbuild calls it in functions sent to the page
  const room = new Room(new Opsbook(page, url));
  await room.open(name);
  await room.entries.first().waitFor();
  return { page, room, close: () => context.close() };
}

/** Measured in the page, so that the way to the test does not count. */
function pressEnter(page: Page, text: string): Promise<{ visible: number; saved: number }> {
  return page.evaluate(
    (wanted) =>
      new Promise((done) => {
        const input = document.activeElement;
        const began = performance.now();
        let visible: number | undefined;
        const look = () => {
          const entry = [...document.querySelectorAll('ol > li')].find((item) => item.textContent?.includes(wanted));
          if (entry && visible === undefined) {
            visible = performance.now() - began;
          }
          if (entry && visible !== undefined && !entry.querySelector('[aria-label="Waiting for Grafana"]')) {
            done({ visible, saved: performance.now() - began });
          } else {
            requestAnimationFrame(look);
          }
        };
        input?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        requestAnimationFrame(look);
      }),
    text
  );
}
