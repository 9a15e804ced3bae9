import React from 'react';
import { config } from '@grafana/runtime';
import { configure } from '@testing-library/react';
import { http, HttpResponse, type JsonBodyType } from 'msw';
import { fromResource } from '../../domain/record/resource';
import { emptySecurity, SECURITY_NAME, securityKind } from '../../domain/security/register';
import { reviewOf, securityReviewKind } from '../../domain/security/review';
import { type SecurityReview } from '../../domain/security/reviewSchema';
import { AUDITED, auditOf, difference } from '../../domain/security/snapshot';
import { collectAudit } from '../../grafana/security/audit';
import { grafana, server } from '../../test/grafana';
import { openedDialog, render, screen, waitFor, within } from '../../test/render';
import { auditorCsv, auditorMarkdown } from './review/exports';
import { SecurityRoutes } from './SecurityRoutes';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

const BASE = '/a/haddock-opsbook-app/security';
const now = new Date();
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

/** Thirty secrets, in every place where Grafana lets somebody type one. */
const SECRETS = Array.from({ length: 30 }, (_, index) => `s3cr3t-${index}-zQ9x`);
const [s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, ...more] = SECRETS;

const ANSWERS: Record<string, JsonBodyType> = {
  '/api/frontend/settings': {
    anonymousEnabled: false,
    disableUserSignUp: true,
    allowOrgCreate: false,
    disableLoginForm: false,
    rbacEnabled: true,
    viewersCanEdit: false,
    disableSanitizeHtml: false,
    oauth: { generic_oauth: { name: 'SSO', client_secret: more[0] } },
    auth: { basicAuthStrongPasswordPolicy: true },
    buildInfo: { version: '12.4.0', latestVersion: '', hasUpdate: false, edition: 'Open Source' },
    featureToggles: { unifiedStorage: true, other: false },
  },
  '/api/admin/settings': {
    security: { admin_password: s0, secret_key: s1, cookie_secure: 'true', disable_gravatar: 'true' },
    database: { password: s2, url: `postgres://grafana:${s3}@db:5432/grafana` },
    smtp: { password: s4 },
    server: { protocol: 'http' },
    users: { allow_org_create: 'false' },
  },
  '/api/org/users': [
    { login: 'ana', name: `password: ${more[1]}`, email: 'ana@example.org', role: 'Admin', lastSeenAt: ago(1) },
    { login: 'luc', role: 'Editor', lastSeenAt: ago(4000) },
  ],
  '/api/datasources': [
    {
      uid: 'prom',
      name: `Prometheus ${s5}`,
      type: 'prometheus',
      url: `https://admin:${s5}@prom.example.org:9090/path/${more[2]}?token=${s6}#${more[3]}`,
      access: 'proxy',
      user: more[4],
      database: more[5],
      basicAuthUser: s7,
      readOnly: false,
      jsonData: {
        tlsSkipVerify: false,
        httpHeaderName1: 'X-Key',
        customQueryParameters: `api_key=${s8}`,
        sigV4AccessKey: more[6],
      },
      secureJsonData: { basicAuthPassword: s9 },
    },
  ],
  '/api/datasources/uid/prom': { secureJsonFields: { basicAuthPassword: true }, secureJsonData: { x: more[7] } },
  '/api/search': [{ uid: 'f', title: `Team ${more[8]}`, url: '/dashboards/f/f' }],
  '/api/folders/f/permissions': [{ role: 'Viewer', permission: 1, permissionName: 'View' }],
  '/api/plugins': [
    { id: 'x-panel', name: 'X', signature: 'valid', info: { version: '1.0.0' }, jsonData: { apiKey: more[9] } },
  ],
  '/api/serviceaccounts/search': {
    serviceAccounts: [{ id: 3, name: `ci ${more[10]}`, login: 'sa-ci', role: 'Editor', isDisabled: false, tokens: 1 }],
  },
  '/api/serviceaccounts/3/tokens': [
    { id: 1, name: `glsa_${more[11]}`, key: more[12], created: ago(30), expiration: null, isRevoked: false },
  ],
  '/api/v1/provisioning/contact-points': [
    {
      uid: 'c',
      name: `slack, token ${more[14]}`,
      type: 'slack',
      settings: { url: `https://hooks.slack.com/services/${more[13]}` },
    },
  ],
  '/api/alertmanager/grafana/api/v2/silences': [
    {
      id: 'sil',
      startsAt: ago(1),
      endsAt: ago(-9),
      status: { state: 'active' },
      comment: `the token is ${more[15]}`,
      createdBy: more[16],
      matchers: [{ name: 'secret', value: more[17] }],
    },
  ],
  '/api/v1/provisioning/alert-rules': [
    {
      uid: 'r',
      title: `PodDown ${more[18]}`,
      isPaused: true,
      annotations: { summary: 'links' },
      data: [{ model: { expr: `up{key="${more[19]}"}` } }],
    },
  ],
  '/api/dashboards/public-dashboards': {
    publicDashboards: [{ uid: 'p', accessToken: SECRETS[29], dashboardUid: 'd', title: 'Status', isEnabled: true }],
  },
};

const AUDIT_ENDPOINTS: Array<[string, Array<(typeof AUDITED)[number]>]> = [
  ['/api/datasources', ['sources', 'sourcePermissions']],
  ['/api/org/users', ['people']],
  ['/api/search', ['folderPermissions']],
  ['/api/folders/f/permissions', ['folderPermissions']],
  ['/api/plugins', ['plugins']],
  ['/api/serviceaccounts/search', ['serviceAccounts', 'tokens']],
  ['/api/serviceaccounts/3/tokens', ['tokens']],
  ['/api/v1/provisioning/contact-points', ['contactPoints']],
  ['/api/alertmanager/grafana/api/v2/silences', ['silences']],
  ['/api/v1/provisioning/alert-rules', ['pausedRules']],
  ['/api/dashboards/public-dashboards', ['publicDashboards']],
  ['/api/frontend/settings', ['toggles', 'server']],
];

function answers(fault?: { path: string; status: number }): void {
  server.use(
    ...Object.entries(ANSWERS).map(([path, body]) =>
      http.get(`*${path}`, () =>
        fault?.path === path
          ? HttpResponse.json({ message: `You'll need additional permissions` }, { status: fault.status })
          : HttpResponse.json(body)
      )
    ),
    http.get('*/api/access-control/datasources/prom', () =>
      HttpResponse.json({ message: 'Not found' }, { status: 404 })
    ),
    http.get('*/api/health', () => HttpResponse.json({ database: 'ok' })),
    http.get('*/api/users/lookup', () => HttpResponse.json({ message: 'user not found' }, { status: 404 })),
    http.get('*/apis/advisor.grafana.app/v0alpha1/namespaces/:ns/checks', () => HttpResponse.json(ADVISOR))
  );
}

// as apps/advisor of Grafana 12.4 writes it
const ADVISOR = {
  apiVersion: 'advisor.grafana.app/v0alpha1',
  kind: 'CheckList',
  items: [
    {
      metadata: {
        name: 'check-old',
        creationTimestamp: '2026-11-01T00:00:00Z',
        labels: { 'advisor.grafana.app/type': 'config' },
      },
      spec: {},
      status: {
        report: {
          count: 3,
          failures: [{ severity: 'high', stepID: 'security_config', item: 'old', itemID: 'x', links: [] }],
        },
      },
    },
    {
      metadata: {
        name: 'check-new',
        creationTimestamp: '2026-11-20T00:00:00Z',
        labels: { 'advisor.grafana.app/type': 'config' },
      },
      spec: {},
      status: {
        report: {
          count: 3,
          failures: [
            {
              severity: 'high',
              stepID: 'security_config',
              item: 'secret_key',
              itemID: 'security.secret_key',
              links: [],
            },
          ],
        },
      },
    },
  ],
};

const open = (path = '') => render(<SecurityRoutes />, { path: `${BASE}${path}`, route: `${BASE}/*` });
const group = (name: string) => screen.findByRole('region', { name });
const kept = (): SecurityReview[] =>
  [...grafana.records.entries()].flatMap(([name, resource]) => {
    const parsed = name.startsWith('security-review-') ? fromResource(securityReviewKind, resource) : undefined;
    return parsed?.state === 'ok' ? [parsed.record] : [];
  });

const { user: person } = config.bootData;
beforeEach(() => Object.assign(person, { orgRole: 'Admin' }));
afterEach(() => {
  server.resetHandlers();
  Object.assign(person, { orgRole: 'Editor', uid: 'u-ana', name: 'Ana' });
});

it('keeps none of thirty planted secrets, in no record and no export', async () => {
  expect(SECRETS).toHaveLength(30);
  const planted = JSON.stringify(ANSWERS);
  expect(SECRETS.filter((secret) => !planted.includes(secret))).toEqual([]);
  answers();
  const { user, container } = open();
  const keep = await screen.findByRole('button', { name: 'Keep this review' });
  await waitFor(() => expect(keep).toBeEnabled());
  await user.click(keep);
  await user.click((await openedDialog()).getByRole('button', { name: 'Keep this review' }));
  await waitFor(() => expect(kept()).toHaveLength(1));
  const [review] = kept();
  expect(Object.values(review.audit ?? {}).filter((found) => 'items' in found)).toHaveLength(AUDITED.length - 1);
  expect(await screen.findByText('Nothing changed.')).toBeVisible();
  const everything = [
    JSON.stringify([...grafana.records.values()]),
    JSON.stringify(grafana.writes),
    auditorMarkdown(review),
    auditorCsv(review),
    container.innerHTML,
  ].join('\n');
  expect(SECRETS.filter((secret) => everything.includes(secret))).toEqual([]);
  expect(everything).toContain('prom.example.org:9090');
});

it.each(AUDIT_ENDPOINTS)('loses only what %s tells when it is refused, or not there', async (path, affected) => {
  answers({ path, status: 403 });
  const refused = await collectAudit();
  answers({ path, status: 404 });
  const gone = await collectAudit();
  for (const name of AUDITED) {
    const isAffected = affected.includes(name);
    const missing = name === 'sourcePermissions' ? 'absent' : undefined; // not in open source
    expect([name, missingOf(refused[name])]).toEqual([name, isAffected ? 'forbidden' : missing]);
    expect([name, missingOf(gone[name])]).toEqual([name, isAffected ? 'absent' : missing]);
  }
});

it('does not take for removed what Grafana hides from others than administrators', async () => {
  answers();
  const before = await collectAudit();
  Object.assign(person, { orgRole: 'Editor' });
  server.use(
    http.get('*/api/plugins', () => HttpResponse.json([])),
    http.get('*/api/v1/provisioning/alert-rules', () => HttpResponse.json([])),
    http.get('*/api/dashboards/public-dashboards', () => HttpResponse.json({ publicDashboards: [] }))
  );
  const after = await collectAudit();
  const { changes, uncompared } = difference(before, after, now.toISOString());
  expect(changes).toEqual([]);
  expect(uncompared).toEqual(['sourcePermissions', 'plugins', 'silences', 'pausedRules', 'publicDashboards']);
});

it('keeps what was seen where the role is lost half-way, says so, and lets another person complete it', async () => {
  answers();
  const folders = ['f', 'g', 'h', 'i', 'j', 'k'].map((uid) => ({ uid, title: uid }));
  const lost = () => HttpResponse.json({ message: `You'll need additional permissions` }, { status: 403 });
  let isLost = false;
  server.use(
    http.get('*/api/search', () => HttpResponse.json(folders)),
    http.get('*/api/folders/:uid/permissions', ({ params }) => {
      isLost ||= params.uid === 'i';
      return isLost ? lost() : HttpResponse.json([{ role: 'Viewer', permissionName: 'View' }]);
    }),
    ...['/api/org/users', '/api/admin/settings', '/api/serviceaccounts/search'].map((path) =>
      http.get(`*${path}`, lost)
    )
  );
  hold(3, { at: ago(30) }); // too old to be completed
  const { user, unmount } = open();
  expect(await screen.findByText('Not looked at, so not compared: 3 folders')).toBeVisible();
  expect(screen.getAllByText(/People of the organisation: not visible with your role/)[0]).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Keep this review' }));
  await user.click((await openedDialog()).getByRole('button', { name: 'Keep this review' }));
  await waitFor(() => expect(kept()).toHaveLength(2));
  const half = () => kept().find(({ by }) => by.uid !== 'u-luc');
  expect(half()?.results['data-source-credentials'].state).toBe('fail');
  expect(half()?.results.rbac).toMatchObject({ state: 'unknown' });
  expect(half()?.audit).toMatchObject({
    folderPermissions: { items: { 'f/Viewer': {}, 'g/Viewer': {}, 'h/Viewer': {} }, left: 3, upTo: 'h' },
    people: { missing: 'forbidden', role: 'orgAdmin' },
  });
  unmount();

  server.resetHandlers();
  answers();
  server.use(
    http.get('*/api/search', () => HttpResponse.json(folders)),
    http.get('*/api/folders/:uid/permissions', () => HttpResponse.json([{ role: 'Viewer', permissionName: 'View' }]))
  );
  Object.assign(person, { uid: 'u-noor', name: 'Noor' });
  const { user: noor } = open();
  await noor.click(await screen.findByRole('button', { name: /^Add what you see to the review of/ }));
  await waitFor(() => expect(Object.values(half()?.looks ?? {}).map(({ by }) => by.name)).toEqual(['Ana', 'Noor']));
  expect(half()?.results['data-source-credentials'].state).toBe('fail');
  expect(half()?.results.rbac.state).not.toBe('unknown');
  expect(half()?.audit?.people).toHaveProperty('items.ana');
  expect(half()?.audit?.folderPermissions).not.toHaveProperty('left');
});

function missingOf(found: object | undefined): unknown {
  return found && 'missing' in found ? found.missing : undefined;
}

it('says which administrator’s endpoint is refused, and goes on without it', async () => {
  answers({ path: '/api/admin/settings', status: 403 });
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Embedding off: Unknown' }));
  expect(
    (await screen.findAllByText(/Server settings: not visible with your role.*server administrator/))[0]
  ).toBeVisible();
  expect(screen.getByRole('button', { name: /^RBAC permissions: / })).toBeVisible();
});

it('reads Grafana Advisor as evidence, named as the source, and says so where it is not there', async () => {
  answers();
  const { unmount } = open();
  const failed = await group('Failed');
  expect(within(failed).getByText('Grafana Advisor: secret_key has the value that Grafana ships with')).toBeVisible();
  expect(screen.queryByText(/old has the value/)).not.toBeInTheDocument();
  unmount();
  answers();
  server.use(
    http.get('*/apis/advisor.grafana.app/v0alpha1/namespaces/:ns/checks', () => HttpResponse.json({}, { status: 404 }))
  );
  open();
  expect(await screen.findByText('Grafana Advisor: this Grafana does not offer it')).toBeVisible();
});

it('takes of Grafana Advisor what it answers in part or oddly, and says so where that is no list of checks', async () => {
  answers();
  const advisor = (body: JsonBodyType, status = 200) =>
    server.use(
      http.get('*/apis/advisor.grafana.app/v0alpha1/namespaces/:ns/checks', () => HttpResponse.json(body, { status }))
    );
  const check = (name: string, part: object) => ({
    metadata: { name, creationTimestamp: null, labels: { 'advisor.grafana.app/type': name } },
    ...part,
  });
  const failure = { severity: null, stepID: 'health-check', item: `Loki ${s5}`, links: null, extra: 1 };
  advisor({
    items: [
      check('running', { spec: {} }), // not processed yet
      check('empty', { status: { report: { count: 4, failures: null } } }),
      check('datasource', { status: { report: { failures: [failure, {}] } } }),
    ],
  });
  const { user, unmount } = open();
  await user.click(await screen.findByRole('button', { name: 'Grafana Advisor: Failed' }));
  expect((await screen.findAllByText(/^Grafana Advisor: .*Loki …/))[0]).toBeVisible();
  unmount();
  advisor('<html>login</html>');
  const { unmount: leave } = open();
  expect(await screen.findByText(/^Grafana Advisor: could not be read/)).toBeVisible();
  leave();
  advisor({ message: 'no' }, 403);
  open();
  expect(await screen.findByText(/^Grafana Advisor: not visible with your role/)).toBeVisible();
  expect(screen.getByRole('button', { name: /^RBAC permissions: / })).toBeVisible();
});

const AUDIT = (version: string) =>
  auditOf(
    Object.fromEntries(
      AUDITED.map((name) => [
        name,
        { value: { items: name === 'plugins' ? { x: { name: 'X', version, signature: 'valid' } } : {} } },
      ])
    )
  );
const hold = (day: number, part: Partial<SecurityReview> = {}, version = '1.0') => {
  const at = ago(day);
  const name = `security-review-${at.slice(0, 10)}`;
  const review = reviewOf({
    id: name,
    at,
    by: { uid: 'u-luc', name: 'Luc' },
    language: 'en',
    findings: [],
    extras: [],
    role: 'Viewer',
    audit: AUDIT(version),
  });
  const results = {
    rbac: {
      state: 'unknown' as const,
      risk: 'high' as const,
      facts: [{ code: 'users.forbidden', verdict: 'unknown' as const, needs: 'orgAdmin' }],
    },
  };
  grafana.holds(securityReviewKind, name, { ...review, results, ...part });
  return name;
};

it('asks an administrator’s Grafana for little at once, says what was not looked at, and goes on when asked to', async () => {
  answers();
  const folders = Array.from({ length: 60 }, (_, index) => ({ uid: `f${100 + index}`, title: `Folder ${index}` }));
  const account = { name: 'ci', role: 'Editor', isDisabled: false };
  let [asked, running, most] = [0, 0, 0];
  let letGo = () => {};
  let gate = Promise.resolve();
  server.use(
    http.get('*/api/search', () => HttpResponse.json(folders)),
    http.get('*/api/folders/:uid/permissions', async () => {
      most = Math.max(most, ++running);
      await gate;
      asked++;
      running--;
      return HttpResponse.json([
        { role: 'Viewer', permissionName: 'View' },
        { role: 'Editor', permissionName: 'Edit', inherited: true },
      ]);
    }),
    http.get('*/api/serviceaccounts/search', () =>
      HttpResponse.json({
        serviceAccounts: [
          { ...account, id: 3, tokens: 1 },
          { ...account, id: 4, tokens: 0 },
        ],
      })
    )
    // the tokens of an account that has none are not asked for: that would be an unexpected request
  );
  hold(3);
  const { user } = open();
  const section = within(await group('What changed since the last review'));
  expect(await section.findByText('Not looked at, so not compared: 35 folders')).toBeVisible();
  expect([asked, most <= 4]).toEqual([25, true]);
  expect(section.getByText(/at most 1,?000 of each kind/)).toBeVisible();

  gate = new Promise((resolve) => (letGo = resolve));
  await user.click(section.getByRole('button', { name: 'Look at 35 more' }));
  expect(await section.findByRole('status')).toHaveTextContent('Looking…');
  await user.click(section.getByRole('button', { name: 'Stop looking' }));
  letGo();
  expect(await section.findByText(/Not looked at, so not compared: 5[0-9] folders/)).toBeVisible();

  await user.click(section.getByRole('button', { name: /^Look at 5\d more/ }));
  await waitFor(() => expect(section.queryByText(/Not looked at/)).not.toBeInTheDocument());
  expect(most).toBeLessThanOrEqual(4);
});

it('completes a review of somebody else with what an administrator sees more', async () => {
  answers();
  const name = hold(2);
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /^Add what you see to the review of/ }));
  await waitFor(() => expect(Object.keys(kept()[0].looks ?? {})).toHaveLength(2));
  const [review] = kept();
  expect(review.results.rbac.state).not.toBe('unknown');
  expect(Object.values(review.looks ?? {}).map(({ by }) => by.name)).toEqual(expect.arrayContaining(['Luc', 'Ana']));
  expect(review.id).toBe(name);
});

it('shows what changed since the last review, and takes an explanation', async () => {
  answers();
  hold(3, {}, '0.9');
  const { user } = open();
  const section = within(await group('What changed since the last review'));
  expect((await section.findAllByText(/^Plugin: X/))[0]).toBeVisible();
  await user.click((await section.findAllByRole('button', { name: /^Explain: X/ }))[0]);
  const dialog = await openedDialog();
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await dialog.findByText('This is required')).toBeVisible();
  await user.type(dialog.getByRole('textbox', { name: /Or in a sentence/ }), 'Planned upgrade');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await section.findByText(/Planned upgrade \(Ana\)/)).toBeVisible();
  await waitFor(() => {
    const resource = grafana.records.get(SECURITY_NAME);
    const parsed = resource && fromResource(securityKind, resource);
    expect(parsed?.state === 'ok' && Object.values(parsed.record.explanations ?? {})).toMatchObject([
      { words: 'Planned upgrade', by: { uid: 'u-ana' } },
    ]);
  });
});

it('finds what changed since a review by somebody who sees as much, and keeps open what was open before', async () => {
  answers();
  hold(5, {}, '0.8');
  hold(3, {}, '0.9');
  hold(2, { audit: { plugins: { missing: 'forbidden', role: 'orgAdmin' } } }); // by an editor, in between
  const { user } = open();
  const section = within(await group('What changed since the last review'));
  expect(await section.findByText(/removed \(.*version: 0\.9/)).toBeVisible();
  expect(section.queryByText(/Not compared.*Plugin/)).not.toBeInTheDocument();
  expect(section.queryByText(/version: 0\.8/)).not.toBeInTheDocument();
  await user.click(section.getByRole('link', { name: /^Review of / }));
  expect(await screen.findByRole('heading', { name: 'What changed since the review before' })).toBeVisible();
});

it('says on the page what of the last review nobody explained', async () => {
  answers();
  hold(5, {}, '0.8');
  const name = hold(3, {}, '1.0.0');
  const { user, unmount } = open();
  await user.click(await screen.findByRole('link', { name: '1 change before it is not explained' }));
  const before = within(await group('What changed since the review before'));
  await user.click(await before.findByRole('button', { name: /^Explain: X/ }));
  const dialog = await openedDialog();
  await user.type(dialog.getByRole('textbox', { name: /Or in a sentence/ }), 'Planned upgrade');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(await before.findByText(/Planned upgrade \(Ana\)/)).toBeVisible();
  const files: Blob[] = [];
  URL.createObjectURL = (file: Blob) => `blob:${files.push(file)}`;
  URL.revokeObjectURL = () => undefined;
  await user.click(screen.getByRole('button', { name: 'Download CSV' }));
  await user.click(screen.getByRole('button', { name: 'Download Markdown' }));
  const [csv, markdown] = await Promise.all(files.map((file) => file.text()));
  expect(csv).toMatch(/What,Change,Why,,\r\nPlugin: X,[^\n]*0\.8 → 1\.0\.0[^\n]*,Planned upgrade \(Ana\),,\r\n/);
  expect(markdown).toMatch(/## What changed since the last review[^]*0\.8 → 1\.0\.0[^]*Planned upgrade \(Ana\)/);
  unmount();
  open(`/reviews/${name}/print`);
  const sheet = within(await screen.findByRole('article', { name: 'Review' }));
  expect(await sheet.findByText('Planned upgrade (Ana)')).toBeVisible();
});

it('says what nobody explained before earlier reviews too, also past an idle week', async () => {
  answers();
  hold(9, {}, '0.7');
  const changed = hold(7, {}, '0.8');
  hold(5, {}, '0.8');
  hold(3, {}, '0.8');
  const { user } = open();
  const day = changed.replace('security-review-', '');
  const section = within(await group('What changed since the last review'));
  const link = await section.findByRole('link', { name: `1 change before the one of ${day} is not explained` });
  expect(section.queryByRole('link', { name: /before it/ })).not.toBeInTheDocument();
  expect(section.getAllByRole('link', { name: /not explained/ })).toHaveLength(1);
  await user.click(link);
  const before = within(await group('What changed since the review before'));
  expect(await before.findByText(/0\.7 → 0\.8/)).toBeVisible();
});

it('compares two reviews side by side', async () => {
  answers();
  const before = hold(9, {}, '1.0');
  const fact = { code: 'rbac', verdict: 'good' as const };
  const after = hold(2, { results: { rbac: { state: 'pass', risk: 'high', facts: [fact] } }, score: 100 }, '1.1');
  open(`/compare?before=${before}&after=${after}`);
  const row = within(await screen.findByRole('row', { name: /^RBAC permissions/ }));
  expect(row.getByText('Unknown')).toBeVisible();
  expect(row.getByText('Passed')).toBeVisible();
  expect(row.getByText('changed')).toBeVisible();
  expect(await screen.findByText('version: 1.0 → 1.1')).toBeVisible();
  expect(screen.getByRole('row', { name: /^Score.*100\/100/ })).toBeVisible();
});

it('gives an auditor the review in words, with exceptions and controls', async () => {
  const part = { code: 'source.http', verdict: 'bad' as const, values: { name: 'Loki', host: 'loki' } };
  const name = hold(2, {
    results: {
      'data-source-credentials': {
        state: 'na',
        risk: 'high',
        control: 'CIS 5.1',
        facts: [part],
        parts: {
          'source.http:Loki': {
            reason: 'Own network',
            by: 'Luc',
            approver: 'Noor',
            approved: ago(4),
            expires: ago(-30),
          },
        },
      },
      firewall: {
        state: 'attested',
        risk: 'high',
        facts: [{ code: 'ports.none', verdict: 'unknown' }],
        attestation: { author: 'Ana', evidence: 'Rules read', at: ago(3), expires: ago(-60) },
      },
    },
  });
  open(`/reviews/${name}/print`);
  const sheet = within(await screen.findByRole('article', { name: 'Review' }));
  expect(
    sheet.getByText(
      /Not applicable, Loki: plain HTTP to loki: Own network \(asked for by Luc, approved by Noor on .*, until/
    )
  ).toBeVisible();
  expect(sheet.getByText('CIS 5.1')).toBeVisible();
  expect(sheet.getByText(/Attested by Ana on/)).toBeVisible();
  expect(sheet.queryByText(/No probe of ports/)).not.toBeInTheDocument();
  expect(auditorCsv(kept()[0])).toMatch(/CIS 5\.1[^]*Noor/);
});

it('counts an exception once a second person has approved it by their own click', async () => {
  answers();
  const asked = {
    command: 'e1',
    at: ago(1),
    by: { uid: 'u-luc', name: 'Ana' }, // of the same name, and somebody else
    reason: 'Lab without certificates',
    expires: ago(-30),
  };
  grafana.holds(securityKind, SECURITY_NAME, { ...emptySecurity(), exceptions: { https: asked } });
  const { user } = open();
  const waiting = within(await group('Waits for another person'));
  await user.click(await waiting.findByRole('button', { name: 'HTTPS' }));
  expect(await screen.findByRole('button', { name: 'HTTPS: Failed, waits for another person' })).toBeVisible();
  await user.click(await screen.findByRole('button', { name: 'Approve the exception' }));
  expect(await screen.findByRole('button', { name: 'HTTPS: Not applicable' })).toBeVisible();
  expect(screen.getByText('Not applicable: asked for by Ana, approved by Ana')).toBeVisible();
  await waitFor(() => {
    const resource = grafana.records.get(SECURITY_NAME);
    const parsed = resource && fromResource(securityKind, resource);
    expect(parsed?.state === 'ok' && parsed.record.exceptions.https.approved?.by.uid).toBe('u-ana');
  });
});

it('lets nobody approve what they asked for themselves', async () => {
  answers();
  grafana.holds(securityKind, SECURITY_NAME, emptySecurity());
  const { user } = open('?item=https');
  await user.click(await screen.findByRole('button', { name: 'Not applicable…' }));
  expect(screen.queryByRole('textbox', { name: /Approved by/ })).not.toBeInTheDocument();
  await user.type(screen.getByRole('textbox', { name: /Why it does not apply/ }), 'A lab');
  await user.click(screen.getByRole('button', { name: 'Ask for the exception' }));
  expect(await screen.findByText('Asked to be not applicable by Ana')).toBeVisible();
  expect(screen.getByText(/another person than you has to approve it/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Approve the exception' })).not.toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'HTTPS: Failed, waits for another person' })).toBeVisible();
});

it('takes an item of the team’s own, and refuses a secret as a setting', async () => {
  answers();
  config.bootData.user.isGrafanaAdmin = false;
  grafana.holds(securityKind, SECURITY_NAME, emptySecurity());
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: 'Own item…' }));
  const dialog = await openedDialog();
  await user.type(dialog.getByRole('textbox', { name: /What has to hold/ }), 'Gravatar off');
  await user.click(dialog.getByRole('radio', { name: 'A setting of Grafana' }));
  await user.type(dialog.getByRole('textbox', { name: /^Setting/ }), '[[security] secret_key');
  await user.type(dialog.getByRole('textbox', { name: /Has to be/ }), 'true');
  await user.click(dialog.getByRole('button', { name: 'Save item' }));
  expect(await dialog.findByText(/Name one setting as Grafana documents it/)).toBeVisible();
  await user.clear(dialog.getByRole('textbox', { name: /^Setting/ }));
  await user.type(dialog.getByRole('textbox', { name: /^Setting/ }), '[[security] disable_gravatar');
  await user.click(dialog.getByRole('button', { name: 'Save item' }));
  expect(await screen.findByRole('button', { name: 'Gravatar off: Passed' })).toBeVisible();
});
