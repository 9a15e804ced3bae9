import React, { lazy, Suspense } from 'react';
import { AppPlugin, type AppRootProps } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import { links } from './extensions/links';
import pluginJson from './plugin.json';

// Every import here is loaded on every page of Grafana that shows one of our links: keep it small.
await initPluginTranslations(pluginJson.id);

const LazyApp = lazy(() => import('./app/App').then(({ App }) => ({ default: App })));

function Root(props: AppRootProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyApp {...props} />
    </Suspense>
  );
}

export const plugin = new AppPlugin().setRootPage(Root);
links.forEach((link) => plugin.addLink(link));
