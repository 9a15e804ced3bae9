import { type Browser, type BrowserContext, type BrowserContextOptions } from '@playwright/test';
import { stateOf } from '../support/people';

/** On a machine that does something else as well. */
const PATIENCE = 120_000;

/** A browser of its own for one person, as on a first visit. */
export async function visit(
  browser: Browser,
  person: Parameters<typeof stateOf>[0],
  options: BrowserContextOptions = {}
): Promise<BrowserContext> {
  const context = await browser.newContext({ storageState: stateOf(person), ...options });
  context.setDefaultTimeout(PATIENCE);
  return context;
}
