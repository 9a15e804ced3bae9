import { useEffect, useMemo } from 'react';
import { type Incident } from '../../domain/incident';
import { type Mark, markOf, markTag, saysTheSame } from '../../domain/incidentMark';
import { marked } from '../../domain/services';
import { addRegion, changeRegion, mayAnnotate, regions, removeRegion } from '../../grafana/annotations';
import { absoluteUrl } from '../../grafana/navigation';
import { currentPerson } from '../../grafana/user';
import { useServices } from '../../shared/services/useServices';
import { type SendIncident, useSendIncident } from './data';
import { lastAuthor } from './lastAuthor';
import { incidentPath } from './paths';

/** Others who have the page open leave the one who acted this long to mark it. */
const OTHERS_WAIT = 8000;

/**
 * Keeps the incident's mark on dashboards as its record says: set, moved, or taken away. Best effort, by whoever has the
 * page open and may annotate; nothing waits for it and nothing fails with it.
 */
export function useMark(incident: Incident | undefined): void {
  const send = useSendIncident(incident?.name ?? '');
  const { record: register } = useServices();
  const wanted = useMemo(
    () =>
      incident && register
        ? markOf(incident, marked(register, incident.services), absoluteUrl(incidentPath(incident.name)))
        : undefined,
    [incident, register]
  );
  const name = incident?.name;
  const known = incident?.annotation;
  const isMine = incident !== undefined && lastAuthor(incident) === currentPerson().uid;
  const isIdle = !register || !name || (!wanted && !known);
  const text = JSON.stringify(wanted);
  useEffect(() => {
    if (isIdle || !mayAnnotate()) {
      return;
    }
    const reconcile = () =>
      void bring(name, known, text ? (JSON.parse(text) as Mark) : undefined, send).catch(() => undefined);
    if (isMine) {
      reconcile(); // also when the page leads on at once, as after a merge
      return;
    }
    const timer = setTimeout(reconcile, OTHERS_WAIT);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- whose entry is the last one matters when the mark changes only
  }, [isIdle, name, known, text, send]);
}

/** One at a time for each incident: an answer that is under way must not be asked for twice. */
const underWay = new Map<string, Promise<void>>();

async function bring(
  name: string,
  known: string | undefined,
  wanted: Mark | undefined,
  send: SendIncident
): Promise<void> {
  const before = underWay.get(name) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(() => once(name, known, wanted, send));
  underWay.set(name, mine);
  await mine;
}

async function once(
  name: string,
  known: string | undefined,
  wanted: Mark | undefined,
  send: SendIncident
): Promise<void> {
  const [first, ...others] = await regions(['opsbook:incident', markTag(name)]);
  const surplus = wanted ? others : [...(first ? [first] : []), ...others];
  for (const { id } of surplus) {
    await removeRegion(id);
  }
  if (!wanted) {
    if (known) {
      send({ type: 'setAnnotation' });
    }
    return;
  }
  if (first && !saysTheSame(first, wanted)) {
    await changeRegion(first.id, wanted);
  }
  const id = String(first?.id ?? (await addRegion(wanted)));
  if (id !== known) {
    send({ type: 'setAnnotation', annotation: id });
  }
}
