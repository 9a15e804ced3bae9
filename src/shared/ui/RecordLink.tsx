import React from 'react';
import { TextLink } from '@grafana/ui';
import { isOwnPath } from '../../domain/record/limits';
import { absoluteUrl } from '../../grafana/navigation';
import { WebLink } from './WebLink';

/** A link from a record to the web or into Grafana, in a tab of its own; what leads elsewhere than it says stays text. */
export function RecordLink({ url, children }: { url: string; children: string }) {
  return isOwnPath(url) ? (
    <TextLink href={absoluteUrl(url)} external>
      {children}
    </TextLink>
  ) : (
    <WebLink url={url}>{children}</WebLink>
  );
}
