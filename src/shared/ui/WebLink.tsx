import React from 'react';
import { TextLink } from '@grafana/ui';
import { isWebLink } from '../../domain/record/limits';

/** A link from a record to the web. Anything else, which only a forged record holds, stays text. */
export function WebLink({ url, children }: { url: string; children: string }) {
  return isWebLink(url) ? (
    <TextLink href={url} external>
      {children}
    </TextLink>
  ) : (
    <span>{url}</span>
  );
}
