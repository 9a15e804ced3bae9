import { type WindowHead } from '../maintenance/windows/head';

/** Whether a window has begun by `now` (seconds) and was not called off: only then something was changed in it. */
export function isRunning({ start, started, cancelled }: WindowHead, now: number): boolean {
  return cancelled === undefined && Date.parse(started ?? start) / 1000 <= now;
}
