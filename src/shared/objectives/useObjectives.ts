import { useCallback, useMemo } from 'react';
import { defaultObjectives } from '../../domain/objective/defaults';
import { OBJECTIVES, objectivesKind } from '../../domain/objective/register';
import { ordered, type Objective } from '../../domain/objective/schema';
import { withWindows } from '../../domain/objective/windowExclusions';
import { newId } from '../../grafana/ids';
import { useContentLanguage } from '../hooks/useContentLanguage';
import { useWindows } from '../maintenance/useWindows';
import { useRecord } from '../records/useRecord';
import { useSend } from '../records/useSend';

/** The built-in objectives stand in until a team first saves its own; they get their id once per page load. */
const defaultId = newId();

/** The register of objectives, in its order; among its exclusions what of maintenance windows was approved. */
export function useObjectives() {
  const language = useContentLanguage();
  const initial = useCallback(() => defaultObjectives(language, defaultId), [language]);
  const view = useRecord(objectivesKind, OBJECTIVES, { initial });
  const send = useSend(objectivesKind, OBJECTIVES, { initial });
  const { record: kept } = view;
  const { windows, error: windowsError } = useWindows();
  const record = useMemo(() => {
    const exclusions = withWindows(kept?.exclusions, windows);
    return kept && exclusions !== kept.exclusions ? { ...kept, exclusions } : kept;
  }, [kept, windows]);
  const objectives = useMemo((): Array<[string, Objective]> => (kept ? ordered(kept) : []), [kept]);
  return { ...view, record, objectives, send, windowsError };
}
