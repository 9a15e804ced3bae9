import React from 'react';
import { t } from '@grafana/i18n';
import { useNavigate } from 'react-router-dom';
import { isRefused } from '../../../domain/record/outcome';
import { NEW_RUNBOOK } from '../../../shared/runbooks/paths';
import { ImportFileButton } from '../../../shared/ui/FileButton';
import { handOverDraft } from '../draft';

/** Opens a Markdown file in the editor; nothing is saved before somebody has looked at it. */
export function ImportRunbookButton() {
  const navigate = useNavigate();
  const read = async (file: File) => {
    const { importMarkdown } = await import('../../../domain/runbook/markdown/importMarkdown');
    const imported = importMarkdown(await file.text(), file.name);
    if (isRefused(imported)) {
      return imported.refused.reasons;
    }
    handOverDraft({ content: { ...imported.ok.content, source: file.name }, notUnderstood: imported.ok.notUnderstood });
    navigate(`${NEW_RUNBOOK}?from=file`);
    return [];
  };
  return (
    <ImportFileButton
      label={t('runbooks.import-file', 'Markdown file')}
      accept=".md,.markdown,text/markdown"
      onFile={read}
      refused={t('runbooks.import-refused', 'The file was not taken in')}
    >
      {t('runbooks.import', 'Import Markdown')}
    </ImportFileButton>
  );
}
