import React, { useEffect, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, ConfirmModal, FieldSet, LinkButton, Stack, useStyles2 } from '@grafana/ui';
import { FormProvider, useForm, useFormContext, useWatch } from 'react-hook-form';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { checkDefinition } from '../../../domain/objective/check';
import { INDICATOR_KINDS, kindOf } from '../../../domain/objective/kinds/kinds';
import { newKey } from '../../../domain/objective/register';
import { type Definition, definitionOf, type Objective } from '../../../domain/objective/schema';
import { isAsked, isBudgeted, isTimed, isWindowed } from '../../../domain/objective/state';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { ORDERINGS } from '../../../domain/statistics/comparison';
import { UNITS } from '../../../domain/text/quantity';
import { dataSources } from '../../../grafana/dataSources';
import { usePrometheus, useTeamZone } from '../../../shared/hooks/useSettings';
import { formatValue } from '../../../shared/objectives/format';
import { OBJECTIVES_PATH, objectivePath } from '../../../shared/objectives/paths';
import { MissingObjective, RegisterGate, RegisterNotices } from '../../../shared/objectives/RegisterGate';
import { useMayWrite } from '../../../shared/objectives/useMayWrite';
import { type ObjectiveRow, useMeasurements } from '../../../shared/objectives/useMeasurements';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useDraft } from '../../../shared/records/useDraft';
import { Page } from '../../../shared/ui/Page';
import { Reasons } from '../../../shared/ui/Reasons';
import { comparisonName, indicatorKindName, unitName } from '../../../shared/words/objectives';
import { loadReasonText } from '../../../shared/words/reasons/useReasonText';
import { verbatim } from '../../../shared/words/verbatim';
import { isBound, notABound, useBounds, useDoubts } from '../data/doubts';
import { formField, indicatorOf, toObjective, toObjectiveValues, unitOf } from '../form/definition';
import { ChoiceField, DoubtsProvider, LongTextField, ObjectiveTextField } from '../form/FormFields';
import { emptyValues, type ObjectiveValues, valuesFrom, WINDOW_CHOICES } from '../form/formValues';
import { formOf } from '../form/kinds';
import { ObjectivePreview } from '../form/ObjectivePreview';
import { windowChoiceName } from '../words';

export function ObjectiveFormPage() {
  const { key } = useParams();
  const { record, objectives } = useObjectives();
  const mayWrite = useMayWrite();
  const objective = key === undefined ? undefined : record?.objectives[key];
  const title =
    key === undefined
      ? t('objectives.form.new', 'New objective')
      : t('objectives.form.edit', 'Change {{name}}', verbatim({ name: objective?.name ?? key }));
  return (
    <Page title={title} parent={{ text: t('objectives.title', 'Objectives'), url: OBJECTIVES_PATH }}>
      <RegisterGate>
        {() =>
          !mayWrite ? (
            <RegisterNotices />
          ) : key !== undefined && !objective ? (
            <MissingObjective />
          ) : (
            <ObjectiveForm key={key ?? ''} objectiveKey={key} objective={objective} others={objectives} />
          )
        }
      </RegisterGate>
    </Page>
  );
}

interface Props {
  objectiveKey?: string;
  objective?: Objective;
  others: Array<[string, Objective]>;
}

function ObjectiveForm({ objectiveKey, objective, others }: Props) {
  const styles = useStyles2(getStyles);
  const zone = useTeamZone();
  const navigate = useNavigate();
  const { record, send } = useObjectives();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const [isRemoving, setRemoving] = useState(false);
  // what the form was opened on: a change by somebody else meanwhile is told when saving
  const [opened] = useState(objective);
  const [params] = useSearchParams();
  const [kept, keep, clear] = useDraft<ObjectiveValues>(
    `objectives|form|${objectiveKey ?? 'new'}|${opened?.revision ?? params.toString()}`,
    opened ? toObjectiveValues(definitionOf(opened), zone) : valuesFrom(params, zone)
  );
  const form = useForm<ObjectiveValues>({
    defaultValues: kept,
    mode: 'onChange',
    resolver: async (values) => {
      const { definition, reasons: unread } = toObjective(values, opened);
      const found = new Map<keyof ObjectiveValues, Reason>();
      [...unread, ...checkDefinition(definition)].forEach((reason) => {
        const field = formField(reason);
        if (field && !found.has(field)) {
          found.set(field, reason);
        }
      });
      if (found.size === 0) {
        return { values, errors: {} };
      }
      const reasonText = await loadReasonText();
      const errors = [...found].map(([field, reason]) => [field, { type: 'domain', message: reasonText(reason) }]);
      return { values: {}, errors: Object.fromEntries(errors) };
    },
  });
  const { watch } = form;
  useEffect(() => {
    const { unsubscribe } = watch(() => keep(form.getValues()));
    return unsubscribe;
  }, [form, watch, keep]);
  const { values: settled, definition } = useSettled(form.control);
  const { source } = usePrometheus(settled.dataSource || undefined);
  const bounds = useBounds(source?.uid, settled);
  const canShow = !definition || !bounds || isBound(definition.target, bounds); // else 0 % would be kept
  const row = usePreview(canShow ? definition : undefined, others);
  const doubts = useDoubts(source?.uid, settled, row, bounds);

  const save = form.handleSubmit((values) => {
    const { definition: wanted } = toObjective(values, opened);
    if (bounds && !isBound(wanted.target, bounds)) {
      form.setError('target', { message: notABound(bounds) }, { shouldFocus: true });
      return;
    }
    const key = objectiveKey ?? (record ? newKey(record, wanted.name) : '');
    const sent = send({
      type: 'save',
      objective: key,
      definition: wanted,
      ...(opened?.revision && { seen: opened.revision }),
    });
    if (isRefused(sent)) {
      setReasons(sent.refused.reasons);
    } else {
      clear();
      navigate(objectivePath(key));
    }
  });
  const remove = () => {
    const sent =
      objectiveKey === undefined
        ? undefined
        : send({ type: 'remove', objective: objectiveKey, ...(opened?.revision && { seen: opened.revision }) });
    if (sent && isRefused(sent)) {
      setReasons(sent.refused.reasons);
      setRemoving(false);
    } else {
      clear();
      navigate(OBJECTIVES_PATH);
    }
  };
  return (
    <FormProvider {...form}>
      <DoubtsProvider value={doubts}>
        <form onSubmit={(event) => void save(event)} className={styles.form} noValidate>
          {reasons.length > 0 && (
            <Reasons title={t('objectives.form.refused', 'This was not saved')} reasons={reasons} />
          )}
          <FieldSet label={t('objectives.form.what', 'What is promised')}>
            <ObjectiveTextField name="name" label={t('objectives.form.name', 'Name')} required />
            <LongTextField name="description" label={t('objectives.form.description', 'Description')} />
            <div className={styles.row}>
              <ObjectiveTextField
                name="service"
                label={t('objectives.form.service', 'Service')}
                width={30}
                list={[...new Set(others.flatMap(([, { service }]) => service ?? []))]}
              />
              <ObjectiveTextField name="owner" label={t('objectives.form.owner', 'Owner')} width={30} />
            </div>
          </FieldSet>
          <FieldSet label={t('objectives.form.how', 'How it is measured')}>
            <IndicatorFields uid={source?.uid} others={others} />
          </FieldSet>
          <FieldSet label={t('objectives.form.target-set', 'Target')}>
            <TargetFields bounds={bounds} />
          </FieldSet>
          <ObjectivePreview row={row} />
          <Stack gap={1} wrap="wrap">
            <Button type="submit">{t('objectives.form.save', 'Save objective')}</Button>
            <LinkButton
              variant="secondary"
              fill="outline"
              href={objectiveKey === undefined ? OBJECTIVES_PATH : objectivePath(objectiveKey)}
              onClick={() => clear()}
            >
              {t('objectives.cancel', 'Cancel')}
            </LinkButton>
            {objectiveKey !== undefined && (
              <Button type="button" variant="destructive" fill="outline" onClick={() => setRemoving(true)}>
                {t('objectives.form.remove', 'Remove objective')}
              </Button>
            )}
          </Stack>
        </form>
      </DoubtsProvider>
      <ConfirmModal
        isOpen={isRemoving}
        title={t('objectives.form.remove', 'Remove objective')}
        body={t(
          'objectives.form.remove-text',
          'Its definition and its values by hand go with it. Grafana keeps earlier versions of the register.'
        )}
        confirmText={t('objectives.form.remove', 'Remove objective')}
        onConfirm={remove}
        onDismiss={() => setRemoving(false)}
      />
    </FormProvider>
  );
}

function IndicatorFields({ uid, others }: { uid?: string; others: Props['others'] }) {
  const { watch } = useFormContext<ObjectiveValues>();
  const kind = watch('kind');
  const { Fields } = formOf({ kind });
  const candidates = others
    .filter(([, other]) => isBudgeted(other) && !other.needs) // a factor is a share of counted events
    .map(([value, { name }]) => ({ value, label: name }));
  return (
    <>
      <ChoiceField
        name="kind"
        label={t('objectives.form.kind', 'Kind')}
        options={INDICATOR_KINDS.map((value) => ({
          value,
          label: indicatorKindName(value),
          description: formOf({ kind: value }).hint(),
        }))}
        width={60}
      />
      {isAsked({ indicator: { kind } }) && (
        <ChoiceField
          name="dataSource"
          label={t('objectives.form.data-source', 'Data source')}
          options={[
            { value: '', label: t('objectives.form.default-source', 'The one chosen in Setup') },
            ...dataSources().map(({ uid: value, name }) => ({ value, label: name })),
          ]}
        />
      )}
      <Fields uid={uid} candidates={candidates} />
    </>
  );
}

function TargetFields({ bounds }: { bounds?: number[] }) {
  const styles = useStyles2(getStyles);
  const { watch, setValue } = useFormContext<ObjectiveValues>();
  const [kind, unit, measure, window, target] = watch(['kind', 'unit', 'measure', 'window', 'target']);
  const indicator = indicatorOf({ ...emptyValues(''), kind, measure });
  const shown = unitOf(indicator, { unit });
  const suffix =
    shown === 'ratio' || shown === 'percent'
      ? '%'
      : shown === 'count' || shown === 'score'
        ? undefined
        : unitName(shown);
  const canChooseUnit = kindOf(indicator).unit(indicator) === undefined;
  const buckets = bounds ?? [];
  return (
    <>
      <div className={styles.row}>
        {!isTimed({ indicator }) && (
          <ChoiceField
            name="comparison"
            width={20}
            label={t('objectives.form.comparison', 'The value must be')}
            options={ORDERINGS.map((value) => ({ value, label: comparisonName(value) }))}
          />
        )}
        <ObjectiveTextField
          name="target"
          width={20}
          label={
            isTimed({ indicator })
              ? t('objectives.form.bound', 'Answered within')
              : t('objectives.form.target', 'Target')
          }
          description={
            buckets.length > 0
              ? t(
                  'objectives.form.bounds',
                  'One of the buckets: {{bounds}} s',
                  verbatim({ bounds: buckets.join(', ') })
                )
              : canChooseUnit
                ? t('objectives.form.no-target', 'Empty: shown for information')
                : undefined
          }
          suffix={suffix}
        />
        {buckets.length > 0 && (
          <Stack wrap="wrap" gap={0.5} role="group" aria-label={t('objectives.form.buckets', 'Buckets')}>
            {buckets.map((bound) => (
              <Button
                key={bound}
                type="button"
                size="sm"
                variant="secondary"
                fill={target.replace(',', '.') === String(bound) ? 'solid' : 'outline'}
                aria-pressed={target.replace(',', '.') === String(bound)}
                onClick={() => setValue('target', String(bound), { shouldDirty: true, shouldValidate: true })}
              >
                {formatValue(bound, 's')}
              </Button>
            ))}
          </Stack>
        )}
        <ObjectiveTextField
          name="critical"
          width={20}
          label={t('objectives.form.critical', 'Critical')}
          description={canChooseUnit ? t('objectives.form.optional', 'Optional') : undefined}
          suffix={suffix}
        />
        {canChooseUnit && (
          <ChoiceField
            name="unit"
            width={24}
            label={t('objectives.form.unit', 'Unit')}
            options={UNITS.map((value) => ({ value, label: unitName(value) }))}
          />
        )}
      </div>
      {isWindowed({ indicator }) && (
        <div className={styles.row}>
          <ChoiceField
            name="window"
            width={30}
            label={t('objectives.form.window', 'Window')}
            options={WINDOW_CHOICES.map((value) => ({ value, label: windowChoiceName(value) }))}
          />
          {(window === 'month' || window === 'quarter') && (
            <ObjectiveTextField name="zone" width={30} label={t('objectives.form.zone', 'Time zone')} />
          )}
          {isBudgeted({ indicator }) && (
            <ObjectiveTextField
              name="minimumFailures"
              width={20}
              label={t('objectives.form.minimum', 'Minimum failures')}
              description={t('objectives.form.minimum-hint', 'For little traffic: fewer raise no alert')}
            />
          )}
        </div>
      )}
    </>
  );
}

/** What the definition would show, with the objectives that it is computed from. */
function usePreview(definition: Definition | undefined, others: Props['others']): ObjectiveRow | undefined {
  const shown = useMemo(
    (): Props['others'] => (definition ? [['preview', { ...definition, position: 0 }]] : []),
    [definition]
  );
  return useMeasurements(shown, { among: others }).at(0);
}

/** The definition once typing pauses, and only when nothing is wrong with it. */
function useSettled(control: ReturnType<typeof useForm<ObjectiveValues>>['control']): {
  values: ObjectiveValues;
  definition: Definition | undefined;
} {
  const text = JSON.stringify(useWatch({ control }));
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 600);
    return () => clearTimeout(timer);
  }, [text]);
  return useMemo(() => {
    const values: ObjectiveValues = { ...emptyValues('UTC'), ...JSON.parse(settled) };
    const { definition, reasons } = toObjective(values);
    const problems = checkDefinition({ ...definition, name: definition.name || '?' }); // the preview may come before the name
    return { values, definition: reasons.length + problems.length === 0 ? definition : undefined };
  }, [settled]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ maxWidth: 900, display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 2) }),
});
