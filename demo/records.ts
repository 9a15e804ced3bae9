/** Sample records in any Grafana that has the plugin: `npm run demo -- load|remove --url URL [--user LOGIN:PASSWORD]`. */
import { parseArgs } from 'node:util';
import { Failure, run } from './failure';
import { Grafana } from './records/grafana';
import { loadSamples, removeSamples } from './records/samples';

const USAGE =
  'Say “load” or “remove”, with --url http://localhost:3000 and, where needed, --user LOGIN:PASSWORD (admin:admin).';

run(async () => {
  const { values, positionals } = readArguments();
  const url = values.url.replace(/\/+$/, '');
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new Failure(`“${values.url}” is not the address of a Grafana. ${USAGE}`);
  }
  const grafana = new Grafana(url, values.user);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  switch (positionals[0]) {
    case 'load': {
      const { made, found } = await loadSamples(grafana, Date.now());
      say(
        `${made} sample records made${found ? `, ${found} were there already` : ''}: ${url}/a/haddock-opsbook-app/incidents`
      );
      return;
    }
    case 'remove': {
      const removed = await removeSamples(grafana);
      say(`${removed} sample records removed; Grafana keeps deleted dashboards in its trash for a while.`);
      return;
    }
    default:
      throw new Failure(USAGE);
  }
});

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        url: { type: 'string', default: 'http://127.0.0.1:3000' },
        user: { type: 'string', default: 'admin:admin' },
      },
    });
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)} ${USAGE}`);
  }
}
