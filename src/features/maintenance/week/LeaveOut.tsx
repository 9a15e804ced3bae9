import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import { localDateOf } from '../../../domain/time/recurrence';
import { TextAreaField } from '../../../shared/ui/TextField';
import { type SettlingPartProps } from './parts';

interface Props extends SettlingPartProps {
  type: 'waive' | 'skip';
  onBack: () => void;
}

/** A date that is not done: waived, which counts neither way, or skipped, which counts as not kept. */
export function LeaveOut({ form, promise, zone, isWrong, onChange, onSend, type, onBack }: Props) {
  const isWaived = type === 'waive';
  return (
    <>
      <TextAreaField
        id="maintenance-reason"
        required
        label={
          isWaived
            ? t('maintenance.occurrence.reason', 'Why is it waived?')
            : t('maintenance.occurrence.skip-reason', 'Why is it skipped?')
        }
        invalid={isWrong('reason')}
        rows={3}
        value={form.reason}
        onChange={(reason) => onChange({ reason })}
      />
      <Text color="secondary" variant="bodySmall">
        {isWaived
          ? t(
              'maintenance.occurrence.waive-hint',
              'Only this date is waived, earlier ones are not. It counts neither as kept nor as missed; it is listed with your name and reason.'
            )
          : t(
              'maintenance.occurrence.skip-hint',
              'Only this date is skipped. It counts as not kept, and is asked for no longer.'
            )}
      </Text>
      <Stack gap={1}>
        <Button
          variant="destructive"
          onClick={() =>
            onSend({
              type,
              occurrence: promise,
              on: localDateOf(new Date().toISOString(), zone),
              reason: form.reason,
            })
          }
        >
          {isWaived
            ? t('maintenance.occurrence.waive', 'Waive this date')
            : t('maintenance.occurrence.skip', 'Skip this date')}
        </Button>
        <Button variant="secondary" onClick={onBack}>
          {t('maintenance.occurrence.cancel', 'Cancel')}
        </Button>
      </Stack>
    </>
  );
}
