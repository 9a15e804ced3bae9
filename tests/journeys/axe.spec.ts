import { expect, test } from '../fixtures';
import { Room } from '../opsbook/Room';
import { readTwice, scan } from '../support/axe';

const PAGES = [
  'home',
  'incidents',
  'incidents/new',
  'actions',
  'insights',
  'objectives',
  'objectives/error-rate',
  'objectives/exclusions',
  'improvements',
  'improvements/indicators',
  'improvements/changes',
  'objectives/report',
  'maintenance',
  'maintenance/plan',
  'maintenance/calendar',
  'maintenance/windows',
  'maintenance/windows/new',
  'maintenance/checklists',
  'maintenance/checklists/new',
  'maintenance/history',
  'maintenance/reviews',
  'runbooks',
  'runbooks/new',
  'runbooks/library',
  'runbooks/coverage',
  'security',
  'backups',
  'backups/records',
  'services',
  'services/quotes',
  'setup',
];
const TABS = ['Room', 'Report', 'Ticket', 'Review', 'Post-mortem', 'History'];
const THEMES = ['dark', 'light'] as const;

for (const path of PAGES) {
  test(`axe finds nothing on ${path}`, async ({ opsbook, page }) => {
    for (const theme of THEMES) {
      await opsbook.open(`${path}?theme=${theme}`);
      await opsbook.settled();
      expect(await scan(page)).toHaveNoA11yViolations();
    }
    expect(await readTwice(page)).toEqual([]);
  });
}

for (const theme of THEMES) {
  test(`axe finds nothing on an incident in the ${theme} theme`, async ({ opsbook, page, mark, records }) => {
    const name = await records.seedIncident({
      title: `For every eye ${mark}`,
      severity: 'sev2',
      services: { quotes: 'Quotes' },
      commands: [
        { type: 'note', text: 'Redis **refuses** connections' },
        { type: 'addTask', task: { title: 'Restart the pod', state: 'open' } },
        { type: 'setStatus', to: 'investigating', seen: 'declared' },
      ],
    });
    const room = new Room(opsbook);
    await room.open(name, `?theme=${theme}`);
    for (const tab of TABS) {
      await room.tab(tab);
      await opsbook.settled();
      await expect(opsbook.page.getByText(`For every eye ${mark}`).first()).toBeVisible();
      expect(await scan(page)).toHaveNoA11yViolations();
    }
  });
}
