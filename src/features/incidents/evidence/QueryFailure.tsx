import React from 'react';
import { FailureAlert } from '../../../shared/ui/FailureAlert';
import { labelled } from '../../../shared/words/labelled';
import { queryFailure } from '../../../shared/words/objectives';

interface Props {
  error: Error;
  /** What could not be asked, for instance the signal's name. */
  what: string;
  onRetry?: () => void;
}

/** A question that the data source did not answer: what failed and what to do. */
export function QueryFailure({ error, what, onRetry }: Props) {
  const { title, advice } = queryFailure(error);
  return <FailureAlert severity="warning" title={labelled(what, title)} advice={advice} onRetry={onRetry} />;
}
