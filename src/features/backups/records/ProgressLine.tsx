import React from 'react';
import { t } from '@grafana/i18n';
import { type ExportProgress } from '../../../grafana/backups/exportRecords';
import { verbatim } from '../../../shared/words/verbatim';

/** How far it has come, drawn and said. */
export function ProgressLine({ progress, label }: { progress: ExportProgress | undefined; label: string }) {
  const { done = 0, total = 0 } = progress ?? {};
  return (
    <span>
      <progress aria-label={label} max={Math.max(total, 1)} value={done} />{' '}
      {progress
        ? t('backups.progress', '{{label}}: {{done}} of {{total}}', verbatim({ label, done, total }))
        : `${label}…`}
    </span>
  );
}
