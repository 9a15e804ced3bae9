import React, { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Button, Stack, Text } from '@grafana/ui';
import { useMutation } from '@tanstack/react-query';
import { type CommandOf } from '../../domain/incident/commands';
import { type Incident } from '../../domain/incident/schema';
import { type RunbookHead } from '../../domain/runbook/head';
import { openedRunbooks } from '../../domain/runbook/opened';
import { runbookKind } from '../../domain/runbook/runbook';
import { inline } from '../../domain/text/markdown';
import { newId } from '../../grafana/ids';
import { read } from '../../grafana/records/store';
import { currentPerson } from '../../grafana/user';
import { useOutbox } from '../records/OutboxProvider';
import { useServices } from '../services/useServices';
import { InternalLink } from '../ui/InternalLink';
import { Since } from '../ui/Since';
import { runStateName, offeredWhyText } from '../words/runbooks';
import { verbatim } from '../words/verbatim';
import { runbookPath, runbookRunPath } from './paths';
import { RunbooksStrip } from './RunbooksStrip';
import { proposalsFor, situationOf } from './situation';
import { useRunbooks, useRunHeads } from './useRunbooks';
import { useStartRun } from './useStartRun';

interface Props {
  incident: Incident;
  mayWrite: boolean;
}

/** At the top of a room: the runbooks that fit, each with its reason, and the runs that belong to the incident. */
export function RunbooksFor({ incident, mayWrite }: Props) {
  const { index, isPending } = useRunbooks();
  const { runs, isPending: areRunsPending } = useRunHeads();
  const start = useStart(incident);
  const noteOpened = useNoteOpened(incident);
  const { title, services, alerts, sections, name } = incident;
  const summary = sections.summary?.text ?? '';
  const proposals = useMemo(
    () => proposalsFor(situationOf(title, summary, services, Object.values(alerts ?? {})), index),
    [title, summary, services, alerts, index]
  );
  const own = runs.filter((run) => run.incident === name);
  const offered = proposals.filter(({ head }) => !own.some((run) => run.runbook === head.name && !run.finished));
  if (isPending || areRunsPending) {
    return <RunbooksStrip />;
  }
  if (offered.length === 0 && own.length === 0) {
    return null;
  }
  return (
    <RunbooksStrip>
      {own.map((run) => (
        <div key={run.name}>
          <InternalLink to={runbookRunPath(run.name)}>{run.title}</InternalLink>{' '}
          <Text color="secondary" variant="bodySmall">
            {runStateName(run.helped ?? (run.abandoned ? 'abandoned' : 'running'))} · {run.by}{' '}
            <Since at={run.started} />
            {run.current && ` · ${run.current}`}
          </Text>
        </div>
      ))}
      {offered.map(({ head, why }) => (
        <Stack key={head.name} gap={1} alignItems="center" wrap="wrap">
          <InternalLink to={runbookPath(head.name)} onClick={() => mayWrite && noteOpened(head)}>
            {head.title}
          </InternalLink>
          <Text color="secondary" variant="bodySmall">
            {why.map(offeredWhyText).join(' · ')}
          </Text>
          {mayWrite && head.steps > 0 && (
            <Button
              size="sm"
              variant="secondary"
              icon="play"
              disabled={start.isPending}
              aria-label={t('runbooks.for.run', 'Run “{{title}}” for this incident', verbatim({ title: head.title }))}
              onClick={() => start.mutate(head.name)}
            >
              {t('runbooks.run-it', 'Run it')}
            </Button>
          )}
        </Stack>
      ))}
      {incident.private && offered.length > 0 && (
        <Text color="secondary" variant="bodySmall">
          {t(
            'runbooks.for.private',
            'This incident is private: a run stands in the folder of the runbooks, and does not name it.'
          )}
        </Text>
      )}
    </RunbooksStrip>
  );
}

/** The first time that somebody opens a runbook is told in the timeline; closing the incident asks whether it helped. */
function useNoteOpened(incident: Incident): (head: RunbookHead) => void {
  const outbox = useOutbox();
  return ({ name, title }) => {
    if (!openedRunbooks(incident).includes(name)) {
      const command: CommandOf<'note'> = {
        id: newId(),
        at: new Date().toISOString(),
        by: currentPerson(),
        type: 'note',
        kind: 'runbook',
        text: t('runbooks.for.opened', 'Opened the runbook “{{title}}”', verbatim({ title: inline(title) })),
        link: runbookPath(name),
      };
      void outbox.send('incident', incident.name, command);
    }
  };
}

/** A run of a private incident does not name it: everybody may read runs. */
function useStart({ name, services, alerts = {}, private: isPrivate }: Incident) {
  const begin = useStartRun();
  const { record: register } = useServices();
  return useMutation({
    mutationFn: async (runbook: string) => {
      const { record } = await read(runbookKind, runbook);
      if (!record) {
        throw new Error(runbook);
      }
      const [key] = Object.keys(services);
      const service = key === undefined ? undefined : register?.services[key];
      begin({
        name: runbook,
        runbook: record,
        around: {
          labels: Object.assign({}, ...Object.values(alerts).map(({ labels }) => labels)),
          ...(key !== undefined && { service: { key, name: services[key], labels: service?.labels ?? {} } }),
        },
        ...(!isPrivate && { incident: name }),
      });
    },
    meta: { failed: t('runbooks.for.failed', 'The runbook could not be opened') },
  });
}
