/** Programs out of the archive of Debian and its children, without a service of theirs ever running. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { which } from './which';

/** Asked by Debian's maintainer scripts before they start a service; 101 forbids it. */
const POLICY = join('usr', 'sbin', 'policy-rc.d');
const DENY =
  '#!/bin/sh\n# Written while Opsbook installs packages; it may be deleted when nothing is being installed.\nexit 101\n';
/** Where links say what systemd and SysV start at boot. */
const ENABLED = [join('etc', 'systemd', 'system'), join('etc', 'systemd', 'user'), 'etc'];

export function hasArchive(): boolean {
  return process.platform === 'linux' && existsSync('/etc/debian_version') && which('apt-get') !== undefined;
}

export const isRoot = () => process.getuid?.() === 0;

/** Fetches `packages` and unpacks them into `folder`: nothing is installed, none of their scripts runs. */
export function unpack(packages: readonly string[], folder: string): boolean {
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  try {
    const sandbox = isRoot() ? ['-o', 'APT::Sandbox::User=root'] : []; // _apt may not write into a folder of root's
    const download = () => apt([...sandbox, 'download', ...packages], work);
    if (!download() && !(isRoot() && apt(['update']) && download())) {
      return false;
    }
    const archives = readdirSync(work).filter((name) => name.endsWith('.deb'));
    const tree = join(work, 'tree');
    if (!archives.every((name) => spawnSync('dpkg-deb', ['-x', join(work, name), tree]).status === 0)) {
      return false;
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(tree, folder);
    return true;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Installs `packages` with what they need, as root, and says first which they are. */
export function install(packages: readonly string[], say: (line: string) => void): boolean {
  const args = ['install', '-y', '--no-install-recommends', ...packages];
  const plan = () => spawnSync('apt-get', ['-s', ...args], { encoding: 'utf8', env: environment() });
  let planned = plan();
  if (planned.status !== 0 && apt(['update'])) {
    planned = plan();
  }
  if (planned.status !== 0) {
    return false;
  }
  const names = [...planned.stdout.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
  say(`These packages of the distribution are installed now, and no service is started or enabled: ${names.join(' ')}`);
  return withoutServices(() => apt(args) || (apt(['update']) && apt(args)));
}

/** Runs `installation` so that no service is started, and none is enabled afterwards that was not before. */
export function withoutServices<T>(installation: () => T, root = '/'): T {
  const policy = join(root, POLICY);
  const kept = `${policy}.before-opsbook`;
  const before = new Set(enabledIn(root));
  if (isThere(policy) && readFileSync(policy, 'utf8') !== DENY) {
    renameSync(policy, kept);
  }
  mkdirSync(dirname(policy), { recursive: true });
  writeFileSync(policy, DENY, { mode: 0o755 });
  try {
    return installation();
  } finally {
    rmSync(policy, { force: true });
    if (isThere(kept)) {
      renameSync(kept, policy);
    }
    for (const link of enabledIn(root)) {
      if (!before.has(link)) {
        rmSync(link, { force: true });
      }
    }
  }
}

/** The links of services that start at boot: `…/multi-user.target.wants/x.service`, `/etc/rc2.d/S01x`. */
function enabledIn(root: string): string[] {
  return ENABLED.flatMap((folder) => {
    const path = join(root, folder);
    const groups = existsSync(path) ? readdirSync(path) : [];
    return groups
      .filter((name) => (folder === 'etc' ? /^rc[0-9S]\.d$/.test(name) : /\.(wants|requires)$/.test(name)))
      .flatMap((name) => readdirSync(join(path, name)).map((link) => join(path, name, link)))
      .filter((link) => lstatSync(link).isSymbolicLink() && (folder !== 'etc' || /\/S\d\d[^/]*$/.test(link)));
  });
}

const environment = () => ({ ...process.env, DEBIAN_FRONTEND: 'noninteractive' });

function apt(args: string[], cwd?: string): boolean {
  const { status } = spawnSync('apt-get', ['-qq', ...args], {
    cwd,
    env: environment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status === 0;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
