import React from 'react';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { securityReviewKind } from '../../../domain/security/review';
import { type SecurityReview } from '../../../domain/security/reviewSchema';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { PaperPage } from '../../../shared/ui/PaperPage';
import { useReview } from '../data';
import { reviewPath, SECURITY_PATH } from '../paths';
import { auditorMarkdown } from '../review/exports';
import { useReviewChanges } from '../review/useReviewChanges';

export function ReviewPrintPage() {
  const { name = '' } = useParams();
  const { record, stored, error, isPending, refetch } = useReview(name);
  if (record && !error) {
    return <Sheet name={name} review={record} />;
  }
  return (
    <PaperPage {...frameOf(name)}>
      {error ? (
        <RecordFailure kind={securityReviewKind} name={name} error={error} onRetry={refetch} />
      ) : isPending ? (
        <LoadingPlaceholder text={t('security.review.loading', 'Loading the review…')} />
      ) : (
        stored && <DamagedRecord kind={securityReviewKind} stored={stored} />
      )}
    </PaperPage>
  );
}

function Sheet({ name, review }: { name: string; review: SecurityReview }) {
  const changes = useReviewChanges(name, review)?.changes;
  return <PaperPage {...frameOf(name)} markdown={auditorMarkdown(review, changes)} />;
}

function frameOf(name: string) {
  return {
    parent: { text: t('security.title', 'Security'), url: SECURITY_PATH },
    label: t('security.export.article', 'Review'),
    back: { text: t('security.export.back', 'Back to the review'), href: reviewPath(name) },
  };
}
