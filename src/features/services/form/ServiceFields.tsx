import React from 'react';
import { t } from '@grafana/i18n';
import { Checkbox, Combobox, Field, MultiCombobox } from '@grafana/ui';
import { serviceKey } from '../../../domain/services/services';
import { dataSources } from '../../../grafana/dataSources';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { verbatim } from '../../../shared/words/verbatim';
import { LinkRows } from './LinkRows';
import { type ServiceFormState } from './useServiceForm';

type Props = Pick<ServiceFormState, 'values' | 'change' | 'problemOf'>;

/** Who it is. */
export function AboutFields({ values, change, problemOf }: Props) {
  return (
    <>
      <TextField
        id="service-name"
        required
        label={t('services.form.name', 'Name')}
        value={values.name}
        onChange={(name) => change({ name })}
        {...problemOf('name')}
      />
      <TextField
        id="service-team"
        label={t('services.form.team', 'Owner team')}
        width={40}
        value={values.team}
        onChange={(team) => change({ team })}
        {...problemOf('team')}
      />
      <TextAreaField
        id="service-description"
        label={t('services.form.description', 'Description')}
        rows={2}
        value={values.description}
        onChange={(description) => change({ description })}
        {...problemOf('description')}
      />
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
      <TextAreaField
        id="service-labels"
        label={t('services.form.labels', 'Labels')}
        description={t(
          'services.form.labels-help',
          'One name=value a line: what its series and alerts carry in the data source'
        )}
        rows={3}
        placeholder="namespace=haddock"
        value={values.labels}
        onChange={(labels) => change({ labels })}
        {...problemOf('labels')}
      />
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
