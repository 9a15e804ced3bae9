import { runbookOfUrl } from './addresses';
import { type AlertRule, byNeed, ruleCoverage, draftForRule, sumCoverage } from './coverage';
import { referencesOf } from './findReferences';
import { freshnessOf } from './freshness';
import { indexedHead, readRunbookHead, type RunbookHead } from './head';
import { propose } from './proposals';
import { brokenAmong, renamedTo } from './references';
import { runbookKind } from './runbook';
import { type RunHead } from './runHead';
import { emptyContent, emptyRunbook } from './schema';
import { excerpt, searchIn, searchTerms } from './search';

const now = '2026-11-20T00:00:00Z';
const day = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
const ran = (days: number, helped?: RunHead['helped']): RunHead => ({
  name: `run-${days}`,
  runbook: 'rb-redis',
  title: 'Redis',
  started: day(days),
  by: 'Ana',
  abandoned: false,
  ...(helped && { finished: day(days), helped }),
});

describe('freshness', () => {
  it.each([
    ['fresh below three quarters', 90, [ran(67, 'solved')], undefined, 'fresh'],
    ['soon from three quarters on', 90, [ran(67.5, 'solved')], undefined, 'soon'],
    ['soon up to the whole interval', 90, [], day(90), 'soon'],
    ['stale beyond it', 90, [], day(90.01), 'stale'],
    ['by the later of run and review', 90, [ran(100, 'partly')], day(1), 'fresh'],
    ['neither by a run that goes on', 90, [ran(1)], undefined, 'unproven'],
    ['stale after a run that was wrong', 90, [ran(1, 'wrong'), ran(3, 'solved')], undefined, 'stale'],
    ['until somebody reviewed it', 90, [ran(2, 'no')], day(1), 'fresh'],
  ] as const)('is %s', (_, reviewDays, runs, reviewed, state) => {
    expect(freshnessOf({ reviewDays, runs: [...runs], reviewed }, now).state).toBe(state);
  });

  it('is broken while something it needs is gone, however fresh', () => {
    expect(freshnessOf({ reviewDays: 90, runs: [], reviewed: day(1), broken: 1 }, now)).toMatchObject({
      state: 'broken',
    });
  });
});

function headOf(name: string, change: Partial<typeof emptyContent> & Record<string, unknown>): RunbookHead {
  const described = runbookKind.describe({ ...emptyRunbook(name), version: 1, ...change });
  return readRunbookHead({ name, ...described });
}

describe('search', () => {
  const redis = headOf('rb-redis', {
    title: 'Redis refuse les connexions',
    sections: { symptoms: '« Connection refused » dans les journaux', causes: 'Démarrage échoué' },
    services: ['redis'],
    alerts: ['RedisDown'],
  });
  const memory = headOf('rb-memory', {
    title: 'Out of memory',
    sections: { diagnosis: 'The container was killed; look at connections.' },
  });
  const index = [memory, redis].map(indexedHead);

  it.each([
    ['connexion refusee', []],
    ['CONNEXIONS', ['rb-redis']],
    ['demarrages echoues', ['rb-redis']],
    ['démarrage', ['rb-redis']],
    ['journal', ['rb-redis']],
    ['connections', ['rb-redis', 'rb-memory']],
    ['memories', ['rb-memory']],
    ['redisd', ['rb-redis']],
    ['the of', ['rb-memory', 'rb-redis']],
    ['kafka', []],
  ])('for %j gives %j', (query, names) => {
    expect(searchIn(index, query).map(({ item }) => item.name)).toEqual(names);
  });

  it('shows what matched', () => {
    const [found] = searchIn(index, 'connection');
    expect(found).toMatchObject({ fields: ['symptoms'] });
    expect(excerpt(redis.symptoms, found.matched)).toEqual([
      { text: '« ', isMatch: false },
      { text: 'Connection', isMatch: true },
      { text: ' refused » dans les journaux', isMatch: false },
    ]);
  });

  it('has one form for one and many, in both languages', () => {
    expect(searchTerms('journaux chevaux réseaux queries processes redis status')).toEqual([
      'journal',
      'cheval',
      'reseau',
      'query',
      'process',
      'redis',
      'status',
    ]);
    expect(searchTerms('journal cheval réseau query process')).toEqual([
      'journal',
      'cheval',
      'reseau',
      'query',
      'process',
    ]);
  });
});

it('proposes by link, alert, labels, service and words, each with its reason', () => {
  const heads = [
    headOf('rb-redis', { title: 'Redis refuses connections', alerts: ['RedisDown'], services: ['redis'] }),
    headOf('rb-team', { title: 'Ask the team', labels: { team: 'search', severity: 'page' } }),
    headOf('rb-slow', { title: 'Slow answers of the search' }),
    headOf('rb-old', { title: 'Redis', alerts: ['RedisDown'], retired: { at: now, by: { uid: 'a', name: 'A' } } }),
  ].map(indexedHead);
  const situation = {
    title: 'Search answers slowly: slow answers',
    services: ['redis'],
    alerts: [
      {
        name: 'RedisDown',
        labels: { team: 'search', severity: 'page' },
        runbookUrl: '/a/haddock-opsbook-app/runbooks/rb-slow',
      },
    ],
  };
  expect(
    propose(situation, heads, { linked: runbookOfUrl }).map(({ head, why }) => [head.name, why.map(({ kind }) => kind)])
  ).toEqual([
    ['rb-slow', ['link', 'words']],
    ['rb-redis', ['alert', 'service']],
    ['rb-team', ['labels']],
  ]);
  expect(propose({ title: 'Something else', services: [], alerts: [] }, heads)).toEqual([]);
});

describe('coverage', () => {
  const rule = (name: string, url?: string, fired?: number): AlertRule => ({
    source: 'grafana',
    name,
    group: 'g',
    labels: {},
    annotations: url === undefined ? {} : { runbook_url: url },
    ...(fired !== undefined && { fired }),
  });
  const runbooks = new Map([
    ['rb-redis', { isStub: false }],
    ['rb-empty', { isStub: true }],
  ]);

  it.each([
    [undefined, 'none'],
    [' ', 'none'],
    ['https://grafana.example.org/sub/a/haddock-opsbook-app/runbooks/rb-redis?var=1', 'here'],
    ['/a/haddock-opsbook-app/runbooks/rb-redis', 'here'],
    ['/a/haddock-opsbook-app/runbooks/rb-empty', 'stub'],
    ['/a/haddock-opsbook-app/runbooks/rb-missing', 'gone'],
    ['https://wiki.example.org/redis', 'elsewhere'],
    ['https://github.com/a/b/blob/master/redis.md', 'pinned'],
    ['https://github.com/a/b/blob/0123456789012345678901234567890123456789/redis.md', 'elsewhere'],
    ['runbooks/redis.md', 'relative'],
    ['/runbooks/redis', 'relative'],
  ])('of %j is %s', (url, expected) => {
    expect(ruleCoverage(rule('A', url), runbooks)).toBe(expected);
  });

  it('weighs rules by how often they fired', () => {
    const rules = [
      { rule: rule('Often', undefined, 30), coverage: 'none' as const },
      { rule: rule('Seldom', '', 10), coverage: 'here' as const },
      { rule: rule('Silent'), coverage: 'none' as const },
    ];
    expect(sumCoverage(rules)).toMatchObject({ rules: 3, covered: 1, fired: 40, weighted: 0.25 });
    expect(sumCoverage(rules).interval?.low).toBeCloseTo(0.0615, 4); // Wilson of 1 in 3
    expect([...rules].sort(byNeed).map(({ rule: { name } }) => name)).toEqual(['Often', 'Silent', 'Seldom']);
  });

  it('starts a runbook from its rule', () => {
    const draft = draftForRule(
      {
        ...rule('HighErrors'),
        source: 'prom',
        expr: 'sum by (service, pod) (rate(errors_total{namespace="x"}[5m])) > 1',
        labels: { service: 'quotes', severity: 'page' },
      },
      'High errors',
      'The rule’s expression'
    );
    expect(Object.keys(draft.parameters)).toEqual(['service', 'pod', 'namespace']);
    expect(draft).toMatchObject({
      services: ['quotes'],
      alerts: ['HighErrors'],
      steps: { expression: { kind: 'query', dataSource: 'prom' } },
    });
  });
});

it('finds what it leans on and what of that is gone', () => {
  const references = referencesOf({
    alerts: ['RedisDown'],
    sections: {
      notes: 'See [memory](/a/haddock-opsbook-app/runbooks/rb-memory) and [board](/d/abc/board); `[code](/d/none)`',
    },
    steps: {
      a: { kind: 'query', position: 1, title: 'A', expr: 'sum(redis_up{pod="<pod>"}) / count(up)', dataSource: 'gone' },
      b: { kind: 'dashboard', position: 2, title: 'B', url: '/d/def?x=1' },
    },
  });
  const known = {
    dataSources: new Set(['prom']),
    dashboards: new Set(['abc']),
    alerts: new Set<string>(),
    runbooks: new Set(['rb-memory']),
    metrics: { gone: new Set(['up']) },
  };
  expect(brokenAmong(references, known)).toEqual([
    { kind: 'alert', alert: 'RedisDown' },
    { kind: 'dataSource', uid: 'gone', step: 'a' },
    { kind: 'metric', metric: 'redis_up', dataSource: 'gone', step: 'a' },
    { kind: 'dashboard', uid: 'def', step: 'b' },
  ]);
  expect(brokenAmong(references, {})).toEqual([]); // nobody could look: nothing is called gone
  expect(renamedTo('redis_memory_bytes', ['up', 'redis_memory_used_bytes', 'redis_up'])).toBe(
    'redis_memory_used_bytes'
  );
  expect(renamedTo('quotes_total', ['redis_up'])).toBeUndefined();
});
