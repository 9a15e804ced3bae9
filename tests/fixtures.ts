import { join } from 'node:path';
import { type BrowserContext } from '@playwright/test';
import { expect, test as base } from '@grafana/plugin-e2e';
import { Opsbook } from './opsbook/Opsbook';
import { apiOf, credentials, freshStateOf, type Role } from './support/people';
import { Records } from './support/records';
import { StandIn, type StandInOptions } from './support/stack';

export { expect };

export interface Options {
  /** Whose cookies the page has. */
  role: Role;
}

interface Fixtures extends Options {
  /** Of plugin-e2e, which does not declare it. */
  bootData: { version: string; namespace: string; selectorsUrl: string | undefined };
  /** In the title of everything the spec makes; what has it is removed when the spec ends. */
  mark: string;
  records: Records;
  opsbook: Opsbook;
  /** Another browser of another person, on a Grafana of the spec's own where `at` names one. */
  person: (role: Role, at?: string) => Promise<Opsbook>;
  /** A stand-in Grafana that is this spec's alone. */
  ownGrafana: (options?: StandInOptions) => Promise<StandIn>;
}

interface Shared {
  /** The Grafana under test, without a slash at the end. */
  url: string;
  boot: { version: string; namespace: string };
}

export const isStandIn = process.env.GRAFANA_URL === undefined;

export const test = base.extend<Fixtures, Shared>({
  role: ['editor', { option: true }],
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
  baseURL: async ({ url }, use) => use(`${url}/`),
  storageState: async ({ role, url }, use) => use(await freshStateOf(url, role)),
  // plugin-e2e loads Grafana's home page twice before every test to find these out
  bootData: async ({ boot }, use) => use({ ...boot, selectorsUrl: undefined }),
  context: async ({ context, baseURL }, use) => {
    await context.route(`${baseURL}`, (route) => route.fulfill({ contentType: 'text/html', body: '' }), { times: 1 });
    await use(context);
  },

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
  person: async ({ browser, url }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role, at = url) => {
      const storageState = at === url ? await freshStateOf(url, role) : { cookies: [], origins: [] };
      const context = await browser.newContext({ baseURL: `${at}/`, storageState });
      contexts.push(context);
      if (at !== url) {
        await context.request.post('login', { data: credentials(role) });
      }
      return new Opsbook(await context.newPage(), at);
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  ownGrafana: async ({}, use, testInfo) => {
    const started: StandIn[] = [];
    await use(async (options) => {
      const folder = join(process.env.E2E_FOLDER ?? '', `own-${testInfo.testId}-${testInfo.retry}-${started.length}`);
      const standIn = await StandIn.start(folder, process.env.E2E_PROMETHEUS ?? '', options);
      started.push(standIn);
      return standIn;
    });
    await Promise.all(started.map((standIn) => standIn.stop()));
  },
});
