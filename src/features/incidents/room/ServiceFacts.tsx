import React from 'react';
import { t } from '@grafana/i18n';
import { type Incident } from '../../../domain/incident/kind';
import { knownServices } from '../../../domain/services/services';
import { ServiceLinks } from '../../../shared/services/ServiceLinks';
import { useServices } from '../../../shared/services/useServices';

/** Who owns the affected services, their dashboards and runbooks: rows of the details' list. */
export function ServiceFacts({ services }: { services: Incident['services'] }) {
  const { record } = useServices();
  const described = knownServices(record, services).map(([, service]) => service);
  const teams = [...new Set(described.flatMap(({ team }) => team ?? []))];
  const dashboards = described.flatMap((service) => service.dashboards);
  const runbooks = described.flatMap((service) => service.runbooks);
  return (
    <>
      {teams.length > 0 && (
        <>
          <dt>{t('incidents.field.team', 'Owner team')}</dt>
          <dd>{teams.join(', ')}</dd>
        </>
      )}
      {dashboards.length > 0 && (
        <>
          <dt>{t('incidents.field.dashboards', 'Dashboards')}</dt>
          <dd>
            <ServiceLinks links={dashboards} />
          </dd>
        </>
      )}
      {runbooks.length > 0 && (
        <>
          <dt>{t('incidents.field.runbooks', 'Runbooks')}</dt>
          <dd>
            <ServiceLinks links={runbooks} />
          </dd>
        </>
      )}
    </>
  );
}
