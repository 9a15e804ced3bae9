import { documentedShare } from '../../../domain/improvement/documentation';
import { type Improvement } from '../../../domain/objective/improvement';
import { shownUnit } from '../../../domain/objective/state';
import { type ObjectiveRow } from '../../../shared/objectives/useMeasurements';
import { type DocumentationView } from './useDocumentation';

/** Where the value of an indicator comes from, besides what people write down. */
export interface MeasuredBy {
  /** The objective that measures the same now. */
  row?: ObjectiveRow;
  documentation?: DocumentationView;
}

/** What is measured of an indicator now; undefined where there is no value, or one in another unit. */
export function measuredNow({ unit }: Improvement, { row, documentation }: MeasuredBy): number | undefined {
  if (documentation) {
    return documentation.parts && documentedShare({ unit }, documentation.parts);
  }
  return row && shownUnit(row.objective) === unit && row.state !== 'stale' ? row.value : undefined;
}
