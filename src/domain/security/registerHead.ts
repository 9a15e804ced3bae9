import { z } from 'zod/mini';
import { carried, carry } from '../record/carried';
import { own } from '../record/own';
import { type Head, instant, type Instant, type Shelf } from '../record/record';
import { type Seen } from './seen';
import { type Attestation, type Exception } from './statements';

export const SECURITY_NAME = 'opsbook-security';
export const SECURITY_REGISTER = { kind: 'security', folders: ['registers'] } as const satisfies Shelf;

const until = z.record(z.string(), instant);
const securityHead = z.object({
  /** Until when each item is attested, as far as that counts. */
  attested: until,
  /** Until when each whole item is not applicable, as far as that counts. */
  excepted: until,
  own: z.optional(z.record(z.string(), z.object({ title: z.string() }))),
});
export type SecurityHead = z.infer<typeof securityHead>;

export const NO_SECURITY: SecurityHead = { attested: {}, excepted: {} };

interface Register {
  attestations: Record<string, Attestation>;
  exceptions: Record<string, Exception>;
  own?: Record<string, { title: string }>;
}

type Waits = (statement: Attestation | Exception) => boolean;

/** What overviews need of the register; `waits` says of what somebody else has yet to confirm. */
export function securityHeadOf({ attestations, exceptions, own: ours }: Register, waits: Waits): SecurityHead {
  const counted = <T extends Attestation | Exception>(all: Record<string, T>) =>
    Object.entries(all).filter(([, one]) => !waits(one));
  const excepted = counted(exceptions).filter(([, { part }]) => part === undefined);
  return {
    attested: Object.fromEntries(counted(attestations).map(([item, { expires }]) => [item, expires])),
    excepted: Object.fromEntries(excepted.map(([key, { item = key, expires }]) => [item, expires])),
    ...(ours &&
      Object.keys(ours).length > 0 && {
        own: Object.fromEntries(Object.entries(ours).map(([item, { title }]) => [item, { title }])),
      }),
  };
}

export function writeSecurityHead(register: Register, waits: Waits): Head {
  return {
    attested: String(Object.keys(register.attestations).length),
    exceptions: String(Object.keys(register.exceptions).length),
    ...carry('security', securityHeadOf(register, waits)),
  };
}

/** Undefined where the head does not tell. */
export function readSecurityHead(head: Head): SecurityHead | undefined {
  return securityHead.safeParse(carried(head, 'security')).data;
}

interface Ending {
  item: string;
  expires: Instant;
}

export interface SecurityAttention {
  failed: string[];
  expired: Ending[];
  /** Attested, but not for longer than until `soon`. */
  expiring: Ending[];
}

/** What needs somebody at `now` (milliseconds): an attestation only answers for what nobody can see. */
export function securityAttention(
  { attested, excepted }: SecurityHead,
  { failed, passed }: Seen,
  { now, soon }: { now: number; soon: number }
): SecurityAttention {
  const applies = (item: string) => !(Date.parse(own(excepted, item) ?? '') > now);
  const endings = Object.entries(attested)
    .filter(([item]) => applies(item) && !failed.includes(item) && !passed.includes(item))
    .map(([item, expires]) => ({ item, expires }));
  return {
    failed: failed.filter(applies),
    expired: endings.filter(({ expires }) => Date.parse(expires) <= now),
    expiring: endings.filter(({ expires }) => Date.parse(expires) > now && Date.parse(expires) < soon),
  };
}
