/**
 * `npm run bench`: how large and how fast, several times each; ends with 1 when something is over its limit.
 * `npm run bench -- sizes calendar` measures these subjects only.
 */
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
import { measureTicks } from './checklist';
import { measureHeads } from './heads';
import { measureList, measureMany } from './list';
import { measureManyObjectives, measureObjectives } from './objectives';
import { measurePlan } from './plan';
import { measureEntries, measureLongIncident } from './room';
import { measureRehearsal, measureRun, measureRunbooks } from './runbooks';
import { measureSeries } from './series';
import { measureSizes } from './sizes';
import { type Measure, table } from './table';
import { measureWriters } from './writers';

const wanted = process.argv.slice(2);
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function measureAll(): Promise<{ measures: Measure[]; failed: string[] }> {
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
    const failed: string[] = [];
    const subjects: Record<string, () => Promise<Measure[]> | Measure[]> = {
      sizes: () => measureSizes(browser, url),
      heads: measureHeads,
      alerts: measureAlerts,
      runbooks: () => [...measureRunbooks(), ...measureRehearsal()],
      plan: measurePlan,
      run: () => measureRun(browser, url, records),
      list: () => measureList(browser, url),
      many: () => measureMany(browser, url),
      entries: () => measureEntries(browser, url, records),
      room: () => measureLongIncident(browser, url, records),
      objectives: () => measureObjectives(browser, url, records),
      manyObjectives: () => measureManyObjectives(browser, url, records),
      checklist: () => measureTicks(browser, url, records),
      calendar: () => measureCalendar(browser, url, records),
      writers: () => measureWriters(records),
      archive: () => measureArchive(browser, url, records),
      // the last: it signs everybody in to a Grafana of its own
      series: () => measureSeries(browser, join(folder, 'series'), signEverybodyIn, say),
    };
    for (const [name, measure] of Object.entries(subjects)) {
      if (wanted.length === 0 || wanted.includes(name)) {
        const began = performance.now();
        try {
          const found = await measure();
          measures.push(...found);
          const seconds = Math.round((performance.now() - began) / 1000);
          say(`\n${name}, in ${seconds} s\n${table(found).text}`); // what ends before its end has told what it knew
        } catch (error) {
          failed.push(name);
          say(`not measured: ${name}: ${error instanceof Error ? error.stack : String(error)}`);
        }
      }
    }
    return { measures, failed };
  } finally {
    await api.dispose();
    await browser.close();
    await Promise.all([standIn.stop(), metrics.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

measureAll().then(
  ({ measures, failed }) => {
    const { text, over } = table(measures);
    say(`\n${text}\n`);
    if (over.length + failed.length === 0) {
      say('Everything is within its limit.');
      return;
    }
    over.forEach((name) => say(`Over the limit: ${name}`));
    failed.forEach((name) => say(`Not measured: ${name}`));
    process.exitCode = 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
);
