import React, { type ComponentProps } from 'react';
import { Field, Input, TextArea } from '@grafana/ui';

interface FieldProps extends Pick<
  ComponentProps<typeof Field>,
  'label' | 'description' | 'required' | 'invalid' | 'error'
> {
  id: string;
  value: string | number | undefined;
  onChange: (value: string) => void;
  /** On the field, around its label too. */
  fieldClass?: string;
}

type Rest<P> = Omit<P, keyof FieldProps>;

/** A line of text to type, with its label and what is wrong with it. */
export function TextField({ onChange, ...props }: FieldProps & Rest<ComponentProps<typeof Input>>) {
  const [field, input] = parted(props);
  return (
    <Field noMargin {...field}>
      <Input {...input} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
    </Field>
  );
}

/** The same for several lines. */
export function TextAreaField({ onChange, ...props }: FieldProps & Rest<ComponentProps<typeof TextArea>>) {
  const [field, input] = parted(props);
  return (
    <Field noMargin {...field}>
      <TextArea {...input} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
    </Field>
  );
}

function parted<P extends Omit<FieldProps, 'onChange'>>({
  label,
  description,
  required,
  invalid,
  error,
  fieldClass,
  ...input
}: P) {
  return [{ label, description, required, invalid, error, className: fieldClass }, input] as const;
}
