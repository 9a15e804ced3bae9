import { type Instant } from '../../record/record';
import { inZone } from '../../text/times';
import { type WindowHead } from './head';

export type WindowState = 'planned' | 'running' | 'ended' | 'cancelled';

type Times = Pick<WindowHead, 'start' | 'end' | 'started' | 'ended' | 'cancelled'>;

export interface TimeSpan {
  from: Instant;
  to: Instant;
}

/** From when to when work is, or was, on: as planned where nobody has said otherwise. Undefined: cancelled. */
export function timesOf({ start, end, started, ended, cancelled }: Times): TimeSpan | undefined {
  return cancelled ? undefined : { from: started ?? start, to: ended ?? end };
}

/**
 * Where a window stands at `now` (milliseconds). It begins and ends by its plan although nobody says so; what somebody has said holds
 * although the clock of the page lags behind.
 */
export function windowState(window: Times, now: number): WindowState {
  const { start, end, started, ended, cancelled } = window;
  if (cancelled) {
    return 'cancelled';
  }
  if (ended || Date.parse(end) <= now) {
    return 'ended';
  }
  return started || Date.parse(start) <= now ? 'running' : 'planned';
}

/** Whether a window is on at any moment from `from` to `to`; one that ends when the other begins is not. */
export function isOnBetween(window: Times, from: number, to: number): boolean {
  const times = timesOf(window);
  return times !== undefined && Date.parse(times.from) < to && Date.parse(times.to) > from;
}

/** By how many minutes the zone's clock has moved when the window ends, 0 when it has not. */
export function clockShift({ from, to }: TimeSpan, zone: string): number {
  return offsetMinutes(to, zone) - offsetMinutes(from, zone);
}

function offsetMinutes(at: Instant, zone: string): number {
  const { day, time } = inZone(at, zone);
  return Math.round((Date.parse(`${day}T${time}:00Z`) - Date.parse(at)) / 60_000);
}

/** Longer than this is unusual for one window: pages say so. */
export const LONG_MS = 3 * 86_400_000;
const LONGEST_DAYS = 92;
export const LONGEST = { days: LONGEST_DAYS, ms: LONGEST_DAYS * 86_400_000 };

/** What is excluded of a window: what was approved of the time that it took. Undefined: nothing. */
export function excludedTimes(window: WindowHead): (TimeSpan & { services: string[] }) | undefined {
  const times = timesOf(window);
  const { approval, exclude, services } = window;
  if (!times || !approval || !exclude) {
    return undefined;
  }
  const from = later(times.from, approval.from);
  const to = earlier(times.to, approval.to);
  const approved = services.filter((service) => approval.services.includes(service));
  return Date.parse(from) < Date.parse(to) && approved.length > 0 ? { from, to, services: approved } : undefined;
}

/** Whether the exclusion waits for somebody's approval, altogether or for what was added since. */
export function needsApproval(window: WindowHead): boolean {
  const times = timesOf(window);
  const { approval, exclude, services } = window;
  if (!times || !exclude) {
    return false;
  }
  return (
    !approval ||
    Date.parse(times.from) < Date.parse(approval.from) ||
    Date.parse(times.to) > Date.parse(approval.to) ||
    services.some((service) => !approval.services.includes(service))
  );
}

export function later(one: Instant, other: Instant): Instant {
  return Date.parse(one) >= Date.parse(other) ? one : other;
}

function earlier(one: Instant, other: Instant): Instant {
  return Date.parse(one) <= Date.parse(other) ? one : other;
}
