import React from 'react';
import { TextLink, Stack, Text } from '@grafana/ui';
import { PluginPage } from './PluginPage';

const places: Array<[path: RegExp, title: string, what: string]> = [
  [/^\/$/, 'Home', 'Grafana shows its start page here.'],
  [/^\/dashboards/, 'Dashboards', 'Grafana lists folders and dashboards here, the records of the app among them.'],
  [/^\/explore/, 'Explore', 'Grafana lets people query a data source here.'],
  [/^\/alerting/, 'Alerting', 'Grafana lists alert rules, their instances and silences here.'],
  [/^\/datasources|^\/connections/, 'Connections', 'Grafana keeps its data sources here.'],
  [/^\/admin|^\/org|^\/profile/, 'Administration', 'Grafana keeps people, organisations and preferences here.'],
  [/^\/apps/, 'More apps', 'Grafana lists installed apps here.'],
];

/** Pages of Grafana that the stand-in does not have. */
export function PlaceholderPage({ pathname, home }: { pathname: string; home: string }) {
  const [, title, what] = places.find(([path]) => path.test(pathname)) ?? [
    null,
    'Page not found',
    'Grafana has no page at this address.',
  ];
  return (
    <PluginPage pageNav={{ text: title }}>
      <Stack direction="column" gap={2} alignItems="flex-start">
        <Text>{what} This stand-in has only the app.</Text>
        <TextLink href={home} inline={false}>
          Open the app
        </TextLink>
        <TextLink href="/preview/extensions" inline={false}>
          Links that the app adds elsewhere in Grafana
        </TextLink>
      </Stack>
    </PluginPage>
  );
}
