import { z } from 'zod/mini';
import { isWebLink, MAX_TEXT } from '../record/limits';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, type Instant, instant, person, type Person } from '../record/record';
import { withUnreadable } from '../record/unreadable';
import { oneLine } from '../text/oneLine';
import { DAY_MS } from '../time/units';
import { redact } from './redact';

const text = z.string().check(z.maxLength(MAX_TEXT));

/** Another person's own click: who they are comes from Grafana, never from what somebody typed. */
const approval = z.object({ command: z.string(), at: instant, by: person });

export const attestation = z.object({
  command: z.string(),
  at: instant,
  by: person,
  /** Who vouches for it, as typed: where that is not who wrote it, it counts once another person confirms it. */
  author: z.string().check(z.maxLength(200)),
  evidence: text,
  link: z.optional(z.string().check(z.maxLength(2000))),
  expires: instant,
  approved: z.optional(approval),
});
export type Attestation = z.infer<typeof attestation>;

export const exception = z.object({
  command: z.string(),
  at: instant,
  /** Who asks for it. */
  by: person,
  reason: text,
  /** A name that was typed, in earlier versions: it confirms nothing. */
  approver: z.optional(z.string().check(z.maxLength(200))),
  expires: instant,
  /** The item that it is of, and which of its facts (`factKey`) does not apply; absent: the whole item. */
  item: z.optional(z.string()),
  part: z.optional(z.string().check(z.maxLength(500))),
  /** Absent: it does not count yet. */
  approved: z.optional(approval),
});
export type Exception = z.infer<typeof exception>;

export type StatementCommand =
  | (Command & { type: 'attest'; item: string; author: string; evidence: string; link?: string; expires: Instant })
  | (Command & { type: 'except'; item: string; part?: string; reason: string; expires: Instant })
  /** `seen`: the command that wrote what is approved, withdrawn or ended. */
  | (Command & { type: 'confirm'; item: string; seen: string })
  | (Command & { type: 'approve'; item: string; part?: string; seen: string })
  | (Command & { type: 'withdraw'; item: string; seen: string })
  | (Command & { type: 'endException'; item: string; part?: string; seen: string });
type Of<T extends StatementCommand['type']> = Extract<StatementCommand, { type: T }>;

/** What a person says of an item, as it is kept; refused without what makes it worth something. */
export function attestationOf(command: Of<'attest'>, reasons: Reason[]): Outcome<Attestation> {
  const { author, evidence, link, expires, id, at, by } = command;
  const kept: Attestation = {
    command: id,
    at,
    by,
    author: oneLine(author),
    evidence: redact(evidence.trim()),
    ...(link?.trim() && { link: redact(link.trim()) }),
    expires,
  };
  const all = [...reasons, ...checkWords({ author, evidence }), ...checkLink(link), ...checkExpiry(expires, at)];
  return checked(attestation, kept, all);
}

export function exceptionOf(command: Of<'except'>, reasons: Reason[]): Outcome<Exception> {
  const { item, part, reason, expires, id, at, by } = command;
  const kept: Exception = {
    command: id,
    at,
    by,
    reason: redact(reason.trim()),
    expires,
    ...(part !== undefined && { item, part }),
  };
  return checked(exception, kept, [...reasons, ...checkWords({ reason }), ...checkExpiry(expires, at)]);
}

function checked<T>(schema: z.ZodMiniType<T>, kept: T, asked: Reason[]): Outcome<T> {
  const reasons = withUnreadable(asked, schema, kept);
  return reasons.length > 0 ? refuse(...reasons) : { ok: kept };
}

type Statement = Attestation | Exception;

/** Whether it still has to be approved by somebody else than who wrote it. */
export function isWaiting(statement: Statement): boolean {
  return !statement.approved && (!('author' in statement) || !isOwnWord(statement));
}

/** How many statements of an item still wait for another person, of those that have not ended. */
export function waitingOf(
  { attestation: attested, exception: excepted, parts = {} }: Partial<Said>,
  now: Instant
): number {
  return [attested, excepted, ...Object.values(parts)].filter(
    (said) => said && isWaiting(said) && Date.parse(said.expires) > Date.parse(now)
  ).length;
}

interface Said {
  attestation: Attestation;
  exception: Exception;
  parts: Record<string, Exception>;
}

/** What counts of it: nothing until another person has approved it. */
export function counting<T extends Statement>(statement: T | undefined): T | undefined {
  return statement && !isWaiting(statement) ? statement : undefined;
}

/** Whether a person may approve it: who wrote it may not, nor somebody whom Grafana does not name. */
export function mayApprove({ by }: Pick<Statement, 'by'>, person: Person): boolean {
  return by.uid !== '' && person.uid !== '' && by.uid !== person.uid;
}

/** Whether whoever entered it vouches for it. */
export function isOwnWord({ author, by }: Pick<Attestation, 'author' | 'by'>): boolean {
  const plain = (name: string) => oneLine(name).normalize('NFKC').toLowerCase();
  return [by.name, by.uid].some((name) => plain(name) === plain(author));
}

/** Under which an exception is kept: of an item, or of one part of it. */
export function exceptionKey({ item, part }: { item: string; part?: string }): string {
  return part === undefined ? item : `${item}#${part}`;
}

/** The same statements, with the second person's approval of one of them. */
export function approvedIn<T extends Statement>(
  all: Record<string, T>,
  key: string,
  { id, at, by, seen }: Of<'approve' | 'confirm'>
): Outcome<Record<string, T>> {
  const current = own(all, key);
  if (current?.command !== seen) {
    return refuse({ code: 'moved' });
  }
  if (current.approved) {
    return { ok: all };
  }
  const reasons: Reason[] = mayApprove(current, by)
    ? []
    : [{ code: 'security.samePerson', values: { name: current.by.name } }];
  if (Date.parse(current.expires) <= Date.parse(at)) {
    reasons.push({ code: 'security.past' });
  }
  return reasons.length > 0
    ? refuse(...reasons)
    : { ok: { ...all, [key]: { ...current, approved: { command: id, at, by } } } };
}

/** The same statements without one of them. */
export function endedIn<T extends Statement>(
  all: Record<string, T>,
  key: string,
  seen: string
): Outcome<Record<string, T>> {
  const { [key]: _, ...rest } = all;
  const current = own(all, key);
  if (!current) {
    return { ok: all };
  }
  return current.command === seen ? { ok: rest } : refuse({ code: 'moved' });
}

function checkWords(fields: Record<string, string>): Reason[] {
  return Object.entries(fields).flatMap(([field, words]) => (words.trim() ? [] : [{ code: 'required', field }]));
}

function checkLink(link?: string): Reason[] {
  return link?.trim() && !isWebLink(link.trim()) ? [{ code: 'link.web', field: 'link' }] : [];
}

function checkExpiry(expires: Instant, at: Instant): Reason[] {
  const days = (Date.parse(expires) - Date.parse(at)) / DAY_MS;
  if (!(days > 0)) {
    return [{ code: 'security.past', field: 'expires' }];
  }
  return days > 366 ? [{ code: 'security.tooFar', field: 'expires' }] : [];
}
