import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices } from '@playwright/test';
import { type Options } from './tests/fixtures';
import { browserOptions } from './tests/support/browser';
import { VIEWPORT } from './tests/support/visitors';

const EVERY_ROLE = 'tests/pages/*.spec.ts';

/**
 * `npm run e2e` starts a stand-in Grafana, the demo's services and Prometheus; with GRAFANA_URL the same specs run against
 * a Grafana that has the plugin and a data source `prometheus` on the demo's Prometheus. Specs tagged @process restart the
 * server: on a real Grafana they need GRAFANA_RESTART, a command that does it. Those tagged @standin need an option of the host.
 */
export default defineConfig<PluginOptions & Options>({
  testDir: '.',
  testMatch: 'tests/{pages,journeys,reliability,host}/*.spec.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './tests/support/setup.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // a server that is restarted takes everybody's pages with it
  workers: process.env.GRAFANA_URL ? 1 : 2,
  timeout: 90_000,
  // ends in time for a report rather than being stopped without one
  globalTimeout: process.env.CI ? 24 * 60_000 : 0,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    viewport: VIEWPORT,
    launchOptions: browserOptions(),
    timezoneId: 'Europe/Paris',
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'off', // it doubles the time; `npm run e2e -- --trace retain-on-failure` has it
    screenshot: 'only-on-failure',
    permissions: ['clipboard-read', 'clipboard-write'],
  },
  projects: [
    { name: 'editor', use: { role: 'editor' } },
    { name: 'admin', use: { role: 'admin' }, testMatch: EVERY_ROLE },
    { name: 'viewer', use: { role: 'viewer' }, testMatch: EVERY_ROLE },
  ],
});
