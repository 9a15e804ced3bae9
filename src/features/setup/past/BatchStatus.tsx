import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Stack } from '@grafana/ui';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';
import { useBatch } from './batch';

/** How far an import is, and the way back. */
export function BatchStatus() {
  const { batch, undo, stop, forget } = useBatch();
  if (!batch) {
    return null;
  }
  const { source, phase, all, error } = batch;
  const done = batch.made.length;
  return (
    <section aria-label={t('setup.past.status', 'The last import')}>
      {error !== undefined && <RequestFailure error={error} what={source} />}
      <Stack gap={1} alignItems="center" wrap="wrap">
        <span role="status">{phaseText(phase, { done, all, source })}</span>
        {phase === 'making' && (
          <Button size="sm" variant="secondary" onClick={stop}>
            {t('setup.past.stop', 'Stop')}
          </Button>
        )}
        {phase === 'made' && done > 0 && (
          <Button size="sm" variant="secondary" icon="history-alt" onClick={undo}>
            {t('setup.past.undo', 'Take all of them back')}
          </Button>
        )}
        {(phase === 'made' || phase === 'undone') && (
          <Button size="sm" fill="text" variant="secondary" onClick={forget}>
            {t('setup.past.keep', 'Good as it is')}
          </Button>
        )}
      </Stack>
    </section>
  );
}

function phaseText(
  phase: 'making' | 'made' | 'undoing' | 'undone',
  values: { done: number; all: number; source: string }
) {
  switch (phase) {
    case 'making':
      return t('setup.past.progress', '{{source}}: made {{done}} of {{all}}…', verbatim(values));
    case 'made':
      return t('setup.past.done', '{{source}}: {{done}} made', verbatim(values));
    case 'undoing':
      return t('setup.past.undoing', '{{source}}: {{done}} left to take back…', verbatim(values));
    case 'undone':
      return t('setup.past.undone', '{{source}}: all were taken back', verbatim(values));
  }
}
