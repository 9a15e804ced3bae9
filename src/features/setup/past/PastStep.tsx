import React, { lazy, Suspense, useId, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import { ImportTasks } from '../../../shared/maintenance/tasks/ImportTasks';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { ReadOnlyNotice } from '../../../shared/ui/ReadOnlyNotice';
import { verbatim } from '../../../shared/words/verbatim';
import { BatchStatus } from './BatchStatus';
import { FilesButton } from './FilesButton';
import { readFiles, type ReadFile } from './readFiles';

// with the domain of incidents, and of runbooks
const IncidentRows = lazy(() => import('./IncidentRows').then((m) => ({ default: m.IncidentRows })));
const PostMortems = lazy(() => import('./PostMortems').then((m) => ({ default: m.PostMortems })));
const RunbookFiles = lazy(() => import('./RunbookFiles').then((m) => ({ default: m.RunbookFiles })));

/** More things than are made at once. */
const MOST = 1_000;
const MARKDOWN = '.md,.markdown,.txt';

type What = 'incidents' | 'postMortems' | 'runbooks';
interface Chosen {
  what: What;
  files: ReadFile[];
  /** Counts what was chosen: the same file again is looked at again. */
  number: number;
}

/** What other tools know: nothing is saved before it is confirmed, and all of it can be taken back. */
export function PastStep() {
  const id = useId();
  const [chosen, setChosen] = useState<Chosen>();
  const [problem, setProblem] = useState<string>();
  const mayWrite = {
    incidents: useCanWrite('incidents') !== 'no',
    runbooks: useCanWrite('runbooks') !== 'no',
    registers: useCanWrite('registers') !== 'no',
  };
  const read = async (what: What, files: File[]) => {
    const texts = files.length > MOST ? [] : await readFiles(files);
    setChosen((before) => (texts.length > 0 ? { what, files: texts, number: (before?.number ?? 0) + 1 } : undefined));
    setProblem(
      files.length > MOST
        ? t('setup.past.many', 'At most {{limit}} at once: take them in parts', verbatim({ limit: MOST }))
        : files.length === 0
          ? t('setup.past.no-file', 'There is no Markdown file in it')
          : undefined
    );
  };
  const choose = (what: What) => (files: File[]) => void read(what, files);
  return (
    <section aria-labelledby={id}>
      <Text element="h2" variant="h4" id={id}>
        {t('setup.past.title', 'Bring the past')}
      </Text>
      <p>
        {t(
          'setup.past.text',
          'What other tools know. You see what will be made before anything is saved, and can take it back in one step; a second import of the same files adds nothing. Times without a zone are UTC.'
        )}
      </p>
      <Stack direction="column" gap={2} alignItems="flex-start">
        <ReadOnlyNotice folder="incidents" />
        <Stack gap={1} wrap="wrap">
          {mayWrite.incidents && (
            <>
              <FilesButton
                of="file"
                accept=".csv,.json,text/csv,application/json"
                label={t('setup.past.file', 'Incidents as CSV or JSON')}
                onChoose={choose('incidents')}
              >
                {t('setup.past.incidents', 'Incidents (CSV, JSON)')}
              </FilesButton>
              <FilesButton
                of="files"
                accept={MARKDOWN}
                label={t('setup.past.post-mortem-files', 'Post-mortems as Markdown')}
                onChoose={choose('postMortems')}
              >
                {t('setup.past.post-mortems', 'Post-mortems (Markdown)')}
              </FilesButton>
            </>
          )}
          {mayWrite.runbooks && (
            <FilesButton
              of="folder"
              accept={MARKDOWN}
              label={t('setup.past.runbook-folder', 'Folder of runbooks as Markdown')}
              onChoose={choose('runbooks')}
            >
              {t('setup.past.runbooks', 'Runbooks (folder of Markdown)')}
            </FilesButton>
          )}
          {mayWrite.registers && <ImportTasks />}
        </Stack>
        <BatchStatus />
        {problem && <Alert severity="warning" title={problem} />}
        {chosen && (
          <Suspense fallback={<LoadingPlaceholder text="" />}>
            <Preview key={chosen.number} {...chosen} />
          </Suspense>
        )}
      </Stack>
    </section>
  );
}

function Preview({ what, files }: Chosen) {
  switch (what) {
    case 'incidents':
      return <IncidentRows file={files[0]} />;
    case 'postMortems':
      return <PostMortems files={files} />;
    case 'runbooks':
      return <RunbookFiles files={files} />;
  }
}
