import { type Improvement } from '../../../domain/objective/improvement';
import { shownUnit } from '../../../domain/objective/state';
import { type ObjectiveRow } from '../../../shared/objectives/useMeasurements';

/** What the objective of an indicator measures now; undefined where it has no value, or one in another unit. */
export function measuredNow({ unit }: Improvement, row: ObjectiveRow | undefined): number | undefined {
  return row && shownUnit(row.objective) === unit && row.state !== 'stale' ? row.value : undefined;
}
