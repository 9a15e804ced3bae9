import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Dropdown, Menu } from '@grafana/ui';
import { type Objective } from '../../../domain/objective';
import { prometheusRules, toOpenSlo } from '../../../domain/objectiveExport';
import { downloadText } from '../../../shared/download';

/** Hands the objectives shown to other tools: Prometheus rules, and OpenSLO for those that it knows. */
export function ExportMenu({ objectives, name }: { objectives: Array<[string, Objective]>; name: string }) {
  const documents = objectives.flatMap(([key, objective]) => toOpenSlo(key, objective) ?? []);
  const menu = (
    <Menu>
      <Menu.Item
        icon="bell"
        label={t('objectives.export.rules', 'Prometheus rules and alerts')}
        onClick={() => downloadText(`${name}-rules.yml`, prometheusRules(objectives), 'application/yaml')}
      />
      {documents.length > 0 && (
        <Menu.Item
          icon="file-alt"
          label={t('objectives.export.openslo', 'OpenSLO')}
          onClick={() => downloadText(`${name}-openslo.yaml`, documents.join('---\n'), 'application/yaml')}
        />
      )}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      <Button variant="secondary" icon="download-alt">
        {t('objectives.export.button', 'Export')}
      </Button>
    </Dropdown>
  );
}
