import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Shelf } from '../../domain/record/record';
import { type HeadFilter, type HeadHit, type Heads, listHeads } from '../../grafana/records/search';
import { type RequestError } from '../../grafana/request';
import { headKeys } from './keys';

const REFRESH = 15_000;
/** Thousands of heads are a long answer, of what changes seldom. */
const LONG = 1000;
const REFRESH_LONG = 60_000;

const NONE: HeadHit[] = [];

/** Heads of one kind from the search index: lists and statistics come from these, a record is opened only to be shown. */
export function useHeads(shelf: Shelf, filter: HeadFilter = {}) {
  const { data, error, isPending, refetch } = useQuery<Heads, RequestError>({
    queryKey: headKeys.list(shelf.kind, filter),
    queryFn: ({ signal }) => listHeads(shelf, filter, signal),
    refetchInterval: (filter.limit ?? 0) > LONG ? REFRESH_LONG : REFRESH,
    placeholderData: keepPreviousData,
  });
  return { heads: data?.heads ?? NONE, total: data?.total ?? 0, error, isPending, refetch: () => void refetch() };
}
