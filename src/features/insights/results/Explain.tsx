import React from 'react';
import { IconButton } from '@grafana/ui';

/** How a number comes about, on hover and on focus. */
export function Explain({ text }: { text: string }) {
  return <IconButton name="info-circle" size="sm" tooltip={text} />;
}
