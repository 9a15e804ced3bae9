import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Looked } from '../../../grafana/prometheus/look';

/** What was found stays while the page is open: looking again is asked for. */
export function useLook(uid: string | undefined) {
  const client = useQueryClient();
  const [started, setStarted] = useState(false);
  const [progress, setProgress] = useState<{ done: number; of: number }>();
  const queryKey = ['look', uid];
  const query = useQuery<Looked, Error>({
    queryKey,
    queryFn: async ({ signal }) => {
      const { lookAt } = await import('../../../grafana/prometheus/look'); // with the catalogue of exporters
      return lookAt(uid ?? '', signal, (done, of) => setProgress({ done, of }));
    },
    enabled: started && uid !== undefined,
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return {
    looked: query.data,
    error: query.error,
    isLooking: query.isFetching,
    progress,
    look: () => {
      setProgress(undefined);
      if (started) {
        void query.refetch();
      }
      setStarted(true);
    },
    cancel: () => {
      setStarted(false);
      void client.cancelQueries({ queryKey });
    },
  };
}
