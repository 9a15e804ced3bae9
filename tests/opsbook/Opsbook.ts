import { expect, type Locator, type Page } from '@playwright/test';
import { PLUGIN_ID } from '../../src/constants';

/** One person's browser with the app in it: pages by their names, everything else by what a person sees. */
export class Opsbook {
  constructor(
    readonly page: Page,
    readonly url: string
  ) {}

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.url}/a/${PLUGIN_ID}/${path}`);
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  textbox(name: string | RegExp): Locator {
    return this.page.getByRole('textbox', { name });
  }

  /** What Grafana has not confirmed yet. */
  get waiting(): Locator {
    return this.page.getByRole('img', { name: 'Waiting for Grafana' });
  }

  /** Waits until nothing loads any more. */
  async settled(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(this.page.locator('[aria-busy="true"], .react-loading-skeleton, [data-testid="Spinner"]')).toHaveCount(
      0
    );
  }

  /** Presses keys one after the other, as shortcuts are typed. */
  async keys(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }
}
