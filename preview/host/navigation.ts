import { type NavModelItem } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';

const stripped = (url = '') => url.slice((config.appSubUrl ?? '').length);

/** The chain of menu entries that leads to `pathname`, outermost first. */
export function trail(
  pathname: string,
  items: NavModelItem[] = config.bootData.navTree,
  above: NavModelItem[] = []
): NavModelItem[] {
  let best: NavModelItem[] = [];
  for (const item of items) {
    const inner = trail(pathname, item.children ?? [], [...above, item]);
    const url = stripped(item.url);
    const own =
      url !== '' && (pathname === url || (url !== '/' && pathname.startsWith(`${url}/`))) ? [...above, item] : [];
    for (const candidate of [inner, own]) {
      const length = stripped(candidate.at(-1)?.url).length;
      if (candidate.length > 0 && length > stripped(best.at(-1)?.url).length) {
        best = candidate;
      }
    }
  }
  // a page of an app that is in no menu still belongs to the app
  if (best.length === 0 && above.length === 0) {
    const app = /^\/(a|plugins)\/[^/]+/.exec(pathname)?.[0].replace('/plugins/', '/a/');
    const apps = items.find(({ id }) => id === 'apps');
    const entry = apps?.children?.find(({ pluginId }) => app === `/a/${pluginId}`);
    return apps && entry ? [apps, entry] : [];
  }
  return best;
}

export const currentTrail = () => trail(locationService.getLocation().pathname);

/** What stands above a page: the menu's entries, then the page's own parents, then itself, no entry twice. */
export function breadcrumbs(section: NavModelItem[], page?: NavModelItem): NavModelItem[] {
  const own: NavModelItem[] = [];
  for (let item = page; item; item = item.parentItem) {
    own.unshift(item);
  }
  return [...section, ...own].reduce<NavModelItem[]>((crumbs, item) => {
    const last = crumbs.at(-1);
    const same = last && (last.text === item.text || (last.url !== undefined && last.url === item.url));
    return same ? [...crumbs.slice(0, -1), { ...item, url: item.url ?? last.url }] : [...crumbs, item];
  }, []);
}
