import { expect, test } from '../fixtures';
import { Room } from '../opsbook/Room';

test.use({ userPreferences: { language: 'fr-FR' }, reusable: false });

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
