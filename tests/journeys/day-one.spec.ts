import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { startExporters } from '../support/exporters';

/** From the enabled plugin to the first objective that is met. */
const MOST_CLICKS = 12;

test('somebody who knows Prometheus has an objective that is met after a few clicks @standin', async ({
  ownGrafana,
  person,
}, testInfo) => {
  test.setTimeout(180_000);
  const exporters = await startExporters(join(process.env.E2E_FOLDER ?? '', `exporters-${testInfo.retry}`));
  try {
    const grafana = await ownGrafana({ empty: true, prometheus: exporters.prometheus });
    const admin = await person('admin', grafana.url);
    const { page } = admin;
    let clicks = 0;
    const click = async (target: ReturnType<typeof page.getByRole>) => {
      await target.click();
      clicks++;
    };

    await admin.open('home');
    const steps = page.getByRole('region', { name: 'Three steps to begin with' });
    await expect(steps).toBeVisible();
    await expect(page.getByText(/overdue \d|\d+ (breached|no data)/i)).toHaveCount(0);
    await click(steps.getByRole('link', { name: /Look what your Prometheus has/ }));

    await click(page.getByRole('button', { name: /^Look in / }));
    const services = page.getByRole('region', { name: 'Services', exact: true });
    await expect(services.getByRole('checkbox', { name: 'checkout', exact: true })).toBeVisible();
    await expect(services.getByRole('checkbox', { name: 'cart', exact: true })).toBeVisible();
    await expect(page.getByText(/h of 30 d observed/)).toBeVisible();
    await click(services.locator('label', { hasText: /^checkout$/ }));
    await click(page.locator('label', { hasText: 'Disk space' }));
    await click(page.getByRole('button', { name: /^Take over what is ticked/ }));

    await click(page.getByRole('link', { name: 'See the objectives' }));
    const error = page.getByRole('row').filter({ hasText: 'Error rate · checkout' });
    await expect(error.getByRole('img', { name: 'Met' })).toBeVisible({ timeout: 60_000 });
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
  } finally {
    await exporters.stop();
  }
});
