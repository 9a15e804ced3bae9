import { deck } from '../service/deck';

export const ROUTES = ['/', '/health', '/slow', '/error', '/stats'];

/** Requests out of a thousand; with the services' own failures 0.5 to 0.7 % of them fail: (10 · 20 % + 5 · 30 % + 2) / 1000. */
export const STEADY_MIX: Record<string, number> = { '/health': 10, '/slow': 5, '/error': 2, '/': 983 };

/** Enough errors (about 12 %) that the alert on the error rate fires within a minute or two. */
export const SPIKE_MIX: Record<string, number> = { '/health': 100, '/slow': 50, '/error': 90, '/': 760 };

/** Deals routes so that every thousand requests hold exactly the mix. */
export function mixed(mix: Record<string, number>): () => string {
  return deck(Object.entries(mix).flatMap(([route, count]) => Array<string>(count).fill(route)));
}
