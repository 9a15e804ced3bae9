import { expect, isStandIn, test } from '../fixtures';
import { Incidents } from '../opsbook/Incidents';
import { Opsbook } from '../opsbook/Opsbook';
import { Room } from '../opsbook/Room';
import { apiOf } from '../support/people';
import { makeFolders, Records } from '../support/records';

test.beforeEach(() => test.skip(!isStandIn, 'needs an option of the host'));

/** From an empty Grafana to a saved entry. */
async function declareAndWrite(opsbook: Opsbook, search = ''): Promise<string> {
  await opsbook.open(`home${search}`);
  await opsbook.settled();
  const name = await new Incidents(opsbook).declare('Quotes service down');
  const room = new Room(opsbook);
  await room.note('first entry');
  await room.allSaved();
  await expect(room.entry('first entry')).toHaveCount(1);
  return name;
}

test('everything works below a sub-path @standin', async ({ ownGrafana, person }) => {
  const own = await ownGrafana({ subPath: '/grafana' });
  const editor = await person('editor', own.url);
  const outside: string[] = [];
  editor.page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (own.url.startsWith(origin) && !pathname.startsWith('/grafana')) {
      outside.push(pathname);
    }
  });
  const name = await declareAndWrite(editor);
  expect(new URL(editor.page.url()).pathname).toBe(`/grafana/a/haddock-opsbook-app/incidents/${name}`);
  await editor.keys('Escape');
  await editor.page.getByRole('link', { name: 'Incidents' }).first().click();
  await expect(editor.heading('Incidents')).toBeVisible();
  expect(outside).toEqual([]);
});

test('records of a second organisation stay there @standin', async ({ ownGrafana, person }) => {
  const own = await ownGrafana({ secondOrg: true });
  const api = await apiOf(own.url, 'admin');
  await api.post('api/user/using/2');
  await makeFolders(own.url);
  const admin = await person('admin', own.url);
  const namespaces = new Set<string>();
  admin.page.on('request', (request) => {
    const [, namespace] = /\/namespaces\/([^/]+)\//.exec(request.url()) ?? [];
    if (namespace) {
      namespaces.add(namespace);
    }
  });
  const name = await declareAndWrite(admin);
  expect([...namespaces]).toEqual(['org-2']);
  const second = await Records.of(api);
  expect(second.namespace).toBe('org-2');
  expect((await second.incident(name)).title).toBe('Quotes service down');
  await api.post('api/user/using/1');
  expect(await (await Records.of(api)).read(name)).toBeUndefined();
  await api.dispose();
});

test('older storage is named, and every entry is kept all the same @standin', async ({ ownGrafana, person }) => {
  const own = await ownGrafana({ legacyStorage: true });
  const editor = await person('editor', own.url);
  await declareAndWrite(editor);
  const reader = await person('admin', own.url);
  await reader.open('home');
  await expect(reader.page.getByText('This Grafana still keeps dashboards in its old storage')).toBeVisible();
});

test('the folders are made on purpose, by who sees who will write there @standin', async ({ ownGrafana, person }) => {
  const own = await ownGrafana({ empty: true });
  const api = await apiOf(own.url, 'admin');
  const statusOf = async (uid: string) => (await api.get(`api/folders/${uid}`)).status();
  const viewer = await person('viewer', own.url);
  await viewer.open('incidents');
  await expect(viewer.page.getByText(/^Read-only for you/)).toBeVisible();

  const editor = await person('editor', own.url);
  const { page } = editor;
  await editor.open('incidents/new');
  const { title } = new Incidents(editor);
  await title.fill('Quotes service down');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^The folder of these records does not exist yet/)).toBeVisible();
  expect(await statusOf('haddock-opsbook-app')).toBe(404);

  await editor.button('Make the folders…').click();
  const question = page.getByRole('dialog', { name: 'Make the folders of the records?' });
  await expect(question).toContainText('all editors and admins of this organization will write records');
  expect(await statusOf('haddock-opsbook-app')).toBe(404);
  await question.getByRole('button', { name: 'Make them' }).click();
  await expect.poll(() => statusOf('haddock-opsbook-app-registers')).toBe(200);
  expect(await statusOf('haddock-opsbook-app-incidents')).toBe(200);
  await api.dispose();

  await expect(title).toHaveValue('Quotes service down');
  await editor.button('Declare incident').click();
  await page.waitForURL(/\/incidents\/inc-\d{4}-\d+/);
  const room = new Room(editor);
  await room.note('first entry');
  await room.allSaved('first entry');
});

test('a viewer with Edit on the folder writes @standin', async ({ ownGrafana, person }) => {
  const own = await ownGrafana();
  const api = await apiOf(own.url, 'admin');
  await api.post('api/folders/haddock-opsbook-app/permissions', {
    data: {
      items: [
        { role: 'Viewer', permission: 2 },
        { role: 'Editor', permission: 2 },
      ],
    },
  });
  await api.dispose();
  await declareAndWrite(await person('viewer', own.url));
});
