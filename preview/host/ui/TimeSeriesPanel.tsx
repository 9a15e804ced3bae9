import React, { useLayoutEffect, useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import {
  type DataFrame,
  dateTimeFormat,
  FieldType,
  getFieldDisplayName,
  type GrafanaTheme2,
  type PanelData,
} from '@grafana/data';
import { type PanelRendererProps } from '@grafana/runtime';
import {
  LegendDisplayMode,
  TimeSeries,
  TooltipPlugin2,
  type UPlotConfigBuilder,
  useStyles2,
  useTheme2,
  type VizLegendOptions,
} from '@grafana/ui';
import { shownValue } from './shownValue';

interface Region {
  from: number;
  to: number;
  text: string;
  color: string;
}

function regionsOf(frames: DataFrame[] = []): Region[] {
  return frames.flatMap((frame) => {
    const values = (name: string): unknown[] => frame.fields.find((field) => field.name === name)?.values ?? [];
    const [times, ends, texts, colors] = ['time', 'timeEnd', 'text', 'color'].map(values);
    return times.map((time, index) => ({
      from: Number(time),
      to: Number(ends[index] ?? time),
      text: String(texts[index] ?? ''),
      color: String(colors[index] ?? 'blue'),
    }));
  });
}

/** Draws regions behind the lines; what is drawn can change without a new plot. */
function Regions({ builder, regions }: { builder: UPlotConfigBuilder; regions: Region[] }) {
  const theme = useTheme2();
  const latest = useRef(regions);
  useLayoutEffect(() => {
    latest.current = regions;
  });
  useLayoutEffect(() => {
    builder.addHook('drawClear', ({ ctx, bbox, valToPos }) => {
      ctx.save();
      ctx.beginPath();
      ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
      ctx.clip();
      for (const { from, to, color } of latest.current) {
        const left = valToPos(from, 'x', true);
        const right = Math.max(valToPos(to, 'x', true), left + 1);
        ctx.fillStyle = theme.visualization.getColorByName(color);
        ctx.globalAlpha = 0.15;
        ctx.fillRect(left, bbox.top, right - left, bbox.height);
        ctx.globalAlpha = 0.9;
        ctx.fillRect(left, bbox.top, 1, bbox.height);
        ctx.fillRect(right - 1, bbox.top, 1, bbox.height);
      }
      ctx.restore();
    });
  }, [builder, theme]);
  return null;
}

interface Props extends Omit<PanelRendererProps, 'data'> {
  data: PanelData;
  frames: DataFrame[];
  timeZone: string;
}

interface Options {
  legend?: VizLegendOptions;
}

const noLegend: VizLegendOptions = {
  showLegend: false,
  displayMode: LegendDisplayMode.Hidden,
  placement: 'bottom',
  calcs: [],
};

/** Lines with thresholds, regions, legend, tooltip and zoom, on the plot that @grafana/ui exports. */
export function TimeSeriesPanel({ data, frames, timeZone, width, height, options, onChangeTimeRange }: Props) {
  const styles = useStyles2(getStyles);
  const regions = useMemo(() => regionsOf(data.annotations), [data.annotations]);
  const { legend }: Options = options ?? {};
  // fields that are neither time nor number have no place on a plot
  const plotted = useMemo(
    () =>
      frames.map((frame) => ({
        ...frame,
        fields: frame.fields.filter(({ type }) => type === FieldType.time || type === FieldType.number),
      })),
    [frames]
  );
  return (
    <TimeSeries
      frames={plotted}
      structureRev={0}
      timeRange={data.timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={legend ?? noLegend}
    >
      {(builder, aligned) => (
        <>
          <Regions builder={builder} regions={regions} />
          <TooltipPlugin2
            config={builder}
            hoverMode={1}
            queryZoom={onChangeTimeRange}
            render={(_plot, indices) => {
              const index = indices.find((candidate) => candidate !== null && candidate !== undefined) ?? 0;
              const [time, ...values] = aligned.fields;
              const at = Number(time.values[index]);
              const over = regions.filter(({ from, to }) => from <= at && at <= to);
              return (
                <div className={styles.tooltip}>
                  <div>{dateTimeFormat(at, { timeZone })}</div>
                  {values.map((field) => (
                    <div key={getFieldDisplayName(field, aligned)} className={styles.row}>
                      <span>{getFieldDisplayName(field, aligned)}</span>
                      <strong>{shownValue(field, index)}</strong>
                    </div>
                  ))}
                  {over.map(({ text, from }) => (
                    <div key={`${from} ${text}`}>{text}</div>
                  ))}
                </div>
              );
            }}
          />
        </>
      )}
    </TimeSeries>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tooltip: css({ ...theme.typography.bodySmall, padding: theme.spacing(1), maxWidth: 360 }),
  row: css({ display: 'flex', justifyContent: 'space-between', gap: theme.spacing(2) }),
});
