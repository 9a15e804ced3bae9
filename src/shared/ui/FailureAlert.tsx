import React from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';

interface Props {
  title: string;
  /** What the reader can do about it. */
  advice: string;
  severity: 'error' | 'warning';
  onRetry?: () => void;
}

/** What failed, what to do, and the way to try again. */
export function FailureAlert({ title, advice, severity, onRetry }: Props) {
  return (
    <Alert severity={severity} title={title}>
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
