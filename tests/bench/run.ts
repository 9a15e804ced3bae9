/** `npm run bench`: how large and how fast, several times each; ends with 1 when something is over its limit. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build, isBuildStale } from '../../demo/build';
import { browserOptions, provideBrowser } from '../support/browser';
import { apiOf, signEverybodyIn } from '../support/people';
import { Records } from '../support/records';
import { makeFolder, StandIn, startMetrics } from '../support/stack';
import { measureAlerts } from './alerts';
import { measureArchive } from './archive';
import { measureCalendar } from './calendar';
import { measureHeads } from './heads';
import { measureList, measureMany } from './list';
import { measureManyObjectives, measureObjectives } from './objectives';
import { measureEntries, measureLongIncident } from './room';
import { measureRehearsal, measureRun, measureRunbooks } from './runbooks';
import { measureSizes } from './sizes';
import { type Measure, table } from './table';
import { measureWriters } from './writers';

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function measureAll(): Promise<Measure[]> {
  provideBrowser(say);
  if (isBuildStale()) {
    say('Building the plugin …');
    await build();
  }
  const folder = (process.env.E2E_FOLDER = makeFolder());
  const metrics = await startMetrics(join(folder, 'metrics'), say, 30);
  const standIn = await StandIn.start(join(folder, 'grafana'), metrics.prometheus);
  const browser = await chromium.launch(browserOptions());
  const api = await apiOf(standIn.url, 'admin');
  try {
    await signEverybodyIn(standIn.url);
    const records = await Records.of(api);
    await records.ensureFolders();
    await records.ensureRegisters();
    const { url } = standIn;
    const measures: Measure[] = [];
    for (const measure of [
      () => measureSizes(browser, url),
      () => Promise.resolve([...measureHeads(), ...measureAlerts()]),
      () => Promise.resolve([...measureRunbooks(), ...measureRehearsal()]),
      () => measureRun(browser, url, records),
      () => measureList(browser, url),
      () => measureMany(browser, url),
      () => measureEntries(browser, url, records),
      () => measureLongIncident(browser, url, records),
      () => measureObjectives(browser, url, records),
      () => measureManyObjectives(browser, url, records),
      () => measureCalendar(browser, url, records),
      () => measureWriters(records),
      () => measureArchive(browser, url, records),
    ]) {
      const done = await measure();
      done.forEach(({ name }) => say(`measured: ${name}`));
      measures.push(...done);
    }
    return measures;
  } finally {
    await api.dispose();
    await browser.close();
    await Promise.all([standIn.stop(), metrics.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

measureAll().then(
  (measures) => {
    const { text, over } = table(measures);
    say(`\n${text}`);
    say(over.length ? `\nOver the limit: ${over.join('; ')}` : '\nEverything is within its limit.');
    process.exitCode = over.length ? 1 : 0;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
);
