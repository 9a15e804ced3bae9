import { useMemo } from 'react';
import { PLUGIN_BASE_URL } from '../../constants';
import { noRota, onDutyAt, ROTA, rotaKind, type Turns } from '../../domain/services/rota';
import { useNow } from '../hooks/useNow';
import { useRecord } from '../records/useRecord';
import { useSend } from '../records/useSend';

export const ROTA_PATH = `${PLUGIN_BASE_URL}/rota`;

/** The rotation, and who is on duty now. */
export function useRota({ watch = false }: { watch?: boolean } = {}) {
  const view = useRecord(rotaKind, ROTA, { initial: noRota, watch });
  const send = useSend(rotaKind, ROTA, { initial: noRota });
  return { ...view, send, ...useShift(view.record) };
}

/** Who is on duty now, and who next. */
export function useShift(record: Turns | undefined) {
  const now = useNow(60_000);
  const shift = useMemo(() => record && onDutyAt(record, new Date(now).toISOString()), [record, now]);
  const next = useMemo(() => record && shift && onDutyAt(record, shift.to), [record, shift]);
  return { now, shift, next };
}
