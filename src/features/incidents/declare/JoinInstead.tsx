import React, { useDeferredValue, useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Stack } from '@grafana/ui';
import { type IncidentHead } from '../../../domain/incident/head';
import { isOver } from '../../../domain/incident/rules';
import { openLike } from '../../../domain/incident/similar';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { verbatim } from '../../../shared/words/verbatim';
import { useIncidents } from '../data/incidents';
import { incidentPath } from '../paths';
import { type DeclareValues } from './useDeclaring';

interface Props {
  form: DeclareValues;
  alertKey: string | undefined;
}

/** An incident that is open for the same alert, else open ones that resemble what is typed: join instead of opening another. */
export function JoinInstead({ form, alertKey }: Props) {
  const { incidents } = useIncidents();
  const title = useDeferredValue(form.title);
  const summary = useDeferredValue(form.summary);
  const { services } = form;
  const same = alertKey
    ? incidents.filter(({ status, alerts }) => alerts.includes(alertKey) && !isOver(status)).slice(0, 1)
    : [];
  const similar = useMemo(
    () =>
      openLike(
        { title, summary, serviceTags: Object.keys(services), alerts: alertKey ? [alertKey] : [] },
        incidents
      ).map(({ head }) => head),
    [title, summary, services, alertKey, incidents]
  );
  const offered = same.length > 0 ? same : similar;
  if (offered.length === 0) {
    return null;
  }
  return (
    <Alert
      severity="info"
      title={
        same.length > 0
          ? t('incidents.declare-form.join-title', 'This alert already has an incident')
          : t('incidents.declare-form.similar-title', 'Something like this is open already: join instead?')
      }
    >
      <Stack direction="column" gap={0.5}>
        {offered.map((head) => (
          <Offer key={head.name} head={head} />
        ))}
      </Stack>
    </Alert>
  );
}

function Offer({ head: { name, ref, title } }: { head: IncidentHead }) {
  return (
    <span>
      {title}{' '}
      <InternalLink to={incidentPath(name)}>
        {t('incidents.declare-form.join', 'Join {{ref}}', verbatim({ ref }))}
      </InternalLink>
    </span>
  );
}
