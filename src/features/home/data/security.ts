import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import {
  NO_SECURITY,
  readSecurityHead,
  SECURITY_NAME,
  SECURITY_REGISTER,
  securityAttention,
  type SecurityAttention,
  type SecurityHead,
} from '../../../domain/security/registerHead';
import { readSeen, SECURITY_REVIEWS, type Seen } from '../../../domain/security/seen';
import { DAY_MS } from '../../../domain/time/units';
import { useNow } from '../../../shared/hooks/useNow';
import { headKeys } from '../../../shared/records/keys';
import { useHeads } from '../../../shared/records/useHeads';
import { type Told, useTold } from '../../../shared/records/useTold';
import { type Part } from './part';

const SOON = 7 * DAY_MS;

const REGISTER: Told<SecurityHead> = {
  shelf: SECURITY_REGISTER,
  name: SECURITY_NAME,
  read: readSecurityHead,
  fromRecord: async (signal) => (await import('./fromRecords')).securityFromRecord(signal),
  absent: NO_SECURITY,
};

const NONE: Seen = { failed: [], passed: [] };
const NOTHING: SecurityAttention = { failed: [], expired: [], expiring: [] };

export interface HomeSecurity extends Part, SecurityAttention {
  own?: SecurityHead['own'];
}

/** What of the security checklist needs somebody: by what people vouched for, what the last kept review saw, and what this page shows. */
export function useHomeSecurity(): HomeSecurity {
  const { told, isPending, error, refetch } = useTold(REGISTER);
  const { seen, isPending: seenPending } = useLastSeen();
  const now = useNow();
  return {
    ...useMemo(() => (told ? securityAttention(told, seen, { now, soon: now + SOON }) : NOTHING), [told, seen, now]),
    own: told?.own,
    isPending: isPending || seenPending,
    error,
    refetch,
  };
}

/** Names of reviews begin with their day. */
const NEWEST = { sort: '-name', limit: 1 } as const;

function useLastSeen(): { seen: Seen; isPending: boolean } {
  const { heads, isPending } = useHeads(SECURITY_REVIEWS, NEWEST);
  const [last] = heads;
  const told = useMemo(() => last && readSeen(last.head), [last]);
  const isAsked = last !== undefined && !told;
  const name = last?.name ?? '';
  const record = useQuery({
    queryKey: [...headKeys.of(SECURITY_REVIEWS.kind), 'told', name],
    queryFn: async ({ signal }) => (await import('./fromRecords')).seenFromReview(name, signal),
    enabled: isAsked,
  });
  const reviewed = told ?? record.data ?? NONE;
  return {
    seen: useMemo(() => withPage(reviewed), [reviewed]),
    isPending: isPending || (isAsked && record.isPending),
  };
}

/** Whether the page came by HTTPS everybody can see now. */
function withPage({ failed, passed }: Seen): Seen {
  const others = failed.filter((item) => item !== 'https');
  return window.location.protocol === 'https:' ? { failed, passed } : { failed: ['https', ...others], passed };
}
