import { CHECKLISTS_NAME, checklistKind, emptyChecklists } from '../../domain/maintenance/checklist';
import { emptyPlan, PLAN_NAME, planKind } from '../../domain/maintenance/plan';
import { useSend } from '../records/useSend';

/** Sends to the plan, which the first command makes. */
export function usePlanSend() {
  return useSend(planKind, PLAN_NAME, { initial: emptyPlan });
}

/** Sends to the checklists, which the first command makes. */
export function useChecklistsSend() {
  return useSend(checklistKind, CHECKLISTS_NAME, { initial: emptyChecklists });
}
