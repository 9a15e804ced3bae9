import { type Page } from '@playwright/test';

const QUIET = 2000;

/**
 * Milliseconds from now until nothing was asked for, and nothing answered, for two seconds; call it before the page is opened.
 * The network of a page that watches its records is never idle for good, and a stream of events never ends.
 */
export function settled(page: Page): () => Promise<number> {
  const began = performance.now();
  let last = began;
  const stir = () => (last = performance.now());
  page.on('request', stir);
  page.on('response', stir);
  return async () => {
    while (performance.now() - last < QUIET) {
      await page.waitForTimeout(50);
    }
    return last - began;
  };
}
