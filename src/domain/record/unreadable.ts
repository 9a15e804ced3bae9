import { type z } from 'zod';
import { type Reason } from './outcome';

/**
 * `reasons`, and what `schema` would not read back, each at its field: once written, it would make the whole record unreadable.
 * A field that has a reason already gets no second one.
 */
export function withUnreadable(reasons: Reason[], schema: z.ZodType, value: unknown): Reason[] {
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
