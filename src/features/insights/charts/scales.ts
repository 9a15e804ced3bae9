import { DAY_SECONDS, HOUR_SECONDS, MINUTE_SECONDS } from '../../../domain/time/units';

export const PLOT = { height: 280, left: 64, right: 16, top: 12, bottom: 28 };

const TICKS = [
  1,
  10,
  MINUTE_SECONDS,
  10 * MINUTE_SECONDS,
  HOUR_SECONDS,
  6 * HOUR_SECONDS,
  DAY_SECONDS,
  7 * DAY_SECONDS,
  30 * DAY_SECONDS,
  365 * DAY_SECONDS,
];

interface Scales {
  x: (seconds: number) => number;
  /** Logarithmic; what is below its range lies on its edge. */
  y: (duration: number) => number;
  /** Durations to draw a line at. */
  durations: number[];
  /** Times to write below. */
  times: number[];
}

/** Places for durations (seconds, log) over a period (seconds since the epoch), in pixels of a plot `width` wide. */
export function scalesOf(durations: number[], period: { start: number; end: number }, width: number): Scales {
  const longest = durations.reduce((most, value) => Math.max(most, value), 10 * MINUTE_SECONDS);
  const shortest = durations.reduce((least, value) => Math.min(least, value), longest);
  const low = TICKS.filter((tick) => tick <= shortest).at(-1) ?? TICKS[0];
  const high = TICKS.find((tick) => tick >= longest) ?? longest;
  const [from, to] = [Math.log(low), Math.log(Math.max(high, low * 10))];
  const [across, down] = [width - PLOT.left - PLOT.right, PLOT.height - PLOT.top - PLOT.bottom];
  const length = Math.max(1, period.end - period.start);
  const parts = Math.max(1, Math.min(6, Math.floor(across / 120)));
  return {
    x: (seconds) => PLOT.left + ((seconds - period.start) / length) * across,
    y: (duration) => PLOT.top + down - ((Math.log(Math.max(duration, low)) - from) / (to - from)) * down,
    durations: TICKS.filter((tick) => tick >= low && Math.log(tick) <= to),
    times: Array.from({ length: parts }, (_, part) => period.start + ((part + 0.5) / parts) * length),
  };
}
