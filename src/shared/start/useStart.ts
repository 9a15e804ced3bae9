import { t } from '@grafana/i18n';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isRefused } from '../../domain/record/outcome';
import { noSettings, SETTINGS, settingsKind, type SetupState } from '../../domain/settings/settings';
import { newId } from '../../grafana/ids';
import { ensureFolders, treeExists } from '../../grafana/records/folders';
import { isParked } from '../../grafana/records/outbox';
import { useContentLanguage } from '../hooks/useContentLanguage';
import { useTeamZone } from '../hooks/useSettings';
import { parkedText } from '../records/OutboxStatus';
import { type Sent, useSend, useSender } from '../records/useSend';
import { loadReasonText } from '../words/reasons/useReasonText';

const settingsId = newId();
const initialSettings = () => noSettings(settingsId);

/** What the settings record holds of Setup. */
export function useSetupSend() {
  return useSend(settingsKind, SETTINGS, { initial: initialSettings });
}

export type ExampleSet = 'all' | 'objectives' | 'plan';

/** Adopts the examples as the team's own. The folders of the records are made first where they are missing. */
export function useAdoptExamples() {
  const client = useQueryClient();
  const language = useContentLanguage();
  const zone = useTeamZone();
  const sender = useSender();
  const send = useSetupSend();
  return useMutation({
    mutationFn: async (what: ExampleSet) => {
      const { adoptObjectives, adoptPlan } = await import('./adopt');
      await makeSureOfFolders();
      const begun = (how: SetupState['begun']) => (how && what === 'all' ? [send({ type: 'begin', how })] : []);
      await allWritten([
        ...(what === 'plan' ? [] : [adoptObjectives(sender, language)]),
        ...(what === 'objectives' ? [] : [adoptPlan(sender, language, zone)]),
        ...begun('examples'),
      ]);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['access'] }),
    meta: {
      done: t('start.adopted', 'The examples are yours: change and remove what does not fit'),
      failed: t('start.failed', 'The examples could not be taken over'),
    },
  });
}

/** The team begins with empty registers, and is not asked again. */
export function useStartEmpty() {
  const client = useQueryClient();
  const send = useSetupSend();
  return useMutation({
    mutationFn: async () => {
      await makeSureOfFolders();
      await allWritten([send({ type: 'begin', how: 'empty' })]);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['access'] }),
    meta: { failed: t('start.empty-failed', 'This could not be kept') },
  });
}

/** Makes the folders of the records where they are missing. Throws RequestError. */
export async function makeSureOfFolders() {
  if (!(await treeExists())) {
    await ensureFolders();
  }
}

/** Waits until Grafana has them all. Throws, with the reason, for one that it refused. */
export async function allWritten(sent: Array<Sent<unknown>>): Promise<void> {
  for (const one of sent) {
    if (isRefused(one)) {
      throw new Error(one.refused.reasons.map(await loadReasonText()).join(' '));
    }
    const settled = await one.settled;
    if (isParked(settled)) {
      throw new Error(settled.parked && parkedText(settled.parked, await loadReasonText()));
    }
  }
}
