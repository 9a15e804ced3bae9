import { useCallback, useMemo } from 'react';
import { listIn } from '../../domain/maintenance/checklistDefaults';
import { emptyWeek, type Week, weekName } from '../../domain/maintenance/week';
import { weekKind } from '../../domain/maintenance/weekKind';
import { textLanguage } from '../../grafana/user';
import { useContentLanguage } from '../hooks/useContentLanguage';
import { type RecordView, useRecord } from '../records/useRecord';

/** What a week begins as, in the language of the team's documents. */
export function useEmptyWeek(isoWeek: string): () => Week {
  const language = useContentLanguage();
  return useCallback(() => emptyWeek(isoWeek, language), [isoWeek, language]);
}

export function useWeek(isoWeek: string, watch = true): RecordView<Week> {
  const view = useRecord(weekKind, weekName(isoWeek), { initial: useEmptyWeek(isoWeek), watch });
  const record = useMemo(
    () =>
      view.record && {
        ...view.record,
        runs: Object.fromEntries(
          Object.entries(view.record.runs).map(([id, run]) => [id, listIn(run, textLanguage())])
        ),
      },
    [view.record]
  );
  return { ...view, record };
}
