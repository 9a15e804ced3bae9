import React, { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { Field, MultiCombobox, Text } from '@grafana/ui';
import { type Reason, refuse } from '../../../domain/record/outcome';
import { type Instant, slug } from '../../../domain/record/record';
import { HOUR_MS } from '../../../domain/time/units';
import { useIncidentHeads } from '../../../shared/incidents/useIncidentHeads';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useDraft } from '../../../shared/records/useDraft';
import { useServices } from '../../../shared/services/useServices';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { TimeField } from '../../../shared/ui/TimeField';

interface Props {
  /** Keys that are chosen at the beginning. */
  objectives?: string[];
  onClose: () => void;
}

/** Time that shall not count: from when to when, for what, why, and who agreed to it. */
export function ExclusionModal({ objectives: given = [], onClose }: Props) {
  const { objectives, send } = useObjectives();
  const { incidents } = useIncidentHeads();
  const { services: registered } = useServices();
  const [opened] = useState(() => Date.now());
  const [from, setFrom] = useState<Instant | undefined>(() => instantOf(startOfHour(opened)));
  const [to, setTo] = useState<Instant | undefined>(() => instantOf(startOfHour(opened) + HOUR_MS));
  const [keys, setKeys] = useState<string[]>(given);
  const [services, setServices] = useState<string[]>([]);
  const [{ reason, approvedBy }, setTexts, clear] = useDraft('objectives.exclude', { reason: '', approvedBy: '' });
  const { wrong, settle, general } = useSettling(clear, onClose);
  const known = useMemo(() => {
    const names = new Map<string, string>();
    const add = (name: string) => names.has(slug(name)) || names.set(slug(name), name);
    registered.forEach(([, { name }]) => add(name));
    objectives.forEach(([, { service }]) => service && add(service));
    incidents.forEach((incident) => incident.services.forEach(add));
    return [...names.values()].sort();
  }, [registered, objectives, incidents]);
  const isPast = from !== undefined && Date.parse(from) < opened;
  const save = () => {
    if (!from || !to) {
      settle(refuse(...missingTimes(from, to)));
      return;
    }
    settle(
      send({
        type: 'exclude',
        exclusion: {
          from,
          to,
          ...(keys.length > 0 && { objectives: keys }),
          ...(services.length > 0 && { services }),
          reason,
          approvedBy,
        },
      })
    );
  };
  return (
    <FormModal
      title={t('objectives.exclusions.add', 'Add exclusion')}
      save={t('objectives.exclusions.save', 'Save exclusion')}
      onSave={save}
      onClose={onClose}
      general={general}
    >
      <Text element="p">
        {t(
          'objectives.exclusions.hint',
          'What happens in this time counts neither as good nor as bad. The value with it stays beside the corrected one.'
        )}
      </Text>
      <TimeField
        id="exclusion-from"
        label={t('objectives.exclusions.from', 'From')}
        value={from}
        onChange={setFrom}
        error={wrong('from').error}
      />
      <TimeField
        id="exclusion-to"
        label={t('objectives.exclusions.to', 'To')}
        value={to}
        onChange={setTo}
        error={wrong('to').error}
      />
      <Field noMargin label={t('objectives.exclusions.objectives', 'Objectives')} {...wrong('objectives')}>
        <MultiCombobox
          id="exclusion-objectives"
          options={objectives.map(([key, { name }]) => ({ value: key, label: name }))}
          value={keys}
          onChange={(chosen) => setKeys(chosen.map(({ value }) => value))}
        />
      </Field>
      <Field
        noMargin
        label={t('objectives.exclusions.services', 'Services')}
        description={t('objectives.exclusions.services-hint', 'Every objective of theirs')}
        {...wrong('services')}
      >
        <MultiCombobox
          id="exclusion-services"
          options={known.map((name) => ({ value: name, label: name }))}
          value={services}
          createCustomValue
          onChange={(chosen) => setServices(chosen.map(({ value }) => value))}
        />
      </Field>
      <TextAreaField
        id="exclusion-reason"
        label={t('objectives.exclusions.reason', 'Reason')}
        required
        rows={2}
        maxLength={20_000}
        value={reason}
        onChange={(reason) => setTexts({ reason, approvedBy })}
        {...wrong('reason')}
      />
      <TextField
        id="exclusion-approver"
        label={t('objectives.exclusions.approver', 'Approved by')}
        required
        maxLength={300}
        value={approvedBy}
        onChange={(approvedBy) => setTexts({ reason, approvedBy })}
        {...wrong('approvedBy')}
      />
      {isPast && (
        <div role="note">
          {t(
            'objectives.exclusions.past-hint',
            'It begins in the past: numbers that people have seen change, and the record keeps a line that says so.'
          )}
        </div>
      )}
    </FormModal>
  );
}

function missingTimes(from: Instant | undefined, to: Instant | undefined): Reason[] {
  return [
    ...(from ? [] : [{ code: 'exclusion.time' as const, field: 'from' }]),
    ...(to ? [] : [{ code: 'exclusion.time' as const, field: 'to' }]),
  ];
}

function instantOf(time: number): Instant {
  return new Date(time).toISOString();
}

function startOfHour(time: number): number {
  return Math.floor(time / HOUR_MS) * HOUR_MS;
}
