import React from 'react';
import { css } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { type ChecklistItem, type QueryItem } from '../../../domain/maintenance/checklistItem';
import { type ChecklistRunEntry } from '../../../domain/maintenance/week';
import { Instruction } from '../../../shared/ui/Instruction';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Since } from '../../../shared/ui/Since';
import { WebLink } from '../../../shared/ui/WebLink';
import { verbatim } from '../../../shared/words/verbatim';

/** What an item asks for. */
export function ItemFacts({ item }: { item: ChecklistItem }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {item.instruction && <Instruction text={item.instruction} />}
      {item.kind === 'query' && <code className={styles.expr}>{queryText(item)}</code>}
      {item.kind === 'link' && <WebLink url={item.url}>{item.url}</WebLink>}
    </>
  );
}

/** What it came to, beyond the verdict. */
export function AnswerFacts({ answer: { outcome, by, at } }: { answer: ChecklistRunEntry }) {
  return (
    <>
      {outcome.query?.warnings?.map((warning) => (
        <Text key={warning} color="warning">
          {warning}
        </Text>
      ))}
      {outcome.note && <MarkdownView text={outcome.note} />}
      {outcome.reason && (
        <MarkdownView
          text={t('maintenance.item.skipped-because', 'Skipped: {{reason}}', verbatim({ reason: outcome.reason }))}
        />
      )}
      {outcome.evidence && <WebLink url={outcome.evidence}>{t('maintenance.item.evidence-link', 'Evidence')}</WebLink>}
      <Text color="secondary" variant="bodySmall">
        {by.name} <Since at={outcome.query?.at ?? at} />
      </Text>
    </>
  );
}

/** `max(disk) < 85 ± 1 %` */
export function queryText({ expr, comparison, threshold, tolerance, unit }: QueryItem): string {
  return [expr, comparison, threshold, ...(tolerance ? ['±', tolerance] : []), ...(unit ? [unit] : [])].join(' ');
}

const getStyles = () => ({
  expr: css({ alignSelf: 'flex-start', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }),
});
