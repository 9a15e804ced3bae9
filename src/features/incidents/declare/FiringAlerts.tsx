import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Text, useStyles2 } from '@grafana/ui';
import { fromDescribedAlert, toParameters } from '../../../domain/incident/declare/link';
import { alertKey } from '../../../domain/incident/declare/prefill';
import { isOver } from '../../../domain/incident/rules';
import { type FiringAlert } from '../../../grafana/alerting/alerts';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { Since } from '../../../shared/ui/Since';
import { verbatim } from '../../../shared/words/verbatim';
import { useFiringAlerts } from '../data/alerts';
import { useIncidents } from '../data/incidents';
import { QueryFailure } from '../evidence/QueryFailure';
import { DECLARE, incidentPath } from '../paths';

const MOST = 20;

/** What fires now: one click carries labels and summary over, or joins the incident that is open for it. */
export function FiringAlerts() {
  const styles = useStyles2(getStyles);
  const { incidents } = useIncidents();
  const results = useFiringAlerts();
  const alerts = results.flatMap(({ data }) => data ?? []);
  const [own, ...others] = results;
  const failed = others.find(({ error }) => error);
  if (alerts.length === 0 && !own.error && !failed) {
    return null;
  }
  return (
    <section aria-labelledby="firing-alerts">
      <Text element="h2" variant="h5">
        <span id="firing-alerts">{t('incidents.firing.title', 'Firing now')}</span>
      </Text>
      {own.error && (
        <RequestFailure
          error={own.error}
          severity="warning"
          what={t('incidents.firing.what', 'Firing alerts')}
          onRetry={() => void own.refetch()}
        />
      )}
      {failed?.error && (
        <QueryFailure
          error={failed.error}
          what={t('incidents.firing.what', 'Firing alerts')}
          onRetry={() => void failed.refetch()}
        />
      )}
      <ul className={styles.list}>
        {alerts.slice(0, MOST).map((alert) => {
          const key = alertKey(alert.name, alert.labels);
          const open = incidents.find((incident) => incident.alerts.includes(key) && !isOver(incident.status));
          return (
            <li key={`${alert.source}-${key}`}>
              ▲ {alert.annotations.summary ?? alert.name}{' '}
              {alert.activeAt && (
                <Text color="secondary">
                  <Since at={alert.activeAt} />
                </Text>
              )}{' '}
              {open ? (
                <InternalLink to={incidentPath(open.name)}>
                  {t('incidents.firing.join', 'Join {{ref}}', verbatim({ ref: open.ref }))}
                </InternalLink>
              ) : (
                <InternalLink to={`${DECLARE}?${parametersOf(alert)}`}>
                  {t('incidents.firing.declare', 'Declare from “{{name}}”', verbatim({ name: alert.name }))}
                </InternalLink>
              )}
            </li>
          );
        })}
      </ul>
      {alerts.length > MOST && (
        <Text color="secondary">
          {t('incidents.firing.more', 'and {{rest}} more', verbatim({ rest: alerts.length - MOST }))}
        </Text>
      )}
    </section>
  );
}

function parametersOf({ activeAt: startsAt, ...alert }: FiringAlert): string {
  const ruleUid = alert.labels.__alert_rule_uid__;
  return toParameters(fromDescribedAlert({ ...alert, ruleUid, startsAt })).toString();
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    margin: theme.spacing(0, 0, 2),
    overflowWrap: 'anywhere',
    li: { padding: theme.spacing(0.25, 0) },
  }),
});
