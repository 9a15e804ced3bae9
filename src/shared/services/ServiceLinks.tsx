import React from 'react';
import { TextLink } from '@grafana/ui';
import { isOwnPath, isWebLink } from '../../domain/record/limits';
import { type ServiceLink } from '../../domain/services/services';

/** Dashboards and runbooks of a service; those of other sites open in a tab of their own. */
export function ServiceLinks({ links }: { links: ServiceLink[] }) {
  return (
    <>
      {links.map(({ title, url }) => (
        <div key={url}>
          {isOwnPath(url) || isWebLink(url) ? (
            <TextLink href={url} external={isWebLink(url)} inline={false} color="link">
              {title || url}
            </TextLink>
          ) : (
            <span>{url}</span>
          )}
        </div>
      ))}
    </>
  );
}
