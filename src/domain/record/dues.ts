import { type Instant } from './record';

/** What an incident promised for a day, its review or one of its actions, and when it was done. */
export interface Due {
  of: 'review' | 'action';
  /** `2026-11-20`; the promise holds until the end of the day. */
  day: string;
  done?: Instant;
  /** Finished, and nobody wrote down when. */
  isUnsure?: boolean;
}

const LETTERS = { review: 'r', action: 'a' } as const;
const PART = /^([ra])(\d{4}-\d\d-\d\d)(\?|@(\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z))?$/;
const NOTHING = '-';

/** For an incident's head: `r2026-11-20@2026-11-19T10:22Z,a2026-12-01,a2026-12-02?`. */
export function writeDues(dues: Due[]): string {
  return (
    dues
      .map(({ of, day, done, isUnsure }) => `${LETTERS[of]}${day}${isUnsure ? '?' : done ? `@${minute(done)}` : ''}`)
      .join(',') || NOTHING
  );
}

/** Undefined when it does not say: then the record has to be read. */
export function readDues(text: string | undefined): Due[] | undefined {
  if (text === undefined) {
    return undefined;
  }
  const parts = text === NOTHING ? [] : text.split(',');
  const dues = parts.flatMap((part): Due[] => {
    const [, letter, day, rest, done] = PART.exec(part) ?? [];
    return day === undefined
      ? []
      : [{ of: letter === 'r' ? 'review' : 'action', day, ...(done ? { done } : rest ? { isUnsure: true } : {}) }];
  });
  return dues.length === parts.length ? dues : undefined;
}

/** Done in the last minute of a day is done on that day. */
function minute(at: Instant): Instant {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}
