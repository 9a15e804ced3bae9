import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, EmptyState, LinkButton, LoadingPlaceholder } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router-dom';
import { draftFromIncident } from '../../../domain/runbook/fromIncident';
import { runbookKind } from '../../../domain/runbook/runbook';
import { contentOf, emptyContent, runbookName } from '../../../domain/runbook/schema';
import { type Language } from '../../../domain/text/language';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { incidentQuery } from '../../../shared/incidents/useIncidentHeads';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { runbookPath, RUNBOOKS } from '../../../shared/runbooks/paths';
import { useRunbooks } from '../../../shared/runbooks/useRunbooks';
import { Bullets } from '../../../shared/ui/Bullets';
import { NotFound } from '../../../shared/ui/NotFound';
import { Page } from '../../../shared/ui/Page';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { verbatim } from '../../../shared/words/verbatim';
import { useRunbook } from '../data';
import { type RunbookDraft, keptDraft } from '../draft';
import { Editor } from '../editor/Editor';

export function EditPage() {
  const { name } = useParams();
  if (name === undefined) {
    return <NewPage />;
  }
  return runbookName.safeParse(name).success ? <ExistingPage key={name} name={name} /> : <NotFound />;
}

function NewPage() {
  const [params] = useSearchParams();
  const mayWrite = useCanWrite('runbooks') !== 'no';
  const { runbooks, isPending } = useRunbooks();
  const language = useContentLanguage();
  const incident = params.get('incident') ?? '';
  const past = useQuery({ ...incidentQuery(incident), enabled: incident !== '' });
  const [draft, setDraft] = useState<RunbookDraft | undefined>(() => firstDraft(params, language));
  if (!draft && past.data?.record) {
    setDraft({ content: draftFromIncident(past.data.record, language) });
  }
  return (
    <Page title={t('runbooks.new', 'New runbook')} parent={{ text: t('runbooks.title', 'Runbooks'), url: RUNBOOKS }}>
      {!mayWrite ? (
        <ReadOnlyNotice folder="runbooks" />
      ) : past.error ? (
        <RequestFailure error={past.error} what={incident.toUpperCase()} onRetry={() => void past.refetch()} />
      ) : isPending || !draft ? (
        <LoadingPlaceholder text={t('runbooks.loading', 'Loading the runbooks…')} />
      ) : (
        <>
          <NotUnderstood draft={draft} />
          <Editor
            draftKey={`new.${params.get('from') ?? incident}.${draft.content.title}`}
            draft={draft}
            version={0}
            taken={new Set(runbooks.map((each) => each.name))}
          />
        </>
      )}
    </Page>
  );
}

/** What the editor opens with; an incident has to be read first. */
function firstDraft(params: URLSearchParams, language: Language): RunbookDraft | undefined {
  const kept = params.has('from') ? keptDraft() : undefined;
  return (
    kept ?? (params.has('incident') ? undefined : { content: { ...emptyContent(params.get('title') ?? ''), language } })
  );
}

function ExistingPage({ name }: { name: string }) {
  const { record, stored, error, isPending, isAbsent, refetch } = useRunbook(name);
  const mayWrite = useCanWrite('runbooks') !== 'no';
  // what the form was opened on: a change by somebody else meanwhile is told when saving
  const [opened, setOpened] = useState(record);
  if (!opened && record && !isAbsent) {
    setOpened(record);
  }
  const parent = { text: record?.title || name, url: runbookPath(name) };
  return (
    <Page
      title={t('runbooks.edit-title', 'Change {{title}}', verbatim({ title: opened?.title ?? name }))}
      parent={parent}
    >
      {error ? (
        <RecordFailure kind={runbookKind} name={name} error={error} onRetry={refetch} />
      ) : isPending ? (
        <LoadingPlaceholder text={t('runbooks.loading-one', 'Loading the runbook…')} />
      ) : stored?.state === 'damaged' ? (
        <DamagedRecord kind={runbookKind} stored={stored} />
      ) : !opened ? (
        <EmptyState
          variant="not-found"
          message={t('runbooks.missing', 'There is no such runbook')}
          button={<LinkButton href={RUNBOOKS}>{t('runbooks.all', 'All runbooks')}</LinkButton>}
        />
      ) : !mayWrite || stored?.managedBy ? (
        <>
          <ReadOnlyNotice folder="runbooks" />
          {stored?.managedBy && (
            <Alert
              severity="info"
              title={t(
                'runbooks.provisioned',
                'This runbook is kept elsewhere: {{source}}',
                verbatim({ source: stored.managedBy })
              )}
            />
          )}
        </>
      ) : (
        <Editor
          draftKey={`${name}.${opened.version}`}
          draft={{ content: contentOf(opened) }}
          version={opened.version}
          name={name}
        />
      )}
    </Page>
  );
}

/** What a file had that has no field: nothing is lost, and it is said where it went. */
function NotUnderstood({ draft: { notUnderstood = [] } }: { draft: RunbookDraft }) {
  if (notUnderstood.length === 0) {
    return null;
  }
  return (
    <Alert severity="info" title={t('runbooks.not-understood', 'Kept as text, since it has no field of its own')}>
      <Bullets>
        {notUnderstood.slice(0, 50).map(({ what, text, line }) => (
          <li key={`${what}-${line}-${text}`}>
            {line !== undefined && `${t('runbooks.line', 'Line {{line}}', verbatim({ line }))}: `}
            {kindOf(what)} “{text}”
          </li>
        ))}
      </Bullets>
    </Alert>
  );
}

function kindOf(what: NonNullable<RunbookDraft['notUnderstood']>[number]['what']): string {
  return {
    heading: t('runbooks.odd.heading', 'heading'),
    frontMatter: t('runbooks.odd.front-matter', 'front matter'),
    html: t('runbooks.odd.html', 'HTML'),
    shortcode: t('runbooks.odd.shortcode', 'shortcode'),
    link: t('runbooks.odd.link', 'link that a browser would run'),
    console: t('runbooks.odd.console', 'output of a command'),
    query: t('runbooks.odd.query', 'query that is not PromQL'),
  }[what];
}
