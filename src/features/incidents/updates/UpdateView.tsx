import React from 'react';
import { t } from '@grafana/i18n';
import { Badge } from '@grafana/ui';
import { type Audience, type Update } from '../../../domain/incident/schema';
import { statusName } from '../../../shared/words/incidents';
import { verbatim } from '../../../shared/words/verbatim';
import { severityName } from '../words';

export function audienceName(audience: Audience): string {
  switch (audience) {
    case 'team':
      return t('incidents.audience.team', 'Team');
    case 'executive':
      return t('incidents.audience.executive', 'Management');
    case 'customers':
      return t('incidents.audience.customers', 'Customers');
  }
}

export function UpdateView({ update: { conditions, actions, needs, audience, status, severity } }: { update: Update }) {
  return (
    <div>
      <Badge color="blue" text={audienceName(audience)} /> {statusName(status)} · {severityName(severity)}
      <div>{conditions}</div>
      {actions && <div>{t('incidents.update.actions-line', 'Actions: {{text}}', verbatim({ text: actions }))}</div>}
      {needs && <div>{t('incidents.update.needs-line', 'Needs: {{text}}', verbatim({ text: needs }))}</div>}
    </div>
  );
}
