import React from 'react';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { useCanWrite } from '../records/useCanWrite';
import { type ExampleSet, useAdoptExamples, useStartEmpty } from './useStart';

/** Takes the examples over in one click; nothing for people who may not write. */
export function ExamplesButton({ of, variant = 'primary' }: { of: ExampleSet; variant?: 'primary' | 'secondary' }) {
  const adopt = useAdoptExamples();
  if (useCanWrite('registers') === 'no') {
    return null;
  }
  return (
    <Button
      icon="book-open"
      variant={variant}
      disabled={adopt.isPending || adopt.isSuccess}
      onClick={() => adopt.mutate(of)}
    >
      {t('start.examples', 'Start with the examples')}
    </Button>
  );
}

/** Begins without them in one click. */
export function StartEmptyButton() {
  const start = useStartEmpty();
  if (useCanWrite('registers') === 'no') {
    return null;
  }
  return (
    <Button variant="secondary" disabled={start.isPending || start.isSuccess} onClick={() => start.mutate()}>
      {t('start.empty', 'Start empty')}
    </Button>
  );
}
