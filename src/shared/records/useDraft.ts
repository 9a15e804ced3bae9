import { useCallback, useState } from 'react';
import { ownerKey } from '../../grafana/user';

/** State that survives a reload, per person and organisation. `T` must be JSON. */
export function useDraft<T>(key: string, initial: T): [T, (value: T) => void, () => void] {
  const storageKey = `opsbook.draft|${ownerKey()}|${key}`;
  const [value, setValue] = useState<T>(() => readDraft(storageKey, initial));
  const write = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(storageKey, JSON.stringify(next));
      } catch {
        // private windows may refuse: the draft then lives as long as the page
      }
    },
    [storageKey]
  );
  const clear = useCallback(() => {
    setValue(initial);
    try {
      localStorage.removeItem(storageKey);
    } catch {
      // nothing was kept
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- an inline `initial` must not make `clear` new at every render
  }, [storageKey]);
  return [value, write, clear];
}

function readDraft<T>(storageKey: string, initial: T): T {
  try {
    const text = localStorage.getItem(storageKey);
    return text === null ? initial : merge(initial, JSON.parse(text));
  } catch {
    return initial;
  }
}

/** A draft of an older version may lack fields that the form has now. */
function merge<T>(initial: T, draft: T): T {
  return typeof initial === 'object' && initial !== null && !Array.isArray(initial) ? { ...initial, ...draft } : draft;
}
