import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, isBuildStale } from '../../demo/build';
import { provideBrowser } from './browser';
import { signEverybodyIn } from './people';
import { makeFolders } from './records';
import { makeFolder, type Metrics, StandIn, startMetrics } from './stack';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Starts what the specs need, unless GRAFANA_URL names a Grafana that has it; returns the way to stop it. */
export default async function setup(): Promise<() => Promise<void>> {
  provideBrowser(say);
  const folder = makeFolder();
  process.env.E2E_FOLDER = folder;
  const clear = () => rmSync(folder, { recursive: true, force: true });
  const given = process.env.GRAFANA_URL?.replace(/\/+$/, '');
  if (given) {
    process.env.E2E_URL = given;
    await signEverybodyIn(given);
    await makeFolders(given);
    return async () => clear();
  }
  if (isBuildStale()) {
    say('Building the plugin …');
    await build();
  }
  let metrics: Metrics | undefined;
  let standIn: StandIn | undefined;
  const stop = async () => {
    await Promise.all([standIn?.stop(), metrics?.stop()]);
    clear();
  };
  try {
    metrics = await startMetrics(join(folder, 'metrics'), say);
    standIn = await StandIn.start(join(folder, 'grafana'), metrics.prometheus);
    process.env.E2E_URL = standIn.url;
    process.env.E2E_PROMETHEUS = metrics.prometheus;
    await signEverybodyIn(standIn.url);
    await makeFolders(standIn.url);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
