import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ClipboardButton, LoadingPlaceholder, Text, TextLink, useStyles2 } from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { PLUGIN_BASE_URL } from '../../../constants';
import { type Fact } from '../../../domain/security/evidence';
import { EXTRA_KEYS, ITEM_KEYS } from '../../../domain/security/register';
import { type SecurityReview, securityReviewKind } from '../../../domain/security/review';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Page } from '../../../shared/ui/Page';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { factText, securityItemName, securityMark, securityStateName } from '../../../shared/words/security';
import { verbatim } from '../../../shared/words/verbatim';
import { useReview } from '../data';

/** A review as it was kept. */
export function ReviewPage() {
  const { name = '' } = useParams();
  const { record, stored, error, isPending, refetch } = useReview(name);
  return (
    <Page
      title={record ? t('security.review.title', 'Review of {{day}}', verbatim({ day: record.at.slice(0, 10) })) : name}
      parent={{ text: t('security.title', 'Security'), url: `${PLUGIN_BASE_URL}/security` }}
      subTitle={
        record && (
          <>
            {record.by.name} <Since at={record.at} />
          </>
        )
      }
      actions={
        record && (
          <ClipboardButton variant="secondary" icon="copy" getText={() => securityReviewKind.describe(record).markdown}>
            {t('security.review.copy', 'Copy as Markdown')}
          </ClipboardButton>
        )
      }
    >
      {error ? (
        <RecordFailure kind={securityReviewKind} name={name} error={error} onRetry={refetch} />
      ) : isPending ? (
        <LoadingPlaceholder text={t('security.review.loading', 'Loading the review…')} />
      ) : record ? (
        <Results review={record} />
      ) : (
        stored && <DamagedRecord kind={securityReviewKind} stored={stored} />
      )}
    </Page>
  );
}

function Results({ review }: { review: SecurityReview }) {
  const styles = useStyles2(getStyles);
  const unknown = t('security.score.unknown', 'unknown');
  return (
    <div>
      <p>
        <Text variant="h3" element="span">
          {t('security.score.label', 'Score')}{' '}
          {review.score === undefined ? unknown : `${Math.round(review.score)}/100`} ·{' '}
          {t('security.coverage.label', 'Coverage')}{' '}
          {review.coverage === undefined ? unknown : `${Math.round(review.coverage)} %`}
        </Text>
      </p>
      {review.note && <MarkdownView text={review.note} />}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('security.review.item', 'Item')}</th>
            <th scope="col">{t('security.review.result', 'Result')}</th>
            <th scope="col">{t('security.item.evidence', 'Evidence')}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(review).map(([item, { state, facts, attestation, exception }]) => (
            <tr key={item}>
              <th scope="row">{securityItemName(item)}</th>
              <td>
                <StateMark mark={securityMark(state)} label={securityStateName(state)} /> {securityStateName(state)}
              </td>
              <td>
                <ul className={styles.facts}>
                  {facts.map(({ code, verdict, values, needs }, index) => (
                    <li key={`${code}-${index}`}>
                      {factText({ code, verdict, values, ...(isRole(needs) && { needs }) })}
                    </li>
                  ))}
                  {attestation && (
                    <li>
                      {attestation.author}: {attestation.evidence}{' '}
                      {attestation.link && (
                        <TextLink href={attestation.link} external>
                          {t('security.item.link', 'Evidence')}
                        </TextLink>
                      )}
                    </li>
                  )}
                  {exception && (
                    <li>
                      {exception.approver}: {exception.reason}
                    </li>
                  )}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Grafana sorts keys; people expect the order of the checklist. */
function inOrder({ results, extras }: SecurityReview): Array<[string, SecurityReview['results'][string]]> {
  const rank = (item: string) => [...ITEM_KEYS, ...EXTRA_KEYS].findIndex((key) => key === item);
  return Object.entries({ ...results, ...extras }).sort(([a], [b]) => rank(a) - rank(b));
}

function isRole(needs: string | undefined): needs is Exclude<Fact['needs'], undefined> {
  return needs === 'serverAdmin' || needs === 'orgAdmin';
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    borderCollapse: 'collapse',
    'th, td': {
      padding: theme.spacing(1, 2, 1, 0),
      textAlign: 'left',
      verticalAlign: 'top',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium },
  }),
  facts: css({ listStyle: 'none', margin: 0, padding: 0 }),
});
