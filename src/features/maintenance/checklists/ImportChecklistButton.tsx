import React from 'react';
import { t } from '@grafana/i18n';
import { useNavigate } from 'react-router-dom';
import { isRefused } from '../../../domain/record/outcome';
import { ImportFileButton } from '../../../shared/ui/FileButton';
import { newChecklistPath } from '../paths';
import { keepImport } from './imported';

/** Opens a file in the editor; nothing is saved before somebody has looked at it. */
export function ImportChecklistButton() {
  const navigate = useNavigate();
  const read = async (file: File) => {
    const { readChecklist } = await import('../../../domain/maintenance/checklistFile');
    const imported = readChecklist(await file.text(), file.name);
    if (isRefused(imported)) {
      return imported.refused.reasons;
    }
    keepImport(imported.ok);
    navigate(newChecklistPath({ from: file.name }));
    return [];
  };
  return (
    <ImportFileButton
      label={t('maintenance.checklists.import-file', 'Checklist as Markdown or JSON')}
      accept=".md,.markdown,.json,text/markdown,application/json"
      onFile={read}
      refused={t('maintenance.checklists.import-refused', 'The file was not taken in')}
    >
      {t('maintenance.checklists.import', 'Import')}
    </ImportFileButton>
  );
}
