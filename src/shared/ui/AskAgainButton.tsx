import React, { type PropsWithChildren } from 'react';
import { Button } from '@grafana/ui';

interface Props {
  isAsking: boolean;
  onAsk: () => void;
}

/** Asks once more, and shows that it is being asked. */
export function AskAgainButton({ isAsking, onAsk, children }: PropsWithChildren<Props>) {
  return (
    <Button
      size="sm"
      variant="secondary"
      icon={isAsking ? 'fa fa-spinner' : 'sync'}
      disabled={isAsking}
      onClick={onAsk}
    >
      {children}
    </Button>
  );
}
