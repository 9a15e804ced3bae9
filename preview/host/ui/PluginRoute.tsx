import React, { Suspense, useEffect, useMemo, useState } from 'react';
import { type AppPlugin, PluginContextProvider } from '@grafana/data';
import { locationSearchToObject } from '@grafana/runtime';
import { Alert, ErrorBoundaryAlert, LoadingPlaceholder } from '@grafana/ui';
import { useLocation, useParams } from 'react-router';
import { thePlugin } from '../extensions';
import { PluginPage } from './PluginPage';

/** `/a/:pluginId/*`: the plugin's root, as Grafana mounts it. */
export function PluginRoute() {
  const { pluginId = '' } = useParams();
  const { pathname, search } = useLocation();
  const [plugin, setPlugin] = useState<AppPlugin<object>>();
  const [error, setError] = useState('');
  useEffect(() => {
    thePlugin().then(setPlugin, (failure: unknown) =>
      setError(failure instanceof Error ? failure.message : JSON.stringify(failure))
    );
  }, []);
  const query = useMemo(() => locationSearchToObject(search), [search]);

  if (error || (plugin && plugin.meta.id !== pluginId)) {
    return (
      <PluginPage pageNav={{ text: 'App not found' }}>
        <Alert severity="error" title="The app could not be loaded">
          {error || `There is no app ${pluginId}.`}
        </Alert>
      </PluginPage>
    );
  }
  if (!plugin) {
    return <LoadingPlaceholder text="" />;
  }
  const { root: Root, meta } = plugin;
  if (!meta.enabled || !Root) {
    return (
      <PluginPage pageNav={{ text: meta.name }}>
        <Alert severity="warning" title={Root ? 'The app is not enabled' : 'The app has no page'} />
      </PluginPage>
    );
  }
  return (
    <PluginContextProvider meta={meta}>
      <ErrorBoundaryAlert style="page">
        <Suspense fallback={<LoadingPlaceholder text="" />}>
          <Root meta={meta} basename={`/a/${pluginId}`} path={pathname} query={query} onNavChanged={() => undefined} />
        </Suspense>
      </ErrorBoundaryAlert>
    </PluginContextProvider>
  );
}
