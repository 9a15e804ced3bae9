import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Text, useStyles2 } from '@grafana/ui';
import { type RoadmapItem } from '../../../domain/improvement/schema';
import { formatValue } from '../../../shared/objectives/format';
import { dateText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { type EffectView, useEffectOf } from './useEffectOf';

interface Props {
  item: RoadmapItem;
  /** Absent for people who may only read. */
  onKeep?: (values: { before?: number; after?: number }) => void;
}

/** What an item improved: the value before and after the day on which it was done. */
export function Effect({ item, onKeep }: Props) {
  const styles = useStyles2(getStyles);
  const view = useEffectOf(item);
  if (!view) {
    return null;
  }
  const { before, after, unit } = view;
  const text = (value: number | undefined) =>
    value === undefined || unit === undefined
      ? view.isPending
        ? '…'
        : t('improvements.effect.unknown', 'unknown')
      : formatValue(value, unit);
  const hasValue = before !== undefined || after !== undefined;
  return (
    <section aria-label={t('improvements.effect.title', 'What did this improve?')}>
      <Text element="h3" variant="h5">
        {t('improvements.effect.title', 'What did this improve?')}
      </Text>
      <p>{view.name}</p>
      {item.done ? (
        <>
          <dl className={styles}>
            <div>
              <dt>{t('improvements.effect.before', 'Before')}</dt>
              <dd>{text(before)}</dd>
            </div>
            <div>
              <dt>{t('improvements.effect.done', 'Done')}</dt>
              <dd>{dateText(item.done)}</dd>
            </div>
            <div>
              <dt>{t('improvements.effect.after', 'After')}</dt>
              <dd>{text(after)}</dd>
            </div>
          </dl>
          <Text color="secondary">{howText(view)}</Text>
          {onKeep && hasValue && view.from !== 'kept' && !view.isPending && (
            <div>
              <Button size="sm" variant="secondary" icon="save" onClick={() => onKeep({ before, after })}>
                {t('improvements.effect.keep', 'Keep these values')}
              </Button>
            </div>
          )}
        </>
      ) : (
        <Text color="secondary">
          {t('improvements.effect.not-done', 'Once it is done, its value before and after stands here.')}
        </Text>
      )}
    </section>
  );
}

function howText({ from, days }: EffectView): string {
  switch (from) {
    case 'kept':
      return t('improvements.effect.kept', 'As somebody kept it: data sources forget.');
    case 'gone':
      return t('improvements.effect.gone', 'The objective or indicator is not there any more.');
    case 'readings':
      return t('improvements.effect.readings', 'The last value by hand up to that day, and the last one since.');
    case 'incidents':
    case 'measured':
      return days === undefined
        ? t('improvements.effect.early', 'Too early: a day has to pass before there is something to compare.')
        : t('improvements.effect.spans', '', {
            ...verbatim({}),
            count: days,
            defaultValue_one: 'Over the day before and the day after.',
            defaultValue_other: 'Over the {{count}} days before and the {{count}} days after.',
          });
  }
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    margin: theme.spacing(1, 0),
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, fontSize: theme.typography.h4.fontSize, fontVariantNumeric: 'tabular-nums' },
  });
