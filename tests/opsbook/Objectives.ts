import { expect, type Locator } from '@playwright/test';
import { type Opsbook } from './Opsbook';

/** The table of what is promised and whether it is kept. */
export class Objectives {
  constructor(readonly opsbook: Opsbook) {}

  async open(search = ''): Promise<void> {
    await this.opsbook.open(`objectives${search}`);
    await expect(this.opsbook.heading('Objectives')).toBeVisible();
  }

  get rows(): Locator {
    const explain = this.opsbook.button(/^How .* was found$/);
    return this.opsbook.page.getByRole('table', { name: 'Objectives' }).getByRole('row').filter({ has: explain });
  }

  row(name: string): Locator {
    return this.rows.filter({ has: this.opsbook.page.getByRole('link', { name, exact: true }) });
  }

  /** Every row has found its state, good or bad. */
  async complete(): Promise<void> {
    const state = this.opsbook.page.getByRole('img', {
      name: /^(Met|At risk|Breached|Stale|No data|For information)$/,
    });
    await expect(this.rows.first()).toBeVisible();
    await expect(this.rows.filter({ hasNot: state })).toHaveCount(0, { timeout: 30_000 });
  }
}
