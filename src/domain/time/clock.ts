import { type Instant } from '../record/record';
import { instantOf, offsetAt, offsetsAround } from './offsets';
import { HOUR_MS, MINUTE_MS } from './units';

/** What a change of the clocks does to a wall time of that date. */
export interface ClockChange {
  /** `skipped`: the hour does not exist and moves forward. `twice`: it comes twice and counts once, the first time. `moved`: only its UTC. */
  kind: 'skipped' | 'twice' | 'moved';
  /** Hours and minutes from UTC before and after, `+01:00`. */
  from: string;
  to: string;
}

/** How the clocks of a zone move `wall` (`2026-03-29T02:30`), `before` being the instant of the date before it, where there is one. */
export function clockChange(wall: string, zone: string, before?: Instant): ClockChange | undefined {
  const shown = Date.parse(`${wall}Z`);
  const [earlier, later] = offsetsAround(shown, zone);
  const times = [earlier, later].filter((offset) => offsetAt(shown - offset, zone) === offset).length;
  if (earlier !== later && times !== 1) {
    return { kind: times === 0 ? 'skipped' : 'twice', from: offsetText(earlier), to: offsetText(later) };
  }
  const now = offsetAt(instantOf(shown, zone), zone);
  const then = before === undefined ? now : offsetAt(Date.parse(before), zone);
  return then === now ? undefined : { kind: 'moved', from: offsetText(then), to: offsetText(now) };
}

function offsetText(offset: number): string {
  const ahead = Math.abs(offset);
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(ahead / HOUR_MS)}:${two((ahead % HOUR_MS) / MINUTE_MS)}`;
}
