import { backupsHeadOf, type BackupsHead } from '../../../domain/backup/head';
import { BACKUPS } from '../../../domain/backup/schema';
import { ledgerOfWeek } from '../../../domain/maintenance/ledger';
import { PLAN_NAME, type PlanHead, planHeadOf } from '../../../domain/maintenance/planHead';
import { type Week } from '../../../domain/maintenance/week';
import { type RecordBase, type StoredKind } from '../../../domain/record/record';
import { SECURITY_NAME, type SecurityHead, securityHeadOf } from '../../../domain/security/registerHead';
import { type Seen, seenIn } from '../../../domain/security/seen';
import { isWaiting } from '../../../domain/security/statements';
import { type Item } from '../../../grafana/records/outbox';
import { read, RecordError } from '../../../grafana/records/store';
import { waitingCommands, withWaiting } from '../../../shared/records/waiting';
import { type KnownWeek } from './part';

// Loaded only where heads do not tell: on legacy storage, and of what an older version wrote or what is too long for a head.

export async function planFromRecord(signal: AbortSignal): Promise<PlanHead> {
  const { planKind } = await import('../../../domain/maintenance/plan');
  return planHeadOf(await recordOf(planKind, PLAN_NAME, signal));
}

interface Waiting {
  queued: Item[];
  /** What a page of this visit knows of a week: without Grafana nothing else can be read. */
  seen: (name: string) => Week | undefined;
}

/** What can be read of these weeks, with what waits to be sent; one that cannot be read tells nothing. */
export async function weeksFromRecords(
  names: string[],
  signal: AbortSignal,
  { queued, seen }: Waiting
): Promise<KnownWeek[]> {
  const { weekKind } = await import('../../../domain/maintenance/weekKind');
  const known = async (name: string) => {
    const waiting = waitingCommands(queued, weekKind.kind, name);
    const record = (waiting.length > 0 && seen(name)) || (await recordOf(weekKind, name, signal));
    return withWaiting(weekKind, record, waiting);
  };
  const found = await Promise.all(names.map((name) => known(name).catch(() => undefined)));
  return found.flatMap((week) =>
    week ? [{ name: week.id, ledger: ledgerOfWeek(week), handed: week.handovers ?? {} }] : []
  );
}

export async function securityFromRecord(signal: AbortSignal): Promise<SecurityHead> {
  const { securityKind } = await import('../../../domain/security/register');
  return securityHeadOf(await recordOf(securityKind, SECURITY_NAME, signal), isWaiting);
}

export async function seenFromReview(name: string, signal: AbortSignal): Promise<Seen> {
  const { securityReviewKind } = await import('../../../domain/security/review');
  return seenIn((await recordOf(securityReviewKind, name, signal)).results);
}

export async function backupsFromRecord(signal: AbortSignal): Promise<BackupsHead> {
  const { backupsKind } = await import('../../../domain/backup/register');
  return backupsHeadOf(await recordOf(backupsKind, BACKUPS, signal));
}

async function recordOf<R extends RecordBase>(kind: StoredKind<R>, name: string, signal: AbortSignal): Promise<R> {
  const { state, record } = await read(kind, name, signal);
  if (!record || state === 'foreign') {
    throw new RecordError(state === 'ok' || state === 'absent' ? 'damaged' : state, name);
  }
  return record;
}
