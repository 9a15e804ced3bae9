import React, { startTransition, useEffect, useMemo, useState } from 'react';
import { type FieldSparkline, FieldType } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Sparkline, useTheme2 } from '@grafana/ui';
import { useIsFetching } from '@tanstack/react-query';
import { type Trend } from '../../../domain/objective/measurement';
import { type Objective } from '../../../domain/objective/schema';
import { shownUnit } from '../../../domain/objective/state';
import { formatValue } from '../../../shared/objectives/format';
import { measurementKey } from '../../../shared/objectives/useMeasurements';
import { verbatim } from '../../../shared/words/verbatim';

const HEIGHT = 24;
/** Milliseconds. */
const PATIENCE = 1_000;
const CONFIG = { custom: { fillOpacity: 10, lineWidth: 1 } };

/** Thirty days as a line; the lowest and the highest value in words for those who cannot see it. */
export function TrendLine({ trend, objective, width = 140 }: { trend: Trend; objective: Objective; width?: number }) {
  const theme = useTheme2();
  const isDrawn = useTurn();
  const known = trend.values.filter((value): value is number => value !== undefined);
  const [min, max] = [Math.min(...known), Math.max(...known)];
  const sparkline = useMemo(
    (): FieldSparkline => ({
      y: {
        name: 'trend',
        type: FieldType.number,
        config: {},
        values: trend.values.map((value) => value ?? null),
        state: { range: { min, max, delta: max - min } }, // without it uPlot throws outside React
      },
    }),
    [trend, min, max]
  );
  if (known.length < 2) {
    return <span>–</span>;
  }
  const unit = shownUnit(objective);
  const label = t(
    'objectives.trend',
    'Last 30 days: between {{min}} and {{max}}',
    verbatim({
      min: formatValue(min, unit),
      max: formatValue(max, unit),
    })
  );
  return (
    <div role="img" aria-label={label} title={label} style={{ minHeight: HEIGHT }}>
      {isDrawn && <Sparkline theme={theme} width={width} height={HEIGHT} sparkline={sparkline} config={CONFIG} />}
    </div>
  );
}

/** True once all numbers of the page are on screen, or some time after those beside: nobody waits for a line. */
function useTurn(): boolean {
  const isAsking = useIsFetching({ queryKey: measurementKey }) > 0;
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    if (isDrawn) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout>;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setDrawn(true)), isAsking ? PATIENCE : 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [isAsking, isDrawn]);
  return isDrawn;
}
