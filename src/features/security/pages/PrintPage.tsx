import React from 'react';
import { css } from '@emotion/css';
import { createTheme, type GrafanaTheme2, PageLayoutType } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, LinkButton, LoadingPlaceholder, Stack, useStyles2 } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { type SecurityReview, securityReviewKind } from '../../../domain/security/review';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Page } from '../../../shared/ui/Page';
import { useReview } from '../data';
import { reviewPath, SECURITY_PATH } from '../paths';
import { reviewMarkdown } from '../review/exports';
import { useReviewChanges } from '../review/useReviewChanges';

/** A review alone, as on paper: light whatever the theme, without Grafana’s menus (the address asks for kiosk mode). */
export function PrintPage() {
  const styles = useStyles2(getStyles);
  const { name = '' } = useParams();
  const { record, stored, error, isPending, refetch } = useReview(name);
  return (
    <Page
      title={t('security.export.print-page', 'Printable page')}
      parent={{ text: t('security.title', 'Security'), url: SECURITY_PATH }}
      layout={PageLayoutType.Custom}
    >
      <div className={styles.sheet}>
        <div className={styles.controls}>
          <Stack gap={1}>
            <Button icon="document-info" disabled={!record} onClick={() => window.print()}>
              {t('security.export.print', 'Print')}
            </Button>
            <LinkButton variant="secondary" href={reviewPath(name)}>
              {t('security.export.back', 'Back to the review')}
            </LinkButton>
          </Stack>
        </div>
        {error ? (
          <RecordFailure kind={securityReviewKind} name={name} error={error} onRetry={refetch} />
        ) : isPending ? (
          <LoadingPlaceholder text={t('security.review.loading', 'Loading the review…')} />
        ) : record ? (
          <Sheet name={name} review={record} className={styles.text} />
        ) : (
          stored && <DamagedRecord kind={securityReviewKind} stored={stored} />
        )}
      </div>
    </Page>
  );
}

function Sheet({ name, review, className }: { name: string; review: SecurityReview; className: string }) {
  const changes = useReviewChanges(name, review)?.changes;
  return (
    <article aria-label={t('security.export.article', 'Review')}>
      <MarkdownView text={reviewMarkdown(review, { changes })} className={className} isPage />
    </article>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const paper = createTheme({ colors: { mode: 'light' } });
  return {
    sheet: css({
      background: paper.colors.background.primary,
      color: paper.colors.text.primary,
      minHeight: '100vh',
      padding: theme.spacing(4),
      '@media print': { position: 'absolute', inset: 0, padding: 0, minHeight: 0, zIndex: theme.zIndex.portal },
    }),
    controls: css({ marginBottom: theme.spacing(2), '@media print': { display: 'none' } }),
    text: css({
      '&&, && :is(h1, h2, th, td, li, p, em, strong)': { color: paper.colors.text.primary, background: 'none' },
      table: { width: '100%', borderCollapse: 'collapse' },
      'th, td': {
        border: `1px solid ${paper.colors.border.medium}`,
        padding: theme.spacing(0.5, 1),
        textAlign: 'left',
        verticalAlign: 'top',
      },
      '@media print': { fontSize: theme.typography.bodySmall.fontSize, tr: { breakInside: 'avoid' } },
    }),
  };
};
