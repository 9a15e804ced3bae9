import React from 'react';
import { failureOf } from '../words/failures';
import { labelled } from '../words/labelled';
import { FailureAlert } from './FailureAlert';

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
    <FailureAlert severity={severity} title={what ? labelled(what, title) : title} advice={advice} onRetry={onRetry} />
  );
}
