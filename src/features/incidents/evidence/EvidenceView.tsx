import React, { type PropsWithChildren } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { type Evidence, type Milestones } from '../../../domain/incident/schema';
import { measuredText } from '../../../domain/text/quantity';
import { interfaceLanguage } from '../../../grafana/user';
import { momentText } from '../../../shared/words/times';
import { EvidenceChart } from './EvidenceChart';

interface Props {
  evidence: Evidence;
  milestones?: Milestones;
}

/** A query's answer as it was when captured. */
export function EvidenceView({ evidence, milestones, children }: PropsWithChildren<Props>) {
  const styles = useStyles2(getStyles);
  const { title, expr, value, unit, from, to, problem, thinned, moment } = evidence;
  return (
    <div className={styles.box}>
      <span>
        {title}:{' '}
        <strong>{value === undefined ? t('incidents.unknown', 'unknown') : evidenceValueText(value, unit)}</strong>
      </span>
      {moment && moment !== 'hand' && (
        <Text color="secondary" variant="bodySmall">
          {momentName(moment)}
        </Text>
      )}
      {problem && <span>{problem}</span>}
      {thinned && (
        <Text color="secondary" variant="bodySmall">
          {t('incidents.evidence.thinned', 'fewer points than captured, to keep the record small')}
        </Text>
      )}
      <EvidenceChart evidence={evidence} milestones={milestones} />
      {children}
      <details>
        <summary>{t('incidents.evidence.query', 'Query')}</summary>
        <code>{expr}</code>
        <div>
          {momentText(from)} – {momentText(to)}
        </div>
      </details>
    </div>
  );
}

function momentName(moment: 'declare' | 'mitigate' | 'resolve'): string {
  switch (moment) {
    case 'declare':
      return t('incidents.evidence.at-declare', 'when declared');
    case 'mitigate':
      return t('incidents.evidence.at-mitigate', 'when mitigated');
    case 'resolve':
      return t('incidents.evidence.at-resolve', 'when resolved');
  }
}

export function evidenceValueText(value: number, unit: string | undefined): string {
  return measuredText(value, unit, interfaceLanguage());
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
