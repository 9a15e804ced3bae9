import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { type Verdict } from '../../../domain/maintenance/checklistItem';
import { AskAgainButton } from '../../../shared/ui/AskAgainButton';
import { verbatim } from '../../../shared/words/verbatim';

interface Props {
  /** Of the query items that have been asked. */
  verdicts: Verdict[];
  total: number;
  isAsking: boolean;
  /** No data source is there to ask. */
  isWithoutSource: boolean;
  onAsk?: () => void;
}

/** The items that Prometheus answers, together. */
export function Checks({ verdicts, total, isAsking, isWithoutSource, onAsk }: Props) {
  const styles = useStyles2(getStyles);
  const count = (verdict: Verdict) => verdicts.filter((one) => one === verdict).length;
  return (
    <section className={styles.checks} aria-label={t('maintenance.checks.title', 'Checked by Prometheus')}>
      <Text element="h2" variant="h5">
        {checksText(verdicts.length, total, count('fail'), count('nodata'))}
      </Text>
      {onAsk && (
        <AskAgainButton isAsking={isAsking} onAsk={onAsk}>
          {verdicts.length
            ? t('maintenance.checks.again', 'Check again')
            : t('maintenance.checks.run', 'Run the checks')}
        </AskAgainButton>
      )}
      {isWithoutSource && (
        <Text color="secondary">
          {t(
            'maintenance.checks.no-source',
            'No Prometheus is configured: an administrator chooses one in Setup. Until then, answer these items by hand.'
          )}
        </Text>
      )}
    </section>
  );
}

function checksText(checked: number, total: number, failed: number, noData: number): string {
  const parts = [t('maintenance.checks.checked', '{{checked}} of {{total}} checked', verbatim({ checked, total }))];
  if (checked > 0) {
    parts.push(
      t('maintenance.checks.failed', '', {
        count: failed,
        defaultValue_zero: 'none failed',
        defaultValue_one: '{{count}} failed',
        defaultValue_other: '{{count}} failed',
      })
    );
  }
  if (noData > 0) {
    parts.push(
      t('maintenance.checks.nodata', '', {
        count: noData,
        defaultValue_one: '{{count}} without data',
        defaultValue_other: '{{count}} without data',
      })
    );
  }
  return parts.join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  checks: css({ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
