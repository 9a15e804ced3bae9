import React from 'react';
import { http, HttpResponse } from 'msw';
import { FOLDERS } from '../../../grafana/records/folders';
import { grafana, server } from '../../../test/grafana';
import { render, screen, waitFor, within } from '../../../test/render';
import { Environment } from './Environment';
import { Who } from './Who';

let mockLive = true;
let mockOffset: number | undefined = 0;
let mockLocks = true;
jest.mock('../../../grafana/environment', () => ({
  liveConnects: () => Promise.resolve(mockLive),
  clockOffset: () => Promise.resolve(mockOffset),
  hasLocks: () => mockLocks,
}));

afterEach(() => {
  server.resetHandlers();
  mockLive = true;
  mockOffset = 0;
  mockLocks = true;
});

const PERMISSIONS = '*/api/folders/:uid/permissions';
const ROWS = [
  { role: 'Editor', permission: 2, inherited: false },
  { role: 'Viewer', permission: 1, inherited: false },
  { teamId: 7, team: 'SRE', permission: 1, inherited: false },
  { userId: 3, userLogin: 'luc', permission: 4, inherited: true },
];

function permissions(rows: object[] = ROWS) {
  const sent: unknown[] = [];
  server.use(
    http.get(PERMISSIONS, () => HttpResponse.json(rows)),
    http.post(PERMISSIONS, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ message: 'Folder permissions updated' });
    })
  );
  return sent;
}

describe('who', () => {
  const row = async (name: string) =>
    within(await screen.findByRole('table', { name: 'Who may do what with the records' })).getByRole('row', {
      name: new RegExp(`^${name}`),
    });

  it('shows who may write, administer and read', async () => {
    permissions();
    render(<Who />);
    expect(await row('Write')).toHaveTextContent('everybody with the role Editor');
    expect(await row('Administer')).toHaveTextContent('luc');
    expect(await row('Only read')).toHaveTextContent('everybody with the role Viewer, team SRE');
  });

  it('says that nobody does something', async () => {
    permissions([]);
    render(<Who />);
    expect(await row('Write')).toHaveTextContent('nobody');
  });

  it('lets a picked team write, and takes nothing away from the others', async () => {
    grafana.options.teams = [
      { id: 7, name: 'SRE' },
      { id: 8, name: 'Web' },
    ];
    const sent = permissions();
    const { user } = render(<Who />);
    await user.type(await screen.findByRole('combobox', { name: 'Teams that may write' }), 'SRE');
    await user.click(await screen.findByText('SRE', { selector: '[role="option"] *, [role="option"]' }));
    await user.click(screen.getByRole('button', { name: 'Let them write' }));
    await waitFor(() =>
      expect(sent).toEqual([
        {
          items: [
            { role: 'Editor', permission: 2 },
            { role: 'Viewer', permission: 1 },
            { teamId: 7, permission: 2 },
          ],
        },
      ])
    );
  });

  it('tells who may not see the permissions whom to ask', async () => {
    server.use(http.get(PERMISSIONS, () => HttpResponse.json({ message: 'no' }, { status: 403 })));
    render(<Who />);
    expect(await screen.findByText(/^Only who administers the folder sees its permissions/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Let them write' })).not.toBeInTheDocument();
  });
});

describe('what it stands on', () => {
  const lines = async () => (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent);
  const says = (text: RegExp) =>
    waitFor(async () => expect((await lines()).some((line) => text.test(line ?? ''))).toBe(true));

  it('is all good on a usual Grafana', async () => {
    grafana.put({
      metadata: { name: 'inc-2026-0001', annotations: { 'grafana.app/folder': FOLDERS.incidents.uid } },
      spec: { title: 'x' },
    });
    render(<Environment />);
    await says(/Storage: unified/);
    await says(/Live: connects/);
    await says(/Clock: this computer’s agrees/);
    await says(/HTTPS: this page has/);
    await says(/Git Sync: manages none/);
    await says(/Plugin: not provisioned/);
    expect(screen.getAllByRole('img', { name: 'good' })).toHaveLength(6);
  });

  it('says what is missing and what is lost by it', async () => {
    mockLive = false;
    mockOffset = -200;
    mockLocks = false;
    grafana.options.managedBy = 'repo';
    grafana.options.settings = { timeZone: 'UTC' };
    server.use(
      http.get('*/namespaces/default/dashboards', () =>
        HttpResponse.json({ items: [{ metadata: { name: 'x', resourceVersion: '12' }, spec: {} }] })
      )
    );
    render(<Environment />);
    await says(/Storage: the old tables/);
    await says(/Live: does not connect\. .*within five seconds/);
    await says(/Clock: this computer’s is 3 min .*away/);
    await says(/HTTPS: missing\. .*no Web Locks/);
    await says(/Git Sync: manages Opsbook/);
    await says(/Plugin: its settings are provisioned/);
    expect(screen.getAllByRole('img', { name: 'limited' })).toHaveLength(5);
  });

  it('does not know what Grafana does not tell', async () => {
    mockOffset = undefined;
    server.use(http.get('*/namespaces/default/dashboards', () => HttpResponse.json({}, { status: 403 })));
    server.use(http.get('*/api/folders/*', () => HttpResponse.json({}, { status: 500 })));
    render(<Environment />);
    await says(/Storage: Grafana did not say/);
    await says(/Clock: Grafana did not tell its time/);
    await says(/Git Sync: Grafana did not say/);
    expect(screen.getAllByRole('img', { name: 'not known' })).toHaveLength(3);
  });
});
