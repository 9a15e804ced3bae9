import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { type Incident } from '../../../domain/incident/kind';
import { sameGraphs } from '../../../domain/incident/panels';
import { isOpen } from '../../../domain/incident/rules';
import { type Graph } from '../../../domain/incident/schema';
import { serviceList } from '../../../domain/incident/seen';
import { currentPerson } from '../../../grafana/user';
import { useSendIncident } from '../data/incidents';
import { type AskedSignal, useSignals } from '../data/signals';
import { lastAuthor } from '../lastAuthor';
import { isJustDeclared } from './useDeclaredCapture';

/** The signals as the record's dashboard draws them. */
function graphsOf(signals: AskedSignal[]): Record<string, Graph> {
  return Object.fromEntries(
    signals
      .filter(({ expr }) => expr.length <= 5_000)
      .map(({ key, name, expr, uid, unit, target }) => [
        key,
        { title: name, expr, datasource: uid, ...(unit && { unit }), ...(target !== undefined && { target }) },
      ])
  );
}

/** Whoever declared the incident, or changed its services, brings its dashboard's graphs in line with them. */
export function useGraphs(incident: Incident, mayWrite: boolean): void {
  const { services, status, graphs: stored } = incident;
  const { state } = useLocation();
  const [isNew] = useState(isJustDeclared(state));
  const [before] = useState(serviceList(services));
  const { signals, isPending } = useSignals(services);
  const send = useSendIncident(incident.name);
  const text = useMemo(() => JSON.stringify(graphsOf(signals)), [signals]);
  const graphs = useMemo(() => JSON.parse(text) as Record<string, Graph>, [text]); // the same one until it differs
  const isMine = lastAuthor(incident) === currentPerson().uid;
  const isMoved = isNew || serviceList(services) !== before;
  const isKnown = Object.keys(graphs).length === 0 || sameGraphs(graphs, stored);
  const isWanted = mayWrite && isMine && isMoved && isOpen(status) && !isPending && !isKnown;
  useEffect(() => {
    if (isWanted) {
      send({ type: 'setGraphs', graphs });
    }
  }, [isWanted, graphs, send]);
}
