import { DAY_MS, MINUTE_MS } from '../../src/domain/time/units';
import { type ErrorType, type ServiceName } from '../catalogue';

/** The story repeats every thirty days, so that any thirty days hold each dip once. */
const CYCLE_DAYS = 30;

/** What a dip does to a service while it lasts. */
export interface Effect {
  service: ServiceName | 'all';
  /** No answer at all: `up` is 0 and its other series stop. */
  down?: boolean;
  /** Share of `/` that fails, 0 to 1, and the error it is counted as. */
  errors?: number;
  errorType?: ErrorType;
  /** Factor on the time to answer. */
  latency?: number;
  redisDown?: boolean;
  /** Percent of the machine, instead of the usual use. */
  cpu?: number;
  memory?: number;
}

interface Dip {
  key: string;
  /** Day of the cycle, 0 to 29, and time of day in UTC. */
  day: number;
  hour: number;
  minute: number;
  minutes: number;
  effects: Effect[];
}

export interface Occurrence {
  dip: Dip;
  /** Unix milliseconds; `to` is exclusive. */
  from: number;
  to: number;
}

export const DIPS: readonly Dip[] = [
  {
    key: 'redis-memory',
    day: 2,
    hour: 13,
    minute: 28,
    minutes: 17,
    effects: [
      { service: 'redis', redisDown: true },
      { service: 'quotes', errors: 0.35, errorType: 'database_error', latency: 2 },
    ],
  },
  { key: 'quotes-release', day: 5, hour: 9, minute: 10, minutes: 34, effects: [{ service: 'quotes', down: true }] },
  { key: 'search-index', day: 7, hour: 15, minute: 20, minutes: 80, effects: [{ service: 'search', latency: 6 }] },
  {
    key: 'users-pool',
    day: 9,
    hour: 18,
    minute: 5,
    minutes: 41,
    effects: [{ service: 'users', errors: 0.25, errorType: 'database_error', latency: 1.8 }],
  },
  { key: 'search-crash', day: 11, hour: 2, minute: 40, minutes: 64, effects: [{ service: 'search', down: true }] },
  { key: 'users-leak', day: 13, hour: 10, minute: 0, minutes: 150, effects: [{ service: 'all', memory: 97 }] },
  {
    key: 'quotes-rights',
    day: 16,
    hour: 12,
    minute: 15,
    minutes: 28,
    effects: [{ service: 'quotes', errors: 0.12, errorType: 'permission_error' }],
  },
  {
    key: 'redis-gone',
    day: 18,
    hour: 6,
    minute: 30,
    minutes: 35,
    effects: [
      { service: 'redis', down: true },
      { service: 'quotes', errors: 0.08, errorType: 'database_error', latency: 3 },
    ],
  },
  {
    key: 'batch-job',
    day: 20,
    hour: 1,
    minute: 15,
    minutes: 55,
    effects: [{ service: 'all', cpu: 96, latency: 2.5 }],
  },
  { key: 'users-node', day: 22, hour: 16, minute: 45, minutes: 41, effects: [{ service: 'users', down: true }] },
  {
    key: 'search-timeouts',
    day: 25,
    hour: 11,
    minute: 40,
    minutes: 52,
    effects: [{ service: 'search', errors: 0.1, errorType: 'timeout_error', latency: 2.5 }],
  },
  { key: 'quotes-names', day: 27, hour: 20, minute: 20, minutes: 18, effects: [{ service: 'quotes', down: true }] },
];

/** The dips that touch [from, to), in unix milliseconds, oldest first. */
export function dipsBetween(from: number, to: number): Occurrence[] {
  const firstCycle = Math.floor(from / DAY_MS / CYCLE_DAYS) - 1;
  const lastCycle = Math.floor(to / DAY_MS / CYCLE_DAYS);
  const found: Occurrence[] = [];
  for (let cycle = firstCycle; cycle <= lastCycle; cycle++) {
    for (const dip of DIPS) {
      const start = (cycle * CYCLE_DAYS + dip.day) * DAY_MS + (dip.hour * 60 + dip.minute) * MINUTE_MS;
      const end = start + dip.minutes * MINUTE_MS;
      if (end > from && start < to) {
        found.push({ dip, from: start, to: end });
      }
    }
  }
  return found.sort((a, b) => a.from - b.from);
}
