import { useMemo } from 'react';
import { type Improvement } from '../../domain/objective/improvement';
import { useObjectives } from './useObjectives';

/** The team's improvement indicators in their order. */
export function useIndicators(): { indicators: Array<[string, Improvement]> } {
  const { record } = useObjectives();
  const indicators = useMemo(
    () => Object.entries(record?.indicators ?? {}).sort(([, a], [, b]) => a.position - b.position),
    [record]
  );
  return { indicators };
}
