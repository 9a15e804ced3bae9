import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { type Improvement, indicatorStanding } from '../../../domain/objective/improvement';
import { shownUnit } from '../../../domain/objective/state';
import { INDICATORS_PATH } from '../../../shared/improvements/paths';
import { formatTarget, formatValue } from '../../../shared/objectives/format';
import { useIndicators } from '../../../shared/objectives/useIndicators';
import { useMeasurements } from '../../../shared/objectives/useMeasurements';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { StateMark } from '../../../shared/ui/StateMark';
import { verbatim } from '../../../shared/words/verbatim';
import { measuredNow, type MeasuredBy } from '../indicators/measured';
import { useDocumentation } from '../indicators/useDocumentation';
import { directionText, PROGRESS_MARKS, progressName } from '../indicators/words';

/** Whether the work leads anywhere: each indicator with its value, its target and its direction. */
export function IndicatorStrip({ today }: { today: string }) {
  const styles = useStyles2(getStyles);
  const { indicators } = useIndicators();
  const { record, objectives } = useObjectives();
  const linked = indicators.flatMap(([, { objective }]) => objective ?? []);
  const rows = useMeasurements(
    objectives.filter(([key]) => linked.includes(key)),
    { exclusions: record?.exclusions, among: objectives, readsRecords: false }
  );
  if (indicators.length === 0) {
    return null;
  }
  return (
    <section aria-label={t('improvements.tabs.indicators', 'Indicators')}>
      <ul className={styles.strip}>
        {indicators.map(([key, indicator]) => {
          const row = rows.find((each) => each.key === indicator.objective);
          const Item = indicator.measures === 'documentation' ? DocumentationItem : StripItem;
          return <Item key={key} indicator={indicator} today={today} row={row} />;
        })}
      </ul>
    </section>
  );
}

interface ItemProps extends MeasuredBy {
  indicator: Improvement;
  today: string;
}

function DocumentationItem(props: ItemProps) {
  const documentation = useDocumentation();
  return <StripItem {...props} documentation={documentation} />;
}

function StripItem({ indicator, today, row, documentation }: ItemProps) {
  const styles = useStyles2(getStyles);
  const { actual, progress, direction } = indicatorStanding(
    indicator,
    today,
    measuredNow(indicator, { row, documentation })
  );
  return (
    <li>
      <InternalLink to={INDICATORS_PATH}>{indicator.name}</InternalLink>
      <span className={styles.value}>
        {progress && <StateMark mark={PROGRESS_MARKS[progress]} label={progressName(progress)} />}{' '}
        {actual === undefined ? t('objectives.no-data', 'no data') : formatValue(actual, indicator.unit)}
      </span>
      <Text color="secondary">
        {[formatTarget(indicator), direction && directionText(direction)].filter(Boolean).join(' · ')}
      </Text>
      {row?.value !== undefined && (
        <Text color="secondary">
          {t(
            'improvements.indicators.measured',
            'measured now: {{value}}',
            verbatim({ value: formatValue(row.value, shownUnit(row.objective)) })
          )}
        </Text>
      )}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({
    listStyle: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    li: { display: 'flex', flexDirection: 'column' },
  }),
  value: css({ fontSize: theme.typography.h4.fontSize, fontVariantNumeric: 'tabular-nums' }),
});
