import React, { useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  type AbsoluteTimeRange,
  type DataFrame,
  dateTime,
  FieldType,
  getTimeZone,
  LoadingState,
  type PanelData,
  ThresholdsMode,
  toDataFrame,
} from '@grafana/data';
import { PanelRenderer } from '@grafana/runtime';
import { axisOf } from '../../domain/text/axis';

export interface ChartSeries {
  name: string;
  /** Seconds since the epoch. */
  times: number[];
  values: Array<number | null>;
}

export interface ChartRegion {
  /** Seconds since the epoch; the same twice is a moment, drawn as a line. */
  start: number;
  end: number;
  title: string;
  color: string;
}

interface Props {
  /** What the chart says in a sentence, for those who cannot see it. */
  label: string;
  series: ChartSeries[];
  span: { start: number; end: number };
  /** A unit of Grafana: `percentunit`, `s`, … */
  unit: string;
  decimals?: number;
  /** Lines across the chart. */
  thresholds?: Array<{ value: number; color: string }>;
  regions?: ChartRegion[];
  height?: number;
  /** Names the lines below the chart; otherwise only where there are several. */
  hasLegend?: boolean;
  /** Marks each value: few of them, far apart. */
  hasPoints?: boolean;
  /** A drag over the chart; seconds. */
  onZoom?: (span: { start: number; end: number }) => void;
}

const NONE: ChartRegion[] = [];
const NO_LINES: NonNullable<Props['thresholds']> = [];

/**
 * Grafana's own time series panel with data of ours: tooltip, zoom and regions as in a dashboard. PanelRenderer is marked
 * internal, so this is the only file that uses it.
 */
export function Chart({
  label,
  series,
  span,
  unit,
  decimals,
  thresholds = NO_LINES,
  regions = NONE,
  height = 220,
  hasPoints = false,
  hasLegend = series.length > 1,
  onZoom,
}: Props) {
  const [box, width] = useWidth();
  const { start, end } = span;
  // a stable identity: the panel applies its field configuration again whenever the data changes
  const data = useMemo(
    (): PanelData => ({
      state: LoadingState.Done,
      series: series.map(toFrame),
      annotations: regions.length === 0 ? [] : [regionFrame(regions)],
      timeRange: toRange(start, end),
    }),
    [series, regions, start, end]
  );
  const level = useMemo(() => greatest(series), [series]);
  const { max, softMin, softMax } = axisOf(unit, level);
  const fieldConfig = useMemo(
    () => ({
      defaults: {
        unit,
        decimals,
        ...(max !== undefined && { max }),
        thresholds: {
          mode: ThresholdsMode.Absolute,
          steps: [{ value: -Infinity, color: 'transparent' }, ...[...thresholds].sort((a, b) => a.value - b.value)],
        },
        custom: {
          axisSoftMin: softMin,
          axisSoftMax: softMax,
          thresholdsStyle: { mode: thresholds.length > 0 ? 'line' : 'off' },
          lineWidth: 1,
          fillOpacity: 8,
          spanNulls: false,
          showPoints: hasPoints ? 'always' : 'never',
        },
      },
      overrides: [],
    }),
    [unit, decimals, thresholds, hasPoints, max, softMin, softMax]
  );
  const options = useMemo(
    () => ({
      legend: { showLegend: hasLegend, displayMode: 'list', placement: 'bottom', calcs: [] },
      tooltip: { mode: 'multi', sort: 'none' },
    }),
    [hasLegend]
  );
  const zoom = ({ from, to }: AbsoluteTimeRange) =>
    onZoom?.({ start: Math.round(from / 1000), end: Math.round(to / 1000) });
  return (
    // a legend and the marks of regions are controls, which an image must not hold
    <div ref={box} role={hasLegend || regions.length > 0 ? 'group' : 'img'} aria-label={label} style={{ height }}>
      {width > 0 && (
        <PanelRenderer
          pluginId="timeseries"
          title=""
          width={width}
          height={height}
          data={data}
          options={options}
          fieldConfig={fieldConfig}
          timeZone={getTimeZone()} // without it the browser's, whatever the person prefers
          onChangeTimeRange={zoom}
        />
      )}
    </div>
  );
}

function greatest(series: ChartSeries[]): number | undefined {
  let most: number | undefined;
  for (const { values } of series) {
    for (const value of values) {
      most = value !== null && Number.isFinite(value) && (most === undefined || value > most) ? value : most;
    }
  }
  return most;
}

function useWidth(): [React.RefObject<HTMLDivElement>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) {
      return;
    }
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}

function toFrame({ name, times, values }: ChartSeries): DataFrame {
  return toDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: times.map((time) => time * 1000) },
      { name, type: FieldType.number, values },
    ],
  });
}

function regionFrame(regions: ChartRegion[]): DataFrame {
  return toDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: regions.map(({ start }) => start * 1000) },
      { name: 'timeEnd', type: FieldType.time, values: regions.map(({ end }) => end * 1000) },
      { name: 'isRegion', type: FieldType.boolean, values: regions.map(({ start, end }) => start !== end) },
      { name: 'text', type: FieldType.string, values: regions.map(({ title }) => title) },
      { name: 'color', type: FieldType.string, values: regions.map(({ color }) => color) },
    ],
  });
}

function toRange(start: number, end: number) {
  const from = dateTime(start * 1000);
  const to = dateTime(end * 1000);
  return { from, to, raw: { from, to } };
}
