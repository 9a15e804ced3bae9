import { expect, isStandIn, test } from '../fixtures';
import { Incidents } from '../opsbook/Incidents';

test.beforeEach(() => test.skip(!isStandIn, 'its page lists the links on recorded contexts'));

for (const { point, title } of [
  { point: 'grafana/alerting/instance/action', title: 'node is up 127.0.0.1:9100' },
  { point: 'grafana/alerting/alertingrule/action', title: 'PodDown' },
]) {
  test(`the link at ${point} opens a filled form @standin`, async ({ page, url, opsbook }) => {
    await page.goto(`${url}/preview/extensions`);
    await page.getByRole('region', { name: point }).getByRole('link', { name: 'Declare incident' }).click();
    await expect(page).toHaveURL(/\/a\/haddock-opsbook-app\/incidents\/new\?/);
    await expect(new Incidents(opsbook).title).toHaveValue(title);
  });
}
