import React, { type PropsWithChildren, type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder, Text, TextLink, useStyles2 } from '@grafana/ui';
import { RequestFailure } from '../../../shared/ui/RequestFailure';

interface Props {
  title: string;
  href: string;
  isPending: boolean;
  error: unknown;
  /** What was read before stays below a failure to read it again. */
  hasContent?: boolean;
  onRetry?: () => void;
  /** Shown when there is nothing to list. */
  empty?: ReactNode;
}

/** One part of Home: its title leads to its page; a failure stays inside. */
export function Card({
  title,
  href,
  isPending,
  error,
  hasContent,
  onRetry,
  empty,
  children,
}: PropsWithChildren<Props>) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.card} aria-label={title}>
      <Text element="h2" variant="h4">
        <TextLink href={href} color="primary" inline={false}>
          {title}
        </TextLink>
      </Text>
      {Boolean(error) && <RequestFailure error={error} onRetry={onRetry} severity="warning" what={title} />}
      {error && !hasContent ? null : isPending ? (
        <LoadingPlaceholder text={t('home.loading', 'Loading…')} />
      ) : (
        empty || children
      )}
    </section>
  );
}

export function moreText(rest: number): string {
  return t('home.more', '', { count: rest, defaultValue_one: '{{count}} more', defaultValue_other: '{{count}} more' });
}

export function useCardStyles() {
  return useStyles2(getStyles);
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    minHeight: 160,
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
    overflowWrap: 'anywhere',
  }),
  counts: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 1.5), margin: 0 }),
  grow: css({ flexGrow: 1, minWidth: 0 }),
  time: css({ whiteSpace: 'nowrap' }),
  strong: css({
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  }),
});
