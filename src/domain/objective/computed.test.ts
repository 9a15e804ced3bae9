import { duesOf } from '../incident/dues';
import { exampleIncident } from '../incident/example';
import { type IncidentHead, readIncidentHead } from '../incident/head';
import { type Incident } from '../incident/schema';
import { insightsOf } from '../insights/insights';
import { writeDues } from '../record/dues';
import { computedFrom } from './computed';

const HOUR_SECONDS = 3600;
const now = Date.UTC(2026, 10, 21, 12) / 1000;
const window = { start: now - 90 * 24 * HOUR_SECONDS, end: now };
const zone = 'UTC';
const at = (hours: number) => new Date((window.start + hours * HOUR_SECONDS) * 1000).toISOString();

let count = 0;
function head(from: number, to: number | undefined, more: Record<string, string> = {}): IncidentHead {
  return readIncidentHead({
    name: `inc-2026-${String(++count).padStart(4, '0')}`,
    title: 'Down',
    tags: ['service:quotes'],
    head: {
      status: to === undefined ? 'investigating' : 'resolved',
      started: at(from),
      detected: at(from),
      ...(to !== undefined && { mitigated: at(to), resolved: at(to) }),
      ...more,
    },
  });
}

const ask = (measure: Parameters<typeof computedFrom>[0], heads: IncidentHead[], more = {}) =>
  computedFrom(measure, heads, { window, now, zone, ...more });

describe('MTBF and MTTR', () => {
  // r = 3 in 2160 h → 720 h [246.4, 3491.3] (exact Poisson), here with 3 h of downtime
  const three = [head(100, 101), head(500, 501), head(900, 901)];

  it('give n and the exact interval', () => {
    const { value, n, interval } = ask('mtbf', three);
    expect(n).toBe(3);
    expect(value).toBeCloseTo(719, 9);
    expect(interval?.low).toBeCloseTo((246.4 * 2157) / 2160, 0);
    expect(interval?.high).toBeCloseTo((3491.3 * 2157) / 2160, 0);
  });

  it('merge incidents that overlap, and agree with the Insights page', () => {
    const overlapping = [head(100, 102), head(101, 103), head(500, 501)];
    expect(ask('mtbf', overlapping)).toMatchObject({ n: 2, value: 1078 });
    expect(ask('mttr', overlapping)).toMatchObject({ n: 2, value: 120 });
    const { services } = insightsOf(overlapping, { period: window, service: 'quotes' }, { now, zone });
    expect(services[0].mtbf).toBe(1078 * HOUR_SECONDS);
    expect(services[0].mttr).toBe(2 * HOUR_SECONDS);
  });

  it('say at least how long where nothing failed', () => {
    const { value, atLeast, n } = ask('mtbf', [head(-500, -499)]);
    expect([value, n]).toEqual([undefined, 0]);
    expect(atLeast).toBeCloseTo(2160 / 2.9957, 1);
  });

  it('say nothing of a team that has no record yet', () => {
    expect(ask('mtbf', [])).toEqual({ n: 0, incomplete: 0 });
    expect(ask('mttr', []).value).toBeUndefined();
  });

  it('refuse the interval of a mean of few, and give it from six on', () => {
    expect(ask('mttr', three)).toMatchObject({ n: 3, value: 60, needed: 6 });
    expect(ask('mttr', three).interval).toBeUndefined();
    const six = [1, 2, 3, 4, 5, 6].map((index) => head(index * 100, index * 100 + 1));
    const { interval, value } = ask('mttr', six);
    expect(value).toBeCloseTo(60, 9);
    expect(interval?.low).toBeCloseTo((2 * 360) / 23.3367, 2); // chi-square of 12 degrees, 97.5 %
    expect(interval?.high).toBeCloseTo((2 * 360) / 4.4038, 1); // 2.5 %
  });

  it('leave a duration that nobody knows out of the mean, and say so', () => {
    const forgotten = { ...head(700, undefined), status: 'closed' as const };
    expect(ask('mttr', [...three, forgotten])).toMatchObject({ n: 3, value: 60, incomplete: 1 });
    expect(ask('mtbf', [...three, forgotten])).toMatchObject({ n: 4, incomplete: 1 });
    expect(ask('mttr', [forgotten]).value).toBeUndefined();
  });

  it('take a failure that still runs for no short one', () => {
    const running = (minutes: number) => head(2160 - minutes / 60, undefined);
    const alone = ask('mttr', [running(5)]);
    expect(alone).toMatchObject({ n: 0, running: 1 });
    expect(alone.value).toBeUndefined();
    expect(alone.atLeast).toBeCloseTo(5, 6);
    expect(ask('mttr', [...three, running(5)])).toMatchObject({ n: 3, running: 1, value: 60 });
    const long = ask('mttr', [...three, running(300)]);
    expect([long.value, long.atLeast]).toEqual([undefined, expect.closeTo(120, 6)]);
  });

  it('count the failures that began in the window, in numerator and denominator', () => {
    expect(ask('mttr', [head(-1, 10), head(500, 500 + 1 / 6)])).toMatchObject({ n: 1, value: expect.closeTo(10, 6) });
  });

  it('take excluded time out of the time in use', () => {
    const planned = { quotes: [{ start: window.start, end: window.start + 10 * HOUR_SECONDS }] };
    expect(ask('mtbf', three, { planned }).value).toBeCloseTo((2160 - 10 - 3) / 3, 9);
    expect(ask('mtbf', three, { planned, service: 'Quotes' }).value).toBeCloseTo((2160 - 10 - 3) / 3, 9);
  });

  it('leave out drills, void ones, duplicates and other services', () => {
    const others = [
      head(10, 11, { drill: 'true' }),
      head(20, 21, { status: 'void' }),
      head(30, 31, { 'duplicate-of': 'x' }),
    ];
    expect(ask('mtbf', others).n).toBe(0);
    expect(ask('mtbf', three, { service: 'Users' }).n).toBe(0);
  });
});

describe('recovery', () => {
  it('is the median, and refuses an interval below six', () => {
    expect(ask('recovery', [head(1, 2), head(10, 12), head(20, 23)])).toMatchObject({ n: 3, value: 120, needed: 6 });
  });

  it('counts an open incident as lasting at least until now', () => {
    // {10, 25, 45, 60+, 120, 300+} → median 45 (Kaplan–Meier)
    const minutes = [10, 25, 45, 120].map((length, index) => head(index * 100, index * 100 + length / 60));
    const open = [60, 300].map((length) => head(2160 - length / 60, undefined));
    const { value, n } = ask('recovery', [...minutes, ...open]);
    expect(n).toBe(6);
    expect(value).toBeCloseTo(45, 6);
  });
});

describe('shares', () => {
  it('of proactive detection come with Wilson’s interval', () => {
    const heads = Array.from({ length: 10 }, (_, index) =>
      head(index, index + 1, { 'detected-by': index < 8 ? 'monitoring' : 'customer' })
    );
    const { value, n, interval } = ask('proactiveDetection', heads);
    expect([value, n]).toEqual([0.8, 10]);
    expect(interval?.low).toBeCloseTo(0.4902, 4);
    expect(interval?.high).toBeCloseTo(0.9433, 4);
  });

  it('of reviews and actions on time count what was due, not what is still to come', () => {
    const own = head(100, 101);
    const action = { title: 'Act', created: '2026-10-01T00:00:00.000Z', by: { uid: 'u', name: 'Ana' } };
    const record: Incident = {
      ...exampleIncident(),
      name: own.name,
      review: {
        state: 'reviewed',
        due: '2026-10-10',
        signedOff: { at: '2026-10-10T20:00:00.000Z', by: { uid: 'u', name: 'Ana' } },
      },
      actions: {
        kept: { ...action, due: '2026-10-10', state: 'done', done: '2026-10-09T00:00:00.000Z' },
        late: { ...action, due: '2026-10-10', state: 'done', done: '2026-10-12T00:00:00.000Z' },
        overdue: { ...action, due: '2026-10-10', state: 'open' },
        future: { ...action, due: '2026-12-24', state: 'open' },
        dropped: { ...action, due: '2026-10-10', state: 'wontDo' },
        unsure: { ...action, due: '2026-10-10', state: 'done' },
        undated: { ...action, state: 'open' },
      },
    };
    const told = head(100, 101, { dues: writeDues(duesOf(record)) });
    for (const [heads, options] of [
      [[own], { dues: { [own.name]: duesOf(record) } }],
      [[told], {}],
    ] as const) {
      expect(ask('reviewsOnTime', [...heads], options)).toMatchObject({ n: 1, value: 1 });
      expect(ask('actionsOnTime', [...heads], options)).toMatchObject({ n: 3, value: 1 / 3, incomplete: 1 });
    }
    expect(ask('reviewsOnTime', [own], { dues: {} })).toEqual({ n: 0, incomplete: 0 });
  });
});
