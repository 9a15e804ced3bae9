import { OBJECTIVES, OBJECTIVES_SHELF } from '../../../domain/objective/stored';
import { type SetupState } from '../../../domain/settings/settings';
import { useSettings } from '../../../shared/hooks/useSettings';
import { useFolderAccess } from '../../../shared/records/useCanWrite';
import { useHit } from '../../../shared/records/useHit';
import { type HomeMaintenance } from './maintenance';

/** What a new team has done of its three steps. */
export interface FirstSteps {
  hasFolders: boolean;
  hasObjectives: boolean;
  hasPlan: boolean;
  begun: SetupState['begun'];
  mayWrite: boolean;
}

/** Undefined while that is not known, and where there is nothing to do any more. */
export function useSteps({ hasPlan, isPending, error }: HomeMaintenance): FirstSteps | undefined {
  const { stored } = useSettings();
  const objectives = useHit(OBJECTIVES_SHELF, OBJECTIVES);
  const { exists, write } = useFolderAccess('incidents');
  const begun = stored?.record?.setup?.begun;
  const isKnown = stored !== undefined && !objectives.isPending && !isPending && !error && exists !== undefined;
  const hasObjectives = !objectives.isAbsent;
  if (!isKnown || begun === 'empty' || (exists && hasObjectives && hasPlan)) {
    return undefined;
  }
  return { hasFolders: exists, hasObjectives, hasPlan, begun, mayWrite: write !== 'no' };
}
