import React, { useDeferredValue, useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { InternalLink } from '../ui/InternalLink';
import { offeredWhyText } from '../words/runbooks';
import { runbookPath } from './paths';
import { proposalsFor, situationOf } from './situation';
import { useRunbooks } from './useRunbooks';

interface Props {
  title: string;
  summary: string;
  services: Record<string, string>;
  alert?: { name: string; labels: Record<string, string>; runbook?: string };
}

/** A service alone is no sign of a known problem. */
const MINIMUM = 3;

/** While an incident is being declared: the runbook of a problem like this, with why it is thought to be one. */
export function KnownProblem({ title, summary, services, alert }: Props) {
  const { index } = useRunbooks();
  const typed = useDeferredValue(`${title}\n${summary}`);
  const [best] = useMemo(
    () => proposalsFor(situationOf(typed, '', services, alert ? [alert] : []), index, MINIMUM),
    [typed, services, alert, index]
  );
  if (!best || best.why.every(({ kind }) => kind === 'service')) {
    return null;
  }
  return (
    <Alert severity="info" title={t('runbooks.known.title', 'A known problem?')}>
      <InternalLink to={runbookPath(best.head.name)}>{best.head.title}</InternalLink> (
      {best.why.map(offeredWhyText).join(' · ')})
    </Alert>
  );
}
