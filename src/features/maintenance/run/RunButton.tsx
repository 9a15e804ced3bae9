import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Dropdown, Menu } from '@grafana/ui';
import { type Checklist } from '../../../domain/maintenance/checklistItem';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { useChecklists, useMaintenance } from '../../../shared/maintenance/useMaintenance';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { Reasons } from '../../../shared/ui/Reasons';
import { itemCountText } from '../checklists/ItemCount';
import { useStartChecklistRun } from '../data';

/** Starts a checklist outside the plan; with several checklists it asks which. */
export function RunButton() {
  const { record: register } = useChecklists();
  const { thisWeek } = useMaintenance();
  const start = useStartChecklistRun(thisWeek);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const canWrite = useCanWrite('maintenance');
  const lists = Object.entries(register?.checklists ?? {}).filter(([, { retired }]) => !retired);
  if (canWrite === 'no' || !lists.length) {
    return null;
  }
  const run = (key: string, checklist: Checklist) => {
    const sent = start(key, checklist);
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
  };
  const [[firstKey, first]] = lists;
  return (
    <>
      {reasons.length > 0 && (
        <Reasons
          title={t('maintenance.run.refused', 'The run could not be started')}
          reasons={reasons}
          onDismiss={() => setReasons([])}
        />
      )}
      {lists.length === 1 ? (
        <Button icon="check-square" onClick={() => run(firstKey, first)}>
          {t('maintenance.run.start', 'Run the checklist')}
        </Button>
      ) : (
        <Dropdown
          overlay={
            <Menu>
              {lists.map(([key, list]) => (
                <Menu.Item
                  key={key}
                  label={list.title}
                  description={itemCountText(list.items)}
                  onClick={() => run(key, list)}
                />
              ))}
            </Menu>
          }
        >
          <Button icon="check-square">{t('maintenance.run.start-one', 'Run a checklist')}</Button>
        </Dropdown>
      )}
    </>
  );
}
