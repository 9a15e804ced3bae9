import { PLUGIN_BASE_URL } from '../../constants';

export const SECURITY_PATH = `${PLUGIN_BASE_URL}/security`;

export function reviewPath(name: string): string {
  return `${SECURITY_PATH}/reviews/${encodeURIComponent(name)}`;
}

/** Kiosk mode is Grafana's own: neither menu nor bars. */
export function printPath(name: string): string {
  return `${reviewPath(name)}/print?kiosk`;
}

export function comparePath(before: string, after: string): string {
  return `${SECURITY_PATH}/compare?${new URLSearchParams({ before, after }).toString()}`;
}

/** The day of a review, and which of it: `2026-11-21-2`. */
export function reviewLabel(name: string): string {
  return name.replace('security-review-', '');
}
