import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './plugin';

const GRAFANA_13 = join(root, 'preview', '13');

function isInstalled(directory: string): boolean {
  const wanted: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(directory, 'package.json'), 'utf8')
  );
  return Object.entries(wanted.dependencies).every(([name, version]) => {
    const file = join(directory, 'node_modules', name, 'package.json');
    return existsSync(file) && (!/^\d/.test(version) || JSON.parse(readFileSync(file, 'utf8')).version === version);
  });
}

function install(directory: string): Promise<void> {
  return new Promise((done, failed) => {
    const npm = spawn('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    npm.on('error', failed);
    npm.on('exit', (code) =>
      code === 0 ? done() : failed(new Error(`npm ci in ${directory} failed: are you online?`))
    );
  });
}

/** Where the page's packages are: the project's own, or those of Grafana 13, installed when first asked for. */
export async function packagesFor(grafana: 12 | 13, say: (text: string) => void): Promise<string> {
  if (grafana === 12) {
    return root;
  }
  if (!isInstalled(GRAFANA_13)) {
    say('Installing the packages of Grafana 13, once…');
    await install(GRAFANA_13);
  }
  return GRAFANA_13;
}
