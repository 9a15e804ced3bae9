import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { hasArchive, install, isRoot } from '../../demo/debian';
import { which } from '../../demo/which';

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
  return {
    executablePath: chromiumOnPath(),
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      `--disable-features=${TURNED_OFF.join(',')}`,
      ...(isRoot() ? ['--no-sandbox'] : []),
    ],
  };
}

/** Sees to it that there is a browser: the one on the PATH, else the distribution's, else Playwright's own. */
export function provideBrowser(say: (line: string) => void): void {
  if (chromiumOnPath()) {
    return;
  }
  if (hasArchive() && isRoot()) {
    say('Chromium is missing.');
    if (install(['chromium'], say) && chromiumOnPath()) {
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
  return NAMES.map((name) => which(name)).find(Boolean);
}
