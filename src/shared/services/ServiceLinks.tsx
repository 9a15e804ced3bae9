import React from 'react';
import { TextLink } from '@grafana/ui';
import { type ServiceLink } from '../../domain/services/services';

/** Dashboards and runbooks of a service; those of other sites open in a tab of their own. */
export function ServiceLinks({ links }: { links: ServiceLink[] }) {
  return (
    <>
      {links.map(({ title, url }) => (
        <div key={url}>
          <TextLink href={url} external={!url.startsWith('/')} inline={false} color="link">
            {title || url}
          </TextLink>
        </div>
      ))}
    </>
  );
}
