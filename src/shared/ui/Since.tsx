import React from 'react';
import { Tooltip } from '@grafana/ui';
import { type Instant } from '../../domain/record/record';
import { useNow } from '../hooks/useNow';
import { agoText, momentText } from '../words/times';

/** A time as people say it ("5 minutes ago"), the exact one on hover and for screen readers. */
export function Since({ at }: { at: Instant }) {
  const now = useNow();
  return (
    <Tooltip content={momentText(at)}>
      <time dateTime={at}>{agoText(at, now)}</time>
    </Tooltip>
  );
}
