import React, { Suspense, useEffect, useState } from 'react';
import { type AppPlugin, PluginContextProvider } from '@grafana/data';
import { config, getBackendSrv } from '@grafana/runtime';
import { Button, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { reload } from '../address';
import { thePlugin } from '../extensions';
import { PluginPage } from './PluginPage';

/** `/plugins/:pluginId`: what the plugin is, its switch and its own configuration pages. */
export function PluginConfigPage() {
  const [plugin, setPlugin] = useState<AppPlugin<object>>();
  useEffect(() => {
    thePlugin().then(setPlugin, () => undefined);
  }, []);
  if (!plugin) {
    return <LoadingPlaceholder text="" />;
  }
  const { meta, configPages = [] } = plugin;
  const toggle = async () => {
    const { pinned, jsonData } = meta;
    await getBackendSrv().post(`/api/plugins/${meta.id}/settings`, { enabled: !meta.enabled, pinned, jsonData });
    reload();
  };
  return (
    <PluginPage
      pageNav={{ text: meta.name }}
      subTitle={meta.info.description}
      info={[{ label: 'Version', value: meta.info.version }]}
    >
      <PluginContextProvider meta={meta}>
        <Stack direction="column" gap={2} alignItems="flex-start">
          {config.bootData.user.orgRole === 'Admin' && (
            <Button variant="secondary" onClick={() => void toggle()}>
              {meta.enabled ? 'Disable' : 'Enable'}
            </Button>
          )}
          {configPages.map(({ id, title, body: Body }) => (
            <section key={id}>
              <Text element="h2" variant="h4">
                {title}
              </Text>
              <Suspense fallback={<LoadingPlaceholder text="" />}>
                <Body plugin={plugin} query={{}} />
              </Suspense>
            </section>
          ))}
        </Stack>
      </PluginContextProvider>
    </PluginPage>
  );
}
