import { expect, type Locator } from '@playwright/test';
import { type Opsbook } from './Opsbook';

/** The week of maintenance and a run of a checklist. */
export class Maintenance {
  constructor(readonly opsbook: Opsbook) {}

  async open(path = ''): Promise<void> {
    await this.opsbook.open(`maintenance${path}`);
    await expect(this.opsbook.heading('Maintenance')).toBeVisible();
  }

  get week(): Locator {
    return this.opsbook.page.getByRole('region', { name: 'Tasks of the week by day' });
  }

  /** An item of the run, with its result in its name. */
  item(title: string | RegExp): Locator {
    return this.opsbook.page.getByRole('listitem', { name: title });
  }

  get progress(): Locator {
    return this.opsbook.page.getByRole('group', { name: 'Progress' });
  }
}
