import { type IncidentHead, readIncidentHead } from '../../incident/head';
import { periodAt, periodNamed } from '../../time/window';
import { demoObjectives } from '../demo';
import { type Exclusion } from '../exclusion';
import { type Objective } from '../schema';
import { type Slice } from '../series';
import { slaMarkdown } from './markdown';
import { type PeriodAnswer, type ReportInput, slaReport } from './report';

const zone = 'Europe/Paris';
const period = periodNamed('2026-10', zone) ?? { type: 'month' as const, label: '', start: 0, end: 0 };
const HOUR_SECONDS = 3600;
const now = period.end + 40 * HOUR_SECONDS;
const { objectives: shipped } = demoObjectives('en', 'r');
const links = {
  incident: (name: string) => `https://grafana.example/a/haddock-opsbook-app/incidents/${name}`,
  objective: (key: string) => `https://grafana.example/a/haddock-opsbook-app/objectives/${key}`,
};

/** Hourly slices of 1,000 events from `start` to `end`, with failures where `bad` says so. */
function slices(start: number, end: number, bad: (hour: number) => number = () => 0): Slice[] {
  return Array.from({ length: (end - start) / HOUR_SECONDS }, (_, index) => ({
    start: start + index * HOUR_SECONDS,
    end: start + (index + 1) * HOUR_SECONDS,
    total: 1000,
    good: 1000 - bad(index),
  }));
}

function head(
  name: string,
  milestones: Record<string, number>,
  more: Record<string, string> = {},
  tags = ['service:quotes']
) {
  return readIncidentHead({
    name,
    title: `${name.toUpperCase()} · Quotes | down`,
    tags,
    head: {
      status: 'resolved',
      severity: 'sev2',
      ...Object.fromEntries(Object.entries(milestones).map(([key, at]) => [key, new Date(at * 1000).toISOString()])),
      ...more,
    },
  });
}

const errorRate: Objective = { ...shipped['error-rate'], service: 'Quotes' };

function report(
  objectives: Array<[string, Objective]>,
  measured: Record<string, PeriodAnswer>,
  more: Partial<ReportInput> = {}
) {
  return slaReport({ period, zone, now, objectives, measured, heads: [], ...more });
}

/** October has 745 hours in Paris: the clock goes back. 7,450 failures are allowed at 1 %. */
const october = slices(period.start, period.end, (hour) => (hour === 100 ? 800 : hour === 200 ? 690 : 0));

describe('slaReport', () => {
  it('sums the period before dividing and compares it with the one before', () => {
    const { before } = report([], {});
    expect(before.label).toBe('2026-09');
    const [service] = report([['error-rate', errorRate]], {
      'error-rate': { slices: [...slices(before.start, before.end, () => 20), ...october] },
    }).services;
    const [row] = service.rows;
    expect(row).toMatchObject({ verdict: 'attained', coverage: 1 });
    expect(row.value).toBeCloseTo(1490 / 745_000, 12);
    expect(row.used).toBeCloseTo(0.2, 12);
    expect(row.left).toBeCloseTo(0.8, 12);
    expect(row.before.verdict).toBe('missed');
    expect(row.before.used).toBeCloseTo(2, 12);
    expect(row.raw).toBeUndefined();
  });

  it('leaves excluded time out and keeps the raw value beside it', () => {
    const exclusion: Exclusion = {
      from: new Date((period.start + 100 * HOUR_SECONDS) * 1000).toISOString(),
      to: new Date((period.start + 101 * HOUR_SECONDS) * 1000).toISOString(),
      services: ['quotes'],
      reason: 'Database upgrade',
      approvedBy: 'Change board',
      at: '2026-10-01T00:00:00.000Z',
      by: { uid: 'u1', name: 'Ana' },
    };
    const found = report(
      [['error-rate', errorRate]],
      { 'error-rate': { slices: october } },
      { exclusions: { x: exclusion } }
    );
    const [row] = found.services[0].rows;
    expect(row.value).toBeCloseTo(690 / 744_000, 12);
    expect(row.raw).toBeCloseTo(1490 / 745_000, 12);
    expect(row.rawUsed).toBeCloseTo(0.2, 12);
    expect(found.exclusions.map(({ concerned }) => concerned)).toEqual([['quotes']]);
  });

  it('never takes missing samples for good or for zero', () => {
    const [service] = report(
      [
        ['error-rate', errorRate],
        ['availability', { ...shipped.availability, service: 'Quotes' }],
        ['cpu', { ...shipped.cpu, service: 'Quotes' }],
        ['test-coverage', { ...shipped['test-coverage'], service: 'Quotes' }],
        ['influxdb-write', { ...shipped['influxdb-write'], service: 'Quotes' }],
        ['mttr', { ...shipped.mttr, service: 'Quotes' }],
        ['oee', { ...shipped.oee, service: 'Quotes' }],
      ],
      { 'error-rate': { slices: [] }, availability: { failure: 'Prometheus does not answer' } }
    ).services;
    expect(service.rows.map(({ verdict, value }) => [verdict, value])).toEqual(
      service.rows.map(() => ['noData', undefined])
    );
    expect(service.rows.map(({ failure }) => failure)).toEqual([
      undefined,
      'Prometheus does not answer',
      undefined,
      undefined,
      'InfluxDB',
      undefined,
      undefined,
    ]);
  });

  it('judges gauges hour by hour and never averages them', () => {
    const hours = [60, 65, 75, 62].map((value, index) => ({ time: period.start + (index + 1) * HOUR_SECONDS, value }));
    const [service] = report([['cpu', shipped.cpu]], { cpu: { hours } }).services;
    expect(service.rows[0]).toMatchObject({ verdict: 'partly', within: 0.75, value: 62 });
  });

  it('multiplies the factors of OEE', () => {
    const keys = ['availability', 'latency-p95', 'error-rate', 'oee'];
    const bad = (share: number) => ({ slices: slices(period.start, period.end, () => 1000 * share) });
    const [service] = report(
      keys.map((key) => [key, shipped[key]]),
      { availability: bad(0.5), 'latency-p95': bad(0.2), 'error-rate': bad(0.1) }
    ).services;
    const oee = service.rows[3];
    expect(oee.value).toBeCloseTo(0.36, 12);
    expect(oee.factors).toEqual([0.5, 0.8, 0.9].map((value) => expect.closeTo(value, 12)));
  });

  it('lists incidents by service with what they cost, and leaves out drills, void ones and duplicates', () => {
    const at = (hours: number) => period.start + hours * HOUR_SECONDS;
    const heads: IncidentHead[] = [
      head('inc-2026-0001', { started: at(100), detected: at(100.1), mitigated: at(101), resolved: at(102) }),
      head('inc-2026-0002', { started: at(100.5), mitigated: at(101.5) }),
      head('inc-2026-0003', { detected: at(300) }),
      head('inc-2026-0004', { started: at(400), mitigated: at(401) }, { drill: 'true' }),
      head('inc-2026-0005', { started: at(400), mitigated: at(401) }, { status: 'void' }),
      head('inc-2026-0006', { started: at(-20), mitigated: at(-19) }),
      head('inc-2026-0007', { started: at(500), mitigated: at(501) }, {}, []),
    ];
    const found = report([['error-rate', errorRate]], { 'error-rate': { slices: october } }, { heads });
    expect(found.services.map(({ slug, incidents }) => [slug, incidents.map(({ ref }) => ref)])).toEqual([
      ['quotes', ['INC-2026-0001', 'INC-2026-0002', 'INC-2026-0003']],
      ['', ['INC-2026-0007']],
    ]);
    const [quotes] = found.services;
    expect(quotes.incidentsBefore).toBe(1);
    expect(quotes.downtime).toBe(1.5 * HOUR_SECONDS); // the union of both
    expect(quotes.endless).toBe(1);
    expect(quotes.incidents[0].costs?.[0].share).toBeCloseTo(800 / 7450, 12);
    expect(quotes.incidents[2]).toMatchObject({ isEndless: true });
    expect(quotes.incidents[2].costs).toBeUndefined();
  });

  it('counts only what began in the period as of unknown length', () => {
    const later = head('inc-2026-0009', { started: period.end + HOUR_SECONDS }, { status: 'closed' });
    const found = report([['error-rate', errorRate]], {}, { heads: [later] });
    expect(found.services[0]).toMatchObject({ endless: 0, downtime: 0 });
  });

  it('never takes an outage that still runs for attained', () => {
    const mttr: Objective = { ...shipped.mttr, service: 'Quotes' };
    const [short, long] = [300, 30 * HOUR_SECONDS].map((since) => {
      const heads = [head('inc-2026-0009', { started: now - since }, { status: 'investigating' })];
      return report([['mttr', mttr]], {}, { heads, period: periodAt('month', now, zone) }).services[0].rows[0];
    });
    expect([short.verdict, short.value, short.computed?.atLeast]).toEqual(['noData', undefined, expect.closeTo(5, 6)]);
    expect([long.verdict, long.value]).toEqual(['missed', undefined]);
  });

  it('calls a value by hand stale once it has expired', () => {
    const reading = (at: number, expires: number) => ({
      value: 95,
      at: new Date(at * 1000).toISOString(),
      expires: new Date(expires * 1000).toISOString(),
      by: { uid: 'u1', name: 'Ana' },
    });
    const row = (at: number, expires: number) => {
      const objective = { ...shipped['test-coverage'], target: 90, readings: { r: reading(at, expires) } };
      return report([['test-coverage', objective]], {}).services[0].rows[0];
    };
    const { start, end } = period;
    expect(row(start + HOUR_SECONDS, end + HOUR_SECONDS)).toMatchObject({ verdict: 'attained', value: 95 });
    expect(row(start + HOUR_SECONDS, end - HOUR_SECONDS)).toMatchObject({ verdict: 'stale', value: 95 });
    expect(row(start - 50 * HOUR_SECONDS, start - HOUR_SECONDS)).toMatchObject({ verdict: 'stale', value: 95 });
    expect(row(end + HOUR_SECONDS, end + 50 * HOUR_SECONDS).verdict).toBe('noData');
  });

  it('says when the period is not over', () => {
    const running = report(
      [['error-rate', errorRate]],
      { 'error-rate': { slices: october } },
      {
        now: period.start + 101 * HOUR_SECONDS,
      }
    );
    expect(running.isRunning).toBe(true);
    expect(running.services[0].rows[0].used).toBeCloseTo(800 / 1010, 12);
  });
});

describe('slaMarkdown', () => {
  const heads = [
    head('inc-2026-0001', { started: period.start + 100 * HOUR_SECONDS, mitigated: period.start + 101 * HOUR_SECONDS }),
  ];
  const found = report(
    [
      ['error-rate', { ...errorRate, name: 'Errors | all' }],
      ['availability', shipped.availability],
    ],
    { 'error-rate': { slices: october }, availability: { failure: 'Prometheus does not answer' } },
    {
      heads,
      exclusions: {
        x: {
          from: new Date((period.start + 200 * HOUR_SECONDS) * 1000).toISOString(),
          to: new Date((period.start + 201 * HOUR_SECONDS) * 1000).toISOString(),
          objectives: ['error-rate'],
          reason: 'Upgrade <b>\n| of the database',
          approvedBy: 'Change board',
          at: '2026-11-01T00:00:00.000Z',
          by: { uid: 'u1', name: 'Ana' },
          past: true,
        },
      },
    }
  );

  it('has absolute links, escapes what people typed, and says what is missing', () => {
    const text = slaMarkdown(found, 'en', links);
    expect(text).toContain('# Monthly SLA report 2026-10');
    expect(text).toContain('**Period:** 2026-10-01 00:00 – 2026-11-01 00:00 (time zone Europe/Paris)');
    expect(text).toContain('**Compared with:** 2026-09');
    expect(text).toContain(
      '| [Errors \\| all](https://grafana.example/a/haddock-opsbook-app/objectives/error-rate) | <\u00a01\u00a0% | ● Attained |'
    );
    expect(text).toMatch(/raw 0\.2\s%/);
    expect(text).toContain(
      '| ? No data | no data · Prometheus does not answer | no data | no data | ? No data · no data |'
    );
    expect(text).toContain(
      '| [INC-2026-0001](https://grafana.example/a/haddock-opsbook-app/incidents/inc-2026-0001) Quotes \\| down | SEV2 | 2026-10-05 04:00 | unknown | 1 h 00 |'
    );
    expect(text).toContain('| Errors \\| all | Upgrade &lt;b> \\| of the database | Change board | Ana (afterwards) |');
    expect(text).not.toMatch(/undefined|NaN|\{\{/);
  });

  it('is French in French', () => {
    const text = slaMarkdown(found, 'fr', links);
    expect(text).toContain('# Rapport SLA mensuel 2026-10');
    expect(text).toContain('● Tenu');
    expect(text).toMatch(/0,11\s%/);
    expect(text).toContain('Ana (après coup)');
    expect(text).not.toMatch(/Attained|No data|unknown/);
  });

  it('says so when there is nothing at all', () => {
    const text = slaMarkdown(report([], {}), 'en', links);
    expect(text).toContain('**Summary:** no data');
    expect(text).toContain('## Exclusions\n\nNone.');
  });
});

describe('private incidents', () => {
  const began = period.start + 100 * HOUR_SECONDS;
  const times = { started: began, mitigated: began + HOUR_SECONDS };
  const heads = [head('inc-2026-0001', times), head('inc-2026-0002', times, { private: 'true' }, ['service:payroll'])];
  const measured = { 'error-rate': { slices: october } };

  it('are neither listed nor counted, and the report says how many it leaves out', () => {
    const made = report([['error-rate', errorRate]], measured, { heads });
    expect(made).toMatchObject({ privateIncidents: 1, withPrivate: false });
    const markdown = slaMarkdown(made, 'en', links);
    expect(markdown).toContain('1 private incident is left out, of the list and of the numbers.');
    expect(markdown).not.toMatch(/INC-2026-0002|payroll/);
    expect(slaMarkdown(made, 'fr', links)).toContain('1 incident privé est laissé de côté');
  });

  it('are there when asked for, and the report is confidential', () => {
    const made = report([['error-rate', errorRate]], measured, { heads, withPrivate: true });
    const markdown = slaMarkdown(made, 'en', links);
    expect(markdown).toContain('**Confidential**');
    expect(markdown).toContain('INC-2026-0002');
    expect(markdown).not.toContain('left out, of the list');
  });
});

it('tells nothing of events that cannot be, and no budget where the target forgives nothing', () => {
  const wrong = october.map((slice) => ({ ...slice, good: slice.total * 3 }));
  const strict: Objective = { ...errorRate, comparison: '<=', target: 0 };
  const made = report(
    [
      ['a', errorRate],
      ['b', strict],
    ],
    { a: { slices: wrong }, b: { slices: october } }
  );
  const [impossible, kept] = made.services.flatMap(({ rows }) => rows);
  expect(impossible).toMatchObject({ verdict: 'noData', isImpossible: true });
  expect(impossible.value).toBeUndefined();
  expect(kept).toMatchObject({ verdict: 'missed', used: undefined, left: undefined });
});
