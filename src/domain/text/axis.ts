/** How an axis of Grafana's time series panel runs: hard ends, or soft ones that values may pass. */
interface Axis {
  max?: number;
  softMin?: number;
  softMax?: number;
}

/** Shares end at a whole, by Grafana's name of the unit. */
const WHOLE: Record<string, number> = { percentunit: 1, percent: 100 };

/**
 * The axis for values of a unit that go up to about `level`. Left to itself a constant line stands in the middle: an availability of 100 %
 * on an axis up to 200 %. A share that is mostly small, such as of errors, gets an axis that shows it.
 */
export function axisOf(unit: string | undefined, level: number | undefined): Axis {
  const whole = unit === undefined ? undefined : WHOLE[unit];
  if (whole !== undefined && level !== undefined && level > whole / 2 && level <= whole) {
    return { max: whole };
  }
  return level !== undefined && level > 0 ? { softMin: 0, softMax: Math.min(level * 2, whole ?? Infinity) } : {};
}
