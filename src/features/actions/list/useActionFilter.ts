import { useMemo } from 'react';
import { type ActionFilter, STATE_FILTERS } from '../../../domain/incident/actionList';
import { actionType } from '../../../domain/incident/schema';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';

export const DUE_WITHIN = [7, 30];
/** Owners that are meant by who looks. */
export const MINE = 'mine';
export const MY_TEAM = 'my-team';

/** Filters of the list, kept in the URL; what does not parse is no filter. */
export function useActionFilter() {
  const { params, ...url } = useUrlFilter();
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
  return { filter, ...url };
}
