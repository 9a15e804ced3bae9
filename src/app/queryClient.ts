import { MutationCache, QueryClient } from '@tanstack/react-query';
import { notifyError, notifySuccess } from '../grafana/notify';
import { RequestError } from '../grafana/request';
import { failureText } from '../shared/words/failures';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** Toast when the mutation failed; the reason is added. */
      failed?: string;
      /** Toast when it was done. */
      done?: string;
    };
  }
}

const PASSING: Array<RequestError['kind']> = ['offline', 'timeout', 'throttled'];

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2000,
        retry: (failures, error) => error instanceof RequestError && PASSING.includes(error.kind) && failures < 2,
        networkMode: 'always', // Grafana may well be on this machine: navigator.onLine knows nothing of it
      },
      mutations: { networkMode: 'always' },
    },
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, { meta }) => {
        if (meta?.failed) {
          notifyError(meta.failed, failureText(error));
        }
      },
      onSuccess: (_data, _variables, _context, { meta }) => {
        if (meta?.done) {
          notifySuccess(meta.done);
        }
      },
    }),
  });
}
