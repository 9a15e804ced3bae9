import React from 'react';
import { t } from '@grafana/i18n';
import { Field, Stack } from '@grafana/ui';
import { verbatim } from '../words/verbatim';
import { Choice } from './Choice';

interface Props<F extends string> {
  fields: readonly F[];
  nameOf: (field: F) => string;
  /** Of the file. */
  columns: string[];
  chosen: Partial<Record<F, string>>;
  onChoose: (chosen: Partial<Record<F, string>>) => void;
}

/** Which column of a file says what. */
export function FileColumns<F extends string>({ fields, nameOf, columns, chosen, onChoose }: Props<F>) {
  return (
    <Stack gap={1} wrap="wrap">
      {fields.map((field) => (
        <Field key={field} noMargin label={nameOf(field)}>
          <Choice
            label={t('files.column-of', 'Column of: {{field}}', verbatim({ field: nameOf(field) }))}
            placeholder={t('files.no-column', 'none')}
            width={22}
            value={chosen[field]}
            options={columns.map((value) => ({ value, label: value }))}
            onChange={(value) => onChoose({ ...chosen, [field]: value })}
          />
        </Field>
      ))}
    </Stack>
  );
}
