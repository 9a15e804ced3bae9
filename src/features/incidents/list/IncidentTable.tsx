import React from 'react';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { type IncidentHead } from '../../../domain/incident/head';
import { beginning, durations, isOpen } from '../../../domain/incident/rules';
import { useNow } from '../../../shared/hooks/useNow';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { Since } from '../../../shared/ui/Since';
import { getCardTableStyles } from '../../../shared/ui/tableStyles';
import { formatDuration } from '../../../shared/words/durations';
import { DrillBadge, PrivateBadge, SeverityMark, StatusMark } from '../components/Marks';
import { incidentPath } from '../paths';

/** One row an incident; where there is less than 900 px every row is a card. */
export function IncidentTable({ incidents }: { incidents: IncidentHead[] }) {
  const styles = useStyles2(getCardTableStyles);
  const names = columnNames();
  return (
    <div className={styles.container}>
      <table className={styles.table} role="table" aria-label={t('incidents.title', 'Incidents')}>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((column) => (
              <th key={column} role="columnheader" scope="col">
                {names[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {incidents.map((incident) => (
            <Row key={incident.name} incident={incident} names={names} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const COLUMNS = ['incident', 'status', 'severity', 'services', 'age', 'commander', 'updated'] as const;
type Names = Record<(typeof COLUMNS)[number], string>;

function columnNames(): Names {
  return {
    incident: t('incidents.column.title', 'Incident'),
    status: t('incidents.column.status', 'Status'),
    severity: t('incidents.column.severity', 'Severity'),
    services: t('incidents.column.services', 'Services'),
    age: t('incidents.column.age', 'Age or duration'),
    commander: t('incidents.column.commander', 'Commander'),
    updated: t('incidents.column.updated', 'Last entry'),
  };
}

function Row({ incident, names }: { incident: IncidentHead; names: Names }) {
  const { name, ref, title, status, severity, services, commander, updated, drill } = incident;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <InternalLink to={incidentPath(name)}>
          {ref} {title}
        </InternalLink>{' '}
        {drill && <DrillBadge />} {incident.private && <PrivateBadge />}
      </th>
      <td role="cell" data-label={names.status}>
        <StatusMark status={status} />
      </td>
      <td role="cell" data-label={names.severity}>
        <SeverityMark severity={severity} />
      </td>
      <td role="cell" data-label={names.services}>
        {services.join(', ') || '–'}
      </td>
      <td role="cell" data-label={names.age}>
        <Age incident={incident} />
      </td>
      <td role="cell" data-label={names.commander}>
        {commander ?? '–'}
      </td>
      <td role="cell" data-label={names.updated}>
        {updated ? <Since at={updated} /> : '–'}
      </td>
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
