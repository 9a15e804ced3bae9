import { type Page, type Request } from '@playwright/test';

const QUIET = 1000;

/**
 * Milliseconds from now until nothing was asked for a second; call it before the page is opened. The network of a page that
 * watches its records is never idle for good.
 */
export function settled(page: Page): () => Promise<number> {
  const began = performance.now();
  const pending = new Set<Request>();
  let last = began;
  const end = (request: Request) => {
    pending.delete(request);
    last = performance.now();
  };
  page.on('request', (request) => pending.add(request));
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return async () => {
    while (pending.size > 0 || performance.now() - last < QUIET) {
      await page.waitForTimeout(50);
    }
    return last - began;
  };
}
