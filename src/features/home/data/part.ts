import { type Handed } from '../../../domain/maintenance/ledger';
import { type Settled } from '../../../domain/maintenance/task';

/** A part of Home: it stands on its own, so that one that fails leaves the others. */
export interface Part {
  isPending: boolean;
  error: Error | null;
  refetch?: () => void;
}

/** What a week says of what was done, and to whom dates of it were handed. */
export interface KnownWeek {
  name: string;
  ledger: Array<[string, Settled]>;
  handed: Handed;
}
