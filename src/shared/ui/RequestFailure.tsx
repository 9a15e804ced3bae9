import React from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { failureOf, readFailure } from '../words/failures';
import { labelled } from '../words/labelled';
import { FailureAlert } from './FailureAlert';
import { useFailedPart } from './failuresOfPage';

interface Props {
  error: unknown;
  /** Reads it again. Without it, it was something that somebody did. */
  onRetry?: () => void;
  /** What could not be shown, for instance "Incidents". */
  what?: string;
  severity?: 'error' | 'warning';
  /** What stands beside it says that it could not be read, too. */
  isSaidBeside?: boolean;
}

/** Why something could not be read or done. What failed alike elsewhere on the page is told once, by the page. */
export function RequestFailure({ error, onRetry, what, severity = 'error', isSaidBeside }: Props) {
  const { title, advice } = onRetry ? readFailure(error) : failureOf(error);
  const isTold = useFailedPart(what && onRetry ? { what, title, advice, severity, onRetry } : undefined);
  if (isTold && what) {
    return isSaidBeside ? null : (
      <div role="alert">
        <Text color="secondary" element="p">
          {labelled(what, t('failures.unread', 'could not be read'))}
        </Text>
      </div>
    );
  }
  return (
    <FailureAlert severity={severity} title={what ? labelled(what, title) : title} advice={advice} onRetry={onRetry} />
  );
}
