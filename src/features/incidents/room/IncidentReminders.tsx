import React, { useCallback } from 'react';
import { type Incident, incidentKind } from '../../../domain/incident/kind';
import { incidentDeadlines } from '../../../domain/reminder/deadlines';
import { RecordReminders } from '../../../shared/reminders/RecordReminders';
import { useIncident } from '../data/incidents';

interface Props {
  incident: Incident;
}

export function IncidentReminders({ incident }: Props) {
  const { stored } = useIncident(incident.name);
  const deadlines = useCallback((zone: string) => incidentDeadlines(incident, zone), [incident]);
  return (
    <RecordReminders
      kind={incidentKind.kind}
      name={incident.name}
      stored={stored}
      isPrivate={incident.private}
      deadlines={deadlines}
    />
  );
}
