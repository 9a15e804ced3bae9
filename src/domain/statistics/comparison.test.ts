import fc from 'fast-check';
import { COMPARISONS, holds } from './comparison';

it('has exactly one of a comparison and its opposite true', () => {
  const opposite = { '<': '>=', '<=': '>', '==': '!=', '!=': '==', '>=': '<', '>': '<=' } as const;
  fc.assert(
    fc.property(
      fc.double({ noNaN: true }),
      fc.double({ noNaN: true }),
      fc.constantFrom(...COMPARISONS),
      (value, threshold, comparison) => {
        expect(holds(value, comparison, threshold)).toBe(!holds(value, opposite[comparison], threshold));
      }
    )
  );
});

it('tells equal from different, and never lets NaN hold', () => {
  expect([holds(1, '<', 2), holds(2, '==', 2), holds(2, '<=', 2), holds(2, '!=', 2)]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(COMPARISONS.filter((comparison) => holds(NaN, comparison, 2))).toEqual([]);
});
