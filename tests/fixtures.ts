import { join } from 'node:path';
import { expect, test as pluginE2e } from '@grafana/plugin-e2e';
import { type BrowserContext, mergeTests, test as playwright } from '@playwright/test';
import { Opsbook } from './opsbook/Opsbook';
import { apiOf, credentials, type Role } from './support/people';
import { makeFolders, Records } from './support/records';
import { StandIn, type StandInOptions } from './support/stack';
import { type Visitor, Visitors } from './support/visitors';

export { expect };

export const isStandIn = process.env.GRAFANA_URL === undefined;

export interface Options {
  /** Whose cookies the page has. */
  role: Role;
  /** False for specs that leave something in the page which nothing takes away, such as an initial script. */
  reusable: boolean;
}

interface Shared {
  /** The Grafana under test, without a slash at the end. */
  url: string;
  boot: { version: string; namespace: string };
  visitors: Visitors;
}

/** Below plugin-e2e, whose page is made of this one. */
const visiting = playwright.extend<Options & { visitor: Visitor }, Shared>({
  role: ['editor', { option: true }],
  reusable: [true, { option: true }],
  url: [
    async ({}, use) => {
      const { E2E_URL } = process.env;
      if (!E2E_URL) {
        throw new Error('globalSetup did not say where Grafana is');
      }
      await use(E2E_URL);
    },
    { scope: 'worker' },
  ],
  boot: [
    async ({ url }, use) => {
      const api = await apiOf(url, 'admin');
      const { buildInfo, namespace } = await (await api.get('api/frontend/settings')).json();
      await api.dispose();
      await use({ version: buildInfo.version, namespace });
    },
    { scope: 'worker' },
  ],
  visitors: [
    async ({ browser, url }, use) => {
      const visitors = new Visitors(browser, url);
      await use(visitors);
      await visitors.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ url }, use) => use(`${url}/`),
  visitor: async ({ visitors, role, reusable }, use) => {
    const visitor = await visitors.take(role);
    await use(visitor);
    await visitors.giveBack(visitor, reusable);
  },
  context: async ({ visitor: { context }, baseURL }, use) => {
    await context.route(`${baseURL}`, (route) => route.fulfill({ contentType: 'text/html', body: '' }), { times: 1 });
    await use(context);
  },
  page: async ({ visitor: { page }, context: _ }, use) => use(page),
});

interface Fixtures {
  /** Of plugin-e2e, which does not declare it. */
  bootData: { version: string; namespace: string; selectorsUrl: string | undefined };
  /** In the title of everything the spec makes; what has it is removed when the spec ends. */
  mark: string;
  records: Records;
  opsbook: Opsbook;
  /** Another browser of another person, on a Grafana of the spec's own where `at` names one. */
  person: (role: Role, at?: string) => Promise<Opsbook>;
  /** A stand-in Grafana that is this spec's alone; without the folders of the records where `empty`. */
  ownGrafana: (options?: StandInOptions & { empty?: boolean; prometheus?: string }) => Promise<StandIn>;
}

export const test = mergeTests(visiting, pluginE2e).extend<Fixtures>({
  // plugin-e2e loads Grafana's home page twice before every test to find these out
  bootData: async ({ boot }, use) => use({ ...boot, selectorsUrl: undefined }),
  // since 12.1 plugin-e2e sets feature flags, of which the stand-in has none, by routes, with which a browser has no cache
  ...(isStandIn && { grafanaVersion: async ({}, use: (version: string) => Promise<void>) => use('12.0.0') }),

  mark: async ({ url }, use) => {
    const mark = `e2e${Math.random().toString(36).slice(2, 10)}`;
    await use(mark);
    const api = await apiOf(url, 'admin');
    const records = await Records.of(api);
    for (const name of await records.find(mark)) {
      await records.remove(name);
    }
    await api.dispose();
  },
  records: async ({ url }, use) => {
    const api = await apiOf(url, 'admin');
    await use(await Records.of(api));
    await api.dispose();
  },
  opsbook: async ({ page, url }, use) => use(new Opsbook(page, url)),
  person: async ({ browser, visitors, url }, use) => {
    const taken: Visitor[] = [];
    const guests: BrowserContext[] = [];
    await use(async (role, at = url) => {
      if (at === url) {
        const visitor = await visitors.take(role);
        taken.push(visitor);
        return new Opsbook(visitor.page, at);
      }
      const context = await browser.newContext({ baseURL: `${at}/`, storageState: { cookies: [], origins: [] } });
      guests.push(context);
      await context.request.post('login', { data: credentials(role) });
      return new Opsbook(await context.newPage(), at);
    });
    await Promise.all(guests.map((context) => context.close()));
    for (const visitor of taken) {
      await visitors.giveBack(visitor);
    }
  },
  ownGrafana: async ({}, use, testInfo) => {
    const started: StandIn[] = [];
    await use(async ({ empty, prometheus = process.env.E2E_PROMETHEUS ?? '', ...options } = {}) => {
      const folder = join(process.env.E2E_FOLDER ?? '', `own-${testInfo.testId}-${testInfo.retry}-${started.length}`);
      const standIn = await StandIn.start(folder, prometheus, options);
      started.push(standIn);
      if (!empty) {
        await makeFolders(standIn.url);
      }
      return standIn;
    });
    await Promise.all(started.map((standIn) => standIn.stop()));
  },
});
