import { locationUtil } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';

/** An address of this page with the sub-path in it. */
export const href = (path: string) => `${config.appSubUrl ?? ''}${path}`;

export function reload() {
  window.location.reload();
}

/** As Grafana: a plain link to this Grafana changes the page without loading it again. */
export function interceptLinkClicks(event: MouseEvent) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented || event.button !== 0) {
    return;
  }
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  const address = anchor?.getAttribute('href');
  if (
    !anchor ||
    !address ||
    anchor.getAttribute('target') ||
    anchor.hasAttribute('download') ||
    /\/(logout|public\/)/.test(address)
  ) {
    return;
  }
  const path = locationUtil.stripBaseFromUrl(address);
  if (/^[a-z]+:/i.test(path)) {
    return;
  }
  event.preventDefault();
  if (path.startsWith('#')) {
    window.location.hash = path;
    return;
  }
  locationService.push(path.startsWith('/') ? path : `/${path}`);
}
