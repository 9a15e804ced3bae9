import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Button,
  ClipboardButton,
  LinkButton,
  LoadingPlaceholder,
  Stack,
  Text,
  TextLink,
  useStyles2,
} from '@grafana/ui';
import { useParams } from 'react-router-dom';
import { securityReviewKind } from '../../../domain/security/review';
import { resultsInOrder, looksOf } from '../../../domain/security/reviewDocument';
import { type SecurityReview } from '../../../domain/security/reviewSchema';
import { downloadText } from '../../../shared/files/download';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { Bullets } from '../../../shared/ui/Bullets';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Page } from '../../../shared/ui/Page';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { plainTable } from '../../../shared/ui/tableStyles';
import { securityMark, securityStateName } from '../../../shared/words/security';
import { verbatim } from '../../../shared/words/verbatim';
import { ChangeList } from '../changes/ChangeList';
import { useReview } from '../data';
import { printPath, reviewLabel, SECURITY_PATH } from '../paths';
import { numbers, proofs, auditorCsv, auditorMarkdown } from '../review/exports';
import { lookRole, resultTitle } from '../review/results';
import { useReviewChanges } from '../review/useReviewChanges';

/** A review as it was kept, with the ways to give it to an auditor. */
export function SecurityReviewPage() {
  const { name = '' } = useParams();
  const { record, stored, error, isPending, refetch } = useReview(name);
  return (
    <Page
      title={record ? t('security.review.title', 'Review of {{day}}', verbatim({ day: reviewLabel(name) })) : name}
      parent={{ text: t('security.title', 'Security'), url: SECURITY_PATH }}
      subTitle={
        record && (
          <>
            {record.by.name} <Since at={record.at} />
          </>
        )
      }
      actions={record && <Exports name={name} review={record} />}
    >
      {error ? (
        <RecordFailure kind={securityReviewKind} name={name} error={error} onRetry={refetch} />
      ) : isPending ? (
        <LoadingPlaceholder text={t('security.review.loading', 'Loading the review…')} />
      ) : record ? (
        <Stack direction="column" gap={2}>
          <Results review={record} />
          <ChangesBefore name={name} review={record} />
        </Stack>
      ) : (
        stored && <DamagedRecord kind={securityReviewKind} stored={stored} />
      )}
    </Page>
  );
}

function ChangesBefore({ name, review }: { name: string; review: SecurityReview }) {
  const found = useReviewChanges(name, review);
  const canWrite = useCanWrite('registers') !== 'no';
  return found ? (
    <section aria-label={t('security.changes.before', 'What changed since the review before')}>
      <Text element="h2" variant="h4">
        {t('security.changes.before', 'What changed since the review before')}
      </Text>
      <ChangeList found={found} canWrite={canWrite} />
    </section>
  ) : null;
}

function Exports({ name, review }: { name: string; review: SecurityReview }) {
  const changes = useReviewChanges(name, review)?.changes;
  const markdown = () => auditorMarkdown(review, changes);
  return (
    <Stack gap={1} wrap="wrap">
      <ClipboardButton variant="secondary" icon="copy" getText={markdown}>
        {t('security.review.copy', 'Copy as Markdown')}
      </ClipboardButton>
      <Button
        variant="secondary"
        icon="download-alt"
        onClick={() => downloadText(`${name}.md`, markdown(), 'text/markdown')}
      >
        {t('security.export.markdown', 'Download Markdown')}
      </Button>
      <Button
        variant="secondary"
        icon="download-alt"
        onClick={() => downloadText(`${name}.csv`, auditorCsv(review, changes), 'text/csv')}
      >
        {t('security.export.csv', 'Download CSV')}
      </Button>
      <LinkButton variant="secondary" icon="document-info" href={printPath(name)}>
        {t('security.export.print-page', 'Printable page')}
      </LinkButton>
    </Stack>
  );
}

function Results({ review }: { review: SecurityReview }) {
  const styles = useStyles2(getStyles);
  const looks = looksOf(review);
  const who = new Map(looks);
  return (
    <div>
      <p>
        <Text variant="h3" element="span">
          {numbers(review)
            .map(([label, value]) => `${label} ${value}`)
            .join(' · ')}
        </Text>
      </p>
      <Bullets aria-label={t('security.review.looks', 'Who looked')}>
        {looks.map(([id, { at, by, role }]) => (
          <li key={id}>
            {by.name} {role && `(${lookRole(role)})`} <Since at={at} />
          </li>
        ))}
      </Bullets>
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
          {resultsInOrder(review).map(([item, result]) => (
            <tr key={item}>
              <th scope="row">
                {resultTitle(item, result)}
                {result.control && <small>{result.control}</small>}
              </th>
              <td>
                <StateMark mark={securityMark(result.state)} /> {securityStateName(result.state)}
              </td>
              <td>
                <ul className={styles.facts}>
                  {proofs(result, (look) => (looks.length > 1 ? who.get(look)?.by.name : undefined)).map(
                    (text, index) => (
                      <li key={`${text}-${index}`}>{text}</li>
                    )
                  )}
                  {result.attestation?.link && (
                    <li>
                      <TextLink href={result.attestation.link} external>
                        {t('security.item.link', 'Evidence')}
                      </TextLink>
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

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    ...plainTable(theme),
    td: { overflowWrap: 'anywhere' },
  }),
  facts: css({ listStyle: 'none', margin: 0, padding: 0 }),
});
