import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { FilterInput, Text, useStyles2 } from '@grafana/ui';
import { alertSays, bySeverityAndTime } from '../../../domain/incident/declare/firing';
import { fromDescribedAlert, toParameters } from '../../../domain/incident/declare/link';
import { alertKey } from '../../../domain/incident/declare/prefill';
import { type IncidentHead } from '../../../domain/incident/head';
import { isOver } from '../../../domain/incident/rules';
import { shorten } from '../../../domain/record/logfmt';
import { type FiringAlert } from '../../../grafana/alerting/alerts';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { Since } from '../../../shared/ui/Since';
import { verbatim } from '../../../shared/words/verbatim';
import { useFiringAlerts } from '../data/alerts';
import { useIncidents } from '../data/incidents';
import { QueryFailure } from '../evidence/QueryFailure';
import { DECLARE, incidentPath } from '../paths';

/** Characters: some summaries are whole texts, and the one below must be seen as well. */
const LONGEST = 240;
/** Fewer are seen at once without a search. */
const SEARCHED_FROM = 6;

/** All that fires now, the worst first: one click carries labels and summary over, or joins the incident that is open for it. */
export function FiringAlerts({ className }: { className?: string }) {
  const styles = useStyles2(getStyles);
  const [text, setText] = useState('');
  const { incidents } = useIncidents();
  const results = useFiringAlerts();
  const alerts = results.flatMap(({ data }) => data ?? []).sort(bySeverityAndTime);
  const shown = alerts.filter((alert) => alertSays(alert, text));
  const [own, ...others] = results;
  const failed = others.find(({ error }) => error);
  if (alerts.length === 0 && !own.error && !failed) {
    return null;
  }
  return (
    <section aria-labelledby="firing-alerts" className={className}>
      <Text element="h2" variant="h5">
        <span id="firing-alerts">{t('incidents.firing.title', 'Firing now')}</span>
        {!own.error && !failed && ` (${alerts.length})`}
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
      {alerts.length >= SEARCHED_FROM && (
        <FilterInput
          escapeRegex={false}
          aria-label={t('incidents.firing.search', 'Search firing alerts')}
          placeholder={t('incidents.firing.search-hint', 'Name, summary or label')}
          value={text}
          onChange={setText}
        />
      )}
      <ul className={styles.list} aria-label={t('incidents.firing.what', 'Firing alerts')}>
        {shown.map((alert) => (
          <AlertRow key={`${alert.source}-${alertKey(alert.name, alert.labels)}`} alert={alert} incidents={incidents} />
        ))}
      </ul>
      {alerts.length > 0 && shown.length === 0 && (
        <Text color="secondary">{t('incidents.firing.none', 'None of those that fire says this.')}</Text>
      )}
    </section>
  );
}

function AlertRow({ alert, incidents }: { alert: FiringAlert; incidents: IncidentHead[] }) {
  const { name, labels, annotations, activeAt, cause } = alert;
  const key = alertKey(name, labels);
  const open = incidents.find((incident) => incident.alerts.includes(key) && !isOver(incident.status));
  return (
    <li>
      ▲ {labels.severity && <strong>{labels.severity}</strong>} {shorten(annotations.summary ?? name, LONGEST)}{' '}
      <Text color="secondary">
        {cause && `${causeName(cause)} `}
        {activeAt && <Since at={activeAt} />}
      </Text>{' '}
      {open ? (
        <InternalLink to={incidentPath(open.name)}>
          {t('incidents.firing.join', 'Join {{ref}}', verbatim({ ref: open.ref }))}
        </InternalLink>
      ) : (
        <InternalLink to={`${DECLARE}?${parametersOf(alert)}`}>
          {t('incidents.firing.declare', 'Declare from “{{name}}”', verbatim({ name }))}
        </InternalLink>
      )}
    </li>
  );
}

function causeName(cause: NonNullable<FiringAlert['cause']>): string {
  return cause === 'noData'
    ? t('incidents.firing.no-data', 'the rule has no data')
    : t('incidents.firing.error', 'the rule cannot be evaluated');
}

function parametersOf({ activeAt: startsAt, ...alert }: FiringAlert): string {
  const ruleUid = alert.labels.__alert_rule_uid__;
  return toParameters(fromDescribedAlert({ ...alert, ruleUid, startsAt })).toString();
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    margin: theme.spacing(1, 0, 2),
    maxHeight: '70vh',
    overflowY: 'auto',
    overflowWrap: 'anywhere',
    li: { padding: theme.spacing(0.5, 0), borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
});
