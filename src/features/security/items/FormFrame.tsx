import React, { type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { Button, Stack } from '@grafana/ui';

interface Props {
  /** What the button that sends the form says. */
  save: string;
  onSave: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** A form within the page: its fields, then save and cancel. */
export function FormFrame({ save, onSave, onCancel, children }: Props) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <Stack direction="column" gap={2}>
        {children}
        <Stack gap={1}>
          <Button type="submit">{save}</Button>
          <Button variant="secondary" onClick={onCancel}>
            {t('security.form.cancel', 'Cancel')}
          </Button>
        </Stack>
      </Stack>
    </form>
  );
}
