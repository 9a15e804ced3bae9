import { config, locationService } from '@grafana/runtime';

export function reloadPage(): void {
  window.location.reload();
}

export function navigateTo(path: string): void {
  locationService.push(path);
}

/** The address that works outside this page, for exports: origin and sub-path included. */
export function absoluteUrl(path: string): string {
  return new URL(`${window.location.origin}${config.appSubUrl ?? ''}${path}`).toString();
}
