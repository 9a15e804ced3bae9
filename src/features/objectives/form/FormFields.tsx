import React, { createContext, type ReactNode, useContext, useId, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Combobox, type ComboboxOption, Field, Icon, Input, TextArea, useStyles2 } from '@grafana/ui';
import { Controller, useFormContext } from 'react-hook-form';
import { QueryEditor } from '../../../shared/ui/QueryEditor';
import { useMeasureAgain } from '../data/measurements';
import { type ObjectiveValues } from './formValues';

type Texts = { [K in keyof ObjectiveValues]: ObjectiveValues[K] extends string ? K : never }[keyof ObjectiveValues];

interface FieldProps {
  name: Texts;
  label: string;
  description?: string;
  required?: boolean;
}

/** What only the data can tell about a field, in words: it is said there, and saving stays possible. */
export type FieldDoubts = Partial<Record<keyof ObjectiveValues, string>>;

const DoubtsContext = createContext<FieldDoubts>({});
export const DoubtsProvider = DoubtsContext.Provider;

function Doubted({ name, id, children }: { name: keyof ObjectiveValues; id: string; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const doubt = useContext(DoubtsContext)[name];
  return (
    <div>
      {children}
      <div role="status" id={`${id}-doubt`} className={styles.doubt}>
        {doubt && (
          <>
            <Icon name="exclamation-triangle" size="sm" /> {doubt}
          </>
        )}
      </div>
    </div>
  );
}

export function ObjectiveTextField({
  name,
  label,
  description,
  required,
  suffix,
  width,
  list,
}: FieldProps & { suffix?: string; width?: number; list?: string[] }) {
  const { register, formState } = useFormContext<ObjectiveValues>();
  const id = useId();
  const error = formState.errors[name]?.message;
  return (
    <Doubted name={name} id={id}>
      <Field
        label={label}
        description={description}
        required={required}
        htmlFor={id}
        invalid={error !== undefined}
        error={error}
      >
        <>
          <Input
            id={id}
            {...register(name)}
            width={width}
            suffix={suffix}
            list={list ? `${id}-list` : undefined}
            aria-describedby={`${id}-doubt`}
          />
          {list && (
            <datalist id={`${id}-list`}>
              {list.map((value) => (
                <option key={value} value={value} />
              ))}
            </datalist>
          )}
        </>
      </Field>
    </Doubted>
  );
}

export function LongTextField({ name, label, description }: FieldProps) {
  const { register, formState } = useFormContext<ObjectiveValues>();
  const id = useId();
  const error = formState.errors[name]?.message;
  return (
    <Field label={label} description={description} invalid={error !== undefined} error={error}>
      <TextArea id={id} rows={2} maxLength={20_000} {...register(name)} />
    </Field>
  );
}

export function ChoiceField({
  name,
  label,
  description,
  options,
  width = 40,
}: FieldProps & { options: Array<ComboboxOption<string>>; width?: number }) {
  const { control, formState } = useFormContext<ObjectiveValues>();
  const styles = useStyles2(getStyles);
  const id = useId();
  const error = formState.errors[name]?.message;
  return (
    <Doubted name={name} id={id}>
      <Field label={label} description={description} htmlFor={id} invalid={error !== undefined} error={error}>
        <Controller
          control={control}
          name={name}
          render={({ field: { value, onChange } }) => (
            <div className={styles.choice} style={{ width: width * 8 }}>
              <Combobox id={id} options={options} value={value} onChange={(option) => onChange(option.value)} />
            </div>
          )}
        />
      </Field>
    </Doubted>
  );
}

/** PromQL as text, checked while typing; the data source's own editor opens below it. */
export function QueryField({ name, label, description, uid }: FieldProps & { uid?: string }) {
  const styles = useStyles2(getStyles);
  const { register, formState, watch, setValue } = useFormContext<ObjectiveValues>();
  const measureAgain = useMeasureAgain();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const error = formState.errors[name]?.message;
  return (
    <div>
      <Doubted name={name} id={id}>
        <Field label={label} description={description} required invalid={error !== undefined} error={error}>
          <TextArea
            id={id}
            className={styles.code}
            rows={2}
            spellCheck={false}
            aria-describedby={`${id}-doubt`}
            {...register(name)}
          />
        </Field>
      </Doubted>
      {uid && (
        <div className={styles.editor}>
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            type="button"
            icon={isOpen ? 'angle-down' : 'angle-right'}
            aria-expanded={isOpen}
            aria-label={t('objectives.form.editor-label', 'Query editor for “{{label}}”', {
              label,
              interpolation: { escapeValue: false },
            })}
            onClick={() => setOpen(!isOpen)}
          >
            {t('objectives.form.editor', 'Query editor')}
          </Button>
          {isOpen && (
            <QueryEditor
              uid={uid}
              expr={watch(name)}
              onChange={(expr) => setValue(name, expr, { shouldDirty: true, shouldValidate: true })}
              onRun={measureAgain} // the preview too
            />
          )}
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  choice: css({ maxWidth: '100%' }),
  code: css({ fontFamily: theme.typography.fontFamilyMonospace }),
  editor: css({ marginTop: theme.spacing(-1.5), marginBottom: theme.spacing(2) }),
  doubt: css({
    maxWidth: 600,
    color: theme.colors.warning.text,
    fontSize: theme.typography.bodySmall.fontSize,
    '&:not(:empty)': { marginTop: theme.spacing(-1.5), marginBottom: theme.spacing(2) },
  }),
});
