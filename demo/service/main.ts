/**
 * Runs the demo's services: `tsx demo/service/main.ts [--port N] [--ports N,N,N,N] [--service NAME] [--host ADDRESS]`.
 * Without `--service` all of them run, on `--ports` in the order quotes, users, search, redis (or on N, N+1, …).
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { SERVICE_PORT, type ServiceName, SERVICES } from '../catalogue';
import { Machine } from './machine';
import { Chance, createService } from './service';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: String(SERVICE_PORT) },
    ports: { type: 'string' },
    service: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
  },
});
const names = values.service === undefined ? [...SERVICES] : SERVICES.filter((name) => name === values.service);
if (names.length === 0) {
  fail(`There is no service “${values.service}”: choose one of ${SERVICES.join(', ')}.`);
}
const ports = values.ports?.split(',').map(Number) ?? names.map((_, index) => Number(values.port) + index);
if (ports.length !== names.length || ports.some((port) => !Number.isInteger(port) || port < 1 || port > 65_535)) {
  fail(`Give one port from 1 to 65535 for each of ${names.join(', ')}.`);
}

const machine = new Machine();
const chance = new Chance();
const servers = names.map((name) => createService(name, machine, chance));
void listen();

async function listen() {
  for (const [index, server] of servers.entries()) {
    server.on('error', (error) => fail(`${names[index]} cannot listen on port ${ports[index]}: ${error.message}`));
    server.listen(ports[index], values.host);
    await once(server, 'listening');
    process.stdout.write(`${describe(names[index])} on http://${values.host}:${ports[index]}\n`);
  }
  process.stdout.write('ready\n');
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    servers.forEach((server) => {
      server.close();
      server.closeAllConnections();
    });
    process.exit(0);
  });
}

function describe(name: ServiceName): string {
  return name === 'redis' ? 'redis (backend-redis)' : name;
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
