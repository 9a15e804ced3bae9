import { useEffect, useMemo } from 'react';
import { type Incident } from '../../domain/incident/kind';
import { type Mark, markOf, markTag, saysTheSame } from '../../domain/incident/mark';
import { marked } from '../../domain/services/services';
import { addRegion, changeRegion, mayAnnotate, regions, removeRegion } from '../../grafana/annotations';
import { absoluteUrl } from '../../grafana/navigation';
import { currentPerson } from '../../grafana/user';
import { useServices } from '../../shared/services/useServices';
import { type SendIncident, useSendIncident } from './data/incidents';
import { lastAuthor } from './lastAuthor';
import { incidentPath } from './paths';

/** Others who have the page open leave the one who acted this long to mark it. */
const OTHERS_WAIT = 8000;
const SETTLED = 1000;

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
  const id = incident?.id;
  const known = incident?.annotation;
  const isMine = incident !== undefined && lastAuthor(incident) === currentPerson().uid;
  const isIdle = !register || (!wanted && !known);
  const text = JSON.stringify(wanted);
  useEffect(() => {
    if (!id || !mayAnnotate()) {
      return;
    }
    clearTimeout(planned.get(id));
    if (isIdle) {
      return;
    }
    const reconcile = () =>
      void bring(id, known, text ? (JSON.parse(text) as Mark) : undefined, send).catch(() => undefined);
    const timer = setTimeout(reconcile, isMine ? SETTLED : OTHERS_WAIT);
    planned.set(id, timer);
    if (!isMine) {
      return () => clearTimeout(timer); // one's own goes on when the page is left, as after a merge
    }
    return undefined;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- whose entry is the last one matters when the mark changes only
  }, [isIdle, id, known, text, send]);
}

/** What is about to be done for an incident: while writes and reads cross, its record may be an older one for a moment. */
const planned = new Map<string, ReturnType<typeof setTimeout>>();

/** One at a time for each incident: an answer that is under way must not be asked for twice. */
const underWay = new Map<string, Promise<void>>();

async function bring(
  id: string,
  known: string | undefined,
  wanted: Mark | undefined,
  send: SendIncident
): Promise<void> {
  const before = underWay.get(id) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(() => once(id, known, wanted, send));
  underWay.set(id, mine);
  await mine;
}

async function once(
  id: string,
  known: string | undefined,
  wanted: Mark | undefined,
  send: SendIncident
): Promise<void> {
  const [first, ...others] = await regions(['opsbook:incident', markTag(id)]);
  const surplus = wanted ? others : [...(first ? [first] : []), ...others];
  for (const region of surplus) {
    await removeRegion(region.id);
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
  const annotation = String(first?.id ?? (await addRegion(wanted)));
  if (annotation !== known) {
    send({ type: 'setAnnotation', annotation });
  }
}
