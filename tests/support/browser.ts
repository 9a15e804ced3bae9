import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Chromium 156 loads two pages for its address bar with every window, a second of work each. Of two such lists the last
 * counts, so this one repeats what Playwright turns off.
 */
const TURNED_OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** How the browser is started; without `executablePath` Playwright takes its own. */
export function browserOptions() {
  const root = process.getuid?.() === 0;
  return {
    executablePath: chromiumOnPath(),
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      `--disable-features=${TURNED_OFF.join(',')}`,
      ...(root ? ['--no-sandbox'] : []),
    ],
  };
}

/** Sees to it that there is a browser: the one on the PATH, else the distribution's, else Playwright's own. */
export function provideBrowser(say: (line: string) => void): void {
  if (chromiumOnPath()) {
    return;
  }
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('Chromium is missing; installing the distribution’s package …');
    const apt = (...args: string[]) =>
      spawnSync('apt-get', ['-qq', ...args], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        stdio: ['ignore', 'ignore', 'inherit'],
      }).status === 0;
    const install = () => apt('install', '-y', '--no-install-recommends', 'chromium');
    if ((install() || (apt('update') && install())) && chromiumOnPath()) {
      return;
    }
  }
  if (!existsSync(chromium.executablePath())) {
    say('There is no Chromium on the PATH; installing Playwright’s own …');
    spawnSync(process.execPath, [require.resolve('@playwright/test/cli'), 'install', 'chromium'], { stdio: 'inherit' });
  }
  if (!existsSync(chromium.executablePath())) {
    throw new Error('There is no browser to test with: install chromium so that it is on the PATH, then start again.');
  }
}

function chromiumOnPath(): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
