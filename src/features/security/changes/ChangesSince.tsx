import React from 'react';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder, Text } from '@grafana/ui';
import { type SecurityRegister } from '../../../domain/security/register';
import { useNow } from '../../../shared/hooks/useNow';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';
import { useAudit, useReview } from '../data';
import { reviewLabel, reviewPath } from '../paths';
import { ChangeList } from './ChangeList';
import { useChanges } from './useChanges';

const MINUTES = 5 * 60_000;

interface Props {
  /** Name of the last review that was kept. */
  review: string;
  register: SecurityRegister;
  canWrite: boolean;
}

/** What is otherwise now than when somebody last kept a review. */
export function ChangesSince({ review, register, canWrite }: Props) {
  const { record, error, refetch } = useReview(review);
  const audit = useAudit();
  const now = new Date(useNow(MINUTES)).toISOString();
  const found = useChanges(review, record?.audit, audit.data, { register, now });
  return (
    <section aria-label={t('security.changes.title', 'What changed since the last review')}>
      <Text element="h2" variant="h4">
        {t('security.changes.title', 'What changed since the last review')}
      </Text>
      <p>
        <InternalLink to={reviewPath(review)}>
          {t('security.review.title', 'Review of {{day}}', verbatim({ day: reviewLabel(review) }))}
        </InternalLink>
      </p>
      {error ? (
        <RequestFailure error={error} onRetry={refetch} what={reviewLabel(review)} />
      ) : record && !record.audit ? (
        <Text color="secondary">
          {t('security.changes.old', 'That review keeps nothing to compare with: the next one will.')}
        </Text>
      ) : found ? (
        <ChangeList found={found} canWrite={canWrite} />
      ) : (
        <LoadingPlaceholder text={t('security.changes.loading', 'Comparing…')} />
      )}
    </section>
  );
}
