import React from 'react';
import { Alert } from '@grafana/ui';
import { type Reason } from '../../domain/record/outcome';
import { useReasonText } from '../words/reasons/useReasonText';
import { Bullets } from './Bullets';

interface Props {
  title: string;
  reasons: Reason[];
  onDismiss?: () => void;
}

export function Reasons({ title, reasons, onDismiss }: Props) {
  const reasonText = useReasonText();
  return (
    <Alert severity="warning" title={title} onRemove={onDismiss}>
      <Bullets>
        {reasons.map((reason) => (
          <li key={JSON.stringify(reason)}>{reasonText(reason)}</li>
        ))}
      </Bullets>
    </Alert>
  );
}
