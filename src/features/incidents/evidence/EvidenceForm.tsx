import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Combobox, Drawer, Field, Stack, Text } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { useDialogClosed } from '../../../shared/hooks/dialogClosed';
import { QueryEditor } from '../../../shared/ui/QueryEditor';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { TimeField } from '../../../shared/ui/TimeField';
import { Refused } from '../components/Refused';
import { EvidenceView } from './EvidenceView';
import { QueryFailure } from './QueryFailure';
import { type EvidenceQuestion, useEvidenceForm } from './useEvidenceForm';

interface Props {
  incident: Incident;
  uid: string;
  expr: string;
  onClose: () => void;
}

/** Any PromQL, or an objective of the services: asked, looked at, then kept in the timeline. */
export function EvidenceForm({ incident, uid, expr, onClose }: Props) {
  useDialogClosed();
  const question = useEvidenceForm(incident, { uid, typed: expr });
  const { form, change, run, ask, obstacle, keep, reasons, dismiss } = question;
  return (
    <Drawer title={t('incidents.evidence.title', 'Evidence')} onClose={onClose} size="md">
      <Stack direction="column" gap={2}>
        <TextField
          id="evidence-title"
          label={t('incidents.evidence.name', 'What it shows')}
          value={form.title}
          onChange={(title) => change({ title })}
        />
        <ObjectiveField {...question} />
        <QueryField {...question} />
        <SpanFields {...question} />
        {run.error && <QueryFailure error={run.error} what={t('incidents.evidence.query', 'Query')} />}
        {run.data && run.data.series.length === 0 && (
          <Alert severity="info" title={t('incidents.evidence.empty', 'Prometheus has no data for this')} />
        )}
        {run.data && <EvidenceView evidence={run.data} milestones={incident.milestones} />}
        <Refused reasons={reasons} onDismiss={dismiss} />
        <Stack gap={1}>
          <Button
            variant={run.data ? 'secondary' : 'primary'}
            disabled={obstacle !== undefined || run.isPending}
            aria-describedby="evidence-obstacle"
            onClick={() => ask(form.expr)}
          >
            {t('incidents.evidence.run', 'Run')}
          </Button>
          <Button disabled={!run.data} aria-describedby="evidence-obstacle" onClick={() => keep() && onClose()}>
            {t('incidents.evidence.keep', 'Keep it in the timeline')}
          </Button>
        </Stack>
        <Text id="evidence-obstacle" color="secondary" variant="bodySmall" element="p">
          {obstacle ??
            (!run.data && !run.isPending && t('incidents.evidence.run-first', 'Run it, look at it, then keep it'))}
        </Text>
      </Stack>
    </Drawer>
  );
}

function ObjectiveField({ signals, objective, change }: EvidenceQuestion) {
  return signals.length > 0 ? (
    <Field noMargin label={t('incidents.evidence.objective', 'Objective')} htmlFor="evidence-objective">
      <Combobox
        id="evidence-objective"
        isClearable
        placeholder={t('incidents.evidence.any-query', 'None: any query')}
        options={signals.map(({ key, name }) => ({ value: key, label: name }))}
        value={objective?.key ?? null}
        onChange={(option) => {
          const chosen = signals.find(({ key }) => key === option?.value);
          change(
            chosen
              ? { title: chosen.name, expr: chosen.expr, unit: chosen.unit ?? '', objective: chosen.key }
              : { objective: undefined }
          );
        }}
      />
    </Field>
  ) : null;
}

function QueryField({ form, change, uid, ask, problem }: EvidenceQuestion) {
  const [usesEditor, setUsesEditor] = useState(false);
  const type = (expr: string) => change({ expr, objective: undefined });
  return (
    <>
      {usesEditor ? (
        <QueryEditor uid={uid} expr={form.expr} onChange={type} onRun={ask} />
      ) : (
        <TextAreaField
          id="evidence-expr"
          required
          label={t('incidents.evidence.expr', 'PromQL')}
          invalid={problem !== undefined}
          error={problem}
          autoFocus
          rows={3}
          value={form.expr}
          onChange={type}
        />
      )}
      <Button size="sm" variant="secondary" fill="text" onClick={() => setUsesEditor(!usesEditor)}>
        {usesEditor
          ? t('incidents.evidence.plain', 'Type it as text')
          : t('incidents.evidence.editor', 'Use Grafana’s query editor')}
      </Button>
    </>
  );
}

function SpanFields({ range: { from, to }, changeRange, form, change, unitProblem }: EvidenceQuestion) {
  return (
    <Stack gap={1} wrap="wrap">
      <TimeField
        id="evidence-from"
        label={t('incidents.evidence.from', 'From')}
        value={from}
        onChange={(at) => changeRange({ from: at })}
      />
      <TimeField
        id="evidence-to"
        label={t('incidents.evidence.to', 'To')}
        value={to}
        onChange={(at) => changeRange({ to: at })}
      />
      <TextField
        id="evidence-unit"
        label={t('incidents.evidence.unit', 'Unit')}
        invalid={unitProblem !== undefined}
        error={unitProblem}
        width={16}
        placeholder="s, percent, reqps"
        value={form.unit}
        onChange={(unit) => change({ unit })}
      />
    </Stack>
  );
}
