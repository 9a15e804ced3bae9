import { useMemo } from 'react';
import { emptyServices, listed, type Service, SERVICES, servicesKind } from '../../domain/services/services';
import { newId } from '../../grafana/ids';
import { useRecord } from '../records/useRecord';
import { useSend } from '../records/useSend';

/** The register gets its id once per page load. */
const initialId = newId();
const initial = () => emptyServices(initialId);

/** The register of services, by name. */
export function useServices({ watch = false }: { watch?: boolean } = {}) {
  const view = useRecord(servicesKind, SERVICES, { initial, watch });
  const send = useSend(servicesKind, SERVICES, { initial });
  const { record } = view;
  const services = useMemo((): Array<[string, Service]> => (record ? listed(record) : []), [record]);
  return { ...view, services, send };
}
