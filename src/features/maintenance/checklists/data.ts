import { useCallback } from 'react';
import { type ChecklistRegister } from '../../../domain/maintenance/checklist';
import { type ChecklistContent } from '../../../domain/maintenance/checklistItem';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { slug } from '../../../domain/record/record';
import { isParked } from '../../../grafana/records/outbox';
import { useChecklistsSend } from '../../../shared/maintenance/send';
import { useChecklists } from '../../../shared/maintenance/useMaintenance';
import { useOutbox } from '../../../shared/records/OutboxProvider';

const PATIENCE = 4_000;

/**
 * Saves a checklist, `seen` being the version that was edited, 0 for a new one. Waits a moment, so that a refusal is told where it was
 * typed; what takes longer is kept in the outbox.
 */
export function useSaveChecklist(): (key: string, seen: number, content: ChecklistContent) => Promise<Reason[]> {
  const { adopt } = useChecklists();
  const send = useChecklistsSend();
  const outbox = useOutbox();
  return useCallback(
    async (key, seen, checklist) => {
      adopt();
      const sent = send({ type: 'save', key, seen, checklist });
      if (isRefused(sent)) {
        return sent.refused.reasons;
      }
      const settled = await Promise.race([
        sent.settled,
        new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE)),
      ]);
      if (settled && isParked(settled) && settled.parked?.kind === 'refused') {
        await outbox.discard(settled.id);
        return settled.parked.reasons ?? [];
      }
      return [];
    },
    [adopt, send, outbox]
  );
}

/** Takes a checklist out of use, or back; its runs stay. */
export function useRetireChecklist(): (type: 'retire' | 'revive', key: string) => Reason[] {
  const { adopt } = useChecklists();
  const send = useChecklistsSend();
  return useCallback(
    (type, key) => {
      adopt();
      const sent = send({ type, key });
      return isRefused(sent) ? sent.refused.reasons : [];
    },
    [adopt, send]
  );
}

/** A key for a new checklist, from its title. */
export function freeChecklistKey(taken: Record<string, unknown>, title: string): string {
  const base = slug(title).slice(0, 60) || 'checklist';
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!Object.hasOwn(taken, key)) {
      return key;
    }
  }
}

/** Who saved a checklist last. */
export function lastEditor({ log }: ChecklistRegister, key: string): string | undefined {
  return Object.values(log)
    .filter(({ type, what }) => type === 'save' && what === key)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .at(0)?.by.name;
}
