import { AxeBuilder } from '@axe-core/playwright';
import { type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/**
 * What axe finds on our part of the page, by the rules that plugin-e2e asks for. Collecting what is right as well, and doing
 * it in another page for the sake of foreign frames, which there are none of, takes twice as long.
 */
export function scan(page: Page) {
  return new AxeBuilder({ page })
    .options({ runOnly: { type: 'tag', values: WCAG }, resultTypes: ['violations'] })
    .include('main')
    .setLegacyMode()
    .analyze();
}
