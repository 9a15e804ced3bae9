import React, { useMemo } from 'react';
import {
  createTheme,
  type DataFrame,
  type Field,
  type FieldConfig,
  FieldType,
  getDisplayProcessor,
  getFieldDisplayName,
  LoadingState,
} from '@grafana/data';
import { type PanelRendererProps } from '@grafana/runtime';
import { useTheme2 } from '@grafana/ui';
import { TablePanel } from './TablePanel';
import { TimeSeriesPanel } from './TimeSeriesPanel';

type Theme = ReturnType<typeof createTheme>;

/** The defaults that Grafana's time series panel gives a field. */
const graphDefaults = {
  drawStyle: 'line',
  lineInterpolation: 'linear',
  lineWidth: 1,
  fillOpacity: 0,
  gradientMode: 'none',
  showPoints: 'auto',
  pointSize: 5,
  spanNulls: false,
  axisPlacement: 'auto',
  axisBorderShow: false,
  axisCenteredZero: false,
  axisColorMode: 'text',
  barAlignment: 0,
  scaleDistribution: { type: 'linear' },
  stacking: { group: 'A', mode: 'none' },
  thresholdsStyle: { mode: 'off' },
  hideFrom: { legend: false, tooltip: false, viz: false },
  insertNulls: false,
};

interface Override {
  matcher: { id: string; options?: unknown };
  properties: Array<{ id: string; value?: unknown }>;
}

function matches({ matcher: { id, options } }: Override, field: Field, frame: DataFrame, frames: DataFrame[]): boolean {
  switch (id) {
    case 'byName':
      return field.name === options || getFieldDisplayName(field, frame, frames) === options;
    case 'byRegexp':
      return new RegExp(String(options).replace(/^\/|\/[a-z]*$/g, '')).test(getFieldDisplayName(field, frame, frames));
    case 'byType':
      return field.type === options;
    case 'byFrameRefID':
      return frame.refId === options;
    default:
      return false;
  }
}

function withProperty(config: FieldConfig, id: string, value: unknown): FieldConfig {
  return id.startsWith('custom.')
    ? { ...config, custom: { ...config.custom, [id.slice('custom.'.length)]: value } }
    : { ...config, [id]: value };
}

/** Field configuration and overrides put on the fields, as Grafana does before it hands them to a panel. */
function applyFieldConfig(
  frames: DataFrame[],
  fieldConfig: PanelRendererProps['fieldConfig'],
  theme: Theme,
  timeZone?: string
): DataFrame[] {
  const { defaults = {}, overrides = [] } = fieldConfig ?? {};
  return frames.map((frame, frameIndex) => ({
    ...frame,
    fields: frame.fields.map((field, fieldIndex): Field => {
      const own = Object.fromEntries(Object.entries(field.config).filter(([, value]) => value !== undefined));
      let config: FieldConfig = {
        color: { mode: 'palette-classic' },
        ...defaults,
        ...own,
        custom: { ...graphDefaults, ...defaults.custom, ...field.config.custom },
      };
      for (const override of overrides.filter((candidate) => matches(candidate, field, frame, frames))) {
        config = override.properties.reduce((changed, { id, value }) => withProperty(changed, id, value), config);
      }
      const state = {
        ...field.state,
        seriesIndex: frameIndex + Math.max(0, fieldIndex - 1),
        origin: { frameIndex, fieldIndex },
      };
      const shown: Field = { ...field, config, state };
      return { ...shown, display: getDisplayProcessor({ field: shown, theme, timeZone }) };
    }),
  }));
}

/** In place of Grafana's panels: a time series panel on the same plot, a table for all others. */
export function PanelRenderer(props: PanelRendererProps) {
  const { data, fieldConfig, pluginId, timeZone = 'browser', title, width, height } = props;
  const theme = useTheme2();
  const frames = useMemo(
    () => applyFieldConfig(data?.series ?? [], fieldConfig, theme, timeZone),
    [data?.series, fieldConfig, theme, timeZone]
  );
  const empty = !frames.some(({ fields }) =>
    fields.some(({ type, values }) => type === FieldType.number && values.length > 0)
  );
  if (data?.state === LoadingState.Error && data.errors?.[0]) {
    return <div style={{ width, height }}>{data.errors[0].message}</div>;
  }
  if (!data || empty) {
    return (
      <div style={{ width, height, display: 'flex', alignItems: 'center', justifyContent: 'center' }}>
        {data?.state === LoadingState.Loading ? 'Loading…' : 'No data'}
      </div>
    );
  }
  return pluginId === 'timeseries' ? (
    <TimeSeriesPanel {...props} data={data} frames={frames} timeZone={timeZone} />
  ) : (
    <TablePanel title={title || pluginId} frames={frames} width={width} height={height} />
  );
}
