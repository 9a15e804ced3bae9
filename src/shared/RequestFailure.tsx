import React from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import { failureOf } from './failures';

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** What could not be shown, for instance "Incidents". */
  what?: string;
  severity?: 'error' | 'warning';
}

export function RequestFailure({ error, onRetry, what, severity = 'error' }: Props) {
  const { title, advice } = failureOf(error);
  return (
    <Alert severity={severity} title={what ? `${what}: ${title}` : title}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>{advice}</span>
        {onRetry && (
          <Button size="sm" variant="secondary" icon="sync" onClick={onRetry}>
            {t('failures.retry', 'Try again')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
