import { alertKey } from '../../incident/declare/prefill';
import { type IncidentHead, readIncidentHead } from '../../incident/head';
import { type Firing } from './firings';
import { alertTrend, judgeAlerts, type RuleHistory } from './judgement';

const T0 = Date.parse('2026-11-02T00:00:00Z') / 1000; // a Monday
const HOUR = 3600;
const period = { start: T0, end: T0 + 28 * 24 * HOUR };
const now = period.end;
const iso = (at: number) => new Date(at * 1000).toISOString();

let number = 0;
/** An incident of the quotes service: declared at `hour`, detected before, resolved two hours later. */
function incident(hour: number, more: Record<string, string> = {}, tags = ['service:quotes']): IncidentHead {
  const at = T0 + hour * HOUR;
  return readIncidentHead({
    name: `inc-2026-${String(++number).padStart(4, '0')}`,
    title: 'x',
    tags,
    head: {
      status: 'resolved',
      declared: iso(at),
      detected: iso(at - 300),
      started: iso(at - 600),
      resolved: iso(at + 2 * HOUR),
      'detected-by': 'team',
      ...more,
    },
  });
}

function rule(firings: Firing[], more: Partial<RuleHistory> = {}): RuleHistory {
  return { source: 'prom', name: 'HighErrorRate', labels: { service: 'quotes' }, service: 'quotes', firings, ...more };
}

const at = (hour: number, length = 600): Firing => ({ from: T0 + hour * HOUR, to: T0 + hour * HOUR + length });

beforeEach(() => (number = 0));

it('says what became of each firing', () => {
  const heads = [incident(10)];
  const silences = [
    {
      start: T0 + 30 * HOUR,
      end: T0 + 32 * HOUR,
      matchers: [{ name: 'alertname', value: 'High.*', isRegex: true, isEqual: true }],
    },
  ];
  const firings = [at(9.7), at(11), at(20), at(31)];
  const { verdicts, unannounced } = judgeAlerts([rule(firings)], heads, { period, now, silences });
  expect(verdicts[0]?.fates).toEqual({ led: 1, fell: 1, silenced: 1, nothing: 1 });
  expect([verdicts[0]?.fired, verdicts[0]?.firing]).toEqual([4, 2400]);
  expect(verdicts[0]?.incidents).toEqual(['inc-2026-0001']);
  expect(unannounced).toEqual([]);
});

it('refuses a share below six, and gives the interval from six on', () => {
  const five = [0, 50, 100, 150, 200];
  const few = judgeAlerts([rule(five.map((hour) => at(hour)))], [], { period, now }).verdicts[0];
  expect(few?.precision).toEqual({ hits: 0, n: 5 });
  expect(few?.recall).toEqual({ hits: 0, n: 0 });
  const six = [...five, 250];
  const heads = [incident(0.1), incident(50.1), incident(100.1)];
  const told = judgeAlerts([rule(six.map((hour) => at(hour)))], heads, { period, now }).verdicts[0];
  expect(told?.precision).toMatchObject({ hits: 3, n: 6, value: 0.5 });
  // Wilson 95 % of 3 in 6: 0.1876–0.8124 (R, prop.test without correction)
  expect(told?.precision.interval?.low).toBeCloseTo(0.1876, 3);
  expect(told?.precision.interval?.high).toBeCloseTo(0.8124, 3);
});

it('counts as announced what fired before people noticed, and how long before', () => {
  const hours = [10, 60, 110, 160, 210, 260];
  const heads = hours.map((hour) => incident(hour));
  const early = hours.slice(0, 5).map((hour) => at(hour - 0.5)); // 25 min before people noticed
  const late = [at(hours[5] ?? 0, 1200)];
  const { verdicts, unannounced } = judgeAlerts([rule([...early, ...late])], heads, { period, now });
  expect(verdicts[0]?.recall).toMatchObject({ hits: 5, n: 6 });
  expect(verdicts[0]?.lead).toEqual({ n: 6, median: 1500, least: -300, most: 1500 });
  expect(unannounced.map(({ name }) => name)).toEqual(['inc-2026-0006']);
});

it('tells no lead over people where monitoring was the one to notice', () => {
  const heads = [10, 60, 110, 160, 210, 260].map((hour) => incident(hour, { 'detected-by': 'monitoring' }));
  const firings = heads.map(({ milestones }) => ({ from: Date.parse(milestones.detected ?? '') / 1000 - 60, to: now }));
  expect(judgeAlerts([rule(firings)], heads, { period, now }).verdicts[0]?.lead).toEqual({ n: 0 });
});

it('leaves out exercises, void ones and duplicates, and says how many', () => {
  const heads = [
    incident(10, { drill: 'true' }),
    incident(60, { status: 'void' }),
    incident(110, { 'duplicate-of': 'inc-2026-0009' }),
  ];
  const { verdicts, counted, leftOut } = judgeAlerts([rule([at(9.9), at(60), at(110), at(200)])], heads, {
    period,
    now,
  });
  expect([counted, leftOut.drill, leftOut.void, leftOut.duplicate]).toEqual([0, 1, 1, 1]);
  expect([verdicts[0]?.leftOut, verdicts[0]?.precision]).toEqual([3, { hits: 0, n: 1 }]);
});

it('finds an incident by the alert that is on it, whatever its service', () => {
  const labels = { pod: 'a' };
  const heads = [incident(10, { alerts: alertKey('HighErrorRate', labels) }, ['service:other'])];
  const { verdicts } = judgeAlerts([rule([], { service: undefined, firings: [{ ...at(9.9), labels }] })], heads, {
    period,
    now,
  });
  expect(verdicts[0]?.fates.led).toBe(1);
  expect(verdicts[0]?.recall).toBeUndefined();
});

it('puts the noisiest first', () => {
  const quiet = rule([at(1)], { name: 'Quiet' });
  const loud = rule([at(1), at(30), at(60)], { name: 'Loud' });
  const { verdicts } = judgeAlerts([quiet, loud], [], { period, now });
  expect(verdicts.map(({ rule: each }) => each.name)).toEqual(['Loud', 'Quiet']);
});

it('shows week by week how often alerts fired and were acted on', () => {
  const heads = [incident(10), incident(7 * 24 + 10)];
  const firings = [at(9.9), at(40), at(7 * 24 + 9.9), at(27 * 24)];
  expect(alertTrend([rule(firings)], heads, { period, now })).toEqual([
    { week: '2026-W45', fired: 2, acted: 1 },
    { week: '2026-W46', fired: 1, acted: 1 },
    { week: '2026-W47', fired: 0, acted: 0 },
    { week: '2026-W48', fired: 1, acted: 0 },
  ]);
});
