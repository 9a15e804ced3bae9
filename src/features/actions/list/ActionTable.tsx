import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import { type ActionRow, daysLate } from '../../../domain/incident/actionList';
import { incidentPath } from '../../../shared/incidents/paths';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { StateMark } from '../../../shared/ui/StateMark';
import { actionStateName, actionTypeName, lateText } from '../../../shared/words/actions';
import { verbatim } from '../../../shared/words/verbatim';
import { type Measurement } from '../data';
import { measurementMark, measurementText, measureText } from '../words';

interface Props {
  rows: ActionRow[];
  today: string;
  measurements: Map<string, Measurement>;
  /** Absent for people who may only read. */
  onChange?: (row: ActionRow) => void;
}

export function ActionTable({ rows, today, measurements, onChange }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('actions.column.action', 'Action')}</th>
          <th scope="col">{t('actions.column.owner', 'Owner')}</th>
          <th scope="col">{t('actions.column.due', 'Due')}</th>
          <th scope="col">{t('actions.column.type', 'Type')}</th>
          <th scope="col">{t('actions.column.state', 'State')}</th>
          <th scope="col">{t('actions.column.result', 'Result now')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { key, incident, title, owner, type, state, reason, measure } = row;
          const measurement = measurements.get(key);
          return (
            <tr key={key}>
              <th scope="row">
                {title}
                <small>
                  <InternalLink to={incidentPath(incident.name, { tab: 'actions' })}>
                    {incident.ref} {incident.title}
                  </InternalLink>
                </small>
              </th>
              <td>{owner ?? '–'}</td>
              <td>
                <Due row={row} today={today} />
              </td>
              <td>{type ? actionTypeName(type) : '–'}</td>
              <td>
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
              <td>
                {measure && measurement ? (
                  <>
                    <StateMark mark={measurementMark(measurement)} label={measurementText(measurement)} />{' '}
                    {measurementText(measurement)}
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
  );
}

function Due({ row, today }: { row: ActionRow; today: string }) {
  const days = daysLate(row, today);
  return (
    <>
      {row.due ?? '–'}
      {days > 0 && (
        <small>
          <StateMark mark="bad" label={t('actions.state.overdue', 'Overdue')} /> {lateText(days)}
        </small>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    'th, td': { padding: theme.spacing(1), textAlign: 'left', verticalAlign: 'top', overflowWrap: 'anywhere' },
    'thead th': {
      fontWeight: theme.typography.fontWeightMedium,
      color: theme.colors.text.secondary,
      overflowWrap: 'normal',
    },
    'tbody th': { fontWeight: theme.typography.fontWeightMedium },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
    'tbody tr:hover': { background: theme.colors.action.hover },
    small: { display: 'block', color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    [theme.breakpoints.down('md')]: {
      thead: { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
      'tbody tr': { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 1) },
      'tbody th': { flexBasis: '100%' },
      'td, tbody th': { padding: theme.spacing(0.5) },
    },
  }),
});
