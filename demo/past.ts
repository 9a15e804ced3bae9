/**
 * Fills a Prometheus data folder with the demo's last thirty days: `tsx demo/past.ts FOLDER`.
 * `npm start` does it by itself; this is for a Prometheus of one's own, before it starts.
 */
import { join, resolve } from 'node:path';
import { Failure, run } from './failure';
import { loadPast } from './past/load';
import { KEPT } from './place';
import { findPrometheus } from './prometheus/binaries';

run(async () => {
  const [folder] = process.argv.slice(2);
  if (!folder) {
    throw new Failure('Name the folder that Prometheus keeps its data in: tsx demo/past.ts FOLDER.');
  }
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const { promtool } = findPrometheus(say);
  const places = { data: resolve(folder), cache: join(KEPT, 'past') };
  const made = await loadPast(places, promtool, Date.now(), (done, of) => say(`${done} of ${of} pieces`));
  say(made === 0 ? 'Nothing was missing.' : 'The last thirty days are there.');
});
