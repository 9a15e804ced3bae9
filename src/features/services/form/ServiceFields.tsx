import React from 'react';
import { t } from '@grafana/i18n';
import { Checkbox, Combobox, Field, Input, MultiCombobox, TextArea } from '@grafana/ui';
import { serviceKey } from '../../../domain/services/services';
import { dataSources } from '../../../grafana/dataSources';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { verbatim } from '../../../shared/words/verbatim';
import { LinkRows } from './LinkRows';
import { type ServiceFormState } from './useServiceForm';

type Props = Pick<ServiceFormState, 'values' | 'change' | 'problemOf'>;

/** Who it is. */
export function AboutFields({ values, change, problemOf }: Props) {
  return (
    <>
      <Field noMargin required label={t('services.form.name', 'Name')} {...problemOf('name')}>
        <Input
          id="service-name"
          value={values.name}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
      </Field>
      <Field noMargin label={t('services.form.team', 'Owner team')} {...problemOf('team')}>
        <Input
          id="service-team"
          width={40}
          value={values.team}
          onChange={({ currentTarget }) => change({ team: currentTarget.value })}
        />
      </Field>
      <Field noMargin label={t('services.form.description', 'Description')} {...problemOf('description')}>
        <TextArea
          id="service-description"
          rows={2}
          value={values.description}
          onChange={({ currentTarget }) => change({ description: currentTarget.value })}
        />
      </Field>
    </>
  );
}

/** How it is found in what a Prometheus holds. */
export function MeasuringFields({ values, change, problemOf }: Props) {
  const { objectives } = useObjectives();
  return (
    <>
      <Field
        noMargin
        htmlFor="service-objectives"
        label={t('services.form.objectives', 'Objectives')}
        description={t(
          'services.form.objectives-help',
          'Shown and captured as evidence in its incidents, narrowed to the labels below'
        )}
        {...problemOf('objectives')}
      >
        <MultiCombobox
          id="service-objectives"
          aria-label={t('services.form.objectives', 'Objectives')}
          options={objectives.map(([value, { name }]) => ({ value, label: name }))}
          value={values.objectives}
          onChange={(selected) => change({ objectives: selected.map(({ value }) => value) })}
        />
      </Field>
      <Field
        noMargin
        label={t('services.form.labels', 'Labels')}
        description={t(
          'services.form.labels-help',
          'One name=value a line: what its series and alerts carry in the data source'
        )}
        {...problemOf('labels')}
      >
        <TextArea
          id="service-labels"
          rows={3}
          placeholder="namespace=haddock"
          value={values.labels}
          onChange={({ currentTarget }) => change({ labels: currentTarget.value })}
        />
      </Field>
      <Field
        noMargin
        htmlFor="service-source"
        label={t('services.form.source', 'Data source')}
        description={t('services.form.source-help', 'Without a choice, the Prometheus of the setup')}
      >
        <Combobox
          id="service-source"
          isClearable
          width={40}
          value={values.dataSource || null}
          options={dataSources().map(({ uid, name }) => ({ value: uid, label: name }))}
          onChange={(option) => change({ dataSource: option?.value ?? '' })}
        />
      </Field>
    </>
  );
}

export function LinkFields({ values, change, problemOf }: Props) {
  return (
    <>
      <LinkRows
        legend={t('services.form.dashboards', 'Dashboards')}
        add={t('services.form.add-dashboard', 'Add a dashboard')}
        links={values.dashboards}
        problem={problemOf('dashboards').error}
        onChange={(dashboards) => change({ dashboards })}
      />
      <LinkRows
        legend={t('services.form.runbooks', 'Runbooks')}
        add={t('services.form.add-runbook', 'Add a runbook')}
        links={values.runbooks}
        problem={problemOf('runbooks').error}
        onChange={(runbooks) => change({ runbooks })}
      />
    </>
  );
}

/** `name` is the service's key; of a new one it follows from what is typed. */
export function AnnotateField({
  values,
  change,
  name,
}: Pick<Props, 'values' | 'change'> & { name: string | undefined }) {
  return (
    <div>
      <Checkbox
        label={t('services.form.annotate', 'Mark its incidents on dashboards')}
        description={t(
          'services.form.annotate-help',
          'As annotations with the tag service:{{tag}}, for dashboards that show it. Private incidents are never marked.',
          verbatim({ tag: name ?? (serviceKey(values.name) || '…') })
        )}
        value={values.annotate}
        onChange={({ currentTarget }) => change({ annotate: currentTarget.checked })}
      />
    </div>
  );
}
