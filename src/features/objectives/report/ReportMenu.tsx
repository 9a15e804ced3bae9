import React from 'react';
import { t } from '@grafana/i18n';
import { Button, Dropdown, Menu } from '@grafana/ui';
import { exclusionsPath, reportPath } from '../paths';

/** The reports for the weekly round and for the end of the month, and what they leave out. */
export function ReportMenu() {
  const menu = (
    <Menu>
      <Menu.Item
        icon="calendar-alt"
        label={t('objectives.report.weekly', 'Weekly SLA report')}
        url={reportPath({ type: 'week' })}
      />
      <Menu.Item
        icon="calendar-alt"
        label={t('objectives.report.monthly', 'Monthly SLA report')}
        url={reportPath({ type: 'month' })}
      />
      <Menu.Divider />
      <Menu.Item icon="ban" label={t('objectives.exclusions.title', 'Exclusions')} url={exclusionsPath()} />
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-end">
      <Button variant="secondary" icon="file-alt">
        {t('objectives.report.button', 'Report')}
      </Button>
    </Dropdown>
  );
}
