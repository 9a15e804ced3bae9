import { type Comparison, holds } from '../statistics/comparison';

/**
 * What a query says: every value has to stand in the relation; the value kept is the first that does not, else the first. Without a
 * comparison there is a value and no verdict. No number at all is no data, never a pass.
 */
export function judgeStep(
  rule: { comparison?: Comparison; threshold?: number },
  values: number[]
): { verdict?: 'pass' | 'fail' | 'nodata'; value?: number } {
  const numbers = values.filter((value) => !Number.isNaN(value));
  if (numbers.length === 0) {
    return { verdict: 'nodata' };
  }
  const { comparison, threshold } = rule;
  if (comparison === undefined || threshold === undefined) {
    return { value: numbers[0] };
  }
  const failing = numbers.find((value) => !holds(value, comparison, threshold));
  return failing === undefined ? { verdict: 'pass', value: numbers[0] } : { verdict: 'fail', value: failing };
}
