import React from 'react';
import { config } from '@grafana/runtime';
import { http, HttpResponse, type JsonBodyType } from 'msw';
import { fromResource } from '../../domain/record/resource';
import { emptySecurity, SECURITY_NAME, securityKind, type SecurityRegister } from '../../domain/security/register';
import { FOLDERS } from '../../grafana/records/folders';
import { grafana, server } from '../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../test/render';
import { SecurityRoutes } from './SecurityRoutes';

jest.setTimeout(60_000); // typing in forms is slow on a loaded machine

const BASE = '/a/haddock-opsbook-app/security';
const FRONTEND = {
  anonymousEnabled: false,
  disableUserSignUp: true,
  allowOrgCreate: false,
  disableLoginForm: false,
  rbacEnabled: true,
  viewersCanEdit: false,
  disableSanitizeHtml: false,
  oauth: {},
  auth: { basicAuthStrongPasswordPolicy: false },
  buildInfo: { version: '12.4.0', latestVersion: '', hasUpdate: false },
};
const SOURCES = [
  {
    uid: 'prom',
    name: 'Prometheus',
    type: 'prometheus',
    url: 'http://127.0.0.1:9090',
    access: 'proxy',
    basicAuth: false,
    jsonData: {},
  },
];
const denied = {
  message: "You'll need additional permissions to perform this action. Permissions needed: settings:read",
  title: 'Access denied',
};

interface Answers {
  frontend?: JsonBodyType;
  settings?: JsonBodyType;
  sources?: JsonBodyType;
  users?: JsonBodyType;
  admin?: 'active' | 'absent';
}

/** What Grafana answers a Viewer; a server admin where settings and admin are given. */
function asks({ frontend = FRONTEND, settings, sources = SOURCES, users, admin }: Answers = {}): void {
  const or403 = (body?: JsonBodyType) =>
    body === undefined ? HttpResponse.json(denied, { status: 403 }) : HttpResponse.json(body);
  server.use(
    http.get('*/api/frontend/settings', () => HttpResponse.json(frontend)),
    http.get('*/api/admin/settings', () => or403(settings)),
    http.get('*/api/health', () => HttpResponse.json({ database: 'ok' })),
    http.get('*/api/org/users', () => or403(users)),
    http.get('*/api/users/lookup', () =>
      admin === undefined
        ? or403()
        : admin === 'active'
          ? HttpResponse.json({ login: 'admin' })
          : HttpResponse.json({ message: 'user not found' }, { status: 404 })
    ),
    http.get('*/api/datasources', () => or403(sources)),
    http.get('*/api/datasources/uid/:uid', () => HttpResponse.json({ secureJsonFields: {} }))
  );
}

function open(path = '') {
  return render(<SecurityRoutes />, { path: `${BASE}${path}`, route: `${BASE}/*` });
}

function register(): SecurityRegister | undefined {
  const resource = grafana.records.get(SECURITY_NAME);
  const parsed = resource && fromResource(securityKind, resource);
  return parsed?.state === 'ok' ? parsed.record : undefined;
}

afterEach(() => server.resetHandlers());

const group = (name: string) => screen.findByRole('region', { name });

it('shows a Viewer what can be seen, and which role sees the rest', async () => {
  asks();
  const { user } = open();
  const unknown = await group('Unknown');
  expect(within(unknown).getByRole('button', { name: 'Admin password changed: Unknown' })).toBeVisible();
  expect(
    within(await group('Passed')).getByRole('button', { name: 'Anonymous access and sign-up off: Passed' })
  ).toBeVisible();
  expect(within(await group('Failed')).getByRole('button', { name: 'HTTPS: Failed' })).toBeVisible(); // jsdom came by http
  await user.click(within(unknown).getByRole('button', { name: /RBAC/ }));
  expect(
    await screen.findByText(
      /people of the organisation: not visible with your role \(needed: organisation administrator\)/i
    )
  ).toBeVisible();
  expect(screen.getByRole('group', { name: /^Score: \d+\/100$/ })).toBeVisible();
  expect(screen.getByRole('group', { name: /^Coverage: \d+ %$/ })).toBeVisible();
});

it('shows a server admin more, without a word of what is masked', async () => {
  asks({
    settings: {
      security: { admin_password: '*********', cookie_secure: 'false', allow_embedding: 'true' },
      users: { allow_org_create: 'false' },
      server: { protocol: 'http' },
    },
    users: [{ login: 'ana', role: 'Admin', lastSeenAt: new Date().toISOString() }],
    admin: 'absent',
    sources: [{ ...SOURCES[0], url: 'http://prom:hunter2@prometheus.example.org:9090' }],
  });
  const { user, container } = open();
  const passed = await group('Passed');
  expect(within(passed).getByRole('button', { name: 'Admin password changed: Passed' })).toBeVisible();
  expect(within(passed).getByRole('button', { name: 'RBAC permissions: Passed' })).toBeVisible();
  await user.click(within(await group('Failed')).getByRole('button', { name: /data sources/i }));
  expect(await screen.findByText('Prometheus: a secret stands in the address')).toBeVisible();
  expect(screen.getByText('Prometheus: plain HTTP to prometheus.example.org:9090')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Keep this review' }));
  expect(await screen.findByRole('link', { name: /^\d{4}-\d{2}-\d{2}$/ })).toBeVisible();
  expect(container.innerHTML).not.toContain('hunter2');
  expect(JSON.stringify(grafana.writes)).not.toMatch(/hunter2|\*\*\*\*/);
});

it('attests an item with author, evidence and expiry, and lifts the coverage', async () => {
  asks();
  const { user } = open('?item=secrets');
  const before = await screen.findByRole('group', { name: /^Coverage/ });
  const coverage = before.getAttribute('aria-label');
  await user.click(await screen.findByRole('button', { name: 'Attest…' }));
  expect(screen.getByRole('textbox', { name: /who vouches/i })).toHaveValue('Ana');
  await user.click(screen.getByRole('button', { name: 'Attest' }));
  expect((await screen.findAllByText('This is required'))[0]).toBeVisible();
  await user.type(screen.getByRole('textbox', { name: /what was checked/i }), 'All in the vault');
  await user.type(screen.getByRole('textbox', { name: /link to evidence/i }), 'javascript:x');
  await user.click(screen.getByRole('button', { name: 'Attest' }));
  expect((await screen.findAllByText(/a link has to start with https/i))[0]).toBeVisible();
  await user.clear(screen.getByRole('textbox', { name: /link to evidence/i }));
  await user.click(screen.getByRole('button', { name: 'Attest' }));
  expect(
    within(await group('Attested')).getByRole('button', { name: 'Secrets in environment variables: Attested' })
  ).toBeVisible();
  expect(screen.getByText('Attested by Ana')).toBeVisible();
  expect(screen.getByRole('group', { name: /^Coverage/ }).getAttribute('aria-label')).not.toBe(coverage);
  await waitFor(
    () =>
      expect(register()?.attestations.secrets).toMatchObject({
        author: 'Ana',
        evidence: 'All in the vault',
        by: { uid: 'u-ana' },
      }),
    { timeout: 5000 }
  );
});

it('lists what has expired apart, and keeps reviews to look at later', async () => {
  asks();
  const old = {
    command: 'a',
    at: '2026-01-01T00:00:00Z',
    by: { uid: 'u', name: 'Luc' },
    author: 'Luc',
    evidence: 'Looked',
    expires: '2026-02-01T00:00:00Z',
  };
  grafana.holds(securityKind, SECURITY_NAME, { ...emptySecurity(), attestations: { firewall: old } });
  const { user } = open();
  expect(within(await group('Expired')).getByRole('button', { name: 'Firewall: Expired' })).toBeVisible();
  expect(await screen.findByText(/no review is kept yet/i)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Keep this review' }));
  const link = await screen.findByRole('link', { name: /^\d{4}-\d{2}-\d{2}$/ });
  const name = link.getAttribute('href')?.split('/').at(-1) ?? '';
  expect(grafana.records.get(name)?.spec.title).toMatch(/^Security review .* · coverage \d+ %$/);
  await user.click(screen.getByRole('button', { name: 'Keep this review' }));
  expect(await screen.findByRole('link', { name: /^\d{4}-\d{2}-\d{2}-2$/ })).toBeVisible();
});

it('shows a kept review as it was', async () => {
  asks();
  const { user, unmount } = open();
  const keep = await screen.findByRole('button', { name: 'Keep this review' });
  await waitFor(() => expect(keep).toBeEnabled());
  await user.click(keep);
  const name = await waitFor(() => {
    const found = [...grafana.records.keys()].find((key) => key.startsWith('security-review-'));
    expect(found).toBeDefined();
    return found ?? '';
  });
  unmount();
  open(`/reviews/${name}`);
  expect(await screen.findByRole('rowheader', { name: 'HTTPS' })).toBeVisible();
  expect(screen.getByText('This page came over plain HTTP')).toBeVisible();
});

it('offers to make the folders where there are none, and keeps the review then', async () => {
  asks();
  const reviews = () => [...grafana.records.keys()].filter((key) => key.startsWith('security-review-'));
  grafana.fails(/\/dashboards$/, 404, { method: 'POST', times: 1 });
  const { user } = open();
  const keep = await screen.findByRole('button', { name: 'Keep this review' });
  await waitFor(() => expect(keep).toBeEnabled());
  await user.click(keep);
  expect(await screen.findByText(/The folder of these records does not exist yet/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Make the folders…' }));
  expect(await screen.findByText(/will write records/)).toBeVisible();
  expect(reviews()).toHaveLength(0);
  await user.click(screen.getByRole('button', { name: 'Make them' }));
  await waitFor(() => expect(reviews()).toHaveLength(1));
  expect(grafana.folders).toContain('haddock-opsbook-app-registers');
  await waitFor(() => expect(screen.queryByText(/does not exist yet/)).not.toBeInTheDocument());
});

it('says why a proof could not be read, and goes on with the others', async () => {
  asks();
  server.use(http.get('*/api/frontend/settings', () => HttpResponse.json({ message: 'boom' }, { status: 500 })));
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Anonymous access and sign-up off: Unknown' }));
  expect((await screen.findAllByText('Grafana’s settings: could not be read (boom)'))[0]).toBeVisible();
  expect(screen.getByRole('button', { name: 'Data sources with secured credentials: Passed' })).toBeVisible();
});

it('offers nothing to write to people who may only read', async () => {
  asks();
  grafana.options.canWrite = false;
  open('?item=secrets');
  expect(await screen.findByText(/where they come from does not show here/i)).toBeVisible();
  expect(await screen.findByText(/read-only for you/i)).toBeVisible();
  expect(screen.queryByRole('button', { name: /attest…|keep this review|not applicable…/i })).not.toBeInTheDocument();
});

it('keeps the snapshot on screen when a review cannot be saved', async () => {
  asks();
  const { user } = open();
  const keep = () => screen.getByRole('button', { name: 'Keep this review' });
  grafana.refusesWrites(403);
  await waitFor(() => expect(keep()).toBeEnabled());
  await user.click(keep());
  expect(await screen.findByText(/the review could not be kept: you may not do this/i)).toBeVisible();
  expect(await group('Failed')).toBeVisible();
});

it('says which setting a Grafana leaves out', async () => {
  asks({ frontend: { ...FRONTEND, anonymousEnabled: null } });
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Anonymous access and sign-up off: Unknown' }));
  expect(await screen.findByText('This Grafana does not tell [auth.anonymous] enabled')).toBeVisible();
});

it('forgets the probes that were typed and not wanted', async () => {
  asks();
  const { user, unmount } = open('?probes=1');
  const dialog = await openedDialog();
  const ports = dialog.getByRole('textbox', { name: /ports that must be closed/i });
  await user.type(ports, 'nonsense');
  expect(ports).toHaveValue('nonsense');
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  unmount();
  open('?probes=1');
  expect(await screen.findByRole('textbox', { name: /ports that must be closed/i })).toHaveValue('');
});

it('says at its field which query is too long to keep', async () => {
  asks();
  const { user } = open('?probes=1');
  const dialog = await openedDialog();
  await user.click(dialog.getByRole('textbox', { name: /ports that must be closed/i }));
  await user.paste('x'.repeat(20_001));
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await dialog.findAllByText('At most 20000 characters')).toHaveLength(2); // above the form and at the field
});

it('tells a certificate that has ended from one that will, and takes an end that cannot be for no proof', async () => {
  asks();
  const now = Date.now() / 1000;
  const probes = (...ends: Array<[string, number]>) =>
    grafana.answers(
      /probe_ssl/,
      ends.map(([instance, value]) => ({ labels: { instance }, value }))
    );
  probes(['shop', -3 * 86_400 + 60], ['api', 2 * 86_400 + 60], ['wiki', 400 * 86_400], ['mail', -now]);
  const { user, unmount } = open();
  await user.click(await screen.findByRole('button', { name: 'Valid certificates: Failed' }));
  expect(screen.getAllByText('shop: ended 3 days ago')[0]).toBeVisible();
  expect(screen.getByText('api: ends in 2 days')).toBeVisible();
  expect(screen.getByText(/^mail: reports an end that no certificate can have/)).toBeVisible();
  unmount();
  probes(['wiki', 400 * 86_400 + 60], ['mail', now * 1000]); // milliseconds
  open();
  expect(await screen.findByText(/^mail: reports an end that no certificate can have/)).toBeVisible();
  expect(await screen.findByRole('button', { name: 'Valid certificates: Unknown' })).toBeVisible();
});

it('takes a port that answers as a failure', async () => {
  asks();
  grafana.answers(/probe_success/, [{ labels: { instance: 'db:5432' }, value: 1 }]);
  grafana.answers(/probe_ssl/, [{ labels: { instance: 'web' }, value: 5 * 86_400 }]);
  open();
  const failed = await group('Failed');
  expect(within(failed).getByText('db:5432 answers although it must be closed')).toBeVisible();
  expect(within(failed).getByText('web: ends in 5 days')).toBeVisible();
});

it('says who will read a review before it keeps what only administrators see', async () => {
  const { user: me } = config.bootData;
  me.isGrafanaAdmin = true;
  try {
    asks({ users: [{ login: 'ana', role: 'Admin', lastSeenAt: new Date().toISOString() }] });
    const { user } = open();
    await group('Failed');
    await user.click(screen.getByRole('button', { name: 'Keep this review' }));
    expect(screen.getByText(/whoever may open the folder “Registers” reads it/)).toBeVisible();
    const apart = await screen.findByRole('radio', { name: /In a folder of its own, “Security reviews”/ });
    await waitFor(() => expect(apart).toBeEnabled());
    await user.click(apart);
    expect(grafana.writes).toEqual([]);
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Keep this review' }));
    expect(await screen.findByRole('link', { name: /^\d{4}-\d{2}-\d{2}$/ })).toBeVisible();
    expect(grafana.securityFolder).toMatchObject([{ userLogin: 'ana', permission: 4 }]);
    const [review] = grafana.records.values();
    expect(review?.metadata.annotations?.['grafana.app/folder']).toBe(FOLDERS.security.uid);
    await user.click(screen.getByRole('button', { name: 'Keep this review' }));
    expect(screen.getByRole('radio', { name: /In a folder of its own/ })).toBeChecked();
  } finally {
    me.isGrafanaAdmin = false;
  }
});
