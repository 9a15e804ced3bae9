import fc from 'fast-check';
import { combine, mayBeScalar } from './combine';
import { parseDuration } from './duration';
import {
  bareCounters,
  bareMetrics,
  bareSelector,
  boundOf,
  bucketMatcher,
  asVector,
  checkPromql,
  eventsOver,
  resultType,
  selectors,
  withMatchers,
  withoutComments,
  writeMatcher,
  writeSelector,
  yieldsOneSeries,
} from './promql';

describe('checkPromql', () => {
  it.each([
    'up',
    'sum by (le) (rate(a:b_total{x="1",y!~"z"}[5m])) / on(x) group_left 2 > bool 1',
    'histogram_quantile(0.95, sum by (le) (rate(h_bucket[5m] offset 1h)))',
    '{__name__=~"a|b"} # both',
    'max_over_time((sum(up))[1h:1m] @ 1700000000)',
  ])('accepts %s', (expr) => {
    expect(checkPromql(expr)).toEqual([]);
  });

  it.each([
    ['', { code: 'promql.empty', field: 'expr' }],
    ['sum(rate(x[5m])', { code: 'promql.unfinished', field: 'expr' }],
    ['up ==', { code: 'promql.unfinished', field: 'expr' }],
    ['sum(up) foo bar', { code: 'promql.syntax', values: { position: 9, near: 'foo bar' }, field: 'expr' }],
  ])('names what is wrong with %j', (expr, reason) => {
    expect(checkPromql(expr, 'expr')).toEqual([reason]);
  });
});

describe('withMatchers', () => {
  const namespace = { label: 'namespace', operator: '=' as const, value: 'haddock' };

  it.each([
    ['up', 'up{namespace="haddock"}'],
    ['up{}', 'up{namespace="haddock"}'],
    ['up{job="a",}', 'up{job="a",namespace="haddock"}'],
    [
      'sum(rate(x[5m])) / sum(rate(y{a="{}"}[5m]))',
      'sum(rate(x{namespace="haddock"}[5m])) / sum(rate(y{a="{}",namespace="haddock"}[5m]))',
    ],
    ['up{namespace="haddock"}', 'up{namespace="haddock"}'],
    ['1 + time()', '1 + time()'],
    ['up{job="a", # why\n}', 'up{job="a",namespace="haddock" # why\n}'],
    ['up{job="a" # why\n}', 'up{job="a",namespace="haddock" # why\n}'],
    ['up{job="a" # why\n, }', 'up{job="a",namespace="haddock" # why\n, }'],
    ['up{# why\n}', 'up{namespace="haddock"# why\n}'],
    ['up # why\n{job="a"}', 'up # why\n{job="a",namespace="haddock"}'],
    ['up{job="#"} # why', 'up{job="#",namespace="haddock"} # why'],
    ['{"service.up"}', '{"service.up",namespace="haddock"}'],
    ['{"service.up","a.b"="c"}', '{"service.up","a.b"="c",namespace="haddock"}'],
  ])('%s becomes %s', (expr, expected) => {
    expect(withMatchers(expr, [namespace])).toBe(expected);
    expect(checkPromql(expected)).toEqual([]);
  });

  it('quotes labels and metrics that Prometheus 3 takes by any name', () => {
    const label = { label: 'service.name', operator: '=' as const, value: 'a' };
    expect(withMatchers('up', [label])).toBe('up{"service.name"="a"}');
    expect(withMatchers('up{"service.name"="a"}', [label])).toBe('up{"service.name"="a"}');
    expect(writeSelector({ name: 'my.h_bucket', matchers: [label] })).toBe('{"my.h_bucket","service.name"="a"}');
    expect(writeSelector({ name: 'my.h_bucket', matchers: [] })).toBe('{"my.h_bucket"}');
    expect(writeSelector({ name: 'a:b', matchers: [] })).toBe('a:b');
    expect(writeSelector({ name: 'constructor', matchers: [] })).toBe('{"constructor"}');
    expect(writeSelector({ name: 'inf', matchers: [] })).toBe('{"inf"}');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        fc.pre(!/[\r\t\0-\x09\x0b-\x1f]/.test(name));
        const expr = withMatchers(writeSelector({ name, matchers: [] }), [{ label: name, operator: '=~', value: 'x' }]);
        expect(checkPromql(expr)).toEqual([]);
        expect(bareSelector(expr)).toMatchObject({ name, matchers: [{ label: name, operator: '=~', value: 'x' }] });
      })
    );
  });

  it.each([
    [String.raw`"\x41\u00e9\U0001F600\101"`, 'Aé😀A'],
    [String.raw`'\'\t\r\a'`, "'\t\r\x07"],
    ['`\\n`', '\\n'],
  ])('reads the string %s', (literal, value) => {
    expect(selectors(`x{a=${literal}}`)[0].matchers).toEqual([{ label: 'a', operator: '=', value }]);
  });

  it('writes any value so that it parses and reads back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        fc.pre(!/[\r\t\0-\x09\x0b-\x1f]/.test(value));
        const expr = withMatchers('sum(rate(x{a="1"}[5m]))', [{ label: 'service', operator: '!=', value }]);
        expect(checkPromql(expr)).toEqual([]);
        expect(selectors(expr)[0].matchers).toContainEqual({ label: 'service', operator: '!=', value });
      })
    );
  });
});

describe('eventsOver', () => {
  it.each([
    ['x_total{a="1"}', undefined, 'sum(increase(x_total{a="1"}[60000ms]))'],
    ['(x_total)', 12.5, 'sum(increase(x_total[60000ms] @ 12.5))'],
    [
      'sum(rate(a_total[5m])) - sum(irate(b_total[1h]))',
      undefined,
      'sum(increase(a_total[60000ms])) - sum(increase(b_total[60000ms]))',
    ],
    ['sum(increase(a_total[5m] offset 1m))', 7, 'sum(increase(a_total[60000ms] @ 7 offset 1m))'],
  ])('%s at %s', (expr, at, expected) => {
    const events = eventsOver(expr, 60_000, at);
    expect(events).toBe(expected);
    expect(checkPromql(events)).toEqual([]);
  });
});

describe('what an expression yields', () => {
  it.each([
    ['1', 'scalar'],
    ['time() - 5', 'scalar'],
    ['time() - min(x)', 'vector'],
    ['-(1)', 'scalar'],
    ['x[5m]', 'matrix'],
    ['"a"', 'string'],
    ['sum(x)', 'vector'],
  ])('%s is a %s', (expr, type) => {
    expect(resultType(expr)).toBe(type);
  });

  it.each([
    ['sum(x)', true],
    ['sum by (a) (x)', false],
    ['topk(3, x)', false],
    ['x', false],
    ['histogram_quantile(0.95, sum by (le) (rate(h_bucket[5m])))', true],
    ['histogram_quantile(0.95, sum by (le, job) (rate(h_bucket[5m])))', false],
    ['time() - min(x)', true],
    ['sum(x) / sum(y) * 100', true],
    ['sum(x) or sum(y)', false],
    ['sum(x) and y', true],
    ['max_over_time((sum(x))[1h:1m])', true],
    ['rate(x[5m])', false],
  ])('%s: one series is %s', (expr, one) => {
    expect(yieldsOneSeries(expr)).toBe(one);
  });
});

it('tells counters that are read without a rate', () => {
  expect(bareCounters('sum(a_total) + sum(rate(b_total[5m])) + count(c_total) + d')).toEqual(['a_total']);
  expect(bareMetrics('sum(a_total) + rate(b[5m]) + d + {__name__="e"} + {job="f"} + d')).toEqual(['a_total', 'd', 'e']);
});

it('reads a bare selector and nothing else', () => {
  expect(bareSelector('(up{job=~"a|b"})')).toEqual({
    name: 'up',
    matchers: [{ label: 'job', operator: '=~', value: 'a|b' }],
    text: 'up{job=~"a|b"}',
  });
  expect(bareSelector('sum(up)')).toBeUndefined();
});

it('matches whole bucket bounds as Prometheus 2 and 3 write them', () => {
  expect(writeMatcher(bucketMatcher(1))).toBe('le=~"1(\\\\.0)?"');
  expect(writeMatcher(bucketMatcher(0.5))).toBe('le="0.5"');
});

// Go, strconv.FormatFloat(f, 'g', -1, 64), with `.0` added by Prometheus 3; Java, Double.toString
it.each([
  [0.00005, ['5e-05', '5.0E-5', '0.00005', '5e-5']],
  [0.00025, ['0.00025', '2.5E-4']],
  [0.0000125, ['1.25e-05', '1.25E-5']],
  [1e-7, ['1e-07', '1.0E-7']],
  [1_000_000, ['1e+06', '1000000.0', '1000000', '1.0E6']],
  [2_500_000, ['2.5e+06', '2500000.0']],
  [1_234_567.5, ['1.2345675e+06', '1234567.5']],
  [1e22, ['1e+22', '1.0E22', '10000000000000000000000']],
  [100_000, ['100000', '100000.0']],
  [0.005, ['0.005']],
  [10, ['10', '10.0']],
])('matches the bound %d as exporters write it', (bound, labels) => {
  const { operator, value } = bucketMatcher(bound);
  const matches = (le: string) => (operator === '=' ? le === value : new RegExp(`^(?:${value})$`).test(le));
  expect(labels.filter((le) => !matches(le))).toEqual([]);
  expect([bound * 10, bound / 10, bound * 1.5].map(String).filter(matches)).toEqual([]);
  expect(boundOf(bucketMatcher(bound))).toBe(bound);
});

it('reads any bound back', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (bound) => {
      expect(boundOf(bucketMatcher(bound))).toBe(bound);
      const [matcher] = selectors(withMatchers('h_bucket', [bucketMatcher(bound)]))[0].matchers;
      expect(matcher).toEqual(bucketMatcher(bound));
    })
  );
});

it.each([
  ['=', '1e+06', 1e6],
  ['=', '5e-05', 0.00005],
  ['=', '1.0', 1],
  ['=', '+Inf', Infinity],
  ['=~', '1|2', undefined],
  ['=~', '.*', undefined],
  ['=', '', undefined],
  ['!=', '1', undefined],
] as const)('le%s"%s" asks for %s', (operator, value, bound) => {
  expect(boundOf({ label: 'le', operator, value })).toBe(bound);
});

it('drops comments, and not what looks like one inside a string', () => {
  expect(withoutComments('sum(up{a="#1"}) # why\n + 1 # end')).toBe('sum(up{a="#1"}) \n + 1');
});

it('combines expressions under a mark', () => {
  const expr = combine(['sum(up) # all', '1 # one'].map(asVector), 'q');
  expect(expr).toBe('label_replace(sum(up), "q", "0", "", "") or label_replace(vector(1), "q", "1", "", "")');
  expect(checkPromql(expr)).toEqual([]);
});

it.each(['up # 1', '1', '1e5 * 0x1F', '-Inf', 'NaN', 'time() - 5', 'scalar(up) * 2', '(pi())', '1 == bool 2', '5m'])(
  'has %s parsed, which may be a scalar or end in a comment',
  (expr) => expect(mayBeScalar(expr)).toBe(true)
);

it.each(['up', 'sum(rate(http_requests_total{code=~"5.."}[5m])) / 100', 'a:b:c', 'vector(1)'])(
  'knows the vector %s without the grammar',
  (expr) => {
    expect(mayBeScalar(expr)).toBe(false);
    expect(asVector(expr)).toBe(expr);
  }
);

it.each([
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['250ms', 250],
  ['5', undefined],
  ['m', undefined],
])('a duration of %s is %s', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});
