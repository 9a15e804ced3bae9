import React, { useRef, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button } from '@grafana/ui';
import { useNavigate } from 'react-router-dom';
import { type Reason } from '../../../domain/record/outcome';
import { NEW_RUNBOOK } from '../../../shared/runbooks/paths';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { keepDraft } from '../draft';

/** Opens a Markdown file in the editor; nothing is saved before somebody has looked at it. */
export function ImportButton() {
  const reasonText = useReasonText();
  const file = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const [reasons, setReasons] = useState<Reason[]>([]);
  const read = async (chosen: File) => {
    const { importMarkdown } = await import('../../../domain/runbook/markdown/importMarkdown');
    const imported = importMarkdown(await chosen.text(), chosen.name);
    if ('refused' in imported) {
      setReasons(imported.refused.reasons);
      return;
    }
    keepDraft({ content: { ...imported.ok.content, source: chosen.name }, notUnderstood: imported.ok.notUnderstood });
    navigate(`${NEW_RUNBOOK}?from=file`);
  };
  return (
    <>
      <Button variant="secondary" icon="upload" onClick={() => file.current?.click()}>
        {t('runbooks.import', 'Import Markdown')}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".md,.markdown,text/markdown"
        hidden
        aria-label={t('runbooks.import-file', 'Markdown file')}
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen) {
            void read(chosen);
          }
          currentTarget.value = '';
        }}
      />
      {reasons.length > 0 && (
        <Alert
          severity="warning"
          title={t('runbooks.import-refused', 'The file was not taken in')}
          onRemove={() => setReasons([])}
        >
          {reasons.map(reasonText).join(' ')}
        </Alert>
      )}
    </>
  );
}
