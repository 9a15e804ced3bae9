import { useMemo } from 'react';
import { type Improvement, type Improvements } from '../../../domain/objective/improvement';
import { defaultIndicators } from '../../../domain/objective/improvementDefaults';
import { useContentLanguage } from '../../../shared/hooks/useContentLanguage';
import { useObjectives } from '../../../shared/objectives/useObjectives';

/** The team's improvement indicators in their order; those that ship where the register was saved without any. */
export function useIndicators(): { indicators: Array<[string, Improvement]>; shipped: Improvements } {
  const language = useContentLanguage();
  const { record } = useObjectives();
  const shipped = useMemo(() => defaultIndicators(language), [language]);
  const indicators = useMemo(
    () => Object.entries((record && record.indicators) ?? shipped).sort(([, a], [, b]) => a.position - b.position),
    [record, shipped]
  );
  return { indicators, shipped };
}
