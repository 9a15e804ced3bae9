import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { type Mix, startExporters } from '../support/exporters';

/** From the enabled plugin to the first objective that is met. */
const MOST_CLICKS = 12;

/** What is ticked, and what is met then. */
const MIXES: Array<{ mix: Mix; service: string; others: string[]; check: string; objective: string }> = [
  { mix: 'usual', service: 'checkout', others: ['cart'], check: 'Disk space', objective: 'Error rate · checkout' },
  {
    mix: 'blackbox',
    service: 'https://shop.example/',
    others: ['https://shop.example/login?x=1&y="2"'],
    check: 'Certificates',
    objective: 'Availability · https://shop.example/',
  },
  {
    mix: 'envoy',
    service: 'outbound|80||reviews.default.svc.cluster.local',
    others: ['envoy'],
    check: 'Targets of Prometheus',
    objective: 'Error rate · outbound|80||reviews.default.svc.cluster.local',
  },
  {
    mix: 'opentelemetry',
    service: 'checkout',
    others: ['otel-collector'],
    check: 'Targets of Prometheus',
    objective: 'Error rate · checkout',
  },
];

for (const { mix, service, others, check, objective } of MIXES) {
  test(`somebody who knows Prometheus has an objective that is met after a few clicks: ${mix} @standin`, async ({
    ownGrafana,
    person,
  }, testInfo) => {
    test.setTimeout(180_000);
    const exporters = await startExporters(join(process.env.E2E_FOLDER ?? '', `${mix}-${testInfo.retry}`), mix);
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
      for (const name of [service, ...others]) {
        await expect(services.getByRole('checkbox', { name, exact: true })).toBeVisible();
      }
      await expect(page.getByText(/h of 30 d observed/)).toBeVisible();
      await click(services.locator('label').filter({ has: page.getByText(service, { exact: true }) }));
      await click(page.locator('label', { hasText: check }));
      await click(page.getByRole('button', { name: /^Take over what is ticked/ }));

      await click(page.getByRole('link', { name: 'See the objectives' }));
      const row = page.getByRole('row').filter({ hasText: objective });
      // measured anew each minute: a first measure before the second scrape has no data
      await expect(row.getByRole('img', { name: 'Met' })).toBeVisible({ timeout: 100_000 });
      expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
    } finally {
      await exporters.stop();
    }
  });
}
