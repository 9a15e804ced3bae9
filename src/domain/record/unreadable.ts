import { type z } from 'zod/mini';
import { isRefused, type Outcome, type Reason, refuse } from './outcome';
import { type Command, type RecordBase } from './record';

/**
 * `reasons`, and what `schema` would not read back, each at its field: once written, it would make the whole record unreadable.
 * A field that has a reason already gets no second one.
 */
export function withUnreadable(reasons: Reason[], schema: z.ZodMiniType, value: unknown): Reason[] {
  const found = [...reasons];
  for (const issue of schema.safeParse(value).error?.issues ?? []) {
    // a form has one field for a whole list
    const field = issue.path.filter((part) => typeof part !== 'number').join('.');
    if (!found.some((reason) => reason.field === field)) {
      found.push({ ...problemOf(issue), field });
    }
  }
  return found;
}

/** What is wrong with a value that a schema does not take. */
export function problemOf(issue: z.core.$ZodIssue): Reason {
  if (issue.message === 'badLink') {
    return { code: 'badLink' };
  }
  if (issue.code === 'too_big' && (issue.origin === 'string' || issue.origin === 'array')) {
    return { code: issue.origin === 'string' ? 'tooLong' : 'tooMany', values: { limit: Number(issue.maximum) } };
  }
  return { code: issue.code === 'too_small' && issue.origin === 'string' ? 'required' : 'unreadable' };
}

/** From so many members on, only those that a command changed are looked at: the others were read as they are. */
const MANY = 50;

/** `apply`, refusing what the next reader would not take: nothing that a command carries may cost the record. */
export function readable<R extends RecordBase, C extends Command>(
  schema: z.ZodMiniType<R>,
  apply: (record: R, command: C) => Outcome<R>
): (record: R, command: C) => Outcome<R> {
  return (record, command) => {
    const outcome = apply(record, command);
    if (isRefused(outcome) || outcome.ok === record) {
      return outcome;
    }
    const reasons = withUnreadable([], schema, changedPart(record, outcome.ok));
    return reasons.length > 0 ? refuse(...reasons) : outcome;
  };
}

function changedPart(before: object, after: object): object {
  const known = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(
    Object.entries(after).map(([key, value]: [string, unknown]) => [key, onlyChanged(known.get(key), value)])
  );
}

function onlyChanged(before: unknown, after: unknown): unknown {
  if (typeof before !== 'object' || typeof after !== 'object' || !before || !after || Array.isArray(after)) {
    return after;
  }
  const members = Object.entries(after);
  const known = new Map<string, unknown>(Object.entries(before));
  return members.length > MANY ? Object.fromEntries(members.filter(([key, value]) => known.get(key) !== value)) : after;
}
