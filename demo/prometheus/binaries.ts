import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure } from '../failure';

export interface Binaries {
  prometheus: string;
  promtool: string;
  nodeExporter?: string;
}

/** Finds Prometheus on the PATH; on Debian and its children root may install it, anybody else is told how. */
export function findPrometheus(say: (line: string) => void): Binaries {
  const found = onPath();
  if (found) {
    return found;
  }
  if (
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    which('apt-get') &&
    existsSync('/etc/debian_version')
  ) {
    say('Prometheus is missing; installing the distribution’s package …');
    installPackages();
    const installed = onPath();
    if (installed) {
      return installed;
    }
  }
  throw new Failure(
    'Prometheus is missing: install it so that prometheus and promtool are on the PATH ' +
      '(Debian and Ubuntu: sudo apt-get install prometheus; macOS: brew install prometheus; others: https://prometheus.io/download), then start again.'
  );
}

function onPath(): Binaries | undefined {
  const prometheus = which('prometheus');
  const promtool = which('promtool');
  const nodeExporter = which('prometheus-node-exporter') ?? which('node_exporter');
  return prometheus && promtool ? { prometheus, promtool, nodeExporter } : undefined;
}

function installPackages() {
  // At runlevel 1 Debian's maintainer scripts do not start a Prometheus of their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const install = () => apt('install', '-y', '--no-install-recommends', 'prometheus', 'prometheus-node-exporter');
  if (install().status !== 0) {
    apt('update');
    install();
  }
}

function which(name: string): string | undefined {
  // Debian keeps some daemons in sbin, which a user's PATH may lack.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/bin', '/usr/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
