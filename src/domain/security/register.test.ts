import fc from 'fast-check';
import { isRefused } from '../record/outcome';
import { type SecurityEvidence } from './evidence';
import {
  emptySecurity,
  factsOf,
  ITEM_KEYS,
  ITEMS,
  judgeItem,
  scoreOf,
  type SecurityCommand,
  securityKind,
  type SecurityRegister,
  SECURITY_STATES,
  itemTitle,
  WEIGHTS,
} from './register';
import { reviewName, reviewOf, securityReviewKind } from './review';

const at = '2026-11-21T10:00:00Z';
const by = { uid: 'u1', name: 'Ana' };
const DARK: SecurityEvidence = {
  at,
  page: { protocol: 'https:' },
  frontend: { missing: 'failed', why: 'offline' },
  server: { missing: 'forbidden', role: 'serverAdmin' },
  strictTransport: { missing: 'failed' },
  users: { missing: 'forbidden', role: 'orgAdmin' },
  adminLogin: { missing: 'forbidden', role: 'serverAdmin' },
  dataSources: { missing: 'forbidden', role: 'orgAdmin' },
  certificates: { value: [] },
  ports: { value: [] },
  auditLogs: { missing: 'unconfigured' },
};
const CLEAN: SecurityEvidence = {
  ...DARK,
  frontend: {
    value: {
      anonymous: false,
      signUp: false,
      orgCreate: false,
      loginForm: false,
      singleSignOn: ['Keycloak'],
      rbac: true,
      viewersCanEdit: false,
      version: '12.4.0',
    },
  },
  server: { value: { cookieSecure: true, allowOrgCreate: false, protocol: 'http' } },
  users: { value: [{ login: 'ana', role: 'Admin', lastSeen: at, disabled: false }] },
  adminLogin: { value: 'absent' },
  dataSources: {
    value: [
      {
        name: 'Prometheus',
        url: 'http://127.0.0.1:9090',
        access: 'proxy',
        tlsSkipVerify: false,
        basicAuth: false,
        secured: [],
      },
    ],
  },
  certificates: { value: [{ instance: 'web', seconds: 30 * 86_400 }] },
  ports: { value: [{ instance: 'db:5432', open: false }] },
  auditLogs: { value: { entries: 3, source: 'Loki' } },
};
const state = (item: (typeof ITEM_KEYS)[number], evidence: Partial<SecurityEvidence>, register = emptySecurity()) =>
  judgeItem(item, { ...CLEAN, ...evidence }, register, at).state;
const frontend = (change: object): Partial<SecurityEvidence> => ({
  frontend: {
    value: { ...('value' in CLEAN.frontend ? CLEAN.frontend.value : { singleSignOn: [], version: '' }), ...change },
  },
});
const ends = (...seconds: number[]): Partial<SecurityEvidence> => ({
  certificates: { value: seconds.map((each, index) => ({ instance: `web-${index}`, seconds: each })) },
});
const source = (change: object): Partial<SecurityEvidence> => ({
  dataSources: {
    value: [
      {
        name: 'x',
        url: 'https://prom.example.org',
        access: 'proxy',
        tlsSkipVerify: false,
        basicAuth: false,
        secured: [],
        ...change,
      },
    ],
  },
});

function applied(...commands: SecurityCommand[]): SecurityRegister {
  return commands.reduce((register, command) => {
    const outcome = securityKind.apply(register, command);
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused));
    }
    return outcome.ok;
  }, emptySecurity());
}

const attest: SecurityCommand = {
  type: 'attest',
  id: 'a1',
  at,
  by,
  item: 'secrets',
  author: 'Ana',
  evidence: 'Looked at .env',
  link: 'https://wiki.example.org/x',
  expires: '2027-02-01T00:00:00Z',
};

describe('verdicts', () => {
  it('passes only what is proven, and never what nobody can see', () => {
    const states = Object.fromEntries(ITEM_KEYS.map((item) => [item, state(item, {})]));
    expect(states).toEqual({
      'admin-password': 'pass',
      'anonymous-sign-up': 'pass',
      https: 'pass',
      'two-factor': 'unknown', // whether the identity provider asks for a second factor shows nowhere
      rbac: 'pass',
      'data-source-credentials': 'pass',
      'audit-logs': 'pass',
      firewall: 'pass',
      certificates: 'pass',
      secrets: 'unknown',
    });
  });

  it('knows nothing without evidence, and says who could', () => {
    for (const item of ITEM_KEYS.filter((key) => key !== 'https')) {
      expect(judgeItem(item, DARK, emptySecurity(), at).state).toBe('unknown');
    }
    expect(factsOf('admin-password', DARK)[0]).toEqual({
      code: 'admin.forbidden',
      verdict: 'unknown',
      needs: 'serverAdmin',
    });
    expect(factsOf('rbac', DARK)[1]).toEqual({ code: 'users.forbidden', verdict: 'unknown', needs: 'orgAdmin' });
    expect(factsOf('rbac', DARK)[0]).toEqual({
      code: 'frontend.failed',
      verdict: 'unknown',
      values: { why: 'offline' },
    });
  });

  it.each([
    ['admin-password', { adminLogin: { value: 'active' } }, 'unknown'], // the password itself is never tried
    ['admin-password', { adminLogin: { value: 'disabled' } }, 'pass'],
    ['anonymous-sign-up', frontend({ anonymous: true }), 'fail'],
    ['anonymous-sign-up', frontend({ signUp: true }), 'fail'],
    ['anonymous-sign-up', frontend({ signUp: undefined }), 'unknown'],
    ['anonymous-sign-up', { server: { value: { allowOrgCreate: true } } }, 'fail'],
    ['https', { page: { protocol: 'http:' } }, 'fail'],
    ['https', { server: { value: { cookieSecure: false } } }, 'fail'],
    ['https', { server: { missing: 'forbidden', role: 'serverAdmin' } }, 'pass'],
    ['two-factor', frontend({ singleSignOn: [] }), 'fail'],
    ['two-factor', frontend({ loginForm: true }), 'fail'],
    ['rbac', frontend({ viewersCanEdit: true }), 'fail'],
    ['rbac', { users: { missing: 'forbidden', role: 'orgAdmin' } }, 'unknown'],
    [
      'rbac',
      { users: { value: [{ login: 'old', role: 'Viewer', lastSeen: '2026-08-01T00:00:00Z', disabled: false }] } },
      'fail',
    ],
    [
      'rbac',
      {
        users: {
          value: [
            {
              login: 'new',
              role: 'Viewer',
              lastSeen: '2016-11-21T00:00:00Z',
              created: '2026-11-20T00:00:00Z',
              disabled: false,
            },
          ],
        },
      },
      'pass',
    ],
    [
      'rbac',
      {
        users: {
          value: Array.from({ length: 4 }, () => ({ login: 'x', role: 'Admin', lastSeen: at, disabled: false })),
        },
      },
      'fail',
    ],
    ['data-source-credentials', source({}), 'pass'],
    ['data-source-credentials', source({ url: 'http://prom.example.org:9090' }), 'fail'],
    ['data-source-credentials', source({ url: 'http://localhost.example.com' }), 'fail'],
    ['data-source-credentials', source({ url: 'http://127.0.0.1.example.com' }), 'fail'],
    ['data-source-credentials', source({ url: 'http://localhost@prom.example.org' }), 'fail'],
    ['data-source-credentials', source({ url: 'HTTP://prom.example.org' }), 'fail'],
    ['data-source-credentials', source({ url: ' http://prom.example.org' }), 'fail'],
    ['data-source-credentials', source({ url: 'prom:9090' }), 'fail'],
    ['data-source-credentials', source({ url: 'prom.example.org' }), 'fail'],
    ['data-source-credentials', source({ url: 'HTTPS://prom.example.org' }), 'pass'],
    ['data-source-credentials', source({ url: 'http://LOCALHOST:9090/x' }), 'pass'],
    ['data-source-credentials', source({ url: 'http://127.8.0.1' }), 'pass'],
    ['data-source-credentials', source({ url: 'http://[::1]:9090' }), 'pass'],
    ['data-source-credentials', source({ url: 'localhost:9090' }), 'pass'],
    ['data-source-credentials', source({ url: 'db:5432', type: 'grafana-postgresql-datasource' }), 'pass'],
    ['data-source-credentials', source({ access: 'direct' }), 'fail'],
    ['data-source-credentials', source({ tlsSkipVerify: true }), 'fail'],
    ['data-source-credentials', source({ url: 'https://u:p@prom.example.org' }), 'fail'],
    ['data-source-credentials', source({ url: 'https://prom.example.org?token=abc' }), 'fail'],
    ['data-source-credentials', source({ basicAuth: true }), 'fail'],
    ['data-source-credentials', source({ basicAuth: true, secured: ['basicAuthPassword'] }), 'pass'],
    ['data-source-credentials', source({ secured: undefined }), 'unknown'],
    ['audit-logs', { auditLogs: { value: { entries: 0, source: 'Loki' } } }, 'fail'],
    ['firewall', { ports: { value: [] } }, 'unknown'],
    ['firewall', { ports: { value: [{ instance: 'db:5432', open: true }] } }, 'fail'],
    ['certificates', { certificates: { value: [] } }, 'unknown'],
    ['certificates', { certificates: { value: [{ instance: 'web', seconds: 14 * 86_400 }] } }, 'fail'],
    ['certificates', ends(14 * 86_400 + 1), 'pass'],
    ['certificates', ends(-1), 'fail'],
    ['certificates', ends(Date.UTC(9999, 11, 31) / 1000 - Date.parse(at) / 1000), 'pass'],
    ['certificates', ends(-Date.parse(at) / 1000), 'unknown'], // probe_ssl_earliest_cert_expiry 0
    ['certificates', ends(-62_135_596_800 - Date.parse(at) / 1000), 'unknown'], // Go's zero time
    ['certificates', ends(Date.parse('2027-06-01') - Date.parse(at) / 1000), 'unknown'], // milliseconds
    ['certificates', ends(90 * 86_400, -Date.parse(at) / 1000), 'unknown'],
    ['certificates', ends(3 * 86_400, -Date.parse(at) / 1000), 'fail'],
  ] as Array<[(typeof ITEM_KEYS)[number], Partial<SecurityEvidence>, string]>)(
    '%s with %j: %s',
    (item, evidence, expected) => {
      expect(state(item, evidence)).toBe(expected);
    }
  );
});

describe('attestations and exceptions', () => {
  it('answer for what nobody can see, until they expire', () => {
    const register = applied(attest);
    expect(judgeItem('secrets', CLEAN, register, at).state).toBe('attested');
    expect(judgeItem('secrets', CLEAN, register, '2027-02-01T00:00:00Z').state).toBe('expired');
    expect(securityKind.apply(register, attest)).toEqual({ ok: register });
  });

  it('in the name of somebody else count once another person confirms them', () => {
    const entered = { ...attest, author: 'Luc' };
    const confirm = { type: 'confirm', id: 'c1', at, by: { uid: 'u2', name: 'Luc' }, item: 'secrets', seen: 'a1' };
    expect(judgeItem('secrets', CLEAN, applied(entered), at).state).toBe('unknown');
    expect(securityKind.apply(applied(entered), { ...confirm, by } as SecurityCommand)).toEqual({
      refused: { reasons: [{ code: 'security.samePerson', values: { name: 'Ana' } }] },
    });
    expect(judgeItem('secrets', CLEAN, applied(entered, confirm as SecurityCommand), at).state).toBe('attested');
  });

  it('never outweigh what is seen', () => {
    const register = applied({ ...attest, item: 'https' });
    expect(judgeItem('https', { ...CLEAN, page: { protocol: 'http:' } }, register, at).state).toBe('fail');
  });

  it('take an item out with reason, approver and expiry, whatever is seen', () => {
    const register = applied(
      {
        type: 'except',
        id: 'e1',
        at,
        by,
        item: 'https',
        reason: 'Lab without certificates',
        expires: '2027-01-01T00:00:00Z',
      },
      { type: 'approve', id: 'e2', at, by: { uid: 'u2', name: 'Eve' }, item: 'https', seen: 'e1' }
    );
    expect(judgeItem('https', { ...CLEAN, page: { protocol: 'http:' } }, register, at).state).toBe('na');
    expect(judgeItem('https', { ...CLEAN, page: { protocol: 'http:' } }, register, '2027-01-02T00:00:00Z').state).toBe(
      'fail'
    );
  });

  it.each([
    [{ ...attest, evidence: ' ' }, 'required'],
    [{ ...attest, author: '' }, 'required'],
    [{ ...attest, link: 'javascript:alert(1)' }, 'link.web'],
    [{ ...attest, expires: at }, 'security.past'],
    [{ ...attest, expires: '2030-01-01T00:00:00Z' }, 'security.tooFar'],
    [{ ...attest, item: 'coffee' }, 'security.item'],
  ])('are refused without what makes them worth something (%#)', (command, code) => {
    const outcome = securityKind.apply(emptySecurity(), command);
    expect(isRefused(outcome) && outcome.refused.reasons.map((reason) => reason.code)).toEqual([code]);
  });

  it.each([
    ['author', 200, { ...attest, author: 'x'.repeat(201) }],
    ['evidence', 20_000, { ...attest, evidence: 'x'.repeat(20_001) }],
    ['link', 2000, { ...attest, link: `https://x.org/${'x'.repeat(2000)}` }],
    ['ports', 20_000, { type: 'configure', id: 'c', at, by, settings: { ports: 'x'.repeat(20_001) } }],
    [
      'auditLogs.expr',
      20_000,
      { type: 'configure', id: 'c', at, by, settings: { auditLogs: { dataSource: 'loki', expr: 'x'.repeat(20_001) } } },
    ],
  ] satisfies Array<[string, number, SecurityCommand]>)(
    'are refused where %s is over %d characters',
    (field, limit, command) => {
      expect(securityKind.apply(emptySecurity(), command)).toEqual({
        refused: { reasons: [{ code: 'tooLong', values: { limit }, field }] },
      });
    }
  );

  it('are withdrawn only as they were seen', () => {
    const register = applied(attest);
    expect(
      isRefused(securityKind.apply(register, { type: 'withdraw', id: 'w', at, by, item: 'secrets', seen: 'other' }))
    ).toBe(true);
    expect(applied(attest, { type: 'withdraw', id: 'w', at, by, item: 'secrets', seen: 'a1' }).attestations).toEqual(
      {}
    );
  });
});

describe('score and coverage', () => {
  it('weighs by risk and keeps what is not known out of the score', () => {
    expect(
      scoreOf([
        { state: 'pass', risk: 'critical' },
        { state: 'fail', risk: 'medium' },
        { state: 'attested', risk: 'low' },
        { state: 'unknown', risk: 'high' },
        { state: 'na', risk: 'critical' },
      ])
    ).toEqual({ score: (100 * 12.5) / 17.5, coverage: (100 * 17.5) / 25 });
  });

  it('has no score where nothing is known', () => {
    expect(scoreOf([{ state: 'unknown', risk: 'high' }])).toEqual({ coverage: 0 });
    expect(scoreOf([])).toEqual({});
  });

  it('stays between 0 and 100, does not depend on order, and never gains by an unknown', () => {
    const finding = fc.record({
      state: fc.constantFrom(...SECURITY_STATES),
      risk: fc.constantFrom(...(Object.keys(WEIGHTS) as Array<keyof typeof WEIGHTS>)),
    });
    fc.assert(
      fc.property(fc.array(finding), (findings) => {
        const { score, coverage } = scoreOf(findings);
        expect(score === undefined || (score >= 0 && score <= 100)).toBe(true);
        expect(scoreOf([...findings].reverse())).toEqual({
          ...(score !== undefined && { score }),
          ...(coverage !== undefined && { coverage }),
        });
        const more = scoreOf([...findings, { state: 'unknown', risk: 'high' }]);
        expect(more.score).toBe(score);
        expect((more.coverage ?? 0) <= (coverage ?? 0)).toBe(true);
      })
    );
  });
});

describe('redaction', () => {
  it('leaves no typed secret in the register or in a review', () => {
    const register = applied({
      ...attest,
      evidence: 'Set DB_PASSWORD=hunter2 on both',
      link: 'https://wiki.example.org/?token=hunter2',
    });
    const findings = [
      judgeItem('secrets', CLEAN, register, at),
      judgeItem('data-source-credentials', { ...CLEAN, ...source({ url: 'http://u:hunter2@prom' }) }, register, at),
    ];
    const review = reviewOf({ id: 'r', at, by, language: 'en', note: 'token=hunter2', findings, extras: [] });
    expect(
      JSON.stringify([register, review, securityReviewKind.describe(review), securityKind.describe(register)])
    ).not.toContain('hunter2');
  });
});

describe('a review', () => {
  const findings = ITEM_KEYS.map((item) => judgeItem(item, CLEAN, applied(attest), at));
  const review = reviewOf({ id: 'r1', at, by, language: 'fr', findings, extras: [] });

  it('keeps what was found, reads in its language and survives JSON', () => {
    expect(securityReviewKind.schema.parse(JSON.parse(JSON.stringify(review)))).toEqual(review);
    const { title, head, markdown } = securityReviewKind.describe(review);
    expect(title).toBe('Security review 2026-11-21 · 100/100 · coverage 90 %');
    expect(head).toMatchObject({ score: '100', coverage: '90.3', pass: '8', attested: '1', unknown: '1', fail: '0' });
    expect(markdown).toContain('| Pare-feu |  | risque élevé | ✅ Conforme | 1 port sondé est fermé |');
  });

  it('keeps its table below a note with an open fence, and shows no HTML', () => {
    const noted = reviewOf({ id: 'r2', at, by, language: 'en', note: '<b>\n```\nopen', findings, extras: [] });
    expect(securityReviewKind.describe(noted).markdown).toContain('&lt;b>\n```\nopen\n```\n\n| Item |');
  });

  it('has a name per day', () => {
    expect([reviewName(at, 1), reviewName(at, 2)]).toEqual([
      'security-review-2026-11-21',
      'security-review-2026-11-21-2',
    ]);
  });

  it('covers the ten items of the checklist', () => {
    expect(ITEM_KEYS).toHaveLength(10);
    expect(ITEM_KEYS.every((item) => ITEMS[item] && itemTitle(item, 'en') !== item)).toBe(true);
  });
});
