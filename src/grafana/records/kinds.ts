import { type Command, type RecordBase, type RecordKind } from '../../domain/record/record';
import { type AnyKind } from './outbox';

const seen = new Map<string, AnyKind>();

/** Forgets the types of one kind so that records of all kinds fit in one queue; zod checks them at the edge. */
function widen<R extends RecordBase, C extends Command>(kind: RecordKind<R, C>): AnyKind {
  return kind as RecordKind<never, never> as AnyKind;
}

/** Pages tell which kinds they use, so that the outbox need not load the others. */
export function registerKind<R extends RecordBase, C extends Command>(kind: RecordKind<R, C>): void {
  if (!seen.has(kind.kind)) {
    seen.set(kind.kind, widen(kind));
  }
}

/** Kinds by name, for what an earlier page left in the outbox. */
export async function kindByName(name: string): Promise<AnyKind | undefined> {
  const known = seen.get(name);
  if (known) {
    return known;
  }
  const loaded = await load(name);
  if (loaded) {
    seen.set(name, loaded);
  }
  return loaded;
}

async function load(name: string): Promise<AnyKind | undefined> {
  switch (name) {
    case 'incident':
      return widen((await import('../../domain/incident/kind')).incidentKind);
    case 'picture':
      return widen((await import('../../domain/incident/picture')).pictureKind);
    case 'plan':
      return widen((await import('../../domain/maintenance/plan')).planKind);
    case 'week':
      return widen((await import('../../domain/maintenance/weekKind')).weekKind);
    case 'window':
      return widen((await import('../../domain/maintenance/windows/window')).windowKind);
    case 'checklists':
      return widen((await import('../../domain/maintenance/checklist')).checklistKind);
    case 'runbook':
      return widen((await import('../../domain/runbook/runbook')).runbookKind);
    case 'run':
      return widen((await import('../../domain/runbook/run')).runKind);
    case 'objectives':
      return widen((await import('../../domain/objective/register')).objectivesKind);
    case 'services':
      return widen((await import('../../domain/services/services')).servicesKind);
    case 'rota':
      return widen((await import('../../domain/services/rota')).rotaKind);
    case 'settings':
      return widen((await import('../../domain/settings/settings')).settingsKind);
    case 'reminders':
      return widen((await import('../../domain/reminder/choices')).remindersKind);
    case 'security':
      return widen((await import('../../domain/security/register')).securityKind);
    case 'security-review':
      return widen((await import('../../domain/security/review')).securityReviewKind);
    case 'improvements':
      return widen((await import('../../domain/improvement/register')).improvementsKind);
    case 'backups':
      return widen((await import('../../domain/backup/register')).backupsKind);
    default:
      return undefined;
  }
}
