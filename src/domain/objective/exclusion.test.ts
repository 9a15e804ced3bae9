import fc from 'fast-check';
import { isRefused } from '../record/outcome';
import { sumCounts } from './burnRate';
import { demoObjectives } from './demo';
import {
  checkExclusion,
  type Exclusion,
  exclusionsOf,
  type NewExclusion,
  partHours,
  plannedByService,
  withoutExcluded,
  withoutExcludedCounts,
} from './exclusion';
import { objectivesKind } from './register';
import { objectivesRegister, type ObjectivesRegister } from './schema';

const by = { uid: 'u1', name: 'Ana' };
const maintenance: NewExclusion = {
  from: '2026-03-10T22:00:00.000Z',
  to: '2026-03-11T00:00:00.000Z',
  objectives: ['error-rate'],
  reason: 'Database upgrade',
  approvedBy: 'Change board',
};
const stored: Exclusion = { ...maintenance, at: '2026-03-01T08:00:00.000Z', by };
const hours = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    start: index * 3600,
    end: (index + 1) * 3600,
    total: 100,
    good: index === 2 ? 20 : 99,
  }));

describe('checkExclusion', () => {
  it('wants an end after its beginning, something concerned, a reason and who approved', () => {
    expect(checkExclusion(maintenance)).toEqual([]);
    expect(
      checkExclusion({ ...maintenance, to: maintenance.from, objectives: [], reason: ' ', approvedBy: '' }).map(
        ({ field }) => field
      )
    ).toEqual(['to', 'objectives', 'reason', 'approvedBy']);
  });
});

it('refuses an exclusion that the register could not be read back with', () => {
  const services = ['shop', 's'.repeat(101)];
  const command = { type: 'exclude' as const, id: 'e1', at: '2026-03-01T08:00:00.000Z', by };
  const outcome = objectivesKind.apply(demoObjectives('en', 'r'), {
    ...command,
    exclusion: { ...maintenance, services, approvedBy: 'a'.repeat(301) },
  });
  expect(isRefused(outcome) ? outcome.refused.reasons : outcome).toEqual([
    { code: 'tooLong', values: { limit: 100 }, field: 'services' },
    { code: 'tooLong', values: { limit: 300 }, field: 'approvedBy' },
  ]);
  expect(checkExclusion({ ...maintenance, services: Array.from({ length: 101 }, (_, n) => `s${n}`) })).toEqual([
    { code: 'tooMany', values: { limit: 100 }, field: 'services' },
  ]);
});

describe('exclusionsOf', () => {
  it('finds those of the objective and of its service, whatever its spelling', () => {
    const all = {
      b: { ...stored, objectives: undefined, services: ['Quotes API'] },
      a: { ...stored, from: '2026-03-09T00:00:00.000Z' },
      c: { ...stored, objectives: ['cpu'] },
    };
    expect(exclusionsOf(all, 'error-rate', { service: 'quotes-api' }).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(exclusionsOf(all, 'error-rate', {}).map(({ id }) => id)).toEqual(['a']);
    expect(exclusionsOf(undefined, 'error-rate', {})).toEqual([]);
    expect(plannedByService(all)).toEqual({ 'quotes-api': [{ start: 1773180000, end: 1773187200 }] });
  });
});

describe('slices without excluded time', () => {
  it('drops whole slices and keeps partly excluded ones by their share of time', () => {
    const kept = withoutExcluded(hours(4), [
      { start: 7200, end: 10800 },
      { start: 0, end: 1800 },
    ]);
    expect(kept.map(({ start, total, good }) => [start, total, good])).toEqual([
      [0, 50, 49.5],
      [3600, 100, 99],
      [10800, 100, 99],
    ]);
  });

  it('counts overlapping exclusions once', () => {
    const twice = [
      { start: 7200, end: 10000 },
      { start: 9000, end: 10800 },
    ];
    expect(withoutExcluded(hours(4), twice)).toHaveLength(3);
  });

  it('takes what was excluded out of the window and says when nothing is left', () => {
    const slices = hours(4);
    const counts = sumCounts(slices);
    const window = { start: 0, end: 14400 };
    expect(withoutExcludedCounts(counts, slices, window, [{ start: 7200, end: 10800 }])).toEqual({
      total: 300,
      good: 297,
    });
    expect(withoutExcludedCounts(counts, slices, window, [window])).toBeUndefined();
    expect(withoutExcludedCounts(counts, slices, window, [])).toEqual(counts);
  });

  it('never leaves more events than there were, nor more good ones than events', () => {
    const span = fc
      .tuple(fc.integer({ min: -3600, max: 40_000 }), fc.integer({ min: 0, max: 20_000 }))
      .map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), (excluded) => {
        const slices = hours(10);
        const before = sumCounts(slices);
        const after = sumCounts(withoutExcluded(slices, excluded));
        expect(after.total).toBeLessThanOrEqual(before.total + 1e-9);
        expect(after.good).toBeLessThanOrEqual(after.total + 1e-9);
        const counts = withoutExcludedCounts(before, slices, { start: 0, end: 36_000 }, excluded);
        expect(counts?.total ?? 0).toBeCloseTo(after.total, 6);
      })
    );
  });

  it('names the hours that need finer slices', () => {
    const known = { start: 0, end: 100_000 };
    expect(
      partHours(
        [
          { start: 1800, end: 7200 },
          { start: 9000, end: 9600 },
        ],
        known
      )
    ).toEqual([0, 7200]);
    expect(partHours([{ start: 3600, end: 7200 }], known)).toEqual([]);
  });
});

describe('the register', () => {
  const register = demoObjectives('en', 'r1');
  const apply = (state: ObjectivesRegister, command: Parameters<typeof objectivesKind.apply>[1]) => {
    const outcome = objectivesKind.apply(state, command);
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused));
    }
    return outcome.ok;
  };

  it('keeps an exclusion with its author, and a line that it was added to the past', () => {
    const later = apply(register, {
      type: 'exclude',
      id: 'x1',
      at: '2026-03-12T09:00:00.000Z',
      by,
      exclusion: maintenance,
    });
    expect(later.exclusions?.x1).toEqual({ ...maintenance, at: '2026-03-12T09:00:00.000Z', by, past: true });
    expect(later.log.x1).toMatchObject({ type: 'exclude', past: true, objective: 'error-rate', exclusion: 'x1' });
    expect(objectivesRegister.parse(later)).toEqual(later);
    expect(objectivesKind.describe(later).markdown).toContain(
      '| Error rate | Database upgrade | Change board | Ana (afterwards) |'
    );
    const before = apply(register, { type: 'exclude', id: 'x1', at: stored.at, by, exclusion: maintenance });
    expect(before.log.x1.past).toBeUndefined();
  });

  it('takes one back with a reason, and the log says what it was', () => {
    const held = apply(register, { type: 'exclude', id: 'x1', at: stored.at, by, exclusion: maintenance });
    expect(
      objectivesKind.apply(held, { type: 'include', id: 'x2', at: stored.at, by, exclusion: 'x1', reason: '' })
    ).toMatchObject({ refused: { reasons: [{ code: 'exclusion.reason' }] } });
    const gone = apply(held, {
      type: 'include',
      id: 'x2',
      at: stored.at,
      by,
      exclusion: 'x1',
      reason: 'Did not happen',
    });
    expect(gone.exclusions).toEqual({});
    expect(gone.log.x2.text).toBe(
      'Did not happen · 2026-03-10T22:00:00.000Z – 2026-03-11T00:00:00.000Z · Database upgrade · Change board'
    );
  });

  it('reads registers that were stored before there were exclusions', () => {
    const { exclusions, indicators, ...old } = register;
    expect(exclusions).toBeUndefined();
    expect(indicators).toBeDefined();
    expect(objectivesRegister.parse(old)).toEqual(old);
  });
});
