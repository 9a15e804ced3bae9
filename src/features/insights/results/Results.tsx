import React, { type PropsWithChildren, type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { RadioButtonGroup, Stack, Text, useStyles2 } from '@grafana/ui';
import { type Insights, LEFT_OUT, type Selection, type Duration, DURATIONS } from '../../../domain/insights/insights';
import { Sideways } from '../../../shared/ui/Sideways';
import { labelled } from '../../../shared/words/labelled';
import { formatNumber } from '../../../shared/words/numbers';
import { verbatim } from '../../../shared/words/verbatim';
import { DotChart } from '../charts/DotChart';
import { DotTable } from '../charts/DotTable';
import { WeekBars } from '../charts/WeekBars';
import { monitoringText } from '../export/markdown';
import { DurationTable } from '../tables/DurationTable';
import { IncidentLinks } from '../tables/IncidentLinks';
import { ReliabilityTable } from '../tables/ReliabilityTable';
import {
  periodChangeText,
  estimateText,
  formulaText,
  intervalText,
  leftOutName,
  measureFormula,
  measureName,
  medianChangeText,
  percent,
  periodText,
} from '../words';
import { Explain } from './Explain';

interface Props {
  insights: Insights;
  selection: Selection;
  zone: string;
  measure: Duration;
  onMeasure: (measure: Duration) => void;
}

/** Dots first, then what can be said of them; how often is apart from how long. */
export function Results({ insights, selection, zone, measure, onMeasure }: Props) {
  const { measures, weeks, services, monitoring, change, incidents, leftOut } = insights;
  const measured = measures[measure];
  const excluded = LEFT_OUT.filter((reason) => leftOut[reason].length > 0);
  return (
    <Stack direction="column" gap={3}>
      <Numbers insights={insights} selection={selection} zone={zone} />
      <Section title={t('insights.section.dots', 'Every incident')}>
        <Stack gap={1} alignItems="center" wrap="wrap">
          <Sideways>
            <RadioButtonGroup
              aria-label={t('insights.measure.label', 'Duration shown')}
              size="sm"
              options={DURATIONS.map((value) => ({
                value,
                label: measureName(value),
                description: measureFormula(value),
              }))}
              value={measure}
              onChange={onMeasure}
            />
          </Sideways>
          <Text color="secondary">{measureFormula(measure)}</Text>
        </Stack>
        {measured.timings.length > 0 ? (
          <>
            <DotChart label={measureName(measure)} measured={measured} period={selection.period} zone={zone} />
            <DotTable timings={measured.timings} zone={zone} />
          </>
        ) : (
          <Text element="p" color="secondary">
            {t('insights.no-dots', 'No incident of this period has both times.')}
          </Text>
        )}
      </Section>
      <Section title={t('insights.section.durations', 'How long things took')}>
        <DurationTable measures={measures} />
      </Section>
      <Section title={t('insights.section.rates', 'How often')} formula={formulaText('weeks')}>
        <WeekBars weeks={weeks} />
        {change && (
          <div>
            <Text element="p">
              {periodChangeText(change)} <Explain text={formulaText('change')} />
            </Text>
            <Text element="p">{medianChangeText(change.median, measures.recover.median)}</Text>
            <Text element="p" color="secondary">
              {t(
                'insights.change.period',
                'Earlier period: {{period}}.',
                verbatim({ period: periodText(change.period, zone) })
              )}{' '}
              {change.isCut && t('insights.change.cut', 'It begins with the first record: earlier times say nothing.')}
            </Text>
          </div>
        )}
      </Section>
      <Section title={t('insights.section.services', 'Reliability of services')}>
        {services.length > 0 ? (
          <ReliabilityTable services={services} />
        ) : (
          <Text color="secondary">{t('insights.no-services', 'No incident of this period names a service.')}</Text>
        )}
      </Section>
      <Section title={t('insights.name.monitoring', 'Found by monitoring')} formula={formulaText('monitoring')}>
        <Text element="p">{monitoringText(monitoring)}</Text>
        {monitoring.unknown.length > 0 && (
          <IncidentLinks
            label={t('insights.monitoring.missing', 'Not known who found them')}
            incidents={monitoring.unknown}
          />
        )}
      </Section>
      <Section title={t('insights.section.left-out', 'Left out')} formula={formulaText('count')}>
        {excluded.length === 0 && <Text>{t('insights.left-out.nothing', 'Nothing.')}</Text>}
        {excluded.map((reason) => (
          <IncidentLinks
            key={reason}
            label={labelled(leftOutName(reason), leftOut[reason].length)}
            incidents={leftOut[reason]}
          />
        ))}
        {incidents.length > 0 && (
          <Text element="p" color="secondary">
            {t('insights.left-out.missing', 'Incidents with a time missing stand beside each duration.')}
          </Text>
        )}
      </Section>
    </Stack>
  );
}

function Numbers({ insights, selection, zone }: Pick<Props, 'insights' | 'selection' | 'zone'>) {
  const styles = useStyles2(getStyles);
  const { incidents, measures, weeks, monitoring } = insights;
  const { median, p90 } = measures.recover;
  return (
    <dl className={styles.numbers}>
      <Figure
        name={t('insights.name.count', 'Incidents')}
        formula={formulaText('count')}
        value={incidents.length}
        detail={t(
          'insights.per-week',
          '{{rate}} a week',
          verbatim({ rate: formatNumber(incidents.length / Math.max(1 / 7, weeksIn(selection)), 1) })
        )}
      />
      <Figure
        name={t('insights.number.median', 'Median time to recover')}
        formula={`${measureFormula('recover')}. ${formulaText('median')}`}
        value={estimateText(median)}
        detail={[`n = ${median.n}`, intervalText(median)].filter(Boolean).join(' · ')}
      />
      <Figure
        name={t('insights.number.p90', 'P90 time to recover')}
        formula={`${measureFormula('recover')}. ${formulaText('p90')}`}
        value={estimateText(p90)}
        detail={[`n = ${p90.n}`, intervalText(p90)].filter(Boolean).join(' · ')}
      />
      <Figure
        name={t('insights.name.monitoring', 'Found by monitoring')}
        formula={formulaText('monitoring')}
        value={monitoring.value === undefined ? t('insights.unknown', 'unknown') : percent(monitoring.value, 0)}
        detail={[
          `n = ${monitoring.n}`,
          ...(monitoring.interval
            ? [`95 %: ${percent(monitoring.interval.low)} – ${percent(monitoring.interval.high)}`]
            : []),
        ].join(' · ')}
      />
      <Figure
        name={t('insights.filter.period', 'Period')}
        value={<small>{periodText(selection.period, zone)}</small>}
        detail={t('insights.weeks', '', {
          count: weeks.length,
          defaultValue_one: '{{count}} week',
          defaultValue_other: '{{count}} weeks',
        })}
      />
    </dl>
  );
}

function weeksIn({ period: { start, end } }: Selection): number {
  return (end - start) / 604_800;
}

interface FigureProps {
  name: string;
  value: ReactNode;
  detail: string;
  formula?: string;
}

function Figure({ name, value, detail, formula }: FigureProps) {
  return (
    <div>
      <dt>
        {name} {formula && <Explain text={formula} />}
      </dt>
      <dd>{value}</dd>
      <dd>
        <small>{detail}</small>
      </dd>
    </div>
  );
}

function Section({ title, formula, children }: PropsWithChildren<{ title: string; formula?: string }>) {
  return (
    <section>
      <Stack direction="column" gap={1}>
        <Stack gap={0.5} alignItems="center">
          <Text element="h2" variant="h4">
            {title}
          </Text>
          {formula && <Explain text={formula} />}
        </Stack>
        {children}
      </Stack>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  numbers: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2, 4),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0 },
    'dt + dd': { fontSize: theme.typography.h3.fontSize },
    small: { color: theme.colors.text.secondary },
  }),
});
