import React, { useEffect, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Combobox, Drawer, Field, Input, Stack, Text, TextArea } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { checkPromql } from '../../../domain/promql/promql';
import { type Instant } from '../../../domain/record/record';
import { useDraft } from '../../../shared/records/useDraft';
import { QueryEditor } from '../../../shared/ui/QueryEditor';
import { TimeField } from '../../../shared/ui/TimeField';
import { type ReasonText, useReasonText } from '../../../shared/words/reasons/useReasonText';
import { Refused } from '../components/Refused';
import { lastHour } from '../data/capture';
import { useCapture } from '../data/evidence';
import { useSignals } from '../data/signals';
import { tooLong } from '../limits';
import { useAct } from '../useAct';
import { EvidenceView } from './EvidenceView';
import { QueryFailure } from './QueryFailure';

interface Props {
  incident: Incident;
  uid: string;
  expr: string;
  onClose: () => void;
}

interface Form {
  title: string;
  expr: string;
  unit: string;
  /** Key of the objective that the expression measures. */
  objective?: string;
}

const NOTHING: Form = { title: '', expr: '', unit: '' };

/** Any PromQL, or an objective of the services: asked, looked at, then kept in the timeline. */
export function EvidenceForm({ incident, uid: own, expr: typed, onClose }: Props) {
  const { signals } = useSignals(incident.services);
  const [form, setForm, clear] = useDraft<Form>(`incident.${incident.name}.evidence`, NOTHING, {
    inTab: incident.private,
  });
  useEffect(() => {
    if (typed) {
      setForm({ ...form, expr: typed, objective: undefined });
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once: what is typed in the form later is the person's
  }, []);
  const objective = signals.find(({ key }) => key === form.objective);
  const uid = objective?.uid ?? own;
  const [range, setRange] = useState<{ from: Instant | undefined; to: Instant | undefined }>(() => lastHour());
  const [usesEditor, setUsesEditor] = useState(false);
  const { act, reasons, dismiss } = useAct(incident.name);
  const run = useCapture();
  const ask = (expr: string, from: Instant, to: Instant) =>
    run.mutate({
      title: form.title.trim() || expr.trim().slice(0, 100),
      uid,
      expr: expr.trim(),
      from,
      to,
      unit: form.unit.trim() || undefined,
      objective: objective?.key,
      moment: 'hand',
    });
  const reasonText = useReasonText();
  const problem = problemOf(form.expr, reasonText);
  const unitProblem = tooLong(form.unit.trim(), 50);
  const change = (part: Partial<typeof form>) => {
    run.reset();
    dismiss();
    setForm({ ...form, ...part });
  };
  const changeRange = (part: Partial<typeof range>) => {
    run.reset();
    dismiss();
    setRange({ ...range, ...part });
  };
  const { from, to } = range;
  const obstacle = whyNot(form.expr, problem, range);
  const keep = () => {
    if (run.data && act({ type: 'capture', evidence: run.data })) {
      clear();
      onClose();
    }
  };
  return (
    <Drawer title={t('incidents.evidence.title', 'Evidence')} onClose={onClose} size="md">
      <Stack direction="column" gap={2}>
        <Field noMargin label={t('incidents.evidence.name', 'What it shows')}>
          <Input
            id="evidence-title"
            value={form.title}
            onChange={({ currentTarget }) => change({ title: currentTarget.value })}
          />
        </Field>
        {signals.length > 0 && (
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
        )}
        {usesEditor ? (
          <QueryEditor
            uid={uid}
            expr={form.expr}
            onChange={(expr) => change({ expr, objective: undefined })}
            onRun={(expr) => from && to && !whyNot(expr, problemOf(expr, reasonText), range) && ask(expr, from, to)}
          />
        ) : (
          <Field
            noMargin
            required
            label={t('incidents.evidence.expr', 'PromQL')}
            invalid={problem !== undefined}
            error={problem}
          >
            <TextArea
              id="evidence-expr"
              autoFocus
              rows={3}
              value={form.expr}
              onChange={({ currentTarget }) => change({ expr: currentTarget.value, objective: undefined })}
            />
          </Field>
        )}
        <Button size="sm" variant="secondary" fill="text" onClick={() => setUsesEditor(!usesEditor)}>
          {usesEditor
            ? t('incidents.evidence.plain', 'Type it as text')
            : t('incidents.evidence.editor', 'Use Grafana’s query editor')}
        </Button>
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
          <Field
            noMargin
            label={t('incidents.evidence.unit', 'Unit')}
            invalid={unitProblem !== undefined}
            error={unitProblem}
          >
            <Input
              id="evidence-unit"
              width={16}
              placeholder="s, percent, reqps"
              value={form.unit}
              onChange={({ currentTarget }) => change({ unit: currentTarget.value })}
            />
          </Field>
        </Stack>
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
            onClick={() => from && to && ask(form.expr, from, to)}
          >
            {t('incidents.evidence.run', 'Run')}
          </Button>
          <Button disabled={!run.data} aria-describedby="evidence-obstacle" onClick={keep}>
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

function problemOf(expr: string, reasonText: ReasonText): string | undefined {
  return expr.trim() ? checkPromql(expr).map(reasonText)[0] : undefined;
}

/** What stands in the way of running it, in words. */
function whyNot(
  expr: string,
  problem: string | undefined,
  { from, to }: { from: Instant | undefined; to: Instant | undefined }
): string | undefined {
  if (!expr.trim()) {
    return t('incidents.evidence.no-query', 'It needs a query');
  }
  if (problem) {
    return problem;
  }
  if (!from || !to) {
    return t('incidents.evidence.no-times', 'It needs both times');
  }
  return from >= to ? t('incidents.evidence.backwards', 'It must end after it begins') : undefined;
}
