import React from 'react';
import { t } from '@grafana/i18n';
import { type useSettling } from '../../../shared/ui/FormModal';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';

interface Props {
  /** Of its fields: `id-text`, `id-link`. */
  id: string;
  label: string;
  description?: string;
  text: string;
  link: string;
  wrong: Record<'text' | 'link', ReturnType<ReturnType<typeof useSettling>['wrong']>>;
  onChange: (part: Partial<Record<'text' | 'link', string>>) => void;
}

/** What somebody looked at, and where that can be seen. */
export function EvidenceFields({ id, label, description, text, link, wrong, onChange }: Props) {
  return (
    <>
      <TextAreaField
        id={`${id}-text`}
        required
        label={label}
        description={description}
        rows={3}
        value={text}
        onChange={(next) => onChange({ text: next })}
        {...wrong.text}
      />
      <TextField
        id={`${id}-link`}
        label={t('backups.evidence.link', 'Link to evidence')}
        type="url"
        placeholder="https://"
        value={link}
        onChange={(next) => onChange({ link: next })}
        {...wrong.link}
      />
    </>
  );
}
