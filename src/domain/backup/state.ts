import { DAY_MS, MINUTE_MS } from '../time/units';
import { drillOutcome } from './drill';
import { type BackupReading, type UnknownWhy } from './reading';
import {
  type BackupsRegister,
  type Drill,
  type Element,
  type BackupEvidence,
  PRIORITIES,
  PROOF_LEVELS,
  type ProofLevel,
} from './schema';

/** Unknown is never met. */
export type Check = 'met' | 'missed' | 'unknown';

/** The one at most risk first. */
export const BACKUP_STATES = ['failed', 'asked', 'unknown', 'unproven', 'good', 'retired'] as const;
export type BackupState = (typeof BACKUP_STATES)[number];

/** What a person is told besides the state. */
export type Remark =
  | 'rpoMissed'
  | 'retentionMissed'
  | 'rtoMissed'
  | 'drillFailed'
  | 'drillMissing'
  | 'drillExpired'
  | 'retentionUnknown'
  | 'unreadable'
  | 'goodButLate' // the status says that all is well: the time counts
  | 'failedButFresh' // the last attempt failed after a success that is recent enough: the time counts
  | 'scheduleGone';

/** The newest that shows that much; absent: nothing does. */
interface Proof {
  level: ProofLevel;
  /** Milliseconds since the epoch. */
  at: number;
  from: 'metric' | 'hand' | 'drill';
}

export interface Assessment {
  state: BackupState;
  rpo: Check;
  retention: Check;
  rto: Check;
  restore: Check;
  /** Milliseconds since the newest success, from the metric or by hand. */
  age?: number;
  /** Milliseconds since the epoch. */
  success?: number;
  from?: 'metric' | 'hand';
  /** Why there is no success to tell of. */
  why?: UnknownWhy;
  oldest?: number;
  lastDrill?: Drill;
  /** How long the last drill that brought it back took, seconds. */
  tookSeconds?: number;
  proofs: Proof[];
  remarks: Remark[];
}

interface Known {
  evidence: BackupEvidence[];
  /** Finished or not. */
  drills: Drill[];
}

/** What the register knows of an element, the newest first. */
export function knownOf({ evidence, drills }: Pick<BackupsRegister, 'evidence' | 'drills'>, key: string): Known {
  return {
    evidence: Object.values(evidence)
      .filter(({ element }) => element === key)
      .sort((one, other) => Date.parse(other.success) - Date.parse(one.success)),
    drills: Object.values(drills)
      .filter(({ element }) => element === key)
      .sort((one, other) => Date.parse(other.started) - Date.parse(one.started)),
  };
}

/**
 * Where an element stands at `now` (milliseconds). Age = now − last success, of the metric or by hand, the newer. RPO met iff age ≤ RPO;
 * retention met iff the oldest copy is old enough, or unlimited; RTO met iff the last restore drill took at most the RTO. Good needs all
 * of them and a restore drill inside its interval.
 */
export function assess(element: Element, reading: BackupReading, known: Known, now: number): Assessment {
  const last = lastSuccess(reading, known, now);
  const age = last && Math.max(0, now - last.at);
  const rpo = age === undefined ? 'unknown' : check(age <= element.rpoMinutes * MINUTE_MS);
  const oldest = oldestOf(reading, known, now);
  const done = known.drills.find(({ finished }) => finished !== undefined);
  const drill = done && drillOutcome(done);
  const tookSeconds = drill === 'passed' ? done?.result?.rtoSeconds : undefined;
  const isRecent = done?.finished !== undefined && now - Date.parse(done.finished) <= element.drillDays * DAY_MS;
  const checks = {
    rpo,
    retention: retentionOf(element, oldest, now),
    rto: tookSeconds === undefined ? ('unknown' as const) : check(tookSeconds <= element.rtoMinutes * 60),
    restore: drill === undefined ? ('unknown' as const) : check(drill === 'passed' && isRecent),
  };
  const isGone = reading.isScheduleGone === true && rpo !== 'met' && element.notRetired === undefined;
  const remarks = remarksOf({ ...checks, reading, drill, isGone });
  return {
    ...checks,
    state: stateOf(element, checks, remarks, isGone),
    proofs: proofsOf(reading, known),
    remarks,
    ...(last && { age, success: last.at, from: last.from }),
    ...(!last && { why: reading.why ?? 'noSeries' }),
    ...(oldest !== undefined && { oldest }),
    ...(done && { lastDrill: done }),
    ...(tookSeconds !== undefined && { tookSeconds }),
  };
}

/** At risk first: by state, then what comes back first, then how far beyond its RPO. */
export function byRisk(
  one: { element: Element; assessment: Assessment },
  other: { element: Element; assessment: Assessment }
): number {
  const rank = ({ element, assessment }: typeof one) => [
    BACKUP_STATES.indexOf(assessment.state),
    PRIORITIES.indexOf(element.priority),
    -(assessment.age ?? 0) / element.rpoMinutes,
  ];
  const [a, b] = [rank(one), rank(other)];
  const differs = a.findIndex((value, at) => value !== b[at]);
  return differs < 0 ? one.element.name.localeCompare(other.element.name) : a[differs] - b[differs];
}

function check(isMet: boolean): Check {
  return isMet ? 'met' : 'missed';
}

function lastSuccess(
  { success }: BackupReading,
  { evidence }: Known,
  now: number
): { at: number; from: 'metric' | 'hand' } | undefined {
  const byHand = evidence.map(({ success: at }) => Date.parse(at)).find((at) => at <= now);
  const metric = success === undefined ? undefined : success * 1000;
  if (byHand !== undefined && (metric === undefined || byHand > metric)) {
    return { at: byHand, from: 'hand' };
  }
  return metric === undefined ? undefined : { at: metric, from: 'metric' };
}

/** The metric knows what is left; what somebody wrote down may have been deleted since. */
function oldestOf({ oldest }: BackupReading, { evidence }: Known, now: number): number | undefined {
  const byHand = evidence
    .flatMap(({ oldest: at }) => (at === undefined ? [] : [Date.parse(at)]))
    .find((at) => at <= now);
  return oldest === undefined ? byHand : oldest * 1000;
}

function retentionOf({ retention }: Element, oldest: number | undefined, now: number): Check {
  if (retention.kind === 'unlimited') {
    return 'met';
  }
  return oldest === undefined ? 'unknown' : check(now - oldest >= retention.days * DAY_MS);
}

interface Found {
  rpo: Check;
  retention: Check;
  rto: Check;
  restore: Check;
}

function remarksOf({
  rpo,
  retention,
  rto,
  restore,
  reading,
  drill,
  isGone,
}: Found & { reading: BackupReading; drill: ReturnType<typeof drillOutcome>; isGone: boolean }): Remark[] {
  const found: Array<[Remark, boolean]> = [
    ['scheduleGone', isGone],
    ['rpoMissed', rpo === 'missed' && !isGone],
    ['drillFailed', drill === 'failed'],
    ['rtoMissed', rto === 'missed'],
    ['retentionMissed', retention === 'missed'],
    ['unreadable', reading.readable === false],
    ['goodButLate', rpo === 'missed' && reading.lastAttempt === 'good'],
    ['failedButFresh', rpo === 'met' && reading.lastAttempt === 'bad'],
    ['drillMissing', drill === undefined],
    ['drillExpired', drill === 'passed' && restore === 'missed'],
    ['retentionUnknown', retention === 'unknown'],
  ];
  return found.flatMap(([remark, holds]) => (holds ? [remark] : []));
}

const FAILURES: readonly Remark[] = ['rpoMissed', 'drillFailed', 'rtoMissed', 'retentionMissed', 'unreadable'];

function stateOf(element: Element, checks: Found, remarks: Remark[], isGone: boolean): BackupState {
  if (element.retired !== undefined) {
    return 'retired';
  }
  if (isGone) {
    return 'asked';
  }
  if (remarks.some((remark) => FAILURES.includes(remark))) {
    return 'failed';
  }
  if (checks.rpo === 'unknown') {
    return 'unknown';
  }
  return Object.values(checks).every((each) => each === 'met') ? 'good' : 'unproven';
}

/** Each level by itself: that a copy exists says nothing of whether it comes back. */
function proofsOf(reading: BackupReading, { evidence, drills }: Known): Proof[] {
  const found: Proof[] = [
    ...(reading.success === undefined
      ? []
      : [{ level: 'exists', at: reading.success * 1000, from: 'metric' } as const]),
    ...(reading.success !== undefined && reading.readable === true
      ? [{ level: 'readable', at: reading.success * 1000, from: 'metric' } as const]
      : []),
    ...evidence.map(({ level, success }): Proof => ({ level, at: Date.parse(success), from: 'hand' })),
    ...drills
      .filter((drill) => drillOutcome(drill) === 'passed')
      .map(({ level, finished = '' }): Proof => ({ level, at: Date.parse(finished), from: 'drill' })),
  ];
  return PROOF_LEVELS.flatMap((level) => {
    // what shows more shows this too
    const shown = found.filter((proof) => PROOF_LEVELS.indexOf(proof.level) >= PROOF_LEVELS.indexOf(level));
    const newest = shown.sort((one, other) => other.at - one.at)[0];
    return newest ? [{ ...newest, level }] : [];
  });
}
