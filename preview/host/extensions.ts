import { useEffect, useState } from 'react';
import {
  type AppPlugin,
  type PluginExtensionAddedLinkConfig,
  type PluginExtensionLink,
  PluginExtensionTypes,
} from '@grafana/data';
import { config, getBackendSrv, type UsePluginLinksOptions, type UsePluginLinksResult } from '@grafana/runtime';
import { appMeta, type PluginSettings } from './appMeta';
import { loadPlugin } from './plugin';
import { readOnlyProxy } from './readOnly';

const LINKS_PER_PLUGIN = 3;

let loading: Promise<AppPlugin<object>> | undefined;

/** The one plugin of this Grafana, loaded when it is first needed. */
export function thePlugin(): Promise<AppPlugin<object>> {
  loading ??= (async () => {
    const [app] = Object.values(config.apps);
    const settings = await getBackendSrv().get<PluginSettings>(`/api/plugins/${app.id}/settings`);
    return loadPlugin(appMeta(settings));
  })();
  return loading;
}

export const targetsOf = ({ targets }: PluginExtensionAddedLinkConfig) =>
  Array.isArray(targets) ? targets : [targets];

type Configured = { link: PluginExtensionLink } | { hidden: true } | { failed: string };

/** What Grafana would show for one link on one context; a link whose `configure` throws is hidden there. */
export function configureLink(
  link: PluginExtensionAddedLinkConfig,
  extensionPointId: string,
  context: object,
  pluginId: string
): Configured {
  let changes: ReturnType<NonNullable<PluginExtensionAddedLinkConfig['configure']>> | undefined;
  try {
    changes = link.configure ? link.configure(readOnlyProxy(context)) : {};
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
  if (!changes) {
    return { hidden: true };
  }
  const { onClick } = link;
  const path = changes.path ?? link.path;
  return {
    link: {
      id: `${pluginId}-${link.title}`,
      type: PluginExtensionTypes.link,
      pluginId,
      title: changes.title ?? link.title,
      description: changes.description ?? link.description ?? '',
      icon: changes.icon ?? link.icon,
      path: path && withUtm(path, pluginId, extensionPointId),
      onClick:
        onClick &&
        ((event) =>
          onClick(event, {
            context,
            extensionPointId,
            openModal: () => undefined,
            openSidebar: () => undefined,
            closeSidebar: () => undefined,
            toggleSidebar: () => undefined,
          })),
    },
  };
}

function withUtm(path: string, pluginId: string, extensionPointId: string): string {
  const url = new URL(path, window.location.origin);
  url.searchParams.set('uel_pid', pluginId);
  url.searchParams.set('uel_epid', extensionPointId);
  return `${config.appSubUrl ?? ''}${url.pathname}${url.search}${url.hash}`;
}

export function usePluginLinks({
  extensionPointId,
  context = {},
  limitPerPlugin = LINKS_PER_PLUGIN,
}: UsePluginLinksOptions): UsePluginLinksResult {
  const [plugin, setPlugin] = useState<AppPlugin<object>>();
  useEffect(() => {
    let here = true;
    thePlugin().then(
      (loaded) => here && setPlugin(loaded),
      () => undefined
    );
    return () => {
      here = false;
    };
  }, []);
  const links = (plugin?.addedLinkConfigs ?? [])
    .filter((link) => targetsOf(link).includes(extensionPointId))
    .map((link) => configureLink(link, extensionPointId, context, plugin?.meta.id ?? ''))
    .flatMap((result) => ('link' in result ? [result.link] : []))
    .slice(0, limitPerPlugin);
  return { isLoading: !plugin, links };
}
