import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import { TextAreaField, TextField } from '../../../shared/ui/TextField';

interface Props {
  id: string;
  form: { note: string; evidence: string };
  isInvalid: boolean;
  /** Set where there is a result that they may be added to. */
  onSave?: () => void;
  onChange: (part: { note?: string; evidence?: string }) => void;
}

export function NoteForm({ id, form, isInvalid, onSave, onChange }: Props) {
  return (
    <Stack direction="column" gap={1}>
      <TextAreaField
        id={`note-${id}`}
        label={t('maintenance.item.note-label', 'Note')}
        rows={2}
        value={form.note}
        onChange={(note) => onChange({ note })}
      />
      <TextField
        id={`evidence-${id}`}
        label={t('maintenance.item.evidence', 'Link to evidence')}
        invalid={isInvalid}
        type="url"
        placeholder="https://"
        value={form.evidence}
        onChange={(evidence) => onChange({ evidence })}
      />
      {onSave ? (
        <Button size="sm" onClick={onSave}>
          {t('maintenance.item.save-note', 'Save')}
        </Button>
      ) : (
        <Text color="secondary" variant="bodySmall">
          {t('maintenance.item.note-hint', 'They are saved together with the result.')}
        </Text>
      )}
    </Stack>
  );
}
