import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What a page shows, kept in its URL so that it can be linked to. */
export interface UrlFilter {
  params: URLSearchParams;
  /** The page of a list, from 1. */
  page: number;
  /** Sets keys, or removes those without a value; a list starts again at its first page. All at once: of several
   *  changes in one click the router keeps only the last. */
  change: (changes: Changes) => void;
  /** Removes these keys, or all of them. */
  clear: (keys?: readonly string[]) => void;
}

type Changes = Record<string, string | undefined>;

/** `push` leaves a step in the browser's history; a filter, typed letter by letter, does not. */
export function useUrlFilter({ push = false } = {}): UrlFilter {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (changes: Changes) => setParams((before) => changed(before, { page: undefined, ...changes }), { replace: !push }),
    [setParams, push]
  );
  const clear = useCallback(
    (keys?: readonly string[]) =>
      setParams((before) => new URLSearchParams([...before].filter(([key]) => keys && !keys.includes(key))), {
        replace: !push,
      }),
    [setParams, push]
  );
  return { params, page: Math.max(Number(params.get('page')) || 1, 1), change, clear };
}

function changed(before: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(before);
  for (const [key, value] of Object.entries(changes)) {
    if (value) {
      next.set(key, value);
    } else {
      next.delete(key);
    }
  }
  return next;
}
