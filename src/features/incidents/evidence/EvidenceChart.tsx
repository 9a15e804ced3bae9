import React, { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type Evidence, MILESTONES, type Milestones } from '../../../domain/incident/schema';
import { seriesNames } from '../../../domain/promql/seriesNames';
import { useNearby } from '../../../shared/hooks/useNearby';
import { Chart, type ChartRegion } from '../../../shared/ui/Chart';
import { milestoneName } from '../../../shared/words/incidents';
import { verbatim } from '../../../shared/words/verbatim';

const HEIGHT = 180;

interface Props {
  evidence: Evidence;
  /** Of the incident: those within the time shown are marked. */
  milestones: Milestones | undefined;
}

/** All series that were kept, with axes, a legend, and the moments that matter; drawn when it comes near the screen. */
export function EvidenceChart({ evidence, milestones }: Props) {
  const { ref, isNear } = useNearby<HTMLDivElement>(true, false);
  const { title, series, from, to, unit, found } = evidence;
  const shown = useMemo(() => {
    const names = seriesNames(
      series.map(({ labels }) => labels),
      title
    );
    return series.map(({ times, values }, index) => ({ name: names[index], times, values }));
  }, [series, title]);
  const span = useMemo(() => ({ start: Date.parse(from) / 1000, end: Date.parse(to) / 1000 }), [from, to]);
  const marks = useMemo(() => marksOf(evidence, milestones), [evidence, milestones]);
  if (!series.some(({ values }) => values.length > 1)) {
    return null;
  }
  return (
    <div ref={ref} style={{ width: '100%' }}>
      <div style={{ minHeight: HEIGHT }}>
        {isNear && (
          <Chart
            label={t('incidents.evidence.chart', '{{title}} over time', verbatim({ title }))}
            series={shown}
            span={span}
            unit={unit || 'short'}
            regions={marks}
            hasLegend
            height={HEIGHT}
          />
        )}
      </div>
      <Text color="secondary" variant="bodySmall">
        {found === undefined
          ? t('incidents.evidence.series', '', {
              count: series.length,
              defaultValue_one: '{{count}} series',
              defaultValue_other: '{{count}} series',
            })
          : t('incidents.evidence.kept', '{{found}} series, {{kept}} kept', verbatim({ found, kept: series.length }))}
      </Text>
    </div>
  );
}

/** When it was captured, and the steps of the incident within the time shown. */
function marksOf({ from, to, moment }: Evidence, milestones: Milestones = {}): ChartRegion[] {
  const within = (at: string) => Date.parse(from) <= Date.parse(at) && Date.parse(at) <= Date.parse(to);
  const at = (instant: string, title: string, color: string) => {
    const second = Date.parse(instant) / 1000;
    return { start: second, end: second, title, color };
  };
  const steps = MILESTONES.flatMap((milestone) => {
    const reached = milestones[milestone];
    return reached && within(reached) ? [at(reached, milestoneName(milestone), 'orange')] : [];
  });
  return [...steps, ...(moment ? [at(to, t('incidents.evidence.captured', 'captured'), 'blue')] : [])];
}
