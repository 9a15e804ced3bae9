import { AxeBuilder } from '@axe-core/playwright';
import { type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/**
 * What axe finds on our part of the page, by the rules that plugin-e2e asks for. Collecting what is right as well, and doing
 * it in another page for the sake of foreign frames, which there are none of, takes twice as long.
 */
export async function scan(page: Page) {
  // a button that becomes usable changes its colour over a quarter of a second, reduced motion or not
  await page.waitForFunction(() =>
    document.getAnimations().every((each) => !(each instanceof CSSTransition) || each.playState !== 'running')
  );
  return new AxeBuilder({ page })
    .options({ runOnly: { type: 'tag', values: WCAG }, resultTypes: ['violations'] })
    .include('main')
    .setLegacyMode()
    .analyze();
}

/** Marks that are read out in the very words that stand beside them. */
export function readTwice(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main [role="img"][aria-label]')].flatMap((mark) => {
      const label = mark.getAttribute('aria-label')?.toLowerCase() ?? '';
      const beside = (mark.nextSibling?.textContent?.trim() || mark.nextElementSibling?.textContent?.trim()) ?? '';
      return label && beside.toLowerCase().startsWith(label) ? [`${label} ${beside}`] : [];
    })
  );
}
