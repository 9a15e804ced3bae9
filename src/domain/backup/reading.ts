import { EXPORTERS } from './exporters';
import { CLOCK_SKEW } from './questions';
import { type BackupSource } from './schema';

/** Answers to the questions, by what they find out; one that had no series is absent. Seconds. */
export type ReadingAnswers = Partial<
  Record<
    'newest' | 'reported' | 'seen' | 'up' | 'status' | 'alive' | 'readable' | 'failure' | 'oldest' | 'attempts',
    number
  >
>;

/** Why nothing is known of the last success. */
export type UnknownWhy =
  | 'byHand' // people write it down, and nobody has
  | 'never' // the series says 0: nothing ever succeeded, or nobody knows
  | 'noSeries'
  | 'noDataSource'
  | 'targetDown'
  | 'future' // a clock or a unit is wrong
  | 'past' // before there were such backups: no time at all
  | 'failed'; // Prometheus does not answer

export interface BackupReading {
  /** Seconds since the epoch; absent: unknown, and `why`. */
  success?: number;
  why?: UnknownWhy;
  /** The series is gone, or nothing is attempted any more, while its target answers: retired rather than late? */
  isScheduleGone?: boolean;
  /** The last attempt ended well or not, as a status beside the time says. */
  lastAttempt?: 'good' | 'bad';
  /** The exporter's own check says that the copies can be read, or not. */
  readable?: boolean;
  oldest?: number;
}

/** 2001-09-09: a backup of before is a number of something else. */
const EARLIEST = 1_000_000_000;

/** What the answers come to at `now`, in seconds since the epoch. Never late by itself: that takes an RPO. */
export function readingOf(source: BackupSource, answers: ReadingAnswers, now: number): BackupReading {
  if (source.kind === 'hand') {
    return { why: 'byHand' };
  }
  const { status, alive, readable } = source.kind === 'exporter' ? EXPORTERS[source.exporter] : {};
  const isDown =
    answers.up === 0 || (alive !== undefined && answers.alive !== undefined && answers.alive !== alive.good);
  const rest: BackupReading = {
    ...(status && answers.status !== undefined && { lastAttempt: answers.status === status.good ? 'good' : 'bad' }),
    ...(readable &&
      answers.readable !== undefined &&
      answers.readable !== readable.unchecked && { readable: answers.readable === readable.good }),
    ...(isTime(answers.oldest, now) && { oldest: answers.oldest }),
  };
  if (isDown) {
    return { why: 'targetDown' };
  }
  const success = successOf(source, answers, now);
  if (isTime(success, now)) {
    const hasFailed = answers.failure !== undefined && answers.failure > success;
    const isIdle = isAttempted(source) && !(answers.attempts !== undefined && answers.attempts > 0);
    return { ...rest, success, ...(hasFailed && { lastAttempt: 'bad' }), ...(isIdle && { isScheduleGone: true }) };
  }
  if (isGone(answers)) {
    const last =
      !readsAge(source) && isTime(answers.seen, now) ? { success: answers.seen } : { why: 'noSeries' as const };
    return { ...rest, ...last, isScheduleGone: true };
  }
  return { ...rest, why: whyUnknown(answers, success, now) };
}

function successOf(source: BackupSource, { newest, reported }: ReadingAnswers, now: number): number | undefined {
  const value = newest ?? reported;
  return value === undefined ? undefined : readsAge(source) ? now - value : value;
}

export function readsAge(source: BackupSource): boolean {
  return source.kind === 'query'
    ? source.reads === 'age'
    : source.kind === 'exporter' && !source.metric && EXPORTERS[source.exporter].success[0].reads === 'age';
}

function isAttempted(source: BackupSource): boolean {
  return source.kind === 'exporter' && EXPORTERS[source.exporter].attempts !== undefined && !source.metric;
}

/** There until some days ago, not now, although what exposed it answers. */
function isGone({ newest, reported, seen, up }: ReadingAnswers): boolean {
  return newest === undefined && reported === undefined && seen !== undefined && up === 1;
}

function whyUnknown({ seen, up }: ReadingAnswers, success: number | undefined, now: number): UnknownWhy {
  if (success === undefined || Number.isNaN(success)) {
    return seen !== undefined && up === undefined ? 'targetDown' : 'noSeries';
  }
  return success > now + CLOCK_SKEW ? 'future' : success <= 0 ? 'never' : 'past';
}

function isTime(value: number | undefined, now: number): value is number {
  return value !== undefined && value >= EARLIEST && value <= now + CLOCK_SKEW;
}
