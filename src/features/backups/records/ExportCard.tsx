import React, { useRef, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Checkbox, Stack, Text } from '@grafana/ui';
import { useMutation } from '@tanstack/react-query';
import { type Exported, exportRecords, type ExportProgress } from '../../../grafana/backups/exportRecords';
import { RequestError } from '../../../grafana/request';
import { downloadBlob } from '../../../shared/files/download';
import { usePrivateFolder } from '../../../shared/privacy/usePrivateFolder';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { formatNumber } from '../../../shared/words/numbers';
import { verbatim } from '../../../shared/words/verbatim';
import { folderWord } from '../words';
import { ProgressLine } from './ProgressLine';

/** All records as one file, for whoever may read them: nothing is written to Grafana. */
export function ExportCard() {
  const folders = [usePrivateFolder(), usePrivateFolder(true, 'security')];
  const mayPrivate = folders.some(({ data }) => data?.state === 'open');
  const [includePrivate, setIncludePrivate] = useState(false);
  const [progress, setProgress] = useState<ExportProgress>();
  const controller = useRef<AbortController>();
  const run = useMutation({
    mutationFn: async () => {
      controller.current = new AbortController();
      const exported = await exportRecords({
        includePrivate: includePrivate && mayPrivate,
        signal: controller.current.signal,
        onProgress: setProgress,
      });
      const day = new Date().toISOString().slice(0, 10);
      downloadBlob(`opsbook-${day}${includePrivate ? '-confidential' : ''}.jsonl`, exported.file);
      return exported;
    },
    onSettled: () => setProgress(undefined),
  });
  const isCancelled = run.error instanceof RequestError && run.error.kind === 'aborted';
  return (
    <section aria-label={t('backups.export.title', 'Export')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Text element="h2" variant="h4">
          {t('backups.export.title', 'Export')}
        </Text>
        <Text element="p" color="secondary">
          {t(
            'backups.export.text',
            'All records that you may read, the older versions that Grafana still keeps, attachments, and the permissions of our folders, in one file. The file is read back and checked before you get it.'
          )}
        </Text>
        {mayPrivate && (
          <Checkbox
            label={t(
              'backups.export.restricted',
              'Also what is for few people, as private incidents are: the file is then confidential'
            )}
            value={includePrivate}
            disabled={run.isPending}
            onChange={({ currentTarget }) => setIncludePrivate(currentTarget.checked)}
          />
        )}
        {run.isPending ? (
          <Stack gap={2} alignItems="center">
            <ProgressLine progress={progress} label={t('backups.export.running', 'Reading the records')} />
            <Button variant="secondary" onClick={() => controller.current?.abort()}>
              {t('backups.form.cancel', 'Cancel')}
            </Button>
          </Stack>
        ) : (
          <Button icon="download-alt" onClick={() => run.mutate()}>
            {t('backups.export.action', 'Export all records')}
          </Button>
        )}
        {isCancelled && <p role="status">{t('backups.export.cancelled', 'Cancelled: no file was made.')}</p>}
        {run.error && !isCancelled && (
          <RequestFailure
            error={run.error}
            onRetry={() => run.mutate()}
            what={t('backups.export.failed', 'No file was made')}
          />
        )}
        {run.data && !run.isPending && <Done exported={run.data} />}
      </Stack>
    </section>
  );
}

function Done({ exported: { records, versions, others, damaged, closed, file } }: { exported: Exported }) {
  const notes = [
    ...(damaged.length > 0
      ? [
          t(
            'backups.export.damaged',
            'Damaged, in the file as they are, and never restored: {{names}}',
            verbatim({ names: damaged.join(', ') })
          ),
        ]
      : []),
    ...(others > 0
      ? [
          t(
            'backups.export.others',
            'Dashboards in our folders that are no records were left out: {{number}}',
            verbatim({ number: others })
          ),
        ]
      : []),
    ...(closed.length > 0
      ? [
          t(
            'backups.export.closed',
            'Without the permissions of {{folders}}: only administrators of the folders see them.',
            verbatim({ folders: closed.map(folderWord).join(', ') })
          ),
        ]
      : []),
  ];
  return (
    <Alert
      severity={damaged.length > 0 ? 'warning' : 'success'}
      title={t('backups.export.done', 'The file is made and checked')}
    >
      <p>
        {t(
          'backups.export.counts',
          'Records: {{records}}. Older versions: {{versions}}. Size: {{size}} MB.',
          verbatim({ records, versions, size: formatNumber(file.size / 1_000_000, 1) })
        )}
      </p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Alert>
  );
}
