import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { useSearchParams } from 'react-router-dom';
import { fromParameters, type Prefill } from '../../../domain/incident/declare/prefill';
import { serviceKey, serviceOfAlert, type ServicesRegister } from '../../../domain/services/services';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useServices } from '../../../shared/services/useServices';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { DeclareForm } from '../declare/DeclareForm';
import { FiringAlerts } from '../declare/FiringAlerts';
import { aboutOf } from '../declare/useDeclaring';
import { INCIDENTS_PATH } from '../paths';

/** The form, and beside it what fires: an alert that arrives moves nothing of the form. */
export function DeclarePage() {
  const styles = useStyles2(getStyles);
  const [parameters] = useSearchParams();
  const prefill = useMemo(() => fromParameters(parameters), [parameters]);
  const mayWrite = useCanWrite('incidents') !== 'no';
  const { record: register } = useServices();
  const services = useMemo(() => servicesOf(prefill, register), [prefill, register]);
  return (
    <Page
      title={t('incidents.declare', 'Declare incident')}
      parent={{ text: t('incidents.title', 'Incidents'), url: INCIDENTS_PATH }}
    >
      <ReadOnlyNotice folder="incidents" />
      {mayWrite && (
        <div className={styles.columns}>
          <div className={styles.form}>
            <DeclareForm key={aboutOf(prefill)} prefill={prefill} services={services} />
          </div>
          {!prefill.alert && <FiringAlerts className={styles.alerts} />}
        </div>
      )}
    </Page>
  );
}

/** The service whose labels the alert carries, else the one that the link names. */
function servicesOf({ alert, service }: Prefill, register: ServicesRegister | undefined): Record<string, string> {
  const own = alert && serviceOfAlert(register, alert.labels);
  if (own) {
    return { [own[0]]: own[1].name };
  }
  const key = service ? serviceKey(service) : '';
  return service && key ? { [key]: register?.services[key]?.name ?? service } : {};
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: `minmax(0, ${theme.spacing(90)}) minmax(${theme.spacing(40)}, 1fr)`,
    gap: theme.spacing(3),
    alignItems: 'start',
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  form: css({ minWidth: 0 }),
  alerts: css({ minWidth: 0 }),
});
