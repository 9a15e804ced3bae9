import { useCallback, useMemo } from 'react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { byUrgency, type IncidentHead, readIncidentHead } from '../../../domain/incident/head';
import { type Incident, type IncidentCommand, incidentKind } from '../../../domain/incident/kind';
import { everybody, type KnownPerson, peopleOfHeads, peopleOfIncident } from '../../../domain/incident/people';
import { orgPeople } from '../../../grafana/people';
import { history } from '../../../grafana/records/history';
import { registerKind } from '../../../grafana/records/kinds';
import { isParked, type Item } from '../../../grafana/records/outbox';
import { type Stored } from '../../../grafana/records/store';
import { type RequestError } from '../../../grafana/request';
import { currentPerson } from '../../../grafana/user';
import { OPEN_INCIDENTS } from '../../../shared/incidents/openIncidents';
import { recordKeys } from '../../../shared/records/keys';
import { useOutbox } from '../../../shared/records/OutboxProvider';
import { useHeads } from '../../../shared/records/useHeads';
import { usePresent } from '../../../shared/records/usePresence';
import { useRecord } from '../../../shared/records/useRecord';
import { type Draft, type Sent, useSend } from '../../../shared/records/useSend';

export const FIRST_PAGE = 1000;

interface IncidentList {
  incidents: IncidentHead[];
  /** How many there are in Grafana; more than listed until all are loaded. */
  total: number;
  error: RequestError | null;
  isPending: boolean;
  refetch: () => void;
}

/** Heads of incidents, open ones first, then the newest. The open ones are always among them, however old. */
export function useIncidents(limit = FIRST_PAGE): IncidentList {
  const newest = useHeads(incidentKind, { sort: '-name', limit });
  const open = useHeads(incidentKind, OPEN_INCIDENTS);
  const incidents = useMemo(() => {
    const byName = new Map([...newest.heads, ...open.heads].map((hit) => [hit.name, hit]));
    return [...byName.values()].map(readIncidentHead).sort(byUrgency);
  }, [newest.heads, open.heads]);
  return {
    incidents,
    total: newest.total,
    error: newest.error ?? open.error,
    isPending: newest.isPending,
    refetch: () => {
      newest.refetch();
      open.refetch();
    },
  };
}

export function useIncident(name: string) {
  return useRecord(incidentKind, name);
}

type SendIncident = (draft: Draft<IncidentCommand>) => Sent<Incident>;

export function useSendIncident(name: string, inTab?: boolean): SendIncident {
  return useSend(incidentKind, name, { inTab });
}

/** Declares through the outbox: the number is claimed by Grafana, and a lost answer finds its own incident again. */
export function useDeclare(): (incident: Incident) => Promise<Item | Stored<Incident>> {
  registerKind(incidentKind);
  const outbox = useOutbox();
  const client = useQueryClient();
  return useCallback(
    async (incident) => {
      const settled = await outbox.declare(incidentKind.kind, incident, { inTab: incident.private });
      if (isParked(settled)) {
        return settled;
      }
      const own = settled as Stored<Incident>;
      client.setQueryData(recordKeys.one(incidentKind.kind, own.name), own);
      return own;
    },
    [outbox, client]
  );
}

/** Who can be chosen: oneself, who is here, who is in the record, the organisation where it may be listed, past incidents. */
export function useIncidentPeople(incident: Incident): KnownPerson[] {
  const { data: organisation } = useQuery({
    queryKey: ['people'],
    queryFn: ({ signal }) => orgPeople(signal).catch(() => []),
    staleTime: 300_000,
  });
  const here = usePresent(incident.name);
  const { incidents } = useIncidents();
  return useMemo(
    () => everybody([currentPerson()], here, peopleOfIncident(incident), organisation ?? [], peopleOfHeads(incidents)),
    [here, incident, organisation, incidents]
  );
}

export function useVersions(name: string, enabled: boolean) {
  return useQuery<Array<Stored<Incident>>, RequestError>({
    queryKey: recordKeys.history(incidentKind.kind, name),
    queryFn: ({ signal }) => history(incidentKind, name, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}
