import { useCallback } from 'react';
import { CHECKLISTS_NAME, checklistKind, emptyChecklists } from '../../domain/maintenance/checklist';
import { emptyPlan, PLAN_NAME, planKind } from '../../domain/maintenance/plan';
import { useContentLanguage } from '../hooks/useContentLanguage';
import { useSend } from '../records/useSend';

/** Sends to the plan, which the first command makes. */
export function usePlanSend() {
  const language = useContentLanguage();
  return useSend(planKind, PLAN_NAME, { initial: useCallback(() => emptyPlan(language), [language]) });
}

/** Sends to the checklists, which the first command makes. */
export function useChecklistsSend() {
  const language = useContentLanguage();
  return useSend(checklistKind, CHECKLISTS_NAME, { initial: useCallback(() => emptyChecklists(language), [language]) });
}
