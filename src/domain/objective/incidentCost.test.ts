import { declare } from '../incident/declare/declare';
import { type Incident } from '../incident/schema';
import { demoServices } from '../services/demo';

import { demoObjectives } from './demo';
import { budgetsOf, costShare, costSpan } from './incidentCost';
import { objectivesInOrder } from './schema';

const incident = (part: Partial<Incident> = {}): Incident => ({
  ...declare({
    name: 'inc-2026-0142',
    id: 'uuid',
    at: '2026-11-20T14:30:00Z',
    by: { uid: 'u-ana', name: 'Ana' },
    zone: 'UTC',
    title: 'Quotes service down',
  }),
  milestones: { started: '2026-11-20T14:00:00Z', mitigated: '2026-11-20T14:45:00Z' },
  ...part,
});
const objectives = objectivesInOrder(demoObjectives('en', 'uuid'));
const { quotes, redis } = demoServices('en', 'uuid').services;

it('counts from the impact to the mitigation', () => {
  const span = costSpan(incident());
  expect(span && span.end - span.start).toBe(45 * 60);
});

it.each<[string, Partial<Incident>]>([
  [
    'the impact’s start is unknown',
    { milestones: { detected: '2026-11-20T14:00:00Z', mitigated: '2026-11-20T14:45:00Z' } },
  ],
  ['it is not mitigated', { milestones: { started: '2026-11-20T14:00:00Z' } }],
  ['it is a drill', { drill: true }],
  ['it is void', { status: 'void' }],
  ['it was merged into another', { duplicateOf: 'inc-2026-0141' }],
])('is unknown, never 0, when %s', (_, part) => {
  expect(costSpan(incident(part))).toBeUndefined();
});

it('asks the objectives with a budget of the affected services', () => {
  const span = { start: 0, end: 2700 };
  expect(budgetsOf(objectives, { quotes: 'q' }, [quotes], span).map(({ key }) => key)).toEqual([
    'availability',
    'error-rate',
    'latency-p95',
  ]);
  expect(budgetsOf(objectives, { redis: 'r' }, [redis], span).map(({ key }) => key)).toEqual(['availability']);
  const [, errors] = budgetsOf(objectives, { quotes: 'q' }, [quotes], span);
  expect(errors.target).toBeCloseTo(0.99);
  expect(errors.badQuery).toContain('flask_errors_total[45m]');
});

it('is the share of the window’s whole budget', () => {
  expect(costShare(200, 1_000_000, 0.999)).toBe(0.2); // 1,000 failures are allowed
  expect(costShare(0, 1_000_000, 0.999)).toBe(0);
  expect(costShare(-0.5, 1_000_000, 0.999)).toBe(0); // increase() may undershoot
  expect(costShare(5, 0, 0.999)).toBeUndefined();
  expect(costShare(NaN, 100, 0.9)).toBeUndefined();
  expect(costShare(5, 100, 1)).toBeUndefined();
});
