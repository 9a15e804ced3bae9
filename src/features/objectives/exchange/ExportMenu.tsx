import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Dropdown, Menu } from '@grafana/ui';
import { type Objective } from '../../../domain/objective/schema';
import { isBudgeted } from '../../../domain/objective/state';
import { downloadText } from '../../../shared/files/download';

/** Hands the objectives to other tools: Prometheus rules, and OpenSLO for those that it knows. */
export function ExportMenu({ objectives, name }: { objectives: Array<[string, Objective]>; name: string }) {
  // the YAML writer is large and seldom needed
  const rules = async () => {
    const { prometheusRules } = await import('../../../domain/objective/prometheusRules');
    downloadText(`${name}-rules.yml`, prometheusRules(objectives), 'application/yaml');
  };
  const openSlo = async () => {
    const { toOpenSlo } = await import('../../../domain/objective/openSlo');
    const documents = objectives.flatMap(([key, objective]) => toOpenSlo(key, objective) ?? []);
    downloadText(`${name}-openslo.yaml`, documents.join('---\n'), 'application/yaml');
  };
  const menu = (
    <Menu>
      <Menu.Item
        icon="bell"
        label={t('objectives.export.rules', 'Prometheus rules and alerts')}
        onClick={() => void rules()}
      />
      {objectives.some(([, objective]) => isBudgeted(objective)) && (
        <Menu.Item icon="file-alt" label={t('objectives.export.openslo', 'OpenSLO')} onClick={() => void openSlo()} />
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
