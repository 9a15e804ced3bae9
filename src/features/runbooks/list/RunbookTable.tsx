import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type FreshnessFound } from '../../../domain/runbook/freshness';
import { type RunbookHead } from '../../../domain/runbook/head';
import { excerpt, type SearchHit } from '../../../domain/runbook/search';
import { runbookPath } from '../../../shared/runbooks/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Since } from '../../../shared/ui/Since';
import { getCardTableStyles } from '../../../shared/ui/tableStyles';
import { freshnessName, helpedName } from '../../../shared/words/runbooks';
import { verbatim } from '../../../shared/words/verbatim';
import { FreshnessMark } from './FreshnessMark';
import { Pieces } from './Pieces';

interface Props {
  rows: Array<SearchHit<RunbookHead>>;
  freshness: ReadonlyMap<string, FreshnessFound>;
}

export function RunbookTable({ rows, freshness }: Props) {
  const styles = useStyles2(getCardTableStyles);
  const names = columnNames();
  return (
    <div className={styles.container}>
      <table className={styles.table} role="table" aria-label={t('runbooks.title', 'Runbooks')}>
        <thead role="rowgroup">
          <tr role="row">
            {Object.entries(names).map(([column, name]) => (
              <th key={column} role="columnheader" scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ item, matched }) => (
            <Row key={item.name} head={item} matched={matched} freshness={freshness.get(item.name)} names={names} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function columnNames() {
  return {
    title: t('runbooks.column.title', 'Runbook'),
    freshness: t('runbooks.column.freshness', 'Freshness'),
    owner: t('runbooks.column.owner', 'Owner'),
    services: t('runbooks.column.services', 'Services'),
    run: t('runbooks.column.run', 'Last run'),
  };
}

interface RowProps {
  head: RunbookHead;
  matched: string[];
  freshness?: FreshnessFound;
  names: ReturnType<typeof columnNames>;
}

function Row({ head, matched, freshness, names }: RowProps) {
  const styles = useStyles2(getStyles);
  const texts = matched.length > 0 ? [head.symptoms, head.causes, head.alerts.join(', ')] : [];
  const pieces = texts.map((text) => excerpt(text, matched)).find((found) => found.length > 0);
  const last = freshness?.lastRun;
  const found = pieces ?? (matched.length > 0 ? [] : [{ text: head.symptoms.split('\n')[0] ?? '', isMatch: false }]);
  return (
    <tr role="row" className={styles.row}>
      <th role="rowheader" scope="row">
        <InternalLink to={runbookPath(head.name)}>{head.title}</InternalLink>
        <div className={styles.excerpt}>
          <Pieces pieces={found} />
        </div>
      </th>
      <td role="cell" data-label={names.freshness} className={styles.state}>
        <FreshnessMark freshness={freshness} /> {freshnessName(freshness?.state ?? 'unproven')}
        {head.isStub && <div className={styles.excerpt}>{t('runbooks.stub', 'a stub: no diagnosis, no step')}</div>}
      </td>
      <td role="cell" data-label={names.owner}>
        {head.owner ?? '–'}
      </td>
      <td role="cell" data-label={names.services}>
        {head.services.join(', ') || '–'}
      </td>
      <td role="cell" data-label={names.run}>
        {last ? (
          <>
            <Since at={last.started} />
            <div className={styles.excerpt}>
              {last.helped
                ? helpedName(last.helped)
                : last.abandoned
                  ? t('runbooks.run.abandoned', 'given up')
                  : t('runbooks.run.by', 'under way, {{name}}', verbatim({ name: last.by }))}
            </div>
          </>
        ) : (
          t('runbooks.never-run', 'never')
        )}
      </td>
    </tr>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // five hundred rows: those out of sight are not laid out
  row: css({ '&:nth-child(n + 60)': { contentVisibility: 'auto' } }),
  excerpt: css({
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightRegular,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
    mark: { background: theme.colors.warning.transparent, color: theme.colors.text.primary },
  }),
  state: css({ whiteSpace: 'nowrap' }),
});
