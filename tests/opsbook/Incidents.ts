import { expect, type Locator } from '@playwright/test';
import { type Opsbook } from './Opsbook';

/** The list of incidents and the form that declares one. */
export class Incidents {
  constructor(readonly opsbook: Opsbook) {}

  async open(search = ''): Promise<void> {
    await this.opsbook.open(`incidents${search}`);
    await expect(this.opsbook.heading('Incidents')).toBeVisible();
  }

  get search(): Locator {
    return this.opsbook.page.getByRole('searchbox', { name: 'Search incidents' });
  }

  row(text: string | RegExp): Locator {
    return this.opsbook.page.getByRole('row').filter({ hasText: text });
  }

  get title(): Locator {
    return this.opsbook.textbox('What is wrong');
  }

  /** Declares by shortcut, title and Enter, from wherever the page is; returns the record's name. */
  async declare(title: string): Promise<string> {
    const { page } = this.opsbook;
    await this.opsbook.keys('g', 'n');
    await expect(this.title).toBeFocused();
    await this.title.fill(title);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/incidents\/inc-\d{4}-\d+/);
    await expect(page.getByText(title).first()).toBeVisible();
    return new URL(page.url()).pathname.split('/').at(-1) ?? '';
  }
}
