import { isRefused } from '../record/outcome';
import { contradictions } from './contradictions';
import { demoIndicators, demoObjectives } from './demo';
import { checkImprovement, type Improvement, indicatorStanding } from './improvement';
import { objectivesKind } from './register';
import { objectivesRegister } from './schema';

const by = { uid: 'u1', name: 'Ana' };
const at = '2026-03-15T12:00:00.000Z';
const read = (on: string, value: number) => ({ value, on: `${on}T12:00:00.000Z`, at, by });
const coverage: Improvement = {
  name: 'Test coverage',
  comparison: '>=',
  target: 90,
  unit: 'percent',
  position: 0,
};

describe('standingOf', () => {
  it('knows nothing without a reading', () => {
    expect(indicatorStanding(coverage, '2026-03-15')).toEqual({ readings: [] });
  });

  it('tells the share of the way and the direction from readings by their day, not by when they were entered', () => {
    const standing = indicatorStanding(
      { ...coverage, readings: { b: read('2026-02-01', 84), a: read('2026-01-01', 75), c: read('2026-03-01', 81) } },
      '2026-03-15'
    );
    expect(standing.readings.map(({ value }) => value)).toEqual([75, 84, 81]);
    expect(standing).toMatchObject({ reached: false, direction: 'worse', progress: 'inProgress' });
    expect(standing.way).toBeCloseTo(6 / 15, 12);
  });

  it.each([
    ['reached', 90, undefined],
    ['late', 80, '2026-03-14'],
    ['inProgress', 80, '2026-03-15'],
  ] as const)('is %s at %d, due %s', (progress, value, due) => {
    const indicator = { ...coverage, ...(due && { due }), readings: { a: read('2026-03-01', value) } };
    expect(indicatorStanding(indicator, '2026-03-15').progress).toBe(progress);
  });

  it('takes what is measured now for the actual value, with or without readings', () => {
    expect(indicatorStanding(coverage, '2026-03-15', 91)).toEqual({
      readings: [],
      actual: 91,
      reached: true,
      progress: 'reached',
    });
    const indicator = {
      ...coverage,
      due: '2026-03-01',
      readings: { a: read('2026-01-01', 70), b: read('2026-02-01', 84) },
    };
    const measured = indicatorStanding(indicator, '2026-03-15', 80);
    expect(measured).toMatchObject({ actual: 80, reached: false, direction: 'worse', progress: 'late', way: 0.5 });
    expect(indicatorStanding(indicator, '2026-03-15')).toMatchObject({ actual: 84, direction: 'better' });
  });

  it('takes the team’s own word while the target is not reached', () => {
    const late = { ...read('2026-03-01', 80), progress: 'late' as const };
    expect(indicatorStanding({ ...coverage, readings: { a: late } }, '2026-03-15').progress).toBe('late');
    const praised = { ...late, progress: 'reached' as const };
    expect(indicatorStanding({ ...coverage, readings: { a: praised } }, '2026-03-15').progress).toBe('inProgress');
  });

  it('takes a smaller value for the better one where the target says so', () => {
    const mttr: Improvement = { ...coverage, comparison: '<', target: 30, unit: 'min' };
    const standing = indicatorStanding(
      { ...mttr, readings: { a: read('2026-01-01', 45), b: read('2026-02-01', 40) } },
      ''
    );
    expect(standing).toMatchObject({ direction: 'better', reached: false });
    expect(standing.way).toBeCloseTo(1 / 3, 12);
  });
});

describe('the indicators of the demo', () => {
  it('are the samples with their values, in both languages', () => {
    const shipped = demoIndicators('en');
    expect(Object.values(shipped).map(({ name, target, readings }) => [name, target, readings?.manual.value])).toEqual([
      ['MTTR', 30, 45],
      ['Availability', 0.9995, 0.998],
      ['Test coverage', 90, 75],
      ['Documentation', 100, 80],
      ['Mean response time', 0.15, 0.18],
      ['Proactive detection', 0.8, 0.4],
    ]);
    expect(Object.keys(demoIndicators('fr'))).toEqual(Object.keys(shipped));
    expect(Object.values(shipped).flatMap(checkImprovement)).toEqual([]);
  });

  it('contradict the sample objectives where they are meant to', () => {
    const register = demoObjectives('en', 'r');
    expect(contradictions(register, register.indicators)).toMatchObject([
      { keys: ['availability'], indicators: ['availability'] },
      { keys: ['mean-response-time'], indicators: ['mean-response'] },
      { keys: ['recovery', 'mttr'], indicators: ['mttr'] },
      { keys: ['test-coverage'], indicators: ['test-coverage'] },
    ]);
    expect(contradictions(register)).toMatchObject([{ keys: ['recovery', 'mttr'], indicators: [] }]);
  });
});

describe('the register', () => {
  const register = demoObjectives('en', 'r');

  it('keeps readings with author and date', () => {
    const reading = { value: 82, on: at, note: 'CI run 812' };
    const outcome = objectivesKind.apply(register, {
      type: 'readIndicator',
      id: 'c1',
      at,
      by,
      indicator: 'test-coverage',
      reading,
    });
    const next = isRefused(outcome) ? undefined : outcome.ok;
    expect(next?.indicators?.['test-coverage'].readings?.c1).toEqual({ ...reading, at, by });
    expect(Object.keys(next?.indicators ?? {})).toHaveLength(6);
    expect(objectivesRegister.parse(next)).toEqual(next);
    expect(next?.log.c1).toMatchObject({ type: 'readIndicator', objective: 'Test coverage' });
  });

  it('saves, keeps the readings of one that is changed, and removes', () => {
    const command = { id: 'c2', at, by, indicator: 'documentation' };
    const saved = objectivesKind.apply(register, {
      ...command,
      type: 'saveIndicator',
      fields: { name: 'Docs', comparison: '>=', target: 95, unit: 'percent' },
    });
    const next = isRefused(saved) ? undefined : saved.ok;
    expect(next?.indicators?.documentation).toMatchObject({ name: 'Docs', target: 95, position: 3 });
    expect(Object.keys(next?.indicators?.documentation.readings ?? {})).toEqual(['manual']);
    const removed = objectivesKind.apply(register, { ...command, id: 'c3', type: 'removeIndicator' });
    expect(isRefused(removed) ? undefined : Object.keys(removed.ok.indicators ?? {})).not.toContain('documentation');
  });

  it('refuses what is no number and what has no name', () => {
    const command = { id: 'c4', at, by, indicator: 'documentation' };
    expect(
      objectivesKind.apply(register, { ...command, type: 'readIndicator', reading: { value: NaN, on: at } })
    ).toMatchObject({ refused: { reasons: [{ field: 'value' }] } });
    expect(
      objectivesKind.apply(register, {
        ...command,
        type: 'saveIndicator',
        fields: { name: ' ', comparison: '>=', target: NaN, unit: 'percent' },
      })
    ).toMatchObject({ refused: { reasons: [{ field: 'name' }, { field: 'target' }] } });
  });

  it('refuses what it could not be read back with', () => {
    const command = { id: 'c5', at, by, indicator: 'documentation' };
    expect(
      objectivesKind.apply(register, {
        ...command,
        type: 'readIndicator',
        reading: { value: 1, on: '+012026-03-15T12:00:00.000Z', note: 'n'.repeat(20_001) },
      })
    ).toEqual({
      refused: {
        reasons: [
          { code: 'unreadable', field: 'on' },
          { code: 'tooLong', values: { limit: 20_000 }, field: 'note' },
        ],
      },
    });
    expect(
      objectivesKind.apply(register, {
        ...command,
        type: 'saveIndicator',
        fields: { name: 'Docs', comparison: '>=', target: 1, unit: 'count', due: 'soon', owner: 'o'.repeat(101) },
      })
    ).toMatchObject({ refused: { reasons: [{ field: 'due' }, { code: 'tooLong', field: 'owner' }] } });
  });
});
