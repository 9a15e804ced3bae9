import React from 'react';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { type ActionRow, daysLate } from '../../../domain/incident/actionList';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { StateMark } from '../../../shared/ui/StateMark';
import { getCardTableStyles } from '../../../shared/ui/tableStyles';
import { actionStateName, actionTypeName, lateText } from '../../../shared/words/actions';
import { verbatim } from '../../../shared/words/verbatim';
import { type MeasureResult } from '../data';
import { actionPath, measurementMark, measurementText, measureText, ofText } from '../words';

interface Props {
  rows: ActionRow[];
  today: string;
  measurements: Map<string, MeasureResult>;
  /** Absent for people who may only read. */
  onChange?: (row: ActionRow) => void;
}

export function ActionTable({ rows, today, measurements, onChange }: Props) {
  const styles = useStyles2(getCardTableStyles);
  const names = columnNames();
  return (
    <div className={styles.container}>
      <table className={styles.table} role="table" aria-label={t('actions.title', 'Actions')}>
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
          {rows.map((row) => {
            const { key, title, owner, type, state, reason, measure } = row;
            const measurement = measurements.get(key);
            return (
              <tr key={key} role="row">
                <th role="rowheader" scope="row">
                  {title}
                  <small>
                    <InternalLink to={actionPath(row)}>{ofText(row)}</InternalLink>
                  </small>
                </th>
                <td role="cell" data-label={names.owner}>
                  {owner ?? '–'}
                </td>
                <td role="cell" data-label={names.due}>
                  <Due row={row} today={today} />
                </td>
                <td role="cell" data-label={names.type}>
                  {type ? actionTypeName(type) : '–'}
                </td>
                <td role="cell" data-label={names.state}>
                  {onChange ? (
                    <Button
                      size="sm"
                      variant="secondary"
                      fill="outline"
                      aria-label={t(
                        'actions.change',
                        'Change the state of “{{title}}”: {{state}}',
                        verbatim({ title, state: actionStateName(state) })
                      )}
                      onClick={() => onChange(row)}
                    >
                      {actionStateName(state)}
                    </Button>
                  ) : (
                    actionStateName(state)
                  )}
                  {reason && <small>{reason}</small>}
                </td>
                <td role="cell" data-label={names.result}>
                  {measure && measurement ? (
                    <>
                      <StateMark mark={measurementMark(measurement)} /> {measurementText(measurement)}
                      <small>
                        <code>{measureText(measure)}</code>
                      </small>
                    </>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function columnNames() {
  return {
    action: t('actions.column.action', 'Action'),
    owner: t('actions.column.owner', 'Owner'),
    due: t('actions.column.due', 'Due'),
    type: t('actions.column.type', 'Type'),
    state: t('actions.column.state', 'State'),
    result: t('actions.column.result', 'Result now'),
  };
}

function Due({ row, today }: { row: ActionRow; today: string }) {
  const days = daysLate(row, today);
  return (
    <>
      {row.due ?? '–'}
      {days > 0 && (
        <small>
          <StateMark mark="bad" /> {lateText(days)}
        </small>
      )}
    </>
  );
}
