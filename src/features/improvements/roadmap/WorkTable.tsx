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
  const names = columnNames();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {Object.entries(names).map(([column, name]) => (
            <th key={column} scope="col">
              {name}
            </th>
          ))}
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
              <td data-label={names.priority}>{priority ? priorityName(priority) : '–'}</td>
              <td data-label={names.due}>
                {due ? dueText(due) : '–'}
                {late > 0 && (
                  <small>
                    <StateMark mark="bad" /> {lateText(late)}
                  </small>
                )}
              </td>
              <td data-label={names.owner}>{owner ?? '–'}</td>
              <td data-label={names.state}>
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

function columnNames() {
  return {
    title: t('improvements.column.title', 'Improvement'),
    priority: t('improvements.column.priority', 'Priority'),
    due: t('improvements.column.due', 'Due'),
    owner: t('improvements.column.owner', 'Owner'),
    state: t('improvements.column.state', 'Status'),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    ...flowingTable(theme),
    'tbody th button': { padding: 0, height: 'auto', whiteSpace: 'normal', textAlign: 'left' },
  }),
});
