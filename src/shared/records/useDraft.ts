import { useCallback, useState } from 'react';
import { draftKey, dropDraft, keepDraft, readDraft } from '../../grafana/drafts';

interface Options<T> {
  /** Whether it goes with the tab: what is private must not lie in the browser afterwards. A function stays the same one. */
  inTab?: boolean | ((value: T) => boolean);
}

/** State that survives a reload, per person and organisation, for a week. `T` must be JSON. */
export function useDraft<T>(
  key: string,
  initial: T,
  { inTab = false }: Options<T> = {}
): [T, (value: T) => void, () => void] {
  const storageKey = draftKey(key);
  const [value, setValue] = useState<T>(() => merge(initial, readDraft(storageKey)));
  const write = useCallback(
    (next: T) => {
      setValue(next);
      keepDraft(storageKey, next, typeof inTab === 'function' ? inTab(next) : inTab);
    },
    [storageKey, inTab]
  );
  const clear = useCallback(() => {
    setValue(initial);
    dropDraft(storageKey);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- an inline `initial` must not make `clear` new at every render
  }, [storageKey]);
  return [value, write, clear];
}

/** A draft of an older version may lack fields that the form has now. */
function merge<T>(initial: T, draft: unknown): T {
  if (draft === undefined) {
    return initial;
  }
  return typeof initial === 'object' && initial !== null && !Array.isArray(initial)
    ? { ...initial, ...(draft as T) }
    : (draft as T);
}
