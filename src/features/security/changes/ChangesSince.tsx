import React from 'react';
import { t } from '@grafana/i18n';
import { Button, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { type SecurityRegister } from '../../../domain/security/register';
import { type SecurityReview } from '../../../domain/security/reviewSchema';
import { type AuditFacts } from '../../../domain/security/snapshot';
import { MOST_ASKED } from '../../../grafana/security/audit';
import { useNow } from '../../../shared/hooks/useNow';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';
import { useAudit, useReview, useWholeAudit } from '../data';
import { reviewLabel, reviewPath } from '../paths';
import { useReviewChanges } from '../review/useReviewChanges';
import { ChangeList } from './ChangeList';
import { useChanges } from './useChanges';
import { useEarlier } from './useEarlier';

const MINUTES = 5 * 60_000;
/** So many reviews are looked through for changes that nobody explained. */
const MOST_BACK = 10;

interface Props {
  /** Names of the reviews that were kept, the newest first; at least one. */
  reviews: string[];
  register: SecurityRegister;
  canWrite: boolean;
}

/** What is otherwise now than when somebody last kept a review. */
export function ChangesSince({ reviews, register, canWrite }: Props) {
  const [review] = reviews;
  const audit = useAudit();
  const { newest, earlier } = useEarlier(reviews, audit.data);
  const { record, error, refetch } = newest;
  const now = new Date(useNow(MINUTES)).toISOString();
  const found = useChanges(earlier, audit.data, { register, now });
  return (
    <section aria-label={t('security.changes.title', 'What changed since the last review')}>
      <Text element="h2" variant="h4">
        {t('security.changes.title', 'What changed since the last review')}
      </Text>
      <p>
        <InternalLink to={reviewPath(review)}>
          {t('security.review.title', 'Review of {{day}}', verbatim({ day: reviewLabel(review) }))}
        </InternalLink>
        {record && <OpenBefore name={review} review={record} />}
        {record && reviews.length > 1 && <OpenEarlier reviews={reviews.slice(1, MOST_BACK)} />}
      </p>
      {error ? (
        <RequestFailure error={error} onRetry={refetch} what={reviewLabel(review)} />
      ) : record && !record.audit && earlier.length === 0 ? (
        <Text color="secondary">
          {t('security.changes.old', 'That review keeps nothing to compare with: the next one will.')}
        </Text>
      ) : found ? (
        <>
          <LookAtAll left={leftIn(audit.data)} />
          <ChangeList found={found} canWrite={canWrite} />
        </>
      ) : (
        <LoadingPlaceholder text={t('security.changes.loading', 'Comparing…')} />
      )}
    </section>
  );
}

/** What was open when that review was kept stays open until somebody explains it; `isOlder`: there are newer reviews. */
function OpenBefore({ name, review, isOlder }: { name: string; review: SecurityReview; isOlder?: boolean }) {
  const open = useReviewChanges(name, review)?.open ?? 0;
  return open === 0 ? null : (
    <>
      {' · '}
      <InternalLink to={reviewPath(name)}>
        {isOlder
          ? t('security.changes.open-earlier', '', {
              count: open,
              ...verbatim({ day: reviewLabel(name) }),
              defaultValue_one: '{{count}} change before the one of {{day}} is not explained',
              defaultValue_other: '{{count}} changes before the one of {{day}} are not explained',
            })
          : t('security.changes.open-before', '', {
              count: open,
              defaultValue_one: '{{count}} change before it is not explained',
              defaultValue_other: '{{count}} changes before it are not explained',
            })}
      </InternalLink>
    </>
  );
}

/** The same of the reviews before it, read one after the other; one that cannot be read does not end them. */
function OpenEarlier({ reviews: [name, ...others] }: { reviews: string[] }) {
  const { record, isPending } = useReview(name);
  return isPending ? null : (
    <>
      {record && <OpenBefore name={name} review={record} isOlder />}
      {others.length > 0 && <OpenEarlier reviews={others} />}
    </>
  );
}

/** How many folders, accounts and data sources the look that opened the page left out. */
function leftIn(audit: AuditFacts | undefined): number {
  return (['folderPermissions', 'sourcePermissions', 'tokens'] as const).reduce((sum, of) => {
    const found = audit?.[of];
    return sum + (found && 'items' in found ? (found.left ?? 0) : 0);
  }, 0);
}

/** Asks for the rest one by one, which an administrator of many folders decides. */
function LookAtAll({ left }: { left: number }) {
  const { look, isLooking, progress, stop } = useWholeAudit();
  if (isLooking) {
    return (
      <Stack gap={1} alignItems="center" wrap="wrap">
        <span role="status">
          {progress
            ? t('security.audit.progress', 'Looked at {{done}} of {{total}}', verbatim(progress))
            : t('security.audit.looking', 'Looking…')}
        </span>
        <Button size="sm" variant="secondary" onClick={stop}>
          {t('security.audit.cancel', 'Stop looking')}
        </Button>
      </Stack>
    );
  }
  return left === 0 ? null : (
    <Stack direction="column" gap={0.5} alignItems="flex-start">
      <Button size="sm" variant="secondary" onClick={look}>
        {t('security.audit.rest', '', {
          count: left,
          defaultValue_one: 'Look at {{count}} more',
          defaultValue_other: 'Look at {{count}} more',
        })}
      </Button>
      <Text color="secondary" variant="bodySmall">
        {t(
          'security.audit.cap',
          'Permissions and tokens are asked for one by one, four at a time; at most {{most}} of each kind.',
          verbatim({ most: MOST_ASKED })
        )}
      </Text>
    </Stack>
  );
}
