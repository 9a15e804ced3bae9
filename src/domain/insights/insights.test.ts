import fc from 'fast-check';
import { type IncidentHead, readIncidentHead } from '../incident/head';
import { type Head } from '../record/record';
import { insightsOf, type Selection, DURATIONS } from './insights';
import { reliabilityOf } from './reliability';

const DAY_SECONDS = 86_400;
const START = Date.parse('2026-11-02T00:00:00Z') / 1000; // a Monday
const period = { start: START, end: START + 28 * DAY_SECONDS };
const NOW = START + 28 * DAY_SECONDS;
const options = { now: NOW, zone: 'UTC' };

const at = (seconds: number) => new Date((START + seconds) * 1000).toISOString();
const minutes = (count: number) => count * 60;

let count = 0;
/** An incident from heads, times in minutes since the period began. */
function incident(head: Head, { name = `inc-2026-${String(++count).padStart(4, '0')}`, tags = ['service:api'] } = {}) {
  const times = Object.fromEntries(
    Object.entries(head).map(([key, value]) => [key, /^-?\d+$/.test(value) ? at(minutes(Number(value))) : value])
  );
  return readIncidentHead({
    name,
    title: 'Down',
    tags,
    head: { status: 'resolved', services: 'API', ...times },
    hasHead: true,
  });
}

function resolvedAfter(duration: number, begin = 0, head: Head = {}) {
  return incident({ started: `${begin}`, detected: `${begin}`, resolved: `${begin + duration}`, ...head });
}

const all: Selection = { period };

describe('what counts', () => {
  it('leaves out drills, void ones, duplicates and those without a time, and names them', () => {
    const drill = resolvedAfter(1, 0, { drill: 'true' });
    const voided = resolvedAfter(1, 0, { status: 'void', voided: 'falseAlarm' });
    const duplicate = resolvedAfter(1, 0, { status: 'void', 'duplicate-of': 'inc-2026-0001' });
    const undated = incident({});
    const unread = readIncidentHead({ name: 'inc-2026-0900', title: '', tags: ['status:open'], head: {} });
    const real = resolvedAfter(30);
    const { incidents, leftOut } = insightsOf([drill, voided, duplicate, undated, unread, real], all, options);
    expect(incidents).toEqual([real]);
    expect(leftOut).toEqual({
      drill: [drill],
      void: [voided],
      duplicate: [duplicate],
      undated: [undated],
      unread: [unread],
    });
  });

  it('keeps to the period, the service and the severity', () => {
    const inside = resolvedAfter(5, 10, { severity: 'sev1' });
    const later = resolvedAfter(5, 28 * 24 * 60, { severity: 'sev1' });
    const milder = resolvedAfter(5, 10, { severity: 'sev3' });
    const elsewhere = incident({ started: '10', severity: 'sev1' }, { tags: ['service:web'] });
    const chosen = insightsOf(
      [inside, later, milder, elsewhere],
      { period, service: 'api', severity: 'sev1' },
      options
    );
    expect(chosen.incidents).toEqual([inside]);
  });
});

describe('durations', () => {
  it('never computes one from a missing or impossible time', () => {
    const noStart = incident({ detected: '0', acknowledged: '2', mitigated: '10', resolved: '45' });
    const backwards = incident({ started: '50', detected: '20', resolved: '30' });
    const { measures } = insightsOf([noStart, backwards], all, options);
    expect(measures.detect.timings).toEqual([]);
    expect(measures.detect.missing).toEqual([noStart, backwards]);
    expect(measures.recover.timings.map(({ seconds }) => seconds)).toEqual([minutes(45), minutes(10)]);
    expect(measures.mitigate.missing).toEqual([backwards]);
  });

  it('censors what is still running, and only that', () => {
    const minute = (NOW - START) / 60;
    const waiting = incident({ status: 'declared', detected: `${minute - 60}` });
    const mitigated = incident({ status: 'mitigated', detected: `${minute - 300}`, mitigated: `${minute - 200}` });
    const ended = [10, 25, 45, 120].map((duration) => resolvedAfter(duration));
    const { measures } = insightsOf([waiting, mitigated, ...ended], all, options);
    expect(measures.recover.median).toMatchObject({ n: 6, open: 2, value: minutes(45) }); // Kaplan–Meier by hand
    expect(measures.acknowledge.timings).toEqual([{ incident: waiting, seconds: 3600, open: true }]);
    expect(measures.acknowledge.missing).toContain(mitigated);
    expect(measures.mitigate.timings).toContainEqual({ incident: mitigated, seconds: 6000, open: false });
  });
});

describe('weeks', () => {
  it('counts by week, empty ones too', () => {
    const { weeks } = insightsOf(
      [resolvedAfter(5), resolvedAfter(5, 60), resolvedAfter(5, 15 * 24 * 60)],
      all,
      options
    );
    expect(weeks.map(({ week, incidents, partial }) => [week, incidents, partial])).toEqual([
      ['2026-W45', 2, false],
      ['2026-W46', 0, false],
      ['2026-W47', 1, false],
      ['2026-W48', 0, false],
    ]);
  });

  it('marks the weeks that the period cuts, in the team’s zone', () => {
    const cut = { start: START + 2 * DAY_SECONDS, end: START + 9 * DAY_SECONDS };
    const { weeks } = insightsOf([], { period: cut }, { now: NOW, zone: 'Europe/Paris' });
    expect(weeks.map(({ date, partial }) => [date, partial])).toEqual([
      ['2026-11-02', true],
      ['2026-11-09', true],
    ]);
  });
});

describe('reliability', () => {
  const HOUR_MINUTES = 60;

  it('takes downtime once and planned work out', () => {
    const [api] = insightsOf([resolvedAfter(30, 0), resolvedAfter(40, 20), resolvedAfter(10, 100)], all, {
      ...options,
      planned: { api: [{ start: START + DAY_SECONDS, end: START + 2 * DAY_SECONDS }] },
    }).services;
    expect(api).toMatchObject({ name: 'API', failures: 2, downtime: minutes(70), mttr: minutes(35) });
    expect(api.uptime).toBe(27 * DAY_SECONDS - minutes(70));
    expect(api.mtbf).toBe(api.uptime / 2);
    expect(api.availability).toBeCloseTo(api.uptime / (api.uptime + minutes(70)), 12);
  });

  it('adds the downtime of an earlier incident that still ran, but not its failure', () => {
    const [api] = insightsOf(
      [resolvedAfter(3 * HOUR_MINUTES, -HOUR_MINUTES), resolvedAfter(HOUR_MINUTES, 10 * HOUR_MINUTES)],
      all,
      options
    ).services;
    expect(api).toMatchObject({ failures: 1, downtime: 3 * 3600 });
  });

  it('means the failures that began in the period, each to its end', () => {
    // one of ten hours that began before, one of ten minutes, one that outlasts the period
    const last = 28 * 24 * HOUR_MINUTES;
    const heads = [
      resolvedAfter(11 * HOUR_MINUTES, -HOUR_MINUTES),
      resolvedAfter(10, 20 * HOUR_MINUTES),
      resolvedAfter(30, last - 10),
    ];
    const [api] = insightsOf(heads, all, { ...options, now: NOW + DAY_SECONDS }).services;
    expect(api).toMatchObject({ failures: 2, recovered: 2, repair: minutes(40), mttr: minutes(20) });
    expect(api.downtime).toBe(minutes(10 * HOUR_MINUTES + 10 + 10));
  });

  it('takes no outage that still runs for a short one', () => {
    const minute = (NOW - START) / 60;
    const running = (since: number) => incident({ status: 'investigating', started: `${minute - since}` });
    const [alone] = insightsOf([running(5)], all, options).services;
    expect(alone).toMatchObject({ failures: 1, recovered: 0, running: 1, mttrAtLeast: minutes(5) });
    expect([alone.mttr, alone.availability]).toEqual([undefined, undefined]);
    const [short] = insightsOf([resolvedAfter(60), running(5)], all, options).services;
    expect(short).toMatchObject({ recovered: 1, running: 1, mttr: minutes(60) });
    const [long] = insightsOf([resolvedAfter(60), running(300)], all, options).services;
    expect(long).toMatchObject({ recovered: 1, running: 1, mttrAtLeast: minutes(180) });
    expect(long.mttr).toBeUndefined();
    // one that overlaps it is the same failure, and as open
    const [merged] = insightsOf([running(50), resolvedAfter(20, minute - 60)], all, options).services;
    expect(merged).toMatchObject({ failures: 1, recovered: 0, running: 1, mttrAtLeast: minutes(60) });
  });

  it('counts nothing that begins after the period', () => {
    const later = incident({ status: 'closed', started: `${28 * 24 * HOUR_MINUTES + 5}` });
    const [api] = reliabilityOf([later], { period, service: 'api' }, NOW + DAY_SECONDS);
    expect(api).toMatchObject({ failures: 0, endless: [] });
  });

  it('ends downtime at the mitigation, runs it up to now, and says when nobody knows', () => {
    const minute = (NOW - START) / 60;
    const unknown = incident({ status: 'closed', started: '0' });
    const { services } = insightsOf(
      [
        incident({ started: '100', detected: '100', mitigated: '130', resolved: '400' }),
        incident({ status: 'investigating', started: `${minute - 20}` }),
        unknown,
      ],
      all,
      options
    );
    expect(services[0]).toMatchObject({ failures: 3, downtime: minutes(50), endless: [unknown] });
  });

  it('bounds the mean of a service that never failed', () => {
    const month = { start: START, end: START + 30 * DAY_SECONDS };
    const [web] = insightsOf([], { period: month, service: 'web' }, { now: month.end, zone: 'UTC' }).services;
    expect(web).toMatchObject({ service: 'web', failures: 0, uptime: 30 * DAY_SECONDS });
    expect(web.mtbf).toBeUndefined();
    expect(web.interval.low / 3600).toBeCloseTo(240.3, 1); // exact Poisson, no failure in 720 h
  });

  it('counts only the time that has passed', () => {
    const [api] = insightsOf([resolvedAfter(0, 5)], all, { now: START + DAY_SECONDS, zone: 'UTC' }).services;
    expect(api.uptime).toBe(DAY_SECONDS);
  });
});

describe('what was down', () => {
  it('is not the service whose backup was late', () => {
    const late = resolvedAfter(2_100, 0, { severity: 'sev4' });
    expect(insightsOf([late], all, options).services).toEqual([]);
    expect(insightsOf([resolvedAfter(20), late], all, options).services).toMatchObject([
      { failures: 1, downtime: minutes(20) },
    ]);
  });

  it('is what the impact says, whatever the severity', () => {
    const failures = (head: Record<string, string>) =>
      insightsOf([resolvedAfter(20, 0, head)], all, options).services.length;
    expect(failures({ severity: 'sev4', loss: 'partial' })).toBe(1);
    expect(failures({ severity: 'sev2', loss: 'degraded' })).toBe(0);
    expect(failures({ severity: 'sev1', loss: 'none' })).toBe(0);
    expect(failures({})).toBe(1);
  });
});

describe('who found it', () => {
  it('gives the share with its interval, unknown ones apart', () => {
    const by = (who: string, times: number) =>
      Array.from({ length: times }, () => resolvedAfter(1, 0, { 'detected-by': who }));
    const unknown = resolvedAfter(1);
    const { monitoring } = insightsOf([...by('monitoring', 8), ...by('customer', 2), unknown], all, options);
    expect(monitoring).toMatchObject({ found: 8, n: 10, value: 0.8, unknown: [unknown] });
    expect(monitoring.interval?.low).toBeCloseTo(0.4902, 4); // Wilson 1927, 8 of 10
    expect(insightsOf([unknown], all, options).monitoring).toEqual({ found: 0, n: 0, unknown: [unknown] });
  });
});

describe('two periods', () => {
  const before = { start: START - 28 * DAY_SECONDS, end: START };

  it('finds no change between 6 and 3', () => {
    const earlier = Array.from({ length: 6 }, (_, day) => resolvedAfter(10, -(day + 1) * 1440));
    const later = Array.from({ length: 3 }, (_, day) => resolvedAfter(20, day * 1440));
    const oldest = resolvedAfter(10, -40 * 1440);
    const { change } = insightsOf([oldest, ...earlier, ...later], all, { ...options, before });
    expect(change?.counts).toMatchObject({ before: 6, after: 3, change: 'none' });
    expect(change?.counts.p).toBeCloseTo(0.508, 3); // binomial test of rates, 6 against 3
    expect(change?.median.value).toBe(minutes(10));
    expect(change).toMatchObject({ period: before, isCut: false });
  });

  it('compares with no time before the first record', () => {
    const later = resolvedAfter(20, 1440);
    const first = resolvedAfter(10, -7 * 1440);
    const { change } = insightsOf([first, later], all, { ...options, before });
    expect(change).toMatchObject({ period: { start: START - 7 * DAY_SECONDS, end: START }, isCut: true });
    expect(insightsOf([later], all, { ...options, before }).change).toBeUndefined();
  });
});

describe('properties', () => {
  const one = fc
    .record({
      begin: fc.integer({ min: 0, max: 27 * 1440 }),
      length: fc.integer({ min: 1, max: 1440 }),
      open: fc.boolean(),
      service: fc.constantFrom('api', 'web'),
    })
    .map(({ begin, length, open, service }) => ({
      head: {
        status: open ? 'investigating' : 'resolved',
        services: service,
        started: `${begin}`,
        detected: `${begin + 1}`,
        'detected-by': 'monitoring',
        ...(!open && { mitigated: `${begin + length}`, resolved: `${begin + length + 5}` }),
      } satisfies Head,
      tags: [`service:${service}`],
    }));
  const some = fc.array(one, { maxLength: 25 });
  const numbers = (heads: IncidentHead[]) => {
    const { measures, weeks, services, monitoring } = insightsOf(heads, all, options);
    const estimates = DURATIONS.map((measure) => [measures[measure].median, measures[measure].p90]);
    return { estimates, weeks, services, share: monitoring.value };
  };

  it('a void incident changes nothing', () => {
    fc.assert(
      fc.property(some, one, (given, extra) => {
        const heads = given.map(({ head, tags }) => incident(head, { tags }));
        const voided = incident({ ...extra.head, status: 'void' }, { tags: extra.tags });
        expect(numbers([...heads, voided])).toEqual(numbers(heads));
      })
    );
  });

  it('order does not matter', () => {
    fc.assert(
      fc.property(some, (given) => {
        const heads = given.map(({ head, tags }) => incident(head, { tags }));
        expect(numbers([...heads].reverse())).toEqual(numbers(heads));
      })
    );
  });
});
