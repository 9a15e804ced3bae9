import React from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { verbatim } from '../../../shared/words/verbatim';

/** Where something comes from that could not be read. */
export function UnreadSources({ names, onRetry }: { names: string[]; onRetry: () => void }) {
  return names.length === 0 ? null : (
    <Alert
      severity="warning"
      title={t(
        'improvements.elsewhere.failed',
        'Could not be read: {{sources}}',
        verbatim({ sources: names.join(', ') })
      )}
      buttonContent={t('improvements.elsewhere.retry', 'Try again')}
      onRemove={onRetry}
    />
  );
}
