import React from 'react';
import { t } from '@grafana/i18n';
import { Text, Tooltip } from '@grafana/ui';
import { type ItemOutcome } from '../../../domain/maintenance/week';
import { formatDuration } from '../../../shared/words/durations';
import { formatFigure } from '../../../shared/words/numbers';

/** What was measured or typed, large; where it came from on hover. */
export function Value({ outcome }: { outcome: ItemOutcome }) {
  const { value, query } = outcome;
  if (value === undefined) {
    return null;
  }
  const series =
    query && query.series > 1
      ? t('maintenance.item.series', '', {
          count: query.series,
          defaultValue_one: '{{count}} series',
          defaultValue_other: '{{count}} series; the first that fails is shown',
        })
      : '';
  const source = [String(value), query?.labels, series].filter(Boolean).join(' · ');
  return (
    <Tooltip content={source}>
      <span tabIndex={0}>
        <Text variant="h5" element="span">
          {outcomeValueText(outcome)}
        </Text>
      </span>
    </Tooltip>
  );
}

/** The value with its unit, in the person's language. */
export function outcomeValueText({ value, unit }: Pick<ItemOutcome, 'value' | 'unit'>): string {
  if (typeof value !== 'number') {
    return withUnit((value ?? '').slice(0, 200), unit);
  }
  const isDuration = unit === 's' && Math.abs(value) >= 60;
  return isDuration ? formatDuration(value) : withUnit(formatFigure(value), unit);
}

function withUnit(text: string, unit: string | undefined): string {
  return unit ? `${text}\u00a0${unit}` : text;
}
