import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Checkbox, Combobox, Field, Text, TimeZonePicker, useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { sectionText } from '../../../domain/incident/rules';
import { detectedBy, type DetectedBy, type Severity } from '../../../domain/incident/schema';
import { impactWords, serviceList } from '../../../domain/incident/seen';
import { PrivateAccess } from '../../../shared/privacy/PrivateAccess';
import { NEW_RUNBOOK } from '../../../shared/runbooks/paths';
import { FormModal } from '../../../shared/ui/FormModal';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { RecordLink } from '../../../shared/ui/RecordLink';
import { Refused } from '../components/Refused';
import { ServicePicker } from '../fields/ServicePicker';
import { SeverityPicker } from '../fields/SeverityPicker';
import { useAct } from '../useAct';
import { detectedByName, lossName, usersName } from '../words';
import { BudgetCost } from './BudgetCost';
import { ServiceFacts } from './ServiceFacts';

interface Props {
  incident: Incident;
  mayWrite: boolean;
}

/** What is known of the incident beside its course. */
export function Details({ incident, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const [isEditing, setEditing] = useState(false);
  const { services, impact, detectedBy: by, zone, alerts = {} } = incident;
  const unknown = t('incidents.unknown', 'unknown');
  const summary = sectionText(incident, 'summary');
  return (
    <section aria-labelledby="incident-details">
      <Text element="h2" variant="h5">
        <span id="incident-details">{t('incidents.details', 'Details')}</span>
      </Text>
      {summary && <MarkdownView text={summary} />}
      <dl className={styles.list}>
        <dt>{t('incidents.field.services', 'Affected services')}</dt>
        <dd>{Object.values(services).join(', ') || unknown}</dd>
        <ServiceFacts services={services} />
        <dt>{t('incidents.field.impact', 'Impact')}</dt>
        <dd>
          {[impact?.users && usersName(impact.users), impact?.loss && lossName(impact.loss)]
            .filter(Boolean)
            .join(' · ') || unknown}
        </dd>
        <BudgetCost incident={incident} mayWrite={mayWrite} />
        <dt>{t('incidents.field.detected-by', 'Detected by')}</dt>
        <dd>{by ? detectedByName(by) : unknown}</dd>
        <dt>{t('incidents.field.zone', 'Time zone of the documents')}</dt>
        <dd>{zone}</dd>
        {Object.keys(alerts).length > 0 && (
          <>
            <dt>{t('incidents.field.alerts', 'Alerts')}</dt>
            {Object.entries(alerts).map(([key, alert]) => (
              <dd key={key}>
                ▲ {alert.name}
                {alert.runbook && (
                  <>
                    {' '}
                    <RecordLink url={alert.runbook}>{t('incidents.runbook', 'Runbook')}</RecordLink>
                  </>
                )}
              </dd>
            ))}
          </>
        )}
      </dl>
      {mayWrite && !incident.private && (sectionText(incident, 'cause') || sectionText(incident, 'corrective')) && (
        <InternalLink to={`${NEW_RUNBOOK}?incident=${incident.name}`}>
          {t('incidents.to-article', 'Make a known problem of it')}
        </InternalLink>
      )}
      {incident.private && (
        <div>
          <Text color="secondary">{t('incidents.private-access', 'Private: who may open it')}</Text>
          <PrivateAccess />
        </div>
      )}
      {mayWrite && (
        <Button size="sm" variant="secondary" fill="text" icon="pen" onClick={() => setEditing(true)}>
          {t('incidents.details-edit', 'Change…')}
        </Button>
      )}
      {isEditing && <DetailsDialog incident={incident} onClose={() => setEditing(false)} />}
    </section>
  );
}

export function DetailsDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const { act, reasons } = useAct(incident.name);
  const [before] = useState(incident);
  const [services, setServices] = useState(incident.services);
  const [severity, setSeverity] = useState<Severity | undefined>(incident.severity);
  const [impact, setImpact] = useState(incident.impact ?? {});
  const [by, setBy] = useState<DetectedBy | undefined>(incident.detectedBy);
  const [zone, setZone] = useState(incident.zone);
  const [drill, setDrill] = useState(incident.drill ?? false);

  /** Only what the person changed is sent, each on its own. */
  const save = () => {
    const steps = [
      () =>
        serviceList(services) === serviceList(before.services) ||
        act({ type: 'setServices', to: services, seen: serviceList(before.services) }),
      () =>
        severity === undefined ||
        severity === before.severity ||
        act({ type: 'setSeverity', to: severity, seen: before.severity ?? '' }),
      () =>
        impactWords(impact) === impactWords(before.impact) ||
        act({ type: 'setImpact', ...impact, seen: impactWords(before.impact) }),
      () =>
        by === undefined ||
        by === before.detectedBy ||
        act({ type: 'setDetectedBy', to: by, seen: before.detectedBy ?? '' }),
      () => zone === before.zone || act({ type: 'setZone', to: zone, seen: before.zone }),
      () => drill === (before.drill ?? false) || act({ type: 'setDrill', to: drill }),
    ];
    if (steps.every((step) => step())) {
      onClose();
    }
  };

  return (
    <FormModal
      title={t('incidents.details', 'Details')}
      save={t('incidents.save', 'Save')}
      onSave={save}
      onClose={onClose}
    >
      <Refused reasons={reasons} />
      <SeverityPicker severity={severity} impact={impact} onSeverity={setSeverity} onImpact={setImpact} />
      <Field noMargin label={t('incidents.field.services', 'Affected services')} htmlFor="details-services">
        <ServicePicker
          id="details-services"
          label={t('incidents.field.services', 'Affected services')}
          value={services}
          onChange={setServices}
        />
      </Field>
      <Field noMargin label={t('incidents.field.detected-by', 'Detected by')} htmlFor="details-detected">
        <Combobox
          id="details-detected"
          placeholder={t('incidents.unknown', 'unknown')}
          options={detectedBy.options.map((value) => ({ value, label: detectedByName(value) }))}
          value={by ?? null}
          onChange={({ value }) => setBy(value)}
        />
      </Field>
      <Field noMargin label={t('incidents.field.zone', 'Time zone of the documents')} htmlFor="details-zone">
        <TimeZonePicker
          inputId="details-zone"
          value={zone}
          includeInternal={false}
          onChange={(next) => setZone(next === 'utc' ? 'UTC' : (next ?? zone))}
        />
      </Field>
      <div>
        <Checkbox
          label={t('incidents.field.drill', 'This is a drill')}
          value={drill}
          onChange={({ currentTarget }) => setDrill(currentTarget.checked)}
        />
      </div>
    </FormModal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { marginLeft: 0, overflowWrap: 'anywhere' },
  }),
});
