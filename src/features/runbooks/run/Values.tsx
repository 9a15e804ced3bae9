import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Stack, Tag } from '@grafana/ui';
import { type RunbookRun, valuesOf } from '../../../domain/runbook/runSchema';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal, useSettling } from '../../../shared/ui/FormModal';
import { TextField } from '../../../shared/ui/TextField';
import { labelled } from '../../../shared/words/labelled';
import { verbatim } from '../../../shared/words/verbatim';
import { useRunSend } from '../data';

interface Props {
  name: string;
  record: RunbookRun;
  isEditable: boolean;
}

/** The parameters of a run as chips; one without a value says so. */
export function Values({ name, record, isEditable }: Props) {
  const [edited, setEdited] = useState<string>();
  const values = Object.entries(valuesOf(record));
  if (values.length === 0) {
    return null;
  }
  return (
    <Stack gap={1} wrap="wrap" role="group" aria-label={t('runbooks.parameters', 'Parameters')}>
      {values.map(([key, value]) => {
        const text = labelled(record.parameters[key]?.label ?? key, value || t('runbooks.value-missing', 'no value'));
        return (
          <Tag
            key={key}
            name={text}
            colorIndex={value ? 1 : 14}
            aria-label={text}
            {...(isEditable && key in record.parameters && { onClick: () => setEdited(key) })}
          />
        );
      })}
      {edited && (
        <ValueForm key={edited} name={name} record={record} parameter={edited} onClose={() => setEdited(undefined)} />
      )}
    </Stack>
  );
}

function ValueForm({
  name,
  record,
  parameter,
  onClose,
}: {
  name: string;
  record: RunbookRun;
  parameter: string;
  onClose: () => void;
}) {
  const send = useRunSend(name);
  const [seen] = useState(record.values[parameter] ?? '');
  const [value, setValue, clear] = useDraft(`run.${name}.value.${parameter}`, seen, { inTab: true });
  const { wrong, settle, general } = useSettling(clear, onClose);
  const label = record.parameters[parameter]?.label ?? parameter;
  return (
    <FormModal
      title={t('runbooks.value-of', 'Value of {{name}}', verbatim({ name: label }))}
      save={t('runbooks.save', 'Save')}
      onSave={() => settle(send({ type: 'setValue', parameter, value: value.trim(), seen }))}
      onClose={onClose}
      general={general}
    >
      <TextField id="parameter-value" label={label} autoFocus value={value} onChange={setValue} {...wrong('')} />
    </FormModal>
  );
}
