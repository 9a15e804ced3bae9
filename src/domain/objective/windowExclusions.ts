import { type WindowHead } from '../maintenance/windows/head';
import { excludedTimes } from '../maintenance/windows/times';
import { type Exclusion, type Exclusions } from './exclusion';

/** The exclusions of the register and, beside them, what of maintenance windows was approved; by `window:` and the window's name. */
export function withWindows(exclusions: Exclusions | undefined, windows: WindowHead[]): Exclusions | undefined {
  const excluded = windows.flatMap((window) => {
    const found = exclusionOfWindow(window);
    return found ? [[`window:${window.name}`, found] as const] : [];
  });
  return excluded.length > 0 ? { ...exclusions, ...Object.fromEntries(excluded) } : exclusions;
}

/** Undefined: the window counts, since it was cancelled, nobody asked for it or nobody has approved it. */
function exclusionOfWindow(window: WindowHead): Exclusion | undefined {
  const times = excludedTimes(window);
  const { approval, name, title } = window;
  return (
    times &&
    approval && {
      ...times,
      reason: title,
      approvedBy: approval.by,
      at: approval.at,
      by: { uid: '', name: approval.by },
      window: name,
      // approved after it had begun: numbers that people had seen changed
      ...(Date.parse(times.from) < Date.parse(approval.at) && { past: true }),
    }
  );
}

/** Whether this is the exclusion of a window that still runs at `now` (milliseconds): up to now, and only so far. */
export function isProvisional({ window, from, to }: Exclusion, now: number): boolean {
  return window !== undefined && Date.parse(from) <= now && now < Date.parse(to);
}
