import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Field, Input, Stack, Text, TextArea } from '@grafana/ui';

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
      <Field noMargin label={t('maintenance.item.note-label', 'Note')}>
        <TextArea
          id={`note-${id}`}
          rows={2}
          value={form.note}
          onChange={({ currentTarget }) => onChange({ note: currentTarget.value })}
        />
      </Field>
      <Field noMargin label={t('maintenance.item.evidence', 'Link to evidence')} invalid={isInvalid}>
        <Input
          id={`evidence-${id}`}
          type="url"
          placeholder="https://"
          value={form.evidence}
          onChange={({ currentTarget }) => onChange({ evidence: currentTarget.value })}
        />
      </Field>
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
