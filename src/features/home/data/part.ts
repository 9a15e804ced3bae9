/** A part of Home: it stands on its own, so that one that fails leaves the others. */
export interface Part {
  isPending: boolean;
  error: Error | null;
  refetch?: () => void;
}
