import { useCallback, useMemo } from 'react';
import { defaultObjectives } from '../../domain/objective/defaults';
import { OBJECTIVES, objectivesKind } from '../../domain/objective/register';
import { ordered, type Objective } from '../../domain/objective/schema';
import { newId } from '../../grafana/ids';
import { useContentLanguage } from '../hooks/useContentLanguage';
import { useRecord } from '../records/useRecord';
import { useSend } from '../records/useSend';

/** The built-in objectives stand in until a team first saves its own; they get their id once per page load. */
const defaultId = newId();

/** The register of objectives, in its order. */
export function useObjectives() {
  const language = useContentLanguage();
  const initial = useCallback(() => defaultObjectives(language, defaultId), [language]);
  const view = useRecord(objectivesKind, OBJECTIVES, { initial });
  const send = useSend(objectivesKind, OBJECTIVES, { initial });
  const { record } = view;
  const objectives = useMemo((): Array<[string, Objective]> => (record ? ordered(record) : []), [record]);
  return { ...view, objectives, send };
}
