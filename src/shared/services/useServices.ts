import { useCallback, useMemo } from 'react';
import { defaultServices, listed, type Service, SERVICES, servicesKind } from '../../domain/services/services';
import { newId } from '../../grafana/ids';
import { useContentLanguage } from '../hooks/useContentLanguage';
import { useRecord } from '../records/useRecord';
import { useSend } from '../records/useSend';

/** The built-in services stand in until a team first saves its own; the register gets its id once per page load. */
const defaultId = newId();

/** The register of services, by name. */
export function useServices({ watch = false }: { watch?: boolean } = {}) {
  const language = useContentLanguage();
  const initial = useCallback(() => defaultServices(language, defaultId), [language]);
  const view = useRecord(servicesKind, SERVICES, { initial, watch });
  const send = useSend(servicesKind, SERVICES, { initial });
  const { record } = view;
  const services = useMemo((): Array<[string, Service]> => (record ? listed(record) : []), [record]);
  return { ...view, services, send };
}
