import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Combobox, Drawer, Field, Stack, Text } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { type Action, actionState, actionType, nature, prioritySchema } from '../../../domain/incident/schema';
import { COMPARISONS } from '../../../domain/statistics/comparison';
import { useDialogClosed } from '../../../shared/hooks/dialogClosed';
import { useDraft } from '../../../shared/records/useDraft';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';
import { actionStateName, actionTypeName, natureName, priorityName } from '../../../shared/words/actions';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { Refused } from '../components/Refused';
import { PersonField } from '../fields/PersonField';
import { tooLong } from '../limits';
import { useAct } from '../useAct';
import { addedAction, changedAction, type ActionValues, actionValuesOf, measureProblems } from './formValues';

interface Props {
  incident: Incident;
  /** Absent: a new action. */
  id: string | undefined;
  action: Action | undefined;
  onClose: () => void;
}

export function ActionForm({ incident, id, action, onClose }: Props) {
  const { act, reasons } = useAct(incident.name);
  /** What the form began with: only what differs from it is sent, the rest may be somebody else's meanwhile. */
  const [opened] = useState(action);
  const [seen, setSeen] = useState(action?.state);
  const [form, setForm, forget] = useDraft(`incident.${incident.name}.action.${id ?? 'new'}`, actionValuesOf(action), {
    inTab: incident.private,
  });
  useDialogClosed();
  const change = (changes: Partial<ActionValues>) => setForm({ ...form, ...changes });
  const { title, state, reason, owner, due } = form;
  const titleProblem = tooLong(title, 500);
  const reasonProblem = tooLong(reason);
  const reasonText = useReasonText();
  const measure = measureProblems(form, reasonText);
  const problems = [titleProblem, reasonProblem, measure.expr, measure.threshold];

  const save = () => {
    if (!id || !opened) {
      if (act({ type: 'addAction', action: addedAction(form) })) {
        forget();
        onClose();
      }
      return;
    }
    const { changes, clear } = changedAction(form, opened);
    const isUnchanged = clear.length === 0 && Object.keys(changes).length === 0;
    if (isUnchanged || act({ type: 'updateAction', action: id, changes, ...(clear.length && { clear }), seen })) {
      forget();
      onClose();
    } else {
      setSeen(incident.actions[id]?.state); // the person was told: saving again is meant
    }
  };

  return (
    <Drawer
      title={id ? t('incidents.action.change', 'Action') : t('incidents.action.new', 'New action')}
      onClose={onClose}
      size="md"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack direction="column" gap={2}>
          <Refused reasons={reasons} />
          <TextField
            id="action-title"
            required
            label={t('incidents.action.title', 'What is to be done')}
            invalid={titleProblem !== undefined}
            error={titleProblem}
            autoFocus
            value={title}
            onChange={(title) => change({ title })}
          />
          <Field noMargin label={t('incidents.action.state', 'State')} htmlFor="action-state">
            <Combobox
              id="action-state"
              options={actionState.options.map((value) => ({ value, label: actionStateName(value) }))}
              value={state}
              onChange={({ value }) => change({ state: value })}
            />
          </Field>
          {state === 'wontDo' && (
            <TextAreaField
              id="action-reason"
              required
              label={t('incidents.action.reason', 'Why it will not be done')}
              invalid={reasonProblem !== undefined}
              error={reasonProblem}
              rows={2}
              value={reason}
              onChange={(reason) => change({ reason })}
            />
          )}
          <PersonField
            incident={incident}
            id="action-owner"
            label={t('incidents.action.owner', 'Owner')}
            value={owner}
            onChange={(next) => change({ owner: next })}
          />
          <TextField
            id="action-due"
            label={t('incidents.action.due', 'Due')}
            type="date"
            value={due}
            onChange={(due) => change({ due })}
          />
          <Classes form={form} onChange={change} />
          <SuccessMeasure form={form} problems={measure} onChange={change} />
          <Stack gap={1}>
            <Button type="submit" disabled={!title.trim() || problems.some((each) => each !== undefined)}>
              {t('incidents.save', 'Save')}
            </Button>
            <Button variant="secondary" onClick={onClose}>
              {t('incidents.cancel', 'Cancel')}
            </Button>
          </Stack>
          <Text color="secondary" variant="bodySmall">
            {t('incidents.action.help', 'Name something that can be ticked off, with one owner and a date.')}
          </Text>
        </Stack>
      </form>
    </Drawer>
  );
}

interface PartProps {
  form: ActionValues;
  onChange: (changes: Partial<ActionValues>) => void;
}

function Classes({ form, onChange }: PartProps) {
  return (
    <Stack gap={1} wrap="wrap">
      <Field noMargin label={t('incidents.action.type', 'Type')} htmlFor="action-type">
        <Combobox
          id="action-type"
          width={20}
          isClearable
          options={actionType.options.map((value) => ({ value, label: actionTypeName(value) }))}
          value={form.type ?? null}
          onChange={(option) => onChange({ type: option?.value })}
        />
      </Field>
      <Field noMargin label={t('incidents.action.nature', 'Corrective or preventive')} htmlFor="action-nature">
        <Combobox
          id="action-nature"
          width={24}
          isClearable
          options={nature.options.map((value) => ({ value, label: natureName(value) }))}
          value={form.nature ?? null}
          onChange={(option) => onChange({ nature: option?.value })}
        />
      </Field>
      <Field noMargin label={t('incidents.action.priority', 'Priority')} htmlFor="action-priority">
        <Combobox
          id="action-priority"
          width={20}
          isClearable
          options={prioritySchema.options.map((value) => ({ value, label: priorityName(value) }))}
          value={form.priority ?? null}
          onChange={(option) => onChange({ priority: option?.value })}
        />
      </Field>
    </Stack>
  );
}

/** What the action is to bring about, measured: a query, and what its value is to be. */
function SuccessMeasure({
  form: { expr, comparison, threshold },
  problems,
  onChange,
}: PartProps & { problems: ReturnType<typeof measureProblems> }) {
  return (
    <>
      <TextField
        id="action-measure"
        label={t('incidents.action.measure', 'Success measure (PromQL)')}
        invalid={problems.expr !== undefined}
        error={problems.expr}
        value={expr}
        onChange={(expr) => onChange({ expr })}
      />
      {expr.trim() && (
        <Stack gap={1} alignItems="flex-end">
          <Field noMargin label={t('incidents.action.comparison', 'is')} htmlFor="action-comparison">
            <Combobox
              id="action-comparison"
              width={10}
              options={COMPARISONS.map((value) => ({ value, label: value }))}
              value={comparison}
              onChange={({ value }) => onChange({ comparison: value })}
            />
          </Field>
          <TextField
            id="action-threshold"
            label={t('incidents.action.threshold', 'Threshold')}
            invalid={problems.threshold !== undefined}
            error={problems.threshold}
            type="number"
            step="any"
            width={16}
            value={threshold}
            onChange={(threshold) => onChange({ threshold })}
          />
        </Stack>
      )}
    </>
  );
}
