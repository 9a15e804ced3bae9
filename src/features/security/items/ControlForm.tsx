import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { type Outcome } from '../../../domain/record/outcome';
import { type SecurityCommand } from '../../../domain/security/register';
import { type Draft } from '../../../shared/records/useSend';
import { useSettling } from '../../../shared/ui/FormModal';
import { TextField } from '../../../shared/ui/TextField';
import { FormFrame } from './FormFrame';

interface Props {
  item: string;
  control: string;
  onSave: (command: Draft<SecurityCommand>) => Outcome<unknown>;
  onClose: () => void;
}

/** What an item answers for in a framework, as auditors name it. */
export function ControlForm({ item, control, onSave, onClose }: Props) {
  const [value, setValue] = useState(control);
  const { wrong, settle } = useSettling(onClose);
  return (
    <FormFrame
      save={t('security.control.save', 'Save')}
      onSave={() => settle(onSave({ type: 'mapControl', item, control: value }))}
      onCancel={onClose}
    >
      <TextField
        id={`control-${item}`}
        label={t('security.control.label', 'Controls of a framework')}
        description={t(
          'security.control.help',
          'Free text, printed in the export: CIS 2.1.5, ISO 27001 A.8.12, SOC 2 CC6.1'
        )}
        maxLength={300}
        value={value}
        onChange={setValue}
        {...wrong('control')}
      />
    </FormFrame>
  );
}
