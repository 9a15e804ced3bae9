import { t } from '@grafana/i18n';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { backupsKind } from '../../../domain/backup/register';
import { BACKUPS } from '../../../domain/backup/schema';
import { type ProposedBackup } from '../../../domain/catalogue/backups';
import { type ProposedCheck } from '../../../domain/catalogue/propose';
import { defaultChecklists, MAINTENANCE_CHECKLIST } from '../../../domain/maintenance/checklistDefaults';

import { type Definition } from '../../../domain/objective/schema';
import { inOrder } from '../../../domain/record/inOrder';
import { type ServiceDefinition } from '../../../domain/services/services';
import { initialBackups } from '../../../shared/backups/useBackups';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { useChecklistsSend } from '../../../shared/maintenance/send';
import { useChecklists } from '../../../shared/maintenance/useMaintenance';
import { useObjectives } from '../../../shared/objectives/useObjectives';
import { useSend } from '../../../shared/records/useSend';
import { useServices } from '../../../shared/services/useServices';
import { makeSureOfFolders, useSetupSend, allWritten } from '../../../shared/start/useStart';

interface Chosen {
  services: Record<string, ServiceDefinition>;
  objectives: Record<string, Definition>;
  checks: ProposedCheck[];
  backups: ProposedBackup[];
}

/** Makes what was ticked the team's own: one command for each register. */
export function useAdoptFound() {
  const client = useQueryClient();
  const language = useContentLanguage();
  const { send: sendServices } = useServices();
  const { send: sendObjectives } = useObjectives();
  const { record: checklists } = useChecklists();
  const sendChecklists = useChecklistsSend();
  const sendBackups = useSend(backupsKind, BACKUPS, { initial: initialBackups });
  const sendSetup = useSetupSend();
  return useMutation({
    mutationFn: async ({ services, objectives, checks, backups }: Chosen) => {
      await makeSureOfFolders();
      const list = checklists?.checklists[MAINTENANCE_CHECKLIST] ?? defaultChecklists(language)[MAINTENANCE_CHECKLIST];
      const last = inOrder(list.items).at(-1)?.position ?? 0;
      const items = Object.fromEntries(
        checks.map(({ key, item }, index) => [
          key,
          { ...item, position: list.items[key]?.position ?? last + index + 1 },
        ])
      );
      const { title, signOff } = list;
      await allWritten([
        ...(Object.keys(services).length > 0 ? [sendServices({ type: 'adopt', services })] : []),
        ...(Object.keys(objectives).length > 0 ? [sendObjectives({ type: 'adopt', objectives })] : []),
        ...(checks.length > 0
          ? [
              sendChecklists({
                type: 'save',
                key: MAINTENANCE_CHECKLIST,
                seen: checklists?.adopted ? list.version : 0,
                checklist: { title, ...(signOff && { signOff }), items: { ...list.items, ...items } },
              }),
            ]
          : []),
        ...backups.map(({ key, definition }) => sendBackups({ type: 'save', element: key, definition, isNew: true })),
        sendSetup({ type: 'setupStep', step: 'look', state: 'done' }),
      ]);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['access'] }),
    meta: {
      done: t('setup.look.adopted', 'They are yours now'),
      failed: t('setup.look.failed', 'They could not be taken over'),
    },
  });
}
