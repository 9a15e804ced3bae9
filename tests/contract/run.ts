import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { beyond } from './beyond';
import { durability } from './durability';
import { startPrometheus, startStandIn, temporaryDirectory } from './processes';
import { readRecording, replay, type RecordingName } from './replay';
import { Report } from './report';
import { ruler } from './ruler';

const storages: Array<{ recording: RecordingName; options: string[] }> = [
  { recording: 'grafana-12.4.0', options: [] },
  { recording: 'grafana-12.4.0-legacy-storage', options: ['--legacy-storage'] },
];

/** Starts a stand-in of each storage and a Prometheus, and asks them everything. */
async function standIns(report: Report) {
  const directory = temporaryDirectory();
  const prometheus = await startPrometheus(directory.path);
  try {
    for (const { recording, options } of storages) {
      const server = await startStandIn(join(directory.path, `${recording}.journal`), prometheus.url, ...options);
      try {
        report.section(`the stand-in as ${recording}`);
        await replay(server.url, readRecording(recording), report);
        if (options.length === 0) {
          report.section('beyond the recording');
          await beyond(server.url, report);
          report.section('rules and notifications');
          await ruler(server.url, report);
        }
      } finally {
        await server.stop();
      }
    }
    report.section('durability');
    await durability(prometheus.url, report);
  } finally {
    await prometheus.stop();
    directory.remove();
  }
}

async function main() {
  const { values } = parseArgs({ options: { url: { type: 'string' }, legacy: { type: 'boolean', default: false } } });
  const report = new Report((line) => process.stdout.write(`${line}\n`));
  if (values.url) {
    const url = values.url.replace(/\/$/, '');
    await replay(url, readRecording(values.legacy ? 'grafana-12.4.0-legacy-storage' : 'grafana-12.4.0'), report);
    await ruler(url, report);
  } else {
    await standIns(report);
  }
  process.stdout.write(`${report.summary()}\n`);
  process.exitCode = report.failed > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
