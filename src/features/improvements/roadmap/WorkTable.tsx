import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { lateBy } from '../../../domain/improvement/due';
import { type WorkRow } from '../../../domain/improvement/rows';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { StateMark } from '../../../shared/ui/StateMark';
import { flowingTable } from '../../../shared/ui/tableStyles';
import { lateText, priorityName } from '../../../shared/words/actions';
import { dateText } from '../../../shared/words/times';
import { dueText, originPath, originText, workSourceName, stateName } from '../words';

interface Props {
  rows: WorkRow[];
  today: string;
  onOpen: (item: string) => void;
}

/** The same as the board, row by row. */
export function WorkTable({ rows, today, onOpen }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('improvements.column.title', 'Improvement')}</th>
          <th scope="col">{t('improvements.column.priority', 'Priority')}</th>
          <th scope="col">{t('improvements.column.due', 'Due')}</th>
          <th scope="col">{t('improvements.column.owner', 'Owner')}</th>
          <th scope="col">{t('improvements.column.state', 'Status')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { key, title, priority, due, owner, state } = row;
          const late = lateBy(row, today);
          return (
            <tr key={key}>
              <th scope="row">
                {row.source === 'roadmap' ? (
                  <Button size="sm" fill="text" variant="secondary" onClick={() => onOpen(row.item)}>
                    {title}
                  </Button>
                ) : (
                  title
                )}
                <small>
                  {row.source === 'roadmap' ? (
                    workSourceName('roadmap')
                  ) : (
                    <InternalLink to={originPath(row)}>{originText(row)}</InternalLink>
                  )}
                </small>
              </th>
              <td>{priority ? priorityName(priority) : '–'}</td>
              <td>
                {due ? dueText(due) : '–'}
                {late > 0 && (
                  <small>
                    <StateMark mark="bad" /> {lateText(late)}
                  </small>
                )}
              </td>
              <td>{owner ?? '–'}</td>
              <td>
                {stateName(state)}
                {row.done && <small>{dateText(row.done)}</small>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    ...flowingTable(theme),
    'tbody th button': { padding: 0, height: 'auto', whiteSpace: 'normal', textAlign: 'left' },
  }),
});
