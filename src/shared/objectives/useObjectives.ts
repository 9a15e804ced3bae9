import { useMemo } from 'react';
import { namedIn } from '../../domain/objective/exampleNames';
import { emptyObjectives, OBJECTIVES, objectivesKind } from '../../domain/objective/register';
import { objectivesInOrder, type Objective } from '../../domain/objective/schema';
import { withWindows } from '../../domain/objective/windowExclusions';
import { newId } from '../../grafana/ids';
import { textLanguage } from '../../grafana/user';
import { useWindows } from '../maintenance/useWindows';
import { useRecord } from '../records/useRecord';
import { useSend } from '../records/useSend';

/** The register gets its id once per page load. */
const initialId = newId();
export const initialObjectives = () => emptyObjectives(initialId);

/**
 * The register of objectives, in its order; among its exclusions what of maintenance windows was approved. Examples that nobody
 * renamed have their name in the reader's language; `stored` has them as they are kept.
 */
export function useObjectives() {
  const view = useRecord(objectivesKind, OBJECTIVES, { initial: initialObjectives });
  const send = useSend(objectivesKind, OBJECTIVES, { initial: initialObjectives });
  const kept = useMemo(() => view.record && namedIn(view.record, textLanguage()), [view.record]);
  const { windows, error: windowsError } = useWindows();
  const record = useMemo(() => {
    const exclusions = withWindows(kept?.exclusions, windows);
    return kept && exclusions !== kept.exclusions ? { ...kept, exclusions } : kept;
  }, [kept, windows]);
  const objectives = useMemo((): Array<[string, Objective]> => (kept ? objectivesInOrder(kept) : []), [kept]);
  return { ...view, record, objectives, send, windowsError };
}
