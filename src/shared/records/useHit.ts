import { type Shelf } from '../../domain/record/record';
import { type HeadHit } from '../../grafana/records/search';
import { type RequestError } from '../../grafana/request';
import { useSettings } from '../hooks/useSettings';
import { useHeads } from './useHeads';

export interface Hit {
  /** What the search knows of the record. */
  hit: HeadHit | undefined;
  /** Surely not there: nobody ever saved one. One that the search does not find and that somebody saved was deleted, or is hidden. */
  isAbsent: boolean;
  /** The settings remember that somebody saved it: where it cannot be found, it was deleted or is hidden. */
  wasSaved: boolean;
  isPending: boolean;
  error: RequestError | null;
  refetch: () => void;
}

/** A register by its name among the heads of its kind: nothing is asked for it alone. */
export function useHit(shelf: Shelf, name: string): Hit {
  const { heads, error, isPending, refetch } = useHeads(shelf);
  const settings = useSettings();
  const hit = heads.find((each) => each.name === name);
  const wasSaved = settings.wasSaved(name);
  return {
    hit,
    isAbsent: !hit && !isPending && !error && wasSaved === false,
    wasSaved: wasSaved === true,
    isPending: isPending || (!hit && settings.isPending),
    error,
    refetch,
  };
}
