import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { type ActionFilter, STATE_FILTERS } from '../../domain/incident/actionList';
import { actionType } from '../../domain/incident/schema';

export const DUE_WITHIN = [7, 30];

/** Filters of the list, kept in the URL; what does not parse is no filter. */
export function useActionFilter() {
  const [params, setParams] = useSearchParams();
  const filter = useMemo((): ActionFilter => {
    const due = params.get('due');
    const days = DUE_WITHIN.find((each) => String(each) === due);
    return {
      state: STATE_FILTERS.find((state) => state === params.get('state')) ?? 'open',
      owner: params.get('owner') ?? undefined,
      type: actionType.safeParse(params.get('type')).data,
      due: due === 'none' ? 'none' : days,
      text: params.get('q') ?? '',
    };
  }, [params]);

  const change = useCallback(
    (key: string, value: string | undefined) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          next.delete('page');
          if (value) {
            next.set(key, value);
          } else {
            next.delete(key);
          }
          return next;
        },
        { replace: true }
      ),
    [setParams]
  );
  const clear = useCallback(() => setParams({}, { replace: true }), [setParams]);
  return { filter, change, clear, page: Math.max(Number(params.get('page')) || 1, 1) };
}
