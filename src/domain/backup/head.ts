import { z } from 'zod/mini';
import { carried, carry } from '../record/carried';
import { type Head, type Shelf } from '../record/record';
import { drillOutcome } from './drill';
import { backupsRegister, type BackupsRegister, type Drill, type BackupEvidence } from './schema';

export const BACKUPS_SHELF = { kind: 'backups', folders: ['registers'] } as const satisfies Shelf;

const backupsHead = z.pick(backupsRegister, { elements: true, evidence: true, drills: true });
export type BackupsHead = z.infer<typeof backupsHead>;

const NOBODY = { uid: '', name: '' };

/** What an element's state is found from: no texts, and of evidence and drills only what counts. */
export function backupsHeadOf({ elements, evidence, drills }: BackupsHead): BackupsHead {
  return {
    elements: Object.fromEntries(
      Object.entries(elements).map(([key, { place: _p, format: _f, owner: _o, revision: _r, ...element }]) => [
        key,
        { ...element, covers: [], restore: {} },
      ])
    ),
    evidence: Object.fromEntries(
      Object.keys(elements).flatMap((key) => {
        const known = newest(evidence, key, ({ success }) => success);
        const kept = new Set([known[0], known.find(([, { oldest }]) => oldest !== undefined)]);
        return [...kept].flatMap((one) => (one ? [[one[0], withoutTexts(one[1])] as const] : []));
      })
    ),
    drills: Object.fromEntries(
      Object.keys(elements).flatMap((key) => {
        const last = newest(drills, key, ({ started }) => started).find(([, { finished }]) => finished !== undefined);
        return last ? [[last[0], shortened(last[1])] as const] : [];
      })
    ),
  };
}

function newest<T extends { element: string }>(all: Record<string, T>, key: string, at: (one: T) => string) {
  return Object.entries(all)
    .filter(([, { element }]) => element === key)
    .sort(([, one], [, other]) => Date.parse(at(other)) - Date.parse(at(one)));
}

function withoutTexts({ element, success, level, oldest, at }: BackupEvidence): BackupEvidence {
  return { element, success, level, ...(oldest && { oldest }), text: '-', at, by: NOBODY };
}

/** A drill that ended as this one did, and took as long. */
function shortened(drill: Drill): Drill {
  const { element, started, finished, level, result } = drill;
  const rtoSeconds = result?.rtoSeconds;
  return {
    element,
    started,
    by: NOBODY,
    level,
    ...(finished && { finished }),
    ...(drillOutcome(drill) === 'failed' && { failed: true }),
    ...(rtoSeconds !== undefined && { result: { rtoSeconds, comparisons: [] } }),
  };
}

export function writeBackupsHead(register: BackupsRegister): Head {
  return carry('backups', backupsHeadOf(register));
}

/** Undefined where the head does not tell. */
export function readBackupsHead(head: Head): BackupsHead | undefined {
  return backupsHead.safeParse(carried(head, 'backups')).data;
}
