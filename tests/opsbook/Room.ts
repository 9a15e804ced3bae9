import { expect, type Locator } from '@playwright/test';
import { type Opsbook } from './Opsbook';

/** One incident, as the people who work on it see it. */
export class Room {
  constructor(readonly opsbook: Opsbook) {}

  async open(name: string, search = ''): Promise<void> {
    await this.opsbook.open(`incidents/${name}${search}`);
    await expect(this.timeline).toBeVisible();
  }

  get timeline(): Locator {
    return this.opsbook.page.getByRole('list', { name: 'Timeline' });
  }

  get entries(): Locator {
    return this.timeline.getByRole('listitem');
  }

  get input(): Locator {
    return this.opsbook.textbox('What happened');
  }

  get status(): Locator {
    return this.opsbook.button(/^Status: /);
  }

  entry(text: string | RegExp): Locator {
    return this.entries.filter({ hasText: text });
  }

  async note(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press('Enter');
  }

  async moveTo(status: string): Promise<void> {
    await this.status.click();
    await this.opsbook.page.getByRole('menuitem', { name: status }).click();
  }

  async tab(name: string): Promise<void> {
    await this.opsbook.page.getByRole('tab', { name }).click();
  }

  /** Grafana has everything that was typed here. `last` is waited for: before it shows, nothing is marked as waiting. */
  async allSaved(last?: string): Promise<void> {
    if (last) {
      await expect(this.entry(last)).not.toHaveCount(0);
    }
    await expect(this.opsbook.waiting).toHaveCount(0, { timeout: 30_000 });
  }
}
