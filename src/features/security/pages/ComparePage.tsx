import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Checkbox, EmptyState, LinkButton, LoadingPlaceholder, Text, useStyles2 } from '@grafana/ui';
import { useSearchParams } from 'react-router-dom';
import { securityReviewKind } from '../../../domain/security/review';
import { resultsInOrder, looksOf } from '../../../domain/security/reviewDocument';
import { type ReviewResult, type SecurityReview } from '../../../domain/security/reviewSchema';
import { RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useSecurityRegister } from '../../../shared/security/useSecurity';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Page } from '../../../shared/ui/Page';
import { StateMark } from '../../../shared/ui/StateMark';
import { plainTable } from '../../../shared/ui/tableStyles';
import { securityMark, securityStateName } from '../../../shared/words/security';
import { ChangeList } from '../changes/ChangeList';
import { useChanges } from '../changes/useChanges';
import { useReview } from '../data';
import { reviewLabel, reviewPath, SECURITY_PATH } from '../paths';
import { numbers, proofs } from '../review/exports';
import { lookRole, resultTitle } from '../review/results';

/** Two reviews side by side: the numbers, each item, and what changed in Grafana between them. */
export function ComparePage() {
  const [params] = useSearchParams();
  const [before, after] = [params.get('before') ?? '', params.get('after') ?? ''];
  const [earlier, later] = [useReview(before), useReview(after)];
  const failed = [
    { name: before, ...earlier },
    { name: after, ...later },
  ].find(({ error }) => error);
  return (
    <Page
      title={t('security.compare.title', 'Two reviews compared')}
      parent={{ text: t('security.title', 'Security'), url: SECURITY_PATH }}
    >
      {!before || !after ? (
        <EmptyState variant="not-found" message={t('security.compare.missing', 'Choose two reviews to compare')}>
          <LinkButton href={SECURITY_PATH}>{t('security.title', 'Security')}</LinkButton>
        </EmptyState>
      ) : failed?.error ? (
        <RecordFailure kind={securityReviewKind} name={failed.name} error={failed.error} onRetry={failed.refetch} />
      ) : earlier.record && later.record ? (
        <Comparison names={[before, after]} reviews={[earlier.record, later.record]} />
      ) : (
        <LoadingPlaceholder text={t('security.review.loading', 'Loading the review…')} />
      )}
    </Page>
  );
}

type Pair<T> = [before: T, after: T];

function Comparison({ names, reviews }: { names: Pair<string>; reviews: Pair<SecurityReview> }) {
  const styles = useStyles2(getStyles);
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [before, after] = reviews.map((review) => new Map(resultsInOrder(review)));
  const items = [...new Set([...before.keys(), ...after.keys()])];
  const isSame = (item: string) => before.get(item)?.state === after.get(item)?.state;
  const shown = onlyChanged ? items.filter((item) => !isSame(item)) : items;
  return (
    <div className={styles.page}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('security.review.item', 'Item')}</th>
            {names.map((name) => (
              <th scope="col" key={name}>
                <InternalLink to={reviewPath(name)}>{reviewLabel(name)}</InternalLink>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbers(reviews[0]).map(([label, value], index) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
              <td>{numbers(reviews[1])[index][1]}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('security.review.looks', 'Who looked')}</th>
            {reviews.map((review) => (
              <td key={review.id}>
                {looksOf(review).map(([id, { by, role }]) => (
                  <div key={id}>
                    {by.name} {role && `(${lookRole(role)})`}
                  </div>
                ))}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <Text color="secondary" element="p">
        {t(
          'security.compare.roles',
          'People of different roles see different things: a score says how much of what they saw is in order, coverage how much they saw.'
        )}
      </Text>
      <Checkbox
        label={t('security.compare.changed', 'Only what changed')}
        value={onlyChanged}
        onChange={({ currentTarget }) => setOnlyChanged(currentTarget.checked)}
      />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('security.review.item', 'Item')}</th>
            {names.map((name) => (
              <th scope="col" key={name}>
                {reviewLabel(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => (
            <tr key={item}>
              <th scope="row">
                {resultTitle(item, after.get(item) ?? before.get(item) ?? {})}
                {!isSame(item) && <small>{t('security.compare.is-changed', 'changed')}</small>}
              </th>
              {[before, after].map((results, index) => (
                <td key={names[index]}>
                  <Result result={results.get(item)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Between names={names} reviews={reviews} />
    </div>
  );
}

function Result({ result }: { result: ReviewResult | undefined }) {
  if (!result) {
    return <>{t('security.compare.absent', 'not in this review')}</>;
  }
  return (
    <>
      <StateMark mark={securityMark(result.state)} /> {securityStateName(result.state)}
      <ul>
        {proofs(result).map((text, index) => (
          <li key={`${text}-${index}`}>{text}</li>
        ))}
      </ul>
    </>
  );
}

function Between({ names: [name], reviews: [before, after] }: { names: Pair<string>; reviews: Pair<SecurityReview> }) {
  const canWrite = useCanWrite('registers') !== 'no';
  const { record: register } = useSecurityRegister({ watch: false });
  const earlier = useMemo(() => (before.audit ? [{ review: name, facts: before.audit }] : []), [name, before.audit]);
  const found = useChanges(earlier, after.audit, { register, now: after.at });
  return (
    <section aria-label={t('security.compare.between', 'What changed between them')}>
      <Text element="h2" variant="h4">
        {t('security.compare.between', 'What changed between them')}
      </Text>
      {found ? (
        <ChangeList found={found} canWrite={canWrite} />
      ) : (
        <Text color="secondary">
          {t('security.changes.old', 'That review keeps nothing to compare with: the next one will.')}
        </Text>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), overflowX: 'auto' }),
  table: css({
    ...plainTable(theme),
    td: { overflowWrap: 'anywhere' },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium, width: '25%' },
    ul: { listStyle: 'none', margin: 0, color: theme.colors.text.secondary },
    small: { display: 'block', color: theme.colors.warning.text, fontWeight: theme.typography.fontWeightRegular },
  }),
});
