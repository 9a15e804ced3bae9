import type { AddressInfo } from 'node:net';
import { buildHost } from './bundle';
import { inUrl, openDoorWarning } from './hosts';
import { BadOption, readOptions, type Options } from './options';
import { packagesFor } from './packages';
import { createServer } from './server';

function say(text: string) {
  process.stdout.write(`${text}\n`);
}

function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

function options(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    return fail(error instanceof BadOption ? error.message : String(error));
  }
}

async function main() {
  const asked = options();
  const running = await createServer(
    asked,
    asked.page ? await buildHost(await packagesFor(asked.grafana, say)) : undefined
  );
  try {
    await running.app.listen({ port: asked.port, host: asked.host });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    fail(
      code === 'EADDRINUSE'
        ? `Port ${asked.port} is taken: choose another with --port.`
        : `Cannot listen on ${asked.host}:${asked.port}: ${String(error)}`
    );
  }
  const { port, address } = running.app.server.address() as AddressInfo;
  const warning = openDoorWarning(address, port, asked.subPath);
  if (warning) {
    process.stderr.write(`${warning}\n`);
  }
  say(`ready http://${inUrl(address)}:${port}${asked.subPath}`);

  let stopping = false;
  const stop = () => {
    if (!stopping) {
      stopping = true;
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(String(error))
      );
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
