import fc from 'fast-check';
import { parse } from 'yaml';
import { demoObjectives } from './demo';
import { MAX_OPENSLO, readOpenSlo, toOpenSlo } from './openSlo';
import { type Definition, definitionOf, objectivesInOrder } from './schema';

const shipped = objectivesInOrder(demoObjectives('en', 'x'));
const one = (key: string): Definition => {
  const [, objective] = shipped.find(([own]) => own === key) ?? shipped[0];
  const { documented: _, ...definition } = definitionOf(objective);
  return definition;
};
const written = (definition: Definition) => toOpenSlo('key', definition) ?? '';

const plain = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout
  displayName: Checkout answers
spec:
  service: shop
  indicator:
    metadata:
      name: good-answers
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: sum(http_requests_total{job="checkout",code!~"5.."})
        total:
          metricSource:
            type: Prometheus
            spec:
              query: sum(http_requests_total{job="checkout"})
  timeWindow:
    - duration: 4w
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.995
`;

it.each(['error-rate', 'availability', 'latency-p95'])('writes %s as OpenSLO', (key) => {
  expect(parse(toOpenSlo(key, one(key)) ?? '')).toMatchObject({
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: { name: key },
    spec: { budgetingMethod: 'Occurrences', timeWindow: [{ duration: '30d', isRolling: true }] },
  });
});

it('asks for whole bounds as Prometheus 2 and 3 write them', () => {
  const { indicator } = parse(written({ ...one('latency-p95'), target: 1 })).spec;
  expect(indicator.spec.ratioMetric.good.metricSource.spec.query).toContain('{le=~"1(\\\\.0)?"}');
});

describe('reads files of several', () => {
  const indented = (text: string) => text.trim().replaceAll('\n', '\n    ');
  const two = [plain, plain.replace('Checkout answers', 'Cart answers')];

  it.each([
    ['a sequence', two.map((each) => `-   ${indented(each)}\n`).join('')],
    [
      'a Kubernetes List',
      `apiVersion: v1\nkind: List\nitems:\n${two.map((each) => `-   ${indented(each)}\n`).join('')}`,
    ],
    ['documents', two.join('---\n')],
  ])('as %s', (_, text) => {
    expect(readOpenSlo(text).slos.map(({ name, mistakes }) => [name, mistakes])).toEqual([
      ['Checkout answers', []],
      ['Cart answers', []],
    ]);
  });

  it('with the line of a mistake in the second one', () => {
    const text = two
      .map((each) => `-   ${indented(each)}\n`)
      .join('')
      .replace(/0\.995\n$/, '99\n');
    const [first, second] = readOpenSlo(text).slos;
    expect(first.mistakes).toEqual([]);
    expect(second.mistakes).toMatchObject([{ line: text.trimEnd().split('\n').length }]);
  });
});

describe('reads back what it wrote', () => {
  const budgeted: Definition[] = [
    one('error-rate'),
    one('availability'),
    one('latency-p95'),
    one('latency-p99'),
    {
      ...one('latency-p95'),
      indicator: { kind: 'latency', histogram: 'h_bucket{job="a",path=~"/b.*"}', percentile: 0.9 },
      comparison: '<=',
      target: 2,
      critical: 3,
    },
    {
      name: 'Répond: "vite" #1',
      description: 'two\nlines: {a}',
      service: 'Quotes API',
      owner: 'SRE',
      indicator: { kind: 'ratio', total: 'sum(rate(a_total[5m]))', counted: 'good', events: 'sum(rate(g_total[5m]))' },
      comparison: '>=',
      target: 0.9995,
      unit: 'ratio',
      window: { type: 'calendar', period: 'quarter', zone: 'Europe/Paris' },
      dataSource: 'other',
      minimumFailures: 5,
      alerting: { pairs: [{ long: 3600, short: 300, factor: 7.5, wait: 120 }] },
    },
    { ...one('availability'), indicator: { kind: 'probe', selector: 'up{job="a"}', targets: 3 } },
  ];
  it.each(budgeted.map((definition) => [definition.name, definition] as const))('%s', (_, definition) => {
    expect(readOpenSlo(written(definition))).toMatchObject({
      slos: [{ name: definition.name, definition, mistakes: [] }],
      mistakes: [],
    });
    expect(readOpenSlo(written(definition)).slos[0].definition).toEqual(definition);
  });

  it.each<[string, Partial<Definition>]>([
    [
      'a metric of any name',
      { ...one('latency-p95'), indicator: { kind: 'latency', histogram: '{"my.h_bucket"}', percentile: 0.95 } },
    ],
    ['a tiny bound', { ...one('latency-p95'), target: 0.00005 }],
    ['a large bound', { ...one('latency-p95'), target: 1_000_000, critical: undefined }],
    ['a bound that binary cannot hold', { ...one('latency-p95'), target: 0.30000000000000004 }],
    ['a share that binary cannot hold', { comparison: '>=', target: 0.30000000000000004, critical: undefined }],
    ['a share of bad events that binary cannot hold', { target: 0.30000000000000004, critical: undefined }],
    ['another unit', { unit: 'count' }],
    ['another unit of a latency', { ...one('latency-p95'), unit: 'min' }],
    ['a service called default', { service: 'default' }],
    ['a service whose name has no slug', { service: '支払い' }],
    ['no failures at least', { minimumFailures: 0 }],
    [
      'queries as they were typed',
      { indicator: { kind: 'ratio', total: ' (a) # all', counted: 'bad', events: 'b{x="1",}' } },
    ],
    [
      'a ratio that looks like a latency',
      {
        comparison: '>=',
        target: 0.9,
        critical: undefined,
        indicator: { kind: 'ratio', total: 'h_count', counted: 'good', events: 'h_bucket{le="0.5"}' },
      },
    ],
    [
      'a histogram with a comment',
      { ...one('latency-p95'), indicator: { kind: 'latency', histogram: 'h_bucket{a="b", # c\n}', percentile: 0.9 } },
    ],
  ])('%s', (_, change) => {
    const definition: Definition = { ...one('error-rate'), ...change };
    const [{ mistakes, definition: back }] = readOpenSlo(written(definition)).slos;
    expect([mistakes, back]).toEqual([[], definition]);
  });

  it('takes what was changed in the file rather than what was noted', () => {
    const exact = written({ ...one('error-rate'), critical: undefined, target: 0.30000000000000004 });
    expect(readOpenSlo(exact.replace(/target: 0\.\d+$/m, 'target: 0.5')).slos[0].definition?.target).toBe(0.5);
    const typed = written({
      ...one('error-rate'),
      indicator: { kind: 'ratio', total: '(a)', counted: 'bad', events: 'b' },
    });
    expect(readOpenSlo(typed.replace('query: (a)', 'query: c')).slos[0].definition?.indicator).toMatchObject({
      total: 'c',
      events: 'b',
    });
  });

  it('any share and name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }).filter((name) => name.trim() !== ''),
        fc.integer({ min: 1, max: 99_999 }),
        fc.constantFrom('<' as const, '>=' as const),
        (name, target, comparison) => {
          const definition = { ...one('error-rate'), name, comparison, target: target / 100_000, critical: undefined };
          const back = readOpenSlo(written(definition)).slos[0].definition;
          expect(back?.name).toBe(name);
          expect(back?.target).toBeCloseTo(definition.target, 10);
          expect(back?.comparison).toBe(comparison);
        }
      )
    );
  });

  it('several in one file', () => {
    const text = budgeted.map(written).join('---\n');
    expect(readOpenSlo(text).slos.map(({ definition }) => definition)).toEqual(budgeted);
  });
});

describe('reads what others wrote', () => {
  it('takes the counter out of its sum', () => {
    expect(readOpenSlo(plain).slos).toEqual([
      {
        name: 'Checkout answers',
        line: 29,
        mistakes: [],
        definition: {
          name: 'Checkout answers',
          service: 'shop',
          indicator: {
            kind: 'ratio',
            total: 'http_requests_total{job="checkout"}',
            counted: 'good',
            events: 'http_requests_total{job="checkout",code!~"5.."}',
          },
          comparison: '>=',
          target: 0.995,
          unit: 'ratio',
          window: { type: 'rolling', days: 28 },
        },
      },
    ]);
  });

  it('knows a latency by its buckets, however its whole bounds are written', () => {
    const text = plain
      .replace(/sum\(http_requests_total\{job="checkout",code.*\)/, 'sum(h_seconds_bucket{job="checkout",le="1.0"})')
      .replace(/sum\(http_requests_total.*\)/, 'sum(h_seconds_count{job="checkout"})');
    expect(readOpenSlo(text).slos[0].definition).toMatchObject({
      indicator: { kind: 'latency', histogram: 'h_seconds_bucket{job="checkout"}', percentile: 0.995 },
      comparison: '<=',
      target: 1,
      unit: 's',
    });
  });

  it('takes a window as a calendar’s where there is a calendar, else as a rolling one', () => {
    const window = (text: string) =>
      readOpenSlo(plain.replace('    - duration: 4w\n      isRolling: true\n', text)).slos[0];
    const zone = '      calendar:\n        startTime: 2024-01-01 00:00:00\n        timeZone: Europe/Paris\n';
    expect(window('    - duration: 4w\n').definition?.window).toEqual({ type: 'rolling', days: 28 });
    expect(window(`    - duration: 1M\n${zone}`).definition?.window).toEqual({
      type: 'calendar',
      period: 'month',
      zone: 'Europe/Paris',
    });
    for (const [duration, start] of [
      ['1M', '2024-01-15 00:00:00'],
      ['1M', '2024-01-01 12:30:00'],
      ['1Q', '2024-02-01 00:00:00'],
    ]) {
      const found = window(`    - duration: ${duration}\n${zone.replace('2024-01-01 00:00:00', start)}`);
      expect(found.mistakes).toMatchObject([
        { code: 'openslo.start', values: { start }, path: 'spec.timeWindow.0.calendar.startTime', line: 27 },
      ]);
    }
  });

  it('refuses a ratio of gauges', () => {
    const gauges = (query: string) =>
      plain
        .replace('counter: true', 'counter: false')
        .replace('sum(http_requests_total{job="checkout",code!~"5.."})', 'jobs_good')
        .replace('sum(http_requests_total{job="checkout"})', query);
    for (const query of ['jobs', 'sum(jobs)', 'count(jobs)']) {
      const { mistakes } = readOpenSlo(gauges(query)).slos[0];
      expect(mistakes.map(({ code, path }) => `${code} ${path.split('.')[4]}`).sort()).toEqual([
        'objective.events.range good',
        'objective.events.range total',
      ]);
    }
  });

  it('finds an indicator of its own document, and leaves out what is no objective', () => {
    const [before, inside, after] = plain.split(/ {2}indicator:\n|(?= {2}timeWindow)/);
    const indicator = inside.replace(/^ {4}/gm, '');
    const text = [
      'apiVersion: openslo/v1\nkind: Service\nmetadata:\n  name: shop\nspec: {}\n',
      `apiVersion: openslo/v1\nkind: SLI\n${indicator}`,
      `${before}  indicatorRef: good-answers\n${after}`,
    ].join('---\n');
    const { slos, ignored } = readOpenSlo(text);
    expect(slos).toMatchObject([{ definition: { target: 0.995 }, mistakes: [] }]);
    expect(ignored).toEqual([{ kind: 'Service', line: 1 }]);
  });

  it('makes one of each target', () => {
    const text = plain.replace(
      '    - target: 0.995',
      '    - displayName: slow\n      targetPercent: 99.9\n    - target: 0.999'
    );
    expect(readOpenSlo(text).slos.map(({ name, definition }) => [name, definition?.target])).toEqual([
      ['Checkout answers: slow', 0.999],
      ['Checkout answers', 0.999],
    ]);
  });
});

describe('names each mistake at its line', () => {
  it.each<[string, string, string, number, string]>([
    ['another version', plain.replace('openslo/v1', 'openslo/v2alpha'), 'openslo.version', 1, 'apiVersion'],
    [
      'a query that does not parse',
      plain.replace('code!~"5.."})', '=)'),
      'promql.syntax',
      18,
      'spec.indicator.spec.ratioMetric.good.metricSource.spec.query',
    ],
    [
      'an unfinished query',
      plain.replace('{job="checkout"})', ''),
      'promql.unfinished',
      23,
      'spec.indicator.spec.ratioMetric.total.metricSource.spec.query',
    ],
    ['a target out of range', plain.replace('0.995', '99.5'), 'objective.target.share', 29, 'spec.objectives.0.target'],
    ['a target that is no number', plain.replace('0.995', 'high'), 'openslo.type', 29, 'spec.objectives.0.target'],
    ['no target', plain.replace('target: 0.995', 'displayName: x'), 'openslo.missing', 29, 'spec.objectives.0.target'],
    ['no objectives', plain.replace(/ {2}objectives:[\s\S]*/, ''), 'openslo.missing', 6, 'spec.objectives'],
    [
      'another data source',
      plain.replace('type: Prometheus', 'type: Datadog'),
      'openslo.source',
      14,
      'spec.indicator.spec.ratioMetric.good',
    ],
    ['an unknown window', plain.replace('4w', '13d'), 'openslo.window', 25, 'spec.timeWindow.0.duration'],
    ['time slices', plain.replace('Occurrences', 'Timeslices'), 'openslo.method', 27, 'spec.budgetingMethod'],
    [
      'a threshold',
      plain.replace('ratioMetric', 'thresholdMetric'),
      'openslo.metric',
      12,
      'spec.indicator.spec.thresholdMetric',
    ],
    [
      'an unknown indicator',
      plain.replace(/ {2}indicator:[\s\S]*?(?= {2}timeWindow)/, '  indicatorRef: nowhere\n'),
      'openslo.indicator',
      8,
      'spec.indicatorRef',
    ],
    [
      'an indicator elsewhere that is no ratio of events to all',
      `${plain.replace(/ {2}indicator:[\s\S]*?(?= {2}timeWindow)/, '  indicatorRef: searches\n')}---
apiVersion: openslo/v1
kind: SLI
metadata:
  name: searches
spec:
  thresholdMetric:
    metricSource: { type: Prometheus, spec: { query: searches } }
`,
      'openslo.metric',
      8,
      'spec.indicatorRef',
    ],
    [
      'a file of Sloth',
      'version: "prometheus/v1"\nservice: shop\nslos:\n  - name: answers\n    objective: 99.9\n',
      'openslo.sloth',
      1,
      'version',
    ],
    [
      'a Kubernetes object of Sloth',
      'apiVersion: sloth.slok.dev/v1\nkind: PrometheusServiceLevel\nmetadata:\n  name: shop\nspec:\n  service: shop\n',
      'openslo.sloth',
      2,
      'kind',
    ],
  ])('%s', (_, text, code, line, path) => {
    const [found] = readOpenSlo(text).slos;
    expect(found.mistakes).toMatchObject([{ code, path }]);
    expect(found.definition).toBeUndefined();
    // the line of the key or of its value, or of what holds it
    expect(Math.abs(found.mistakes[0].line - line)).toBeLessThanOrEqual(1);
  });

  it('keeps the good ones beside the bad', () => {
    const text = `${plain}---\n${plain.replace('0.995', '7')}`;
    const { slos } = readOpenSlo(text);
    expect(slos.map(({ mistakes }) => mistakes.length)).toEqual([0, 1]);
    expect(slos[1].mistakes[0].line).toBe(59);
  });

  it.each([
    ['kind: [', 'openslo.yaml'],
    ['a: b: c', 'openslo.yaml'],
    ['kind: Service', 'openslo.none'],
    ['x'.repeat(MAX_OPENSLO + 1), 'openslo.tooLong'],
  ])('no OpenSLO at all: %.10s', (text, code) => {
    expect(readOpenSlo(text)).toMatchObject({ slos: [], mistakes: [{ code, line: 1 }] });
  });

  it('nothing yet is no mistake', () => {
    expect(readOpenSlo(' \n')).toEqual({ slos: [], ignored: [], mistakes: [] });
  });

  it('reads any text without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readOpenSlo(text)));
    fc.assert(
      fc.property(
        fc.nat(plain.length),
        fc.nat(20),
        (from, length) => void readOpenSlo(plain.slice(0, from) + plain.slice(from + length))
      )
    );
  });
});
