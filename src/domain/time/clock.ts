import { Temporal } from 'temporal-polyfill';
import { type Instant } from '../record/record';

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
  const plain = Temporal.PlainDateTime.from(wall);
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    plain.toZonedDateTime(zone, { disambiguation })
  );
  if (!earlier.equals(later)) {
    const isGap = !earlier.toPlainDateTime().equals(plain) || !later.toPlainDateTime().equals(plain);
    return isGap
      ? { kind: 'skipped', from: earlier.offset, to: later.offset }
      : { kind: 'twice', from: earlier.offset, to: later.offset };
  }
  const then = before && Temporal.Instant.from(before).toZonedDateTimeISO(zone).offset;
  return then && then !== earlier.offset ? { kind: 'moved', from: then, to: earlier.offset } : undefined;
}
