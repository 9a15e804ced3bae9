import React, { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { type FolderRow, runbooksOfFolder } from '../../../domain/runbook/markdown/folder';
import { runbookKind } from '../../../domain/runbook/runbook';
import { newId } from '../../../grafana/ids';
import { create } from '../../../grafana/records/store';
import { currentPerson } from '../../../grafana/user';
import { useRunbooks } from '../../../shared/runbooks/useRunbooks';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { type Making } from './batch';
import { type PastProposal, Proposals } from './Proposals';
import { type ReadFile, sourceOf } from './readFiles';

interface RunbookProposal extends PastProposal {
  row: FolderRow;
}

/** Runbooks from the Markdown files of a folder. */
export function RunbookFiles({ files }: { files: ReadFile[] }) {
  const reasonText = useReasonText();
  const { runbooks, isPending, error } = useRunbooks();
  const [at] = useState(() => new Date().toISOString());
  const [ids] = useState(() => files.map(newId));
  const rows = useMemo(
    () => runbooksOfFolder(files, { at, by: currentPerson(), newId: (index) => ids[index] }),
    [files, at, ids]
  );
  const names = new Set(runbooks.map(({ name }) => name));
  const proposals = rows.map((row): RunbookProposal => ({
    key: row.path,
    place: row.path,
    text: `${row.title} · ${row.path}`,
    note: noteOf(row),
    standing: !row.runbook ? 'wrong' : names.has(row.name) ? 'there' : 'fresh',
    reasons: row.reasons.map(reasonText),
    row,
  }));
  return (
    <Proposals source={sourceOf(files)} proposals={proposals} isPending={isPending} error={error} makings={makings} />
  );
}

function makings(chosen: RunbookProposal[]): Making[] {
  return chosen.flatMap(({ row: { name, runbook } }) =>
    runbook ? [async () => (await create(runbookKind, name, runbook)).name] : []
  );
}

function noteOf({ runbook, notUnderstood }: FolderRow): string | undefined {
  if (!runbook) {
    return undefined;
  }
  const steps = t('setup.past.steps', '', {
    count: Object.keys(runbook.steps).length,
    defaultValue_one: '{{count}} step',
    defaultValue_other: '{{count}} steps',
  });
  const kept = t('setup.past.kept-as-text', '', {
    count: notUnderstood.length,
    defaultValue_one: '{{count}} part kept as text',
    defaultValue_other: '{{count}} parts kept as text',
  });
  return notUnderstood.length > 0 ? `${steps} · ${kept}` : steps;
}
