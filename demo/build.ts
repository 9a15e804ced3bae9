import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure';
import { ROOT } from './place';

/** Whether dist/ is missing or older than what it is made of. */
export function isBuildStale(root = ROOT): boolean {
  const built = join(root, 'dist', 'module.js');
  if (!existsSync(built)) {
    return true;
  }
  const { mtimeMs } = statSync(built);
  return ['src', '.config', 'package.json', 'README.md', 'CHANGELOG.md'].some(
    (name) => newest(join(root, name)) > mtimeMs
  );
}

export async function build() {
  const webpack = join(ROOT, 'node_modules', 'webpack', 'bin', 'webpack.js');
  const args = [webpack, '-c', './.config/webpack/webpack.config.ts', '--env', 'production'];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Failure(`${output.slice(-4000).trim()}\nThe plugin could not be built: see above.`);
  }
}

function newest(path: string): number {
  if (!existsSync(path)) {
    return 0;
  }
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    return /\.test\.tsx?$/.test(path) ? 0 : stat.mtimeMs;
  }
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
