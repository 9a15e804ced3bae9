import React from 'react';
import { dateTimeFormat, dateTimeFormatTimeAgo } from '@grafana/data';
import { Tooltip } from '@grafana/ui';
import { type Instant } from '../../domain/record/record';
import { useNow } from '../hooks/useNow';

/** A time as people say it ("5 minutes ago"), the exact one on hover and for screen readers. */
export function Since({ at }: { at: Instant }) {
  useNow();
  const exact = dateTimeFormat(at);
  return (
    <Tooltip content={exact}>
      <time dateTime={at}>{dateTimeFormatTimeAgo(at)}</time>
    </Tooltip>
  );
}
