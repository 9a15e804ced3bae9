import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type BackupsHead } from '../../domain/backup/head';
import { type Element } from '../../domain/backup/schema';
import { assess, type Assessment, byRisk, knownOf } from '../../domain/backup/state';
import { readElements } from '../../grafana/backups/readings';
import { useNow } from '../hooks/useNow';
import { usePrometheus } from '../hooks/useSettings';

const REFRESH = 60_000;

export interface BackupRow {
  key: string;
  element: Element;
  assessment: Assessment;
  /** Why Prometheus did not say. */
  error?: unknown;
}

export interface BackupRows {
  /** What is at risk first; empty until the metrics are read, and before a policy is adopted. */
  rows: BackupRow[];
  isPending: boolean;
  isChecking: boolean;
  checkAgain: () => void;
}

/** Where every element of the policy stands, by one question to Prometheus for all of them. */
export function useBackupRows(register: BackupsHead | undefined): BackupRows {
  const { source, isPending: isSourcePending } = usePrometheus();
  const elements = useMemo(() => Object.entries(register?.elements ?? {}), [register?.elements]);
  const asked = elements.map(([key, element]) => [key, element.source, element.frequency]);
  const readings = useQuery({
    queryKey: ['backups', 'readings', source?.uid ?? '', asked],
    queryFn: ({ signal }) => readElements(elements, source?.uid, signal),
    enabled: elements.length > 0 && !isSourcePending,
    refetchInterval: REFRESH,
    placeholderData: (before) => before, // a row that was edited waits, the others stay
  });
  const now = useNow();
  const rows = useMemo(
    () =>
      readings.data && register
        ? elements
            .flatMap(([key, element]): BackupRow[] => {
              const read = readings.data[key]; // one that is new is asked about first
              const known = knownOf(register, key);
              return read
                ? [{ key, element, assessment: assess(element, read.reading, known, now), error: read.error }]
                : [];
            })
            .sort(byRisk)
        : [],
    [readings.data, register, elements, now]
  );
  return {
    rows,
    isPending: elements.length > 0 && !readings.data,
    isChecking: readings.isFetching,
    checkAgain: () => void readings.refetch(),
  };
}
