import React, { type FormEvent, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Button,
  Checkbox,
  Combobox,
  ConfirmModal,
  EmptyState,
  Field,
  FieldSet,
  FieldValidationMessage,
  IconButton,
  Input,
  LinkButton,
  LoadingPlaceholder,
  MultiCombobox,
  Stack,
  TextArea,
  useStyles2,
} from '@grafana/ui';
import { useNavigate, useParams } from 'react-router-dom';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import {
  checkService,
  type Service,
  serviceKey,
  type ServiceLink,
  SERVICES,
  servicesKind,
} from '../../../domain/services/services';
import { dataSources } from '../../../grafana/dataSources';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useDraft } from '../../../shared/records/useDraft';
import { SERVICES_PATH } from '../../../shared/services/paths';
import { useServices } from '../../../shared/services/useServices';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { Reasons } from '../../../shared/ui/Reasons';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { type FormValues, toDefinition, toValues } from '../formValues';

export function ServiceFormPage() {
  const { key } = useParams();
  const { record, error, isPending, refetch } = useServices();
  const mayWrite = useCanWrite('registers') !== 'no';
  const service = key === undefined ? undefined : record?.services[key];
  const title =
    key === undefined
      ? t('services.new', 'New service')
      : t('services.edit', 'Change {{name}}', verbatim({ name: service?.name ?? key }));
  return (
    <Page title={title} parent={{ text: t('services.title', 'Services'), url: SERVICES_PATH }}>
      {error ? (
        <RecordFailure kind={servicesKind} name={SERVICES} error={error} onRetry={refetch} />
      ) : isPending || !record ? (
        <LoadingPlaceholder text={t('services.loading', 'Loading the services…')} />
      ) : !mayWrite ? (
        <ReadOnlyNotice folder="registers" />
      ) : key !== undefined && !service ? (
        <EmptyState variant="not-found" message={t('services.missing', 'There is no such service')}>
          <LinkButton href={SERVICES_PATH}>{t('services.all', 'All services')}</LinkButton>
        </EmptyState>
      ) : (
        <ServiceForm key={key ?? ''} serviceKey={key} service={service} />
      )}
    </Page>
  );
}

function ServiceForm({ serviceKey: key, service }: { serviceKey?: string; service?: Service }) {
  const styles = useStyles2(getStyles);
  const { send } = useServices();
  const { objectives } = useObjectives();
  const navigate = useNavigate();
  // what the form was opened on: a change by somebody else meanwhile is told when saving
  const [opened] = useState(service);
  const [values, setValues, clearDraft] = useDraft<FormValues>(
    `service.${key ?? 'new'}.${opened?.revision ?? ''}`,
    toValues(opened)
  );
  const reasonText = useReasonText();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const [isRemoving, setRemoving] = useState(false);
  const change = (part: Partial<FormValues>) => setValues({ ...values, ...part });
  const problemOf = (field: keyof FormValues) => {
    const found = reasons.find((reason) => reason.field === field);
    return { invalid: found !== undefined, error: found && reasonText(found) };
  };
  const loose = reasons.filter(({ field }) => !field);
  const seen = opened?.revision ? { seen: opened.revision } : {};

  const save = (event: FormEvent) => {
    event.preventDefault();
    const { definition, reasons: unread } = toDefinition(values);
    const found = [...unread, ...checkService(definition)];
    if (found.length > 0) {
      setReasons(found);
      return;
    }
    const sent = send({
      type: 'save',
      service: key ?? serviceKey(definition.name),
      definition,
      ...seen,
      ...(key === undefined && { isNew: true }),
    });
    if (isRefused(sent)) {
      setReasons(sent.refused.reasons);
      return;
    }
    clearDraft();
    navigate(SERVICES_PATH);
  };

  const remove = () => {
    const sent = key === undefined ? undefined : send({ type: 'remove', service: key, ...seen });
    setRemoving(false);
    if (sent && isRefused(sent)) {
      setReasons(sent.refused.reasons);
      return;
    }
    clearDraft();
    navigate(SERVICES_PATH);
  };

  return (
    <>
      <form onSubmit={save} noValidate className={styles.form}>
        <Stack direction="column" gap={2}>
          {loose.length > 0 && <Reasons title={t('services.form.refused', 'This was not saved')} reasons={loose} />}
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
          <div>
            <Checkbox
              label={t('services.form.annotate', 'Mark its incidents on dashboards')}
              description={t(
                'services.form.annotate-help',
                'As annotations with the tag service:{{tag}}, for dashboards that show it. Private incidents are never marked.',
                verbatim({ tag: key ?? (serviceKey(values.name) || '…') })
              )}
              value={values.annotate}
              onChange={({ currentTarget }) => change({ annotate: currentTarget.checked })}
            />
          </div>
          <Stack gap={1} wrap="wrap">
            <Button type="submit">{t('services.form.save', 'Save service')}</Button>
            <LinkButton variant="secondary" fill="outline" href={SERVICES_PATH}>
              {t('services.cancel', 'Cancel')}
            </LinkButton>
            {key !== undefined && (
              <Button type="button" variant="destructive" fill="outline" onClick={() => setRemoving(true)}>
                {t('services.form.remove', 'Remove service')}
              </Button>
            )}
          </Stack>
        </Stack>
      </form>
      <ConfirmModal
        isOpen={isRemoving}
        title={t('services.form.remove', 'Remove service')}
        body={t(
          'services.form.remove-text',
          'Incidents keep its name. Its objectives, labels and links are no longer offered.'
        )}
        confirmText={t('services.form.remove-now', 'Remove')}
        onConfirm={remove}
        onDismiss={() => setRemoving(false)}
      />
    </>
  );
}

interface LinkRowsProps {
  legend: string;
  add: string;
  links: ServiceLink[];
  problem: string | undefined;
  onChange: (links: ServiceLink[]) => void;
}

function LinkRows({ legend, add, links, problem, onChange }: LinkRowsProps) {
  const replace = (at: number, part: Partial<ServiceLink>) =>
    onChange(links.map((link, index) => (index === at ? { ...link, ...part } : link)));
  return (
    <FieldSet label={legend}>
      <Stack direction="column" gap={1}>
        {links.map(({ title, url }, index) => (
          <Stack key={index} gap={1} alignItems="flex-end">
            <Field noMargin label={t('services.form.link-title', 'Title')}>
              <Input
                width={30}
                aria-label={t(
                  'services.form.link-title-of',
                  '{{legend}}: title {{number}}',
                  verbatim({ legend, number: index + 1 })
                )}
                value={title}
                onChange={({ currentTarget }) => replace(index, { title: currentTarget.value })}
              />
            </Field>
            <Field noMargin label={t('services.form.link-url', 'Address')} invalid={problem !== undefined}>
              <Input
                width={50}
                placeholder="https://"
                aria-label={t(
                  'services.form.link-url-of',
                  '{{legend}}: address {{number}}',
                  verbatim({ legend, number: index + 1 })
                )}
                value={url}
                onChange={({ currentTarget }) => replace(index, { url: currentTarget.value })}
              />
            </Field>
            <IconButton
              name="trash-alt"
              tooltip={t('services.form.link-remove', 'Remove this link')}
              onClick={() => onChange(links.filter((_, at) => at !== index))}
            />
          </Stack>
        ))}
        {problem && <FieldValidationMessage>{problem}</FieldValidationMessage>}
        <div>
          <Button
            type="button"
            size="sm"
            variant="secondary"
            icon="plus"
            onClick={() => onChange([...links, { title: '', url: '' }])}
          >
            {add}
          </Button>
        </div>
      </Stack>
    </FieldSet>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ maxWidth: theme.spacing(100) }),
});
