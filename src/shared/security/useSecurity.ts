import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { type SecurityEvidence } from '../../domain/security/evidence';
import {
  emptySecurity,
  EXTRA_KEYS,
  type ItemFinding,
  ITEM_KEYS,
  judgeItem,
  SECURITY_NAME,
  securityKind,
  type SecurityRegister,
} from '../../domain/security/register';
import { dataSources } from '../../grafana/dataSources';
import { collectEvidence } from '../../grafana/security/evidence';
import { useNow } from '../hooks/useNow';
import { usePrometheus } from '../hooks/useSettings';
import { type RecordView, useRecord } from '../records/useRecord';

const FRESH = 5 * 60_000;

export interface Security {
  register: RecordView<SecurityRegister>;
  evidence?: SecurityEvidence;
  /** The ten items and the team's own, and those beyond them, which are not scored. */
  findings: ItemFinding[];
  extras: ItemFinding[];
  isPending: boolean;
  isChecking: boolean;
  checkAgain: () => void;
}

/** The register of the security checklist. */
export function useSecurityRegister({ watch = true } = {}): RecordView<SecurityRegister> {
  return useRecord(securityKind, SECURITY_NAME, { initial: emptySecurity, watch });
}

/** The security checklist as far as the signed-in person may see the proofs. */
export function useSecurity(): Security {
  const register = useSecurityRegister();
  const { source, isPending: sourcePending } = usePrometheus();
  const { settings, own } = register.record ?? {};
  const {
    data: evidence,
    isFetching,
    refetch,
  } = useQuery({
    queryKey: ['security-evidence', settings ?? {}, own ?? {}, source?.uid ?? ''],
    queryFn: ({ signal }) =>
      collectEvidence({ settings: settings ?? {}, own, prometheus: source?.uid, nameOf: nameOfSource, signal }),
    staleTime: FRESH,
    enabled: !register.isPending && !sourcePending,
  });
  const now = useNow();
  const { record } = register;
  const judged = useMemo(() => {
    const at = new Date(now).toISOString();
    const all = (keys: readonly string[]) =>
      evidence && record ? keys.map((item) => judgeItem(item, evidence, record, at)) : [];
    return { findings: all([...ITEM_KEYS, ...Object.keys(record?.own ?? {}).sort()]), extras: all(EXTRA_KEYS) };
  }, [evidence, record, now]);
  return {
    register,
    evidence,
    ...judged,
    isPending: register.isPending || (!evidence && !register.error),
    isChecking: isFetching,
    checkAgain: () => void refetch(),
  };
}

function nameOfSource(uid: string): string {
  return [...dataSources('loki'), ...dataSources('prometheus')].find((source) => source.uid === uid)?.name ?? uid;
}
