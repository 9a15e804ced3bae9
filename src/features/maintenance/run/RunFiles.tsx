import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Dropdown, Menu } from '@grafana/ui';
import { runToCsv, checklistRunMarkdown } from '../../../domain/maintenance/runDocument';
import { type ChecklistRun, type Week } from '../../../domain/maintenance/week';
import { slug } from '../../../domain/record/record';
import { downloadText } from '../../../shared/files/download';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';

/** A run to hand on. */
export function RunFiles({ record, id, run }: { record: Week; id: string; run: ChecklistRun }) {
  const language = useContentLanguage();
  const name = `${slug(run.title) || 'checklist'}-${run.started.at.slice(0, 10)}`;
  return (
    <Dropdown
      overlay={
        <Menu>
          <Menu.Item
            label={t('maintenance.run.markdown', 'Download Markdown')}
            onClick={() => downloadText(`${name}.md`, checklistRunMarkdown(record, id, run, language), 'text/markdown')}
          />
          <Menu.Item
            label={t('maintenance.run.csv', 'Download CSV')}
            onClick={() => downloadText(`${name}.csv`, runToCsv(record, id, run, language), 'text/csv')}
          />
        </Menu>
      }
    >
      <Button variant="secondary" icon="download-alt">
        {t('maintenance.run.export', 'Export')}
      </Button>
    </Dropdown>
  );
}
