import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type IncidentHead } from '../../../domain/incident/head';
import { beginning, durations, isOpen } from '../../../domain/incident/rules';
import { useNow } from '../../../shared/hooks/useNow';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Since } from '../../../shared/ui/Since';
import { formatDuration } from '../../../shared/words/durations';
import { DrillBadge, PrivateBadge, SeverityMark, StatusMark } from '../components/Marks';
import { incidentPath } from '../paths';

/** One row an incident; under 900 px every row is a card. */
export function IncidentTable({ incidents }: { incidents: IncidentHead[] }) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles}>
      <thead>
        <tr>
          <th scope="col">{t('incidents.column.status', 'Status')}</th>
          <th scope="col">{t('incidents.column.severity', 'Severity')}</th>
          <th scope="col">{t('incidents.column.title', 'Incident')}</th>
          <th scope="col">{t('incidents.column.services', 'Services')}</th>
          <th scope="col">{t('incidents.column.age', 'Age or duration')}</th>
          <th scope="col">{t('incidents.column.commander', 'Commander')}</th>
          <th scope="col">{t('incidents.column.updated', 'Last entry')}</th>
        </tr>
      </thead>
      <tbody>
        {incidents.map((incident) => (
          <Row key={incident.name} incident={incident} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ incident }: { incident: IncidentHead }) {
  const { name, ref, title, status, severity, services, commander, updated, drill } = incident;
  return (
    <tr>
      <td>
        <StatusMark status={status} />
      </td>
      <td>
        <SeverityMark severity={severity} />
      </td>
      <td>
        <InternalLink to={incidentPath(name)}>
          {ref} {title}
        </InternalLink>{' '}
        {drill && <DrillBadge />} {incident.private && <PrivateBadge />}
      </td>
      <td>{services.join(', ') || '–'}</td>
      <td>
        <Age incident={incident} />
      </td>
      <td>{commander ?? '–'}</td>
      <td>{updated ? <Since at={updated} /> : '–'}</td>
    </tr>
  );
}

/** How long it has been open, or how long it took; "unknown" where a time is missing. */
function Age({ incident: { status, milestones } }: { incident: IncidentHead }) {
  const now = useNow();
  const from = beginning(milestones);
  const length = isOpen(status) ? from && now - Date.parse(from) : durations(milestones).whole;
  if (status === 'void') {
    return <>–</>;
  }
  return <>{typeof length === 'number' ? formatDuration(length / 1000) : t('incidents.unknown', 'unknown')}</>;
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    width: '100%',
    'th, td': { padding: theme.spacing(1), textAlign: 'left', verticalAlign: 'top' },
    th: { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.secondary },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
    'tbody tr:hover': { background: theme.colors.action.hover },
    'td:nth-of-type(3)': { overflowWrap: 'anywhere' },
    [theme.breakpoints.down('md')]: {
      thead: { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
      'tbody tr': { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 1) },
      td: { padding: theme.spacing(0.5) },
      'td:nth-of-type(3)': { flexBasis: '100%', fontWeight: theme.typography.fontWeightMedium },
    },
  });
