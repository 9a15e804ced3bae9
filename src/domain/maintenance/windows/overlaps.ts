import { type WindowHead } from './head';
import { isOnBetween } from './times';

interface Planned {
  /** Milliseconds. */
  from: number;
  to: number;
  /** Slugs. */
  services: string[];
  /** Of the window itself, where it is planned already. */
  name?: string;
}

interface Overlap {
  window: WindowHead;
  /** Slugs that both touch; none when they only share time. */
  services: string[];
}

/** Other windows at the same time, those that touch the same services first. */
export function overlapping({ from, to, services, name }: Planned, windows: WindowHead[]): Overlap[] {
  return windows
    .filter((window) => window.name !== name && !window.ended && isOnBetween(window, from, to))
    .map((window) => ({ window, services: window.services.filter((service) => services.includes(service)) }))
    .sort((a, b) => b.services.length - a.services.length || Date.parse(a.window.start) - Date.parse(b.window.start));
}

/** The windows that are on at any time from `from` to `to` (milliseconds, both included) for any of these services. */
export function windowsOver(services: string[], windows: WindowHead[], from: number, to: number): WindowHead[] {
  return windows.filter(
    (window) => isOnBetween(window, from, to + 1) && window.services.some((service) => services.includes(service))
  );
}
