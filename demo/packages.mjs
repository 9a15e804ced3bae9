import { spawnSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

/** Installs what `folder`'s lockfile asks for, unless it is there. Returns whether it is there now. */
export function installPackages(folder) {
  if (!existsSync(join(folder, 'package-lock.json')) || hasPackages(folder)) {
    return true;
  }
  process.stdout.write(`Installing the packages of ${folder === '.' ? 'package-lock.json' : folder} …\n`);
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = [...npm.slice(1), 'ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync(npm[0], args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  return status === 0;
}

/** Whether node_modules holds what the lockfile asks for. Times tell little: a checkout touches the lockfile. */
function hasPackages(folder) {
  const wanted = packages(join(folder, 'package-lock.json'));
  const installed = packages(join(folder, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([name, { version, optional, peer }]) => !name || optional || peer || installed[name]?.version === version
  );
}

function packages(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  } catch {
    return {};
  }
}
