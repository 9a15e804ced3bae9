import React from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import { queryFailure } from '../../../shared/objectives/texts';

interface Props {
  error: Error;
  /** What could not be asked, for instance the signal's name. */
  what: string;
  onRetry?: () => void;
}

/** A question that the data source did not answer: what failed and what to do. */
export function QueryFailure({ error, what, onRetry }: Props) {
  const { title, advice } = queryFailure(error);
  return (
    <Alert severity="warning" title={`${what}: ${title}`}>
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
