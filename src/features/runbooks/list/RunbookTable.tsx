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
import { plainTable } from '../../../shared/ui/tableStyles';
import { freshnessName, helpedName } from '../../../shared/words/runbooks';
import { verbatim } from '../../../shared/words/verbatim';
import { FreshnessMark } from './FreshnessMark';
import { Pieces } from './Pieces';

interface Props {
  rows: Array<SearchHit<RunbookHead>>;
  freshness: ReadonlyMap<string, FreshnessFound>;
}

export function RunbookTable({ rows, freshness }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('runbooks.title', 'Runbooks')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('runbooks.column.title', 'Runbook')}</th>
            <th scope="col">{t('runbooks.column.freshness', 'Freshness')}</th>
            <th scope="col">{t('runbooks.column.owner', 'Owner')}</th>
            <th scope="col">{t('runbooks.column.services', 'Services')}</th>
            <th scope="col">{t('runbooks.column.run', 'Last run')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ item, matched }) => (
            <Row key={item.name} head={item} matched={matched} freshness={freshness.get(item.name)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ head, matched, freshness }: { head: RunbookHead; matched: string[]; freshness?: FreshnessFound }) {
  const styles = useStyles2(getStyles);
  const texts = matched.length > 0 ? [head.symptoms, head.causes, head.alerts.join(', ')] : [];
  const pieces = texts.map((text) => excerpt(text, matched)).find((found) => found.length > 0);
  const last = freshness?.lastRun;
  const found = pieces ?? (matched.length > 0 ? [] : [{ text: head.symptoms.split('\n')[0] ?? '', isMatch: false }]);
  return (
    <tr>
      <th scope="row">
        <InternalLink to={runbookPath(head.name)}>{head.title}</InternalLink>
        <div className={styles.excerpt}>
          <Pieces pieces={found} />
        </div>
      </th>
      <td className={styles.state}>
        <FreshnessMark freshness={freshness} /> {freshnessName(freshness?.state ?? 'unproven')}
        {head.isStub && <div className={styles.excerpt}>{t('runbooks.stub', 'a stub: no diagnosis, no step')}</div>}
      </td>
      <td>{head.owner ?? '–'}</td>
      <td>{head.services.join(', ') || '–'}</td>
      <td>
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
  scroll: css({ overflowX: 'auto' }),
  table: css({
    ...plainTable(theme),
    'tbody > tr > th': { minWidth: '22ch' }, // titles keep their words whole where the table scrolls
    // five hundred rows: those out of sight are not laid out
    'tbody tr:nth-child(n + 60)': { contentVisibility: 'auto' },
  }),
  excerpt: css({
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightRegular,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
    mark: { background: theme.colors.warning.transparent, color: theme.colors.text.primary },
  }),
  state: css({ whiteSpace: 'nowrap' }),
});
