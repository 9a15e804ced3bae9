import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Combobox, Drawer, Field, Input, Stack, Text, TextArea } from '@grafana/ui';
import { actionField } from '../../../domain/incident/commands';
import { type Incident } from '../../../domain/incident/kind';
import {
  type Action,
  actionState,
  type ActionState,
  actionType,
  type ActionType,
  nature,
  type Nature,
  type Owner,
  priority,
  type Priority,
} from '../../../domain/incident/schema';
import { checkPromql } from '../../../domain/promql/promql';
import { COMPARISONS } from '../../../domain/statistics/comparison';
import { actionStateName, actionTypeName } from '../../../shared/words/actions';
import { reasonText } from '../../../shared/words/reasons';
import { Refused } from '../components/Refused';
import { PersonField } from '../fields/PersonField';
import { tooLong } from '../limits';
import { useAct } from '../useAct';
import { priorityName } from '../words';

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
  const [title, setTitle] = useState(action?.title ?? '');
  const [type, setType] = useState<ActionType | undefined>(action?.type);
  const [kind, setKind] = useState<Nature | undefined>(action?.nature);
  const [owner, setOwner] = useState<Owner | undefined>(action?.owner);
  const [level, setLevel] = useState<Priority | undefined>(action?.priority);
  const [due, setDue] = useState(action?.due ?? '');
  const [state, setState] = useState<ActionState>(action?.state ?? 'open');
  const [reason, setReason] = useState(action?.reason ?? '');
  const [expr, setExpr] = useState(action?.measure?.expr ?? '');
  const [comparison, setComparison] = useState(action?.measure?.comparison ?? '<');
  const [threshold, setThreshold] = useState(String(action?.measure?.threshold ?? '0'));
  const problem = expr.trim() ? checkPromql(expr).map(reasonText)[0] : undefined;
  const titleProblem = tooLong(title, 500);
  const reasonProblem = tooLong(reason);
  const limit = threshold.trim() ? Number(threshold) : NaN;
  const limitProblem = expr.trim() && !Number.isFinite(limit) ? reasonText({ code: 'required' }) : undefined;

  const save = () => {
    const what = { title: title.trim() };
    const how = state === 'wontDo' ? { state, reason: reason.trim() } : { state };
    const optional: Partial<Action> = {
      type,
      nature: kind,
      owner,
      priority: level,
      due: due || undefined,
      measure: expr.trim() ? { ...opened?.measure, expr: expr.trim(), comparison, threshold: limit } : undefined,
    };
    const changed = actionField.options.filter((field) => !isSame(optional[field], opened?.[field]));
    const clear = changed.filter((field) => optional[field] === undefined);
    const given: Partial<Action> = Object.fromEntries(
      changed.filter((field) => !clear.includes(field)).map((field) => [field, optional[field]])
    );
    if (!id || !opened) {
      if (act({ type: 'addAction', action: { ...given, ...what, ...how } })) {
        onClose();
      }
      return;
    }
    const changes = {
      ...given,
      ...(what.title !== opened.title && what),
      // with the reason goes the state that it is for
      ...((state !== opened.state || how.reason !== (state === 'wontDo' ? opened.reason : undefined)) && how),
    };
    const isUnchanged = changed.length === 0 && Object.keys(changes).length === 0;
    if (isUnchanged || act({ type: 'updateAction', action: id, changes, ...(clear.length && { clear }), seen })) {
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
          <Field
            noMargin
            required
            label={t('incidents.action.title', 'What is to be done')}
            invalid={titleProblem !== undefined}
            error={titleProblem}
          >
            <Input
              id="action-title"
              autoFocus
              value={title}
              onChange={({ currentTarget }) => setTitle(currentTarget.value)}
            />
          </Field>
          <Field noMargin label={t('incidents.action.state', 'State')} htmlFor="action-state">
            <Combobox
              id="action-state"
              options={actionState.options.map((value) => ({ value, label: actionStateName(value) }))}
              value={state}
              onChange={({ value }) => setState(value)}
            />
          </Field>
          {state === 'wontDo' && (
            <Field
              noMargin
              required
              label={t('incidents.action.reason', 'Why it will not be done')}
              invalid={reasonProblem !== undefined}
              error={reasonProblem}
            >
              <TextArea
                id="action-reason"
                rows={2}
                value={reason}
                onChange={({ currentTarget }) => setReason(currentTarget.value)}
              />
            </Field>
          )}
          <PersonField
            id="action-owner"
            label={t('incidents.action.owner', 'Owner')}
            value={owner}
            onChange={setOwner}
          />
          <Field noMargin label={t('incidents.action.due', 'Due')}>
            <Input
              id="action-due"
              type="date"
              value={due}
              onChange={({ currentTarget }) => setDue(currentTarget.value)}
            />
          </Field>
          <Stack gap={1} wrap="wrap">
            <Field noMargin label={t('incidents.action.type', 'Type')} htmlFor="action-type">
              <Combobox
                id="action-type"
                width={20}
                isClearable
                options={actionType.options.map((value) => ({ value, label: actionTypeName(value) }))}
                value={type ?? null}
                onChange={(option) => setType(option?.value)}
              />
            </Field>
            <Field noMargin label={t('incidents.action.nature', 'Corrective or preventive')} htmlFor="action-nature">
              <Combobox
                id="action-nature"
                width={24}
                isClearable
                options={nature.options.map((value) => ({
                  value,
                  label:
                    value === 'corrective'
                      ? t('incidents.action.corrective', 'corrective')
                      : t('incidents.action.preventive', 'preventive'),
                }))}
                value={kind ?? null}
                onChange={(option) => setKind(option?.value)}
              />
            </Field>
            <Field noMargin label={t('incidents.action.priority', 'Priority')} htmlFor="action-priority">
              <Combobox
                id="action-priority"
                width={20}
                isClearable
                options={priority.options.map((value) => ({ value, label: priorityName(value) }))}
                value={level ?? null}
                onChange={(option) => setLevel(option?.value)}
              />
            </Field>
          </Stack>
          <Field
            noMargin
            label={t('incidents.action.measure', 'Success measure (PromQL)')}
            invalid={problem !== undefined}
            error={problem}
          >
            <Input id="action-measure" value={expr} onChange={({ currentTarget }) => setExpr(currentTarget.value)} />
          </Field>
          {expr.trim() && (
            <Stack gap={1} alignItems="flex-end">
              <Field noMargin label={t('incidents.action.comparison', 'is')} htmlFor="action-comparison">
                <Combobox
                  id="action-comparison"
                  width={10}
                  options={COMPARISONS.map((value) => ({ value, label: value }))}
                  value={comparison}
                  onChange={({ value }) => setComparison(value)}
                />
              </Field>
              <Field
                noMargin
                label={t('incidents.action.threshold', 'Threshold')}
                invalid={limitProblem !== undefined}
                error={limitProblem}
              >
                <Input
                  id="action-threshold"
                  type="number"
                  step="any"
                  width={16}
                  value={threshold}
                  onChange={({ currentTarget }) => setThreshold(currentTarget.value)}
                />
              </Field>
            </Stack>
          )}
          <Stack gap={1}>
            <Button
              type="submit"
              disabled={
                !title.trim() || [problem, titleProblem, reasonProblem, limitProblem].some((each) => each !== undefined)
              }
            >
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

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
