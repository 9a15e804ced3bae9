import { expect, test } from '../fixtures';

const PAGES = ['home', 'incidents', 'incidents/new', 'objectives', 'maintenance', 'security', 'setup'];

for (const theme of ['dark', 'light'] as const) {
  for (const path of PAGES) {
    test(`${path} has no violations of accessibility in the ${theme} theme`, async ({
      opsbook,
      scanForA11yViolations,
    }) => {
      await opsbook.open(`${path}?theme=${theme}`);
      await opsbook.settled();
      expect(await scanForA11yViolations({ include: 'main' })).toHaveNoA11yViolations();
    });
  }
}
