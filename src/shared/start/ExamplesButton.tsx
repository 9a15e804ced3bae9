import React from 'react';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { useCanWrite } from '../records/useCanWrite';
import { type ExampleSet, useAdoptExamples, useStartEmpty } from './useStart';

interface Props {
  of: ExampleSet;
  variant?: 'primary' | 'secondary';
}

/** Takes the examples over in one click; nothing for people who may not write. */
export function ExamplesButton(props: Props) {
  return useCanWrite('registers') === 'no' ? null : <TakeExamples {...props} />;
}

/** The same, where it is known that the person may. */
export function TakeExamples({ of, variant = 'primary' }: Props) {
  const adopt = useAdoptExamples();
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
  return (
    <Button variant="secondary" disabled={start.isPending || start.isSuccess} onClick={() => start.mutate()}>
      {t('start.empty', 'Start empty')}
    </Button>
  );
}
