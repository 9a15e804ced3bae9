import React from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Checkbox, Field, LinkButton, Stack, Text } from '@grafana/ui';
import { type Prefill } from '../../../domain/incident/declare/prefill';
import { measuredText } from '../../../domain/text/quantity';
import { interfaceLanguage } from '../../../grafana/user';
import { InWindow } from '../../../shared/maintenance/InWindow';
import { MakeFolders } from '../../../shared/records/MakeFolders';
import { useOutboxState } from '../../../shared/records/OutboxProvider';
import { KnownProblem } from '../../../shared/runbooks/KnownProblem';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { verbatim } from '../../../shared/words/verbatim';
import { ServicePicker } from '../fields/ServicePicker';
import { SeverityPicker } from '../fields/SeverityPicker';
import { INCIDENTS_PATH } from '../paths';
import { JoinInstead } from './JoinInstead';
import { PrivateFields } from './PrivateFields';
import { useDeclaring } from './useDeclaring';

interface Props {
  prefill: Prefill;
  /** Those that the alert or the link names. */
  services: Record<string, string>;
}

/** A title is enough; Enter declares. */
export function DeclareForm({ prefill, services }: Props) {
  const declaring = useDeclaring(prefill, services);
  const { form, change, answer, setAnswer, submit, isSending, wrongTitle, wrongSummary } = declaring;
  if (isSending) {
    return <Sending title={form.title} />;
  }
  return (
    <>
      <Failure {...declaring} />
      <form onSubmit={submit}>
        <Stack direction="column" gap={2} maxWidth={90}>
          <TextField
            id="incident-title"
            required
            label={t('incidents.field.title', 'What is wrong')}
            description={t('incidents.field.title-help', 'Enter declares. Everything else can follow.')}
            invalid={wrongTitle !== undefined}
            error={wrongTitle}
            autoFocus
            placeholder={t('incidents.field.title-example', 'Quotes service down')}
            value={form.title}
            onChange={(title) => change({ title })}
          />
          <JoinInstead form={form} alertKey={prefill.alert?.key} />
          <KnownProblem title={form.title} summary={form.summary} services={form.services} alert={prefill.alert} />
          <SeverityPicker
            severity={form.severity}
            impact={form.impact}
            onSeverity={(severity) => change({ severity })}
            onImpact={(impact) => change({ impact })}
          />
          <Field noMargin label={t('incidents.field.services', 'Affected services')} htmlFor="incident-services">
            <ServicePicker
              id="incident-services"
              label={t('incidents.field.services', 'Affected services')}
              value={form.services}
              onChange={(chosen) => change({ services: chosen })}
            />
          </Field>
          <InWindow services={form.services} isDeclaring />
          {prefill.evidence && <Text color="secondary">{evidenceText(prefill.evidence)}</Text>}
          <TextAreaField
            id="incident-summary"
            label={t('incidents.field.summary', 'What is seen')}
            invalid={wrongSummary !== undefined}
            error={wrongSummary}
            rows={3}
            value={form.summary}
            onChange={(summary) => change({ summary })}
          />
          <div>
            <Checkbox
              label={t('incidents.field.drill', 'This is a drill')}
              description={t('incidents.field.drill-help', 'Looks real and stays out of statistics')}
              value={form.drill}
              onChange={({ currentTarget }) => change({ drill: currentTarget.checked })}
            />
          </div>
          <div>
            <Checkbox
              label={t('incidents.field.private', 'Private')}
              description={t(
                'incidents.field.private-help',
                'Kept in a folder of its own, for few people; never marked on dashboards'
              )}
              value={form.private}
              onChange={({ currentTarget }) => change({ private: currentTarget.checked })}
            />
          </div>
          {form.private && <PrivateFields answer={answer} onChange={setAnswer} />}
          <Stack gap={1}>
            <Button type="submit" icon="fire">
              {t('incidents.declare', 'Declare incident')}
            </Button>
            <LinkButton variant="secondary" href={INCIDENTS_PATH}>
              {t('incidents.cancel', 'Cancel')}
            </LinkButton>
          </Stack>
        </Stack>
      </form>
    </>
  );
}

function Sending({ title }: { title: string }) {
  const { trouble } = useOutboxState();
  return (
    <Alert severity="info" title={t('incidents.declare-form.sending', 'Declaring “{{title}}”…', verbatim({ title }))}>
      {trouble &&
        t(
          'incidents.declare-form.waiting',
          'Grafana does not answer yet. The incident is kept in this browser and declared as soon as it does; you may leave this page.'
        )}
    </Alert>
  );
}

/** Not inside the form: the question about folders has one of its own, whose submit would reach it. */
function Failure({
  problem,
  isHomeless,
  dismiss,
}: Pick<ReturnType<typeof useDeclaring>, 'problem' | 'isHomeless' | 'dismiss'>) {
  return problem ? (
    <Alert severity="error" title={t('incidents.declare-form.failed', 'The incident was not declared')}>
      {problem}
      {isHomeless && <MakeFolders size="sm" onMade={dismiss} />}
    </Alert>
  ) : null;
}

function evidenceText({ title, value, unit }: NonNullable<Prefill['evidence']>): string {
  return value === undefined
    ? t('incidents.declare-form.evidence', 'Kept as evidence: {{title}}', verbatim({ title }))
    : t(
        'incidents.declare-form.evidence-value',
        'Kept as evidence: {{title}} = {{value}}',
        verbatim({ title, value: measuredText(value, unit, interfaceLanguage()) })
      );
}
