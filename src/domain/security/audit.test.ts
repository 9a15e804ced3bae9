import { isRefused } from '../record/outcome';
import { type SecurityEvidence } from './evidence';
import { mergedFacts } from './looks';
import {
  emptySecurity,
  judgeItem,
  scoreOf,
  type SecurityCommand,
  securityKind,
  type SecurityRegister,
} from './register';
import { resultsOf, type ReviewCommand, reviewOf, securityReviewKind } from './review';
import { reviewCsvIn, writingIn } from './reviewDocument';
import { toldFacts } from './reviewSchema';
import {
  type Audited,
  AUDITED,
  type AuditFacts,
  auditOf,
  difference,
  explanationKey,
  lastSeen,
  mergedAudit,
} from './snapshot';
import { exceptionKey } from './statements';

const at = '2026-11-21T10:00:00Z';
const by = { uid: 'u-ana', name: 'Ana' };
const luc = { uid: 'u-luc', name: 'Luc' };
const expires = '2027-01-01T00:00:00Z';
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
const source = (name: string, url: string) => ({
  name,
  url,
  access: 'proxy',
  tlsSkipVerify: false,
  basicAuth: false,
  secured: [],
});
let count = 0;
const apply = (register: SecurityRegister, part: object) => {
  const outcome = securityKind.apply(register, { id: `c${count++}`, at, by, ...part } as SecurityCommand);
  if (isRefused(outcome)) {
    throw new Error(JSON.stringify(outcome.refused));
  }
  return outcome.ok;
};
const refused = (register: SecurityRegister, part: object) => {
  const outcome = securityKind.apply(register, { id: 'r', at, by, ...part } as SecurityCommand);
  return isRefused(outcome) ? outcome.refused.reasons : [];
};

describe('exceptions', () => {
  const evidence: SecurityEvidence = {
    ...DARK,
    dataSources: { value: [source('Loki', 'http://loki.example.org'), source('Mimir', 'http://mimir.example.org')] },
  };
  const except = { type: 'except', item: 'data-source-credentials', reason: 'Own network', expires };
  /** Asked for by Ana, approved by Luc. */
  const excepted = (register: SecurityRegister, part?: string) => {
    const asked = apply(register, { ...except, ...(part && { part }) });
    const seen = asked.exceptions[exceptionKey({ item: except.item, part })].command;
    return apply(asked, { type: 'approve', item: except.item, part, seen, by: luc });
  };

  it('of one part never hide another that fails', () => {
    const one = excepted(emptySecurity(), 'source.http:Loki');
    expect(judgeItem('data-source-credentials', evidence, one, at)).toMatchObject({ state: 'fail', seen: 'fail' });
    const both = excepted(one, 'source.http:Mimir');
    expect(judgeItem('data-source-credentials', evidence, both, at)).toMatchObject({ state: 'na', seen: 'fail' });
    const later = '2027-02-01T00:00:00Z';
    expect(judgeItem('data-source-credentials', evidence, both, later).state).toBe('fail');
    const [key, kept] = Object.entries(both.exceptions)[0];
    const ended = apply(both, {
      type: 'endException',
      item: 'data-source-credentials',
      part: 'source.http:Loki',
      seen: kept.command,
    });
    expect(key).toBe('data-source-credentials#source.http:Loki');
    expect(judgeItem('data-source-credentials', evidence, ended, at).state).toBe('fail');
  });

  it('count once another person has approved them, whoever was asked', () => {
    const item = except.item;
    const asked = apply(emptySecurity(), { ...except, approver: 'Luc' });
    const seen = asked.exceptions[item].command;
    expect(judgeItem(item, evidence, asked, at).state).toBe('fail');
    expect(refused(asked, { type: 'approve', item, seen })).toEqual([
      { code: 'security.samePerson', values: { name: 'Ana' } },
    ]);
    // a second account of the same name is another person for Grafana, one without a name of Grafana's is nobody
    expect(refused(asked, { type: 'approve', item, seen, by: { uid: '', name: 'Luc' } })).toHaveLength(1);
    expect(refused(asked, { type: 'approve', item, seen: 'other', by: luc })).toEqual([{ code: 'moved' }]);
    expect(refused(asked, { type: 'approve', item, seen, by: luc, at: '2027-02-01T00:00:00Z' })).toEqual([
      { code: 'security.past' },
    ]);
    const approved = apply(asked, { type: 'approve', item, seen, by: luc });
    expect(judgeItem(item, evidence, approved, at).state).toBe('na');
    expect(apply(approved, { type: 'approve', item, seen, by: luc })).toBe(approved);
    const again = apply(approved, { ...except, reason: 'Another reason' });
    expect(judgeItem(item, evidence, again, at).state).toBe('fail'); // what is asked anew is approved anew
  });

  it('with a typed name of an earlier version are not confirmed, until somebody else approves them', () => {
    const item = except.item;
    const old = { command: 'old', at, by, reason: 'Lab', approver: 'Luc', expires };
    const register = { ...emptySecurity(), exceptions: { [item]: old } };
    const kept = (one: SecurityRegister) =>
      reviewOf({ id: 'r', at, by, language: 'en', findings: [judgeItem(item, evidence, one, at)], extras: [] });
    expect(judgeItem(item, evidence, register, at).state).toBe('fail');
    expect(securityReviewKind.describe(kept(register)).markdown).toContain(
      'not confirmed: Lab (Luc was named as approver and did not confirm it, until 2027-01-01)'
    );
    const approved = apply(register, { type: 'approve', item, seen: 'old', by: luc });
    expect(judgeItem(item, evidence, approved, at).state).toBe('na');
    expect(kept(approved).results[item].exception).toMatchObject({ approver: 'Luc', approved: at, by: 'Ana' });
  });

  it('stand in the export with reason, who asked, who approved and end, in both languages and as CSV', () => {
    const register = excepted(emptySecurity(), 'source.http:Loki');
    const findings = [judgeItem('data-source-credentials', evidence, register, at)];
    const review = reviewOf({ id: 'r', at, by, language: 'fr', findings, extras: [] });
    expect(securityReviewKind.describe(review).markdown).toContain(
      'Sans objet, Loki : HTTP simple vers loki.example.org : Own network (demandé par Ana, approuvé par Luc le 2026-11-21, jusqu’au 2027-01-01)'
    );
    expect(reviewCsvIn(review, writingIn('en'))).toContain(
      'Not applicable, Loki: plain HTTP to loki.example.org: Own network (asked for by Ana, approved by Luc on 2026-11-21, until 2027-01-01)'
    );
    const changes = [
      { what: 'Plugin: X', change: 'version: 1.0 → 1.1', why: 'Planned upgrade, ITOPS-1 (Ana)' },
      { what: 'Plugin: =Y', change: 'removed' },
    ];
    expect(reviewCsvIn(review, writingIn('en'), changes)).toMatch(
      /\r\n,,,,\r\nWhat changed since the last review,,,,\r\nWhat,Change,Why,,\r\nPlugin: X,version: 1\.0 → 1\.1,"Planned upgrade, ITOPS-1 \(Ana\)",,\r\nPlugin: =Y,removed,not explained,,\r\n$/
    );
    expect(reviewCsvIn(review, writingIn('fr'), [])).toMatch(/\r\nRien n’a changé\.,,,,\r\n$/);
    const waiting = apply(emptySecurity(), except);
    const other = reviewOf({
      id: 'r',
      at,
      by,
      language: 'en',
      findings: [judgeItem('data-source-credentials', evidence, waiting, at)],
      extras: [],
    });
    expect(securityReviewKind.describe(other).markdown).toContain('not approved by another person and not counted');
  });

  it('give three numbers: seen alone, with what people said, and coverage', () => {
    const attested = apply(emptySecurity(), {
      type: 'attest',
      item: 'secrets',
      author: 'Ana',
      evidence: 'vault',
      expires,
    });
    const register = excepted(attested);
    const findings = ['data-source-credentials', 'secrets', 'https', 'firewall'].map((item) =>
      judgeItem(item, evidence, register, at)
    );
    const { score, raw, coverage } = scoreOf(findings);
    expect(raw).toBeCloseTo(57.14, 2); // 10 of https / 17.5 with the data sources, which fail
    expect(score).toBe(100); // not applicable, and attested
    expect(coverage).toBeCloseTo(70); // 17.5 of 25: the firewall is not known
  });
});

describe('own items', () => {
  const query = {
    title: 'No open S3 bucket',
    risk: 'high',
    check: { kind: 'query', expr: 'max(open_buckets)', comparison: '==', threshold: 0 },
  };
  it('are judged by a query, by a setting, or attested, and map to a framework', () => {
    let register = apply(emptySecurity(), { type: 'saveItem', item: 'own-buckets', definition: query });
    register = apply(register, {
      type: 'saveItem',
      item: 'own-gravatar',
      definition: {
        title: 'Gravatar off',
        risk: 'low',
        check: { kind: 'setting', name: '[security] disable_gravatar', expected: 'true' },
      },
    });
    register = apply(register, {
      type: 'saveItem',
      item: 'own-training',
      definition: { title: 'Training', risk: 'low', check: { kind: 'attest' } },
    });
    register = apply(register, { type: 'mapControl', item: 'own-buckets', control: 'CIS 2.1.5, ISO 27001 A.8.12' });
    const own = (value: number, setting?: string): SecurityEvidence => ({
      ...DARK,
      own: { 'own-buckets': { value: { values: [value] } }, 'own-gravatar': { value: { setting } } },
    });
    expect(judgeItem('own-buckets', own(0), register, at)).toMatchObject({
      state: 'pass',
      risk: 'high',
      control: 'CIS 2.1.5, ISO 27001 A.8.12',
    });
    expect(judgeItem('own-buckets', own(2), register, at).facts).toEqual([
      { code: 'own.query', verdict: 'bad', values: { wanted: '== 0', value: '2' } },
    ]);
    expect(judgeItem('own-gravatar', own(0, 'True'), register, at).state).toBe('pass');
    expect(judgeItem('own-gravatar', own(0, 'false'), register, at).state).toBe('fail');
    expect(judgeItem('own-gravatar', own(0, '*********'), register, at).state).toBe('unknown');
    expect(judgeItem('own-gravatar', DARK, register, at).state).toBe('unknown');
    expect(judgeItem('own-training', DARK, register, at).state).toBe('unknown');
    const attested = apply(register, {
      type: 'attest',
      item: 'own-training',
      author: 'Ana',
      evidence: 'list',
      expires,
    });
    expect(judgeItem('own-training', DARK, attested, at).state).toBe('attested');
    const review = reviewOf({
      id: 'r',
      at,
      by,
      language: 'en',
      findings: [judgeItem('own-buckets', own(0), register, at)],
      extras: [],
      titles: { 'own-buckets': 'No open S3 bucket' },
    });
    expect(securityReviewKind.describe(review).markdown).toMatch(/No open S3 bucket.*CIS 2\.1\.5, ISO 27001 A\.8\.12/);
  });

  it('ask neither for secrets nor for what is no setting, and tell an edit by somebody else', () => {
    const setting = (name: string) => ({ ...query, check: { kind: 'setting', name, expected: 'x' } });
    for (const name of ['[security] secret_key', '[smtp] password', 'disable_gravatar', '[a] b; c']) {
      expect(refused(emptySecurity(), { type: 'saveItem', item: 'own-a', definition: setting(name) })).toEqual([
        { code: 'security.setting', field: 'name' },
      ]);
    }
    expect(refused(emptySecurity(), { type: 'saveItem', item: 'https', definition: query })).toEqual([
      { code: 'security.item', values: { item: 'https' } },
    ]);
    const saved = apply(emptySecurity(), { type: 'saveItem', item: 'own-a', definition: query });
    expect(refused(saved, { type: 'saveItem', item: 'own-a', seen: 'other', definition: query })).toEqual([
      { code: 'moved' },
    ]);
  });
});

describe('Grafana Advisor', () => {
  const failure = { check: 'config', step: 'security_config', item: 'secret_key', severity: 'high' };
  it('is evidence of the items that it tells of, named as the source, and missing it loses nothing', () => {
    const evidence: SecurityEvidence = { ...DARK, advisor: { value: { failures: [failure], count: 12 } } };
    const register = apply(emptySecurity(), {
      type: 'attest',
      item: 'secrets',
      author: 'Ana',
      evidence: 'vault',
      expires,
    });
    expect(judgeItem('secrets', evidence, register, at)).toMatchObject({ state: 'fail' });
    expect(judgeItem('advisor', evidence, register, at)).toMatchObject({
      state: 'fail',
      facts: [{ code: 'advisor.failure' }],
    });
    expect(judgeItem('advisor', { ...DARK, advisor: { value: { failures: [], count: 12 } } }, register, at).state).toBe(
      'pass'
    );
    for (const missing of ['absent', 'forbidden', 'failed'] as const) {
      expect(judgeItem('advisor', { ...DARK, advisor: { missing } }, register, at)).toMatchObject({
        state: 'unknown',
        facts: [{ code: `advisor.${missing}` }],
      });
      expect(judgeItem('secrets', { ...DARK, advisor: { missing } }, register, at).state).toBe('attested');
    }
  });
});

describe('a review that somebody with more rights completes', () => {
  const viewer = DARK;
  const admin: SecurityEvidence = {
    ...DARK,
    users: { value: [{ login: 'ana', role: 'Admin', lastSeen: at, disabled: false }] },
    frontend: { value: { singleSignOn: [], rbac: true, viewersCanEdit: false, version: '12.4.0' } },
  };
  const looks = (evidence: SecurityEvidence) => [
    judgeItem('rbac', evidence, emptySecurity(), at),
    judgeItem('https', evidence, emptySecurity(), at),
  ];
  const kept = reviewOf({ id: 'r', at, by, language: 'en', findings: looks(viewer), extras: [], role: 'Viewer' });
  const complete = (evidence: SecurityEvidence, part: Partial<ReviewCommand> = {}): ReviewCommand => ({
    type: 'complete',
    id: 'c1',
    at: '2026-11-22T10:00:00Z',
    by: { uid: 'u-luc', name: 'Luc' },
    role: 'Admin',
    results: resultsOf(looks(evidence)),
    extras: {},
    ...part,
  });
  const ok = (record: typeof kept, command: ReviewCommand) => {
    const outcome = securityReviewKind.apply(record, command);
    return isRefused(outcome) ? undefined : outcome.ok;
  };

  it('is merged item by item, with who saw what and when', () => {
    expect(kept.results.rbac.state).toBe('unknown');
    const completed = ok(kept, complete(admin));
    expect(completed?.results.rbac).toMatchObject({ state: 'pass' });
    expect(completed?.results.rbac.facts.every(({ look }) => look === 'c1')).toBe(true);
    expect(completed?.looks).toEqual({
      r: { at, by, role: 'Viewer' },
      c1: { at: '2026-11-22T10:00:00Z', by: { uid: 'u-luc', name: 'Luc' }, role: 'Admin' },
    });
    expect(completed?.score).toBeDefined();
    expect(completed && ok(completed, complete(admin))).toBe(completed); // once
  });

  it('loses nothing when the person has lost the role half-way', () => {
    const completed = ok(kept, complete(admin));
    const again = completed && ok(completed, complete(viewer, { id: 'c2', at: '2026-11-23T10:00:00Z' }));
    expect(again?.results.rbac).toMatchObject({ state: 'pass' });
    expect(again?.results.rbac.facts).toHaveLength(completed?.results.rbac.facts.length ?? 0);
    expect(Object.keys(again?.looks ?? {})).toEqual(['r', 'c1', 'c2']);
  });

  it('is a new one after a week', () => {
    const outcome = securityReviewKind.apply(kept, complete(admin, { at: '2026-12-01T10:00:00Z' }));
    expect(isRefused(outcome) && outcome.refused.reasons).toEqual([{ code: 'security.reviewOver' }]);
  });

  it('keeps what neither could see, and what one found to be unknown', () => {
    const unknown = (code: string) => ({ code, verdict: 'unknown' as const });
    const good = (code: string) => ({ code, verdict: 'good' as const });
    expect(mergedFacts([good('a'), unknown('users.forbidden')], [good('a'), unknown('users.failed')])).toEqual([
      good('a'),
      unknown('users.failed'),
    ]);
    expect(mergedFacts([unknown('admin.forbidden')], [unknown('admin.active')])).toEqual([unknown('admin.active')]);
    expect(mergedFacts([good('a'), good('b')], [good('a'), unknown('users.forbidden')])).toEqual([
      good('b'),
      good('a'),
    ]);
  });

  it('does not tell of an attested item what is missing', () => {
    const register = apply(emptySecurity(), {
      type: 'attest',
      item: 'rbac',
      author: 'Ana',
      evidence: 'looked',
      expires,
    });
    const { rbac } = resultsOf([judgeItem('rbac', viewer, register, at)]);
    expect(rbac.state).toBe('attested');
    expect(toldFacts(rbac)).toEqual([]);
  });
});

describe('what changed since a review', () => {
  const facts = (part: Partial<Record<Audited, Record<string, Record<string, string>>>> = {}): AuditFacts =>
    auditOf(Object.fromEntries(AUDITED.map((name) => [name, { value: { items: part[name] ?? BEFORE[name] ?? {} } }])));
  const BEFORE: Partial<Record<Audited, Record<string, Record<string, string>>>> = {
    sources: {
      p: { name: 'Prometheus', host: 'prom:9090', tls: 'checked', access: 'proxy', readOnly: 'no' },
      l: { name: 'Loki', host: 'loki' },
    },
    people: { ana: { role: 'Admin', signedIn: 'yes' }, luc: { role: 'Admin', signedIn: 'never' } },
    folderPermissions: { 'f/Viewer': { permission: 'View' } },
    plugins: { 'grafana-x': { version: '1.0.0', signature: 'valid' } },
    serviceAccounts: { 'sa-1': { role: 'Viewer' } },
    tokens: { 'sa-1/1': { created: '2026-01-01', expires: 'never' } },
    contactPoints: { c1: { type: 'slack' } },
    silences: { s1: { from: '2026-11-20T00:00:00Z', until: '2026-11-25T00:00:00Z' } },
    pausedRules: { r1: { name: 'PodDown' } },
    publicDashboards: { d1: { enabled: 'yes' } },
    toggles: { a: { state: 'on' } },
    server: { grafana: { version: '12.4.0' } },
  };

  it('is nothing in an idle week, though time passes and a silence ends by itself', () => {
    expect(difference(facts(), facts(), '2026-11-28T00:00:00Z')).toEqual({ changes: [], uncompared: [], left: [] });
    expect(difference(facts(), facts({ silences: {} }), '2026-11-28T00:00:00Z').changes).toEqual([]);
  });

  it('is twenty where twenty changes were made', () => {
    const after = facts({
      sources: {
        p: { name: 'Prometheus', host: 'prom2:9090', tls: 'skipped', access: 'direct', readOnly: 'yes' },
        m: { name: 'Mimir', host: 'mimir' },
      }, // 4 + 2
      people: {
        ana: { role: 'Admin', signedIn: 'yes' },
        luc: { role: 'Editor', signedIn: 'yes' },
        eve: { role: 'Admin', signedIn: 'never' },
      }, // 3
      folderPermissions: { 'f/Viewer': { permission: 'Edit' } }, // 1
      plugins: { 'grafana-x': { version: '1.1.0', signature: 'unsigned' } }, // 2
      serviceAccounts: { 'sa-1': { role: 'Admin' } }, // 1
      tokens: {
        'sa-1/1': { created: '2026-01-01', expires: 'never' },
        'sa-1/2': { created: '2026-11-26', expires: 'never' },
      }, // 1
      contactPoints: { c1: { type: 'webhook' } }, // 1
      silences: { s2: { from: '2026-11-26T00:00:00Z', until: '2027-01-01T00:00:00Z' } }, // 1: the other one ended
      pausedRules: { r1: { name: 'PodDown' }, r2: { name: 'HighMemory' } }, // 1
      publicDashboards: {}, // 1
      toggles: { b: { state: 'on' }, a: { state: 'on' } }, // 1
      server: { grafana: { version: '12.4.2' } }, // 1
    });
    const { changes } = difference(facts(), after, '2026-11-28T00:00:00Z');
    expect(changes).toHaveLength(20);
    expect(new Set(changes.map(({ key }) => key)).size).toBe(20);
    expect(changes.find(({ field }) => field === 'host')).toMatchObject({
      of: 'sources',
      name: 'Prometheus',
      before: 'prom:9090',
      after: 'prom2:9090',
    });
  });

  it('is looked for in the newest review that saw as much', () => {
    const { plugins: _, ...rest } = facts();
    const ofEditor: AuditFacts = { ...rest, plugins: { missing: 'forbidden', role: 'orgAdmin' } };
    const kept = [
      { review: 'c', facts: ofEditor },
      { review: 'b', facts: facts() },
      { review: 'a', facts: facts() },
    ];
    const seen = lastSeen(kept, facts());
    expect([seen.plugins?.review, seen.people?.review]).toEqual(['b', 'c']);
    expect(lastSeen(kept, ofEditor).plugins).toBeUndefined();
    expect(lastSeen([], facts())).toEqual({});
  });

  it('compares only what both reviews saw, and says the rest', () => {
    const { people: _, ...rest } = facts();
    const blind: AuditFacts = { ...rest, people: { missing: 'forbidden', role: 'orgAdmin' } };
    expect(difference(blind, facts(), at)).toEqual({ changes: [], uncompared: ['people'], left: [] });
    expect(mergedAudit(facts(), blind)?.people).toEqual(facts().people);
  });

  it('is one thing for one act: a folder that comes or goes with its permissions, an account with its tokens', () => {
    const held = {
      folderPermissions: {
        'f/Viewer': { name: 'Team', who: 'Viewer', permission: 'View' },
        'f/t-1': { name: 'Team', who: 'SRE: night', permission: 'Edit' },
      },
      serviceAccounts: { '4': { name: 'ci', role: 'Editor' } },
      tokens: { '4/1': { name: 'ci', created: '2026-01-01' }, '4/2': { name: 'ci', created: '2026-02-01' } },
    };
    const gone = { folderPermissions: {}, serviceAccounts: {}, tokens: {} };
    const told = (before: AuditFacts, after: AuditFacts) =>
      difference(before, after, at).changes.map(({ of, id, name, kind, values }) => [of, id, name, kind, values]);
    const permissions = { Viewer: 'View', 'SRE: night': 'Edit' };
    expect(told(facts(held), facts({ ...held, ...gone }))).toEqual([
      ['folderPermissions', 'f', 'Team', 'removed', permissions],
      ['serviceAccounts', '4', 'ci', 'removed', { role: 'Editor' }],
    ]);
    expect(told(facts({ ...held, folderPermissions: {} }), facts(held))).toEqual([
      ['folderPermissions', 'f', 'Team', 'added', permissions],
    ]);
    const [viewer, team] = Object.entries(held.folderPermissions);
    expect(told(facts({ ...held, folderPermissions: Object.fromEntries([viewer]) }), facts(held))).toEqual([
      ['folderPermissions', team[0], 'Team: SRE: night', 'added', { permission: 'Edit' }],
    ]);
  });

  it('is the same change in whatever order its facts come', () => {
    const permissions = {
      'f/Viewer': { name: 'Team', who: 'Viewer', permission: 'View' },
      'f/Editor': { name: 'Team', who: 'Editor', permission: 'Edit' },
    };
    const turned = <T>(members: Record<string, T>): Record<string, T> =>
      Object.fromEntries(Object.entries(members).reverse());
    const nothing = facts({ folderPermissions: {}, plugins: {} });
    const plugin = { version: '1.0.0', signature: 'valid' };
    const [one, other] = [
      facts({ folderPermissions: permissions, plugins: { x: plugin } }),
      facts({ folderPermissions: turned(permissions), plugins: { x: turned(plugin) } }),
    ].map((after) => difference(nothing, after, at).changes.map(({ key }) => key));
    expect(one).toHaveLength(2);
    expect(other).toEqual(one);
  });

  it('is no permission and no token because what has it is called something else', () => {
    const called = (name: string) =>
      facts({
        folderPermissions: { 'f/Viewer': { name, who: 'Viewer', permission: 'View' } },
        sourcePermissions: { 'p/Viewer': { name, who: 'Viewer', permission: 'Query' } },
        tokens: { '4/1': { name, created: '2026-01-01' } },
        sources: { p: { name, host: 'prom:9090' } },
      });
    expect(difference(called('Prom'), called('Mimir'), at).changes).toMatchObject([
      { of: 'sources', field: 'name', before: 'Prom', after: 'Mimir' },
    ]);
  });

  it('is nothing where an earlier version kept fewer facts of a thing', () => {
    const after = facts({ silences: { s1: { ...BEFORE.silences?.s1, name: 'HighCPU' } } });
    expect(difference(facts(), after, at).changes).toEqual([]);
  });

  it('is not told of what Grafana shows an administrator whole and others in part', () => {
    const paused = facts().pausedRules;
    const ofEditor: AuditFacts = {
      ...facts(),
      pausedRules: auditOf({ pausedRules: { value: { items: {}, as: 'Editor' } } }).pausedRules,
    };
    for (const [before, after] of [
      [facts(), ofEditor],
      [ofEditor, facts()],
    ]) {
      expect(difference(before, after, at)).toMatchObject({ changes: [], uncompared: ['pausedRules'] });
      expect(mergedAudit(before, after)?.pausedRules).toEqual(paused);
    }
    expect(difference(ofEditor, ofEditor, at)).toMatchObject({ changes: [], uncompared: [] });
  });

  it('is explained by a sentence, an incident or a window', () => {
    const change = explanationKey('security-review-2026-11-21', { key: 'plugins|x|added|' });
    expect(refused(emptySecurity(), { type: 'explain', change, words: ' ' })).toEqual([
      { code: 'required', field: 'words' },
    ]);
    const explained = apply(emptySecurity(), {
      type: 'explain',
      change,
      words: 'Planned upgrade, password=hunter2',
      window: 'Upgrade to 12.4',
    });
    expect(explained.explanations?.[change]).toMatchObject({ window: 'Upgrade to 12.4', by });
    expect(JSON.stringify(explained)).not.toContain('hunter2');
  });
});

describe('what was not looked at', () => {
  const folders = (count: number, permission = 'View') =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`f${100 + index}/Viewer`, { name: `F${index}`, permission }])
    );
  const looked = (count: number, total: number, permission?: string) =>
    auditOf({
      folderPermissions: {
        value: {
          items: folders(count, permission),
          ...(count < total && { left: total - count, upTo: `f${100 + count - 1}` }),
        },
      },
    });

  it('is no change, and is told', () => {
    const [whole, part] = [looked(40, 40), looked(25, 40)];
    for (const [before, after] of [
      [whole, part],
      [part, whole],
    ]) {
      expect(difference(before, after, at)).toMatchObject({
        changes: [],
        left: [{ of: 'folderPermissions', count: 15 }],
      });
    }
    expect(difference(part, looked(30, 40, 'Edit'), at).changes).toHaveLength(25);
    expect(mergedAudit(whole, part)).toEqual(whole); // a look that was broken off takes nothing away
    expect(mergedAudit(part, whole)).toEqual(whole);
  });

  it('is what a record has no room for, whole folders at a time and the same ones each time', () => {
    const people = (count: number) =>
      auditOf({
        people: {
          value: {
            items: Object.fromEntries(Array.from({ length: count }, (_, i) => [`u${1000 + i}`, { role: 'Admin' }])),
          },
        },
      });
    const { changes, left } = difference(people(600), people(601), at);
    expect(changes).toEqual([]);
    expect(left).toEqual([{ of: 'people', count: 101 }]);
    const pairs = auditOf({
      folderPermissions: {
        value: {
          items: Object.fromEntries(
            Array.from({ length: 600 }, (_, i) => [`f${100 + Math.floor(i / 3)}/${i % 3}`, { permission: 'View' }])
          ),
        },
      },
    }).folderPermissions;
    expect(pairs && 'items' in pairs && [Object.keys(pairs.items).length, pairs.left, pairs.upTo]).toEqual([
      498,
      34,
      'f265',
    ]);
  });
});
