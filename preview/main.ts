import type { AddressInfo } from 'node:net';
import { buildHost } from './bundle';
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
  const { port } = running.app.server.address() as AddressInfo;
  say(`ready http://${asked.host === '0.0.0.0' ? '127.0.0.1' : asked.host}:${port}${asked.subPath}`);

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
