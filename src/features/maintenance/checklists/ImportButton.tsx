import React, { useRef, useState } from 'react';
import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import { useNavigate } from 'react-router-dom';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { Reasons } from '../../../shared/ui/Reasons';
import { newChecklistPath } from '../paths';
import { keepImport } from './imported';

/** Opens a file in the editor; nothing is saved before somebody has looked at it. */
export function ImportButton() {
  const file = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const read = async (chosen: File) => {
    const { readChecklist } = await import('../../../domain/maintenance/checklistFile');
    const imported = readChecklist(await chosen.text(), chosen.name);
    if (isRefused(imported)) {
      setReasons(imported.refused.reasons);
      return;
    }
    keepImport(imported.ok);
    navigate(newChecklistPath({ from: chosen.name }));
  };
  return (
    <>
      <Button variant="secondary" icon="upload" onClick={() => file.current?.click()}>
        {t('maintenance.checklists.import', 'Import')}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".md,.markdown,.json,text/markdown,application/json"
        hidden
        aria-label={t('maintenance.checklists.import-file', 'Checklist as Markdown or JSON')}
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen) {
            void read(chosen);
          }
          currentTarget.value = '';
        }}
      />
      {reasons.length > 0 && (
        <Reasons
          title={t('maintenance.checklists.import-refused', 'The file was not taken in')}
          reasons={reasons}
          onDismiss={() => setReasons([])}
        />
      )}
    </>
  );
}
