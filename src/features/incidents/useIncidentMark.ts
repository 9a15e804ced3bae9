import { useMemo } from 'react';
import { type Incident } from '../../domain/incident/kind';
import { markOf } from '../../domain/incident/mark';
import { marked } from '../../domain/services/services';
import { absoluteUrl } from '../../grafana/navigation';
import { currentPerson } from '../../grafana/user';
import { useMark } from '../../shared/marks/useMark';
import { useServices } from '../../shared/services/useServices';
import { useSendIncident } from './data/incidents';
import { lastAuthor } from './lastAuthor';
import { incidentPath } from './paths';

/** Keeps the incident's mark on dashboards as its record says. */
export function useIncidentMark(incident: Incident | undefined): void {
  const send = useSendIncident(incident?.name ?? '');
  const { record: register } = useServices();
  const wanted = useMemo(
    () =>
      incident && register
        ? markOf(incident, marked(register, incident.services), absoluteUrl(incidentPath(incident.name)))
        : undefined,
    [incident, register]
  );
  useMark({
    id: incident?.id,
    tag: 'opsbook:incident',
    known: incident?.annotation,
    wanted,
    onChange: (annotation) => send({ type: 'setAnnotation', ...(annotation && { annotation }) }),
    isReady: register !== undefined,
    isMine: incident !== undefined && lastAuthor(incident) === currentPerson().uid,
  });
}
