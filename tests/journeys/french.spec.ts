import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Room } from '../opsbook/Room';

test.use({ userPreferences: { language: 'fr-FR' }, reusable: false });

const PAGES = [
  'home',
  'incidents',
  'incidents/new',
  'incidents/evidence?expr=up',
  'actions',
  'insights',
  'objectives',
  'objectives/new',
  'objectives/error-rate',
  'objectives/exclusions',
  'objectives/report?lang=fr',
  'alerts',
  'rota',
  'maintenance',
  'maintenance/calendar',
  'maintenance/plan',
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
  'improvements',
  'improvements/indicators',
  'improvements/changes',
  'services',
  'services/new',
  'setup',
  'help',
  'nothing-here',
];

type Tree = { [key: string]: string | Tree };

function textsOf(language: string): Map<string, string> {
  const file = join(__dirname, '..', '..', 'src', 'locales', language, 'haddock-opsbook-app.json');
  const flat = (tree: Tree, prefix = ''): Array<[string, string]> =>
    Object.entries(tree).flatMap(([key, value]): Array<[string, string]> =>
      typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`)
    );
  return new Map(flat(JSON.parse(readFileSync(file, 'utf8'))));
}

/** What pages say in English, and only in English. */
const french = textsOf('fr-FR');
const anyFrench = new Set(french.values());
/** A language says its own name; a team's name is nobody's to translate. */
const NAMES = ['English', 'Security'];
const ENGLISH = [...textsOf('en-US')]
  .filter(([key, text]) => french.get(key) !== text && !anyFrench.has(text) && !NAMES.includes(text))
  .map(([, text]) => text);

/** Every text of our part of the page that stands alone, names for screen readers too. */
const said = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('main') ?? document.body;
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walker.nextNode()) {
      texts.push(walker.currentNode.textContent ?? '');
    }
    main
      .querySelectorAll('[aria-label], [placeholder], [title]')
      .forEach((element) =>
        ['aria-label', 'placeholder', 'title'].forEach((name) => texts.push(element.getAttribute(name) ?? ''))
      );
    return texts.map((text) => text.trim());
  });

for (const path of PAGES) {
  const where = path === 'setup' ? ' @standin' : ''; // Grafana itself leads all but admins away from Setup
  test(`${path} says nothing in English to those who read French${where}`, async ({ opsbook, page }) => {
    await opsbook.open(path);
    await opsbook.settled();
    const texts = new Set(await said(page));
    expect(texts.size).toBeGreaterThan(2);
    expect(ENGLISH.filter((text) => texts.has(text))).toEqual([]);
  });
}

test('everything is said in French to those who read French', async ({ opsbook, page, mark, records }) => {
  const name = await records.seedIncident({ title: `En français ${mark}` });
  await opsbook.open('incidents');
  await expect(opsbook.heading('Incidents')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Déclarer un incident' })).toBeVisible();
  await opsbook.open('objectives');
  await expect(opsbook.heading('Objectifs')).toBeVisible();
  await opsbook.open('security');
  await expect(opsbook.heading('Sécurité')).toBeVisible();

  await opsbook.open(`incidents/${name}?tab=report&lang=fr`);
  await expect(page.getByRole('article')).toContainText(/Rapport d.incident/i);
  await expect(page.getByRole('article').getByRole('heading', { name: 'Chronologie' })).toBeVisible();
  await opsbook.open(`incidents/${name}`);
  await expect(new Room(opsbook).timeline).toHaveCount(0); // its name is French too
  await expect(page.getByRole('list', { name: 'Chronologie' })).toBeVisible();
});
