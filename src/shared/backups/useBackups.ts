import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { backupsKind, noBackups } from '../../domain/backup/register';
import { BACKUPS, type BackupsRegister, type Element } from '../../domain/backup/schema';
import { assess, type Assessment, byRisk, knownOf } from '../../domain/backup/state';
import { readElements } from '../../grafana/backups/readings';
import { newId } from '../../grafana/ids';
import { useNow } from '../hooks/useNow';
import { usePrometheus } from '../hooks/useSettings';
import { type RecordView, useRecord } from '../records/useRecord';

const REFRESH = 60_000;

/** The register gets its id once per page load. */
const defaultId = newId();
export const initialBackups = () => noBackups(defaultId);

export interface BackupRow {
  key: string;
  element: Element;
  assessment: Assessment;
  /** Why Prometheus did not say. */
  error?: unknown;
}

export interface Backups {
  register: RecordView<BackupsRegister>;
  /** What is at risk first; empty until the metrics are read, and before a policy is adopted. */
  rows: BackupRow[];
  isPending: boolean;
  isChecking: boolean;
  checkAgain: () => void;
}

/** Where every element of the policy stands, by one question to Prometheus for all of them. */
export function useBackups({ watch = true }: { watch?: boolean } = {}): Backups {
  const register = useRecord(backupsKind, BACKUPS, { initial: initialBackups, watch });
  const { source, isPending: isSourcePending } = usePrometheus();
  const { record } = register;
  const elements = useMemo(() => Object.entries(record?.elements ?? {}), [record?.elements]);
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
      readings.data && record
        ? elements
            .flatMap(([key, element]): BackupRow[] => {
              const read = readings.data[key]; // one that is new is asked about first
              const known = knownOf(record, key);
              return read
                ? [{ key, element, assessment: assess(element, read.reading, known, now), error: read.error }]
                : [];
            })
            .sort(byRisk)
        : [],
    [readings.data, record, elements, now]
  );
  return {
    register,
    rows,
    isPending: register.isPending || (elements.length > 0 && !readings.data),
    isChecking: readings.isFetching,
    checkAgain: () => void readings.refetch(),
  };
}

/** For overviews: what of the adopted policy is late, broken or asked about, the one at most risk first. */
export function useBackupsAtRisk(): {
  atRisk: BackupRow[];
  unknown: number;
  isPending: boolean;
  error: Error | null;
  refetch: () => void;
} {
  const { register, rows, isPending } = useBackups({ watch: false });
  return {
    atRisk: rows.filter(({ assessment: { state } }) => state === 'failed' || state === 'asked'),
    unknown: rows.filter(({ assessment: { state } }) => state === 'unknown').length,
    isPending: isPending && !register.error,
    error: register.error,
    refetch: register.refetch,
  };
}
