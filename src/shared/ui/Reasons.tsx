import React from 'react';
import { Alert } from '@grafana/ui';
import { type Reason } from '../../domain/record/outcome';
import { reasonText } from '../words/reasons';

interface Props {
  title: string;
  reasons: Reason[];
  onDismiss?: () => void;
}

export function Reasons({ title, reasons, onDismiss }: Props) {
  return (
    <Alert severity="warning" title={title} onRemove={onDismiss}>
      <ul>
        {reasons.map((reason) => (
          <li key={JSON.stringify(reason)}>{reasonText(reason)}</li>
        ))}
      </ul>
    </Alert>
  );
}
