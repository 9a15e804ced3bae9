import React, { type PropsWithChildren } from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, FieldType, type GrafanaTheme2, getValueFormat, formattedValueToString } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Sparkline, useStyles2, useTheme2 } from '@grafana/ui';
import { type Evidence } from '../../../domain/incidentSchema';

/** A query's answer as it was when captured. */
export function EvidenceView({ evidence, children }: PropsWithChildren<{ evidence: Evidence }>) {
  const styles = useStyles2(getStyles);
  const { title, expr, value, unit, from, to, problem } = evidence;
  return (
    <div className={styles.box}>
      <span>
        {title}: <strong>{value === undefined ? t('incidents.unknown', 'unknown') : valueText(value, unit)}</strong>
      </span>
      <Graph evidence={evidence} />
      {problem && <span>{problem}</span>}
      {children}
      <details>
        <summary>{t('incidents.evidence.query', 'Query')}</summary>
        <code>{expr}</code>
        <div>
          {dateTimeFormat(from)} – {dateTimeFormat(to)}
        </div>
      </details>
    </div>
  );
}

export function valueText(value: number, unit: string | undefined): string {
  return formattedValueToString(getValueFormat(unit || 'short')(value, Math.abs(value) < 10 ? 3 : 1));
}

function Graph({ evidence: { series } }: { evidence: Evidence }) {
  const theme = useTheme2();
  const values = series[0]?.values ?? [];
  if (values.length < 2) {
    return null;
  }
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const sparkline = {
    y: {
      name: 'value',
      type: FieldType.number,
      config: {},
      values,
      state: { range: { min, max: max === min ? min + 1 : max, delta: max - min || 1 } },
    },
  };
  return (
    <span aria-hidden>
      <Sparkline
        theme={theme}
        width={140}
        height={24}
        sparkline={sparkline}
        config={{ custom: { fillOpacity: 10, lineWidth: 1 } }}
      />
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1),
    alignItems: 'center',
    code: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  }),
});
