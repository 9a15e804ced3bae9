import React, { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { type Instant } from '../../domain/record/record';
import { Bullets } from '../ui/Bullets';
import { InternalLink } from '../ui/InternalLink';
import { verbatim } from '../words/verbatim';
import { spanText } from '../words/windows';
import { windowPath } from './paths';
import { useWindowsOver } from './useWindows';

interface Props {
  /** Slug → name. */
  services: Record<string, string>;
  /** Of an incident, UTC: windows in between count, as does now where there is no end. */
  since?: Instant;
  until?: Instant;
  /** Somebody is about to declare an incident: it may be the announced work. */
  isDeclaring?: boolean;
}

/** Says that services are, or were, in a maintenance window: what is seen may be the work on them. */
export function InWindow({ services, since, until, isDeclaring = false }: Props) {
  const slugs = useMemo(() => Object.keys(services), [services]);
  const windows = useWindowsOver(slugs, {
    ...(since && { from: Date.parse(since) }),
    ...(until && { to: Date.parse(until) }),
  });
  if (windows.length === 0) {
    return null;
  }
  const names = slugs.filter((slug) => windows.some((window) => window.services.includes(slug)));
  return (
    <Alert
      severity={isDeclaring ? 'warning' : 'info'}
      title={t(
        'windows.in',
        'In a maintenance window of {{services}}',
        verbatim({ services: names.map((slug) => services[slug]).join(', ') })
      )}
    >
      <Bullets>
        {windows.map(({ name, title, start, end, started, ended }) => (
          <li key={name}>
            <InternalLink to={windowPath(name)}>{title}</InternalLink>{' '}
            {spanText({ from: started ?? start, to: ended ?? end })}
          </li>
        ))}
      </Bullets>
      {isDeclaring &&
        t(
          'windows.declare',
          'What you see may be this work. Declare an incident when it goes beyond what was announced.'
        )}
    </Alert>
  );
}
