import { type Page } from '@playwright/test';

/** Long tasks of pages that are opened from now on. */
export async function watchScripts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const long: number[] = [];
    Object.assign(globalThis, { benchLong: long });
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => long.push(duration))).observe({
      type: 'longtask',
      buffered: true,
    });
  });
}
