import { type Head, type Instant } from '../record/record';
import { type SecurityState, SECURITY_STATES } from './register';

/** What the list of reviews shows of one. */
export interface ReviewHead {
  at?: Instant;
  /** Name of whoever kept it. */
  by?: string;
  /** 0 to 100; absent when nothing was known. */
  score?: number;
  /** 0 to 100; absent when nothing applied. */
  coverage?: number;
  /** The score of what is seen alone. */
  raw?: number;
  /** Items that failed. */
  failed?: number;
}

interface Review {
  at: Instant;
  by: { name: string };
  score?: number;
  coverage?: number;
  raw?: number;
  results: Record<string, { state: SecurityState }>;
}

const KEY = { at: 'at', by: 'by', score: 'score', coverage: 'coverage', raw: 'raw', failed: 'fail' } as const;

/** A review's head: what its list shows, and how many items are in each state. */
export function writeReviewHead({ at, by, score, coverage, raw, results }: Review): Head {
  const states = Object.values(results).map(({ state }) => state);
  return {
    [KEY.at]: at,
    [KEY.by]: by.name,
    ...(score !== undefined && { [KEY.score]: String(score) }),
    ...(coverage !== undefined && { [KEY.coverage]: String(coverage) }),
    ...(raw !== undefined && { [KEY.raw]: String(raw) }),
    ...Object.fromEntries(
      SECURITY_STATES.map((state) => [state, String(states.filter((each) => each === state).length)])
    ),
  };
}

export function readReviewHead(head: Head): ReviewHead {
  return {
    at: head[KEY.at],
    by: head[KEY.by],
    score: toNumber(head[KEY.score]),
    coverage: toNumber(head[KEY.coverage]),
    raw: toNumber(head[KEY.raw]),
    failed: toNumber(head[KEY.failed]),
  };
}

function toNumber(text: string | undefined): number | undefined {
  return text === undefined || !Number.isFinite(Number(text)) ? undefined : Number(text);
}
