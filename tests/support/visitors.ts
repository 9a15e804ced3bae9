import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, type Page } from '@playwright/test';
import { freshStateOf, type Role } from './people';

/** As many of one person as most specs need at once; keeping more costs memory. */
const MOST_KEPT = 2;
/** Of every page, as the configuration has it. */
export const VIEWPORT = { width: 1280, height: 800 };
const HEARD = ['request', 'response', 'pageerror', 'console', 'dialog', 'websocket'] as const;

export interface Visitor {
  role: Role;
  context: BrowserContext;
  page: Page;
}

/**
 * Signed-in people's browsers, for one spec after the other: two thirds of a first load is fetching and compiling Grafana's
 * own scripts. What a spec leaves behind goes, what the browser compiled stays. All have the options of the configuration.
 */
export class Visitors {
  private readonly idle = new Map<Role, Visitor[]>();

  constructor(
    private readonly browser: Browser,
    private readonly url: string
  ) {}

  async take(role: Role): Promise<Visitor> {
    const storageState = await freshStateOf(this.url, role);
    const kept = this.idle.get(role)?.pop();
    if (kept) {
      await kept.context.addCookies(JSON.parse(readFileSync(storageState, 'utf8')).cookies);
      return kept;
    }
    const context = await this.browser.newContext({ baseURL: `${this.url}/`, storageState });
    return { role, context, page: await context.newPage() };
  }

  async giveBack({ role, context, page }: Visitor, reusable = true): Promise<void> {
    const kept = this.idle.get(role) ?? [];
    if (!reusable || page.isClosed() || kept.length >= MOST_KEPT) {
      await context.close();
      return;
    }
    await Promise.all(context.pages().map((other) => other === page || other.close()));
    HEARD.forEach((event) => page.removeAllListeners(event));
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await context.setOffline(false);
    await page.evaluate(() => sessionStorage.clear()).catch(() => undefined); // a page of no origin has none
    await page.goto('about:blank');
    const devtools = await context.newCDPSession(page);
    const { origin } = new URL(this.url);
    await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb,local_storage' });
    await devtools.detach();
    await page.emulateMedia({ media: null });
    await page.setViewportSize(VIEWPORT);
    await page.mouse.move(0, 0);
    await context.clearCookies();
    this.idle.set(role, [...kept, { role, context, page }]);
  }

  async close(): Promise<void> {
    await Promise.all([...this.idle.values()].flat().map(({ context }) => context.close()));
  }
}
