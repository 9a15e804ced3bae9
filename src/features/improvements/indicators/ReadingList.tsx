import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { type Improvement, type IndicatorReading } from '../../../domain/objective/improvement';
import { formatValue } from '../../../shared/objectives/format';
import { dateText } from '../../../shared/words/times';
import { progressName } from './words';

const SHOWN = 5;

/** The last values with who gave them and when, the newest first; older ones on demand. */
export function ReadingList({ readings, unit }: { readings: IndicatorReading[]; unit: Improvement['unit'] }) {
  const styles = useStyles2(getStyles);
  const newest = [...readings].reverse();
  if (newest.length === 0) {
    return (
      <Text color="secondary" element="p">
        {t('objectives.problem.no-reading', 'No value was given yet.')}
      </Text>
    );
  }
  const list = (some: IndicatorReading[]) => (
    <ul className={styles}>
      {some.map(({ value, on, by, at, progress, note }) => (
        <li key={`${on}${at}`}>
          <time dateTime={on}>{dateText(on)}</time> · {formatValue(value, unit)} ·{' '}
          {[by.name, progress && progressName(progress), note].filter(Boolean).join(' · ')}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {list(newest.slice(0, SHOWN))}
      {newest.length > SHOWN && (
        <details>
          <summary>{t('objectives.indicators.older', 'Older values')}</summary>
          {list(newest.slice(SHOWN))}
        </details>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({ listStyle: 'none', margin: 0, color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' });
