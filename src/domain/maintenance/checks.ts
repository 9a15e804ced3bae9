import { isWebLink, MAX_TEXT } from '../record/limits';
import { type Reason } from '../record/outcome';
import { MAX_LINK, MAX_MINUTES, type Spent } from './week';

export function checkText(field: string, value = ''): Reason[] {
  return value.length > MAX_TEXT ? [{ code: 'tooLong', values: { limit: MAX_TEXT, length: value.length }, field }] : [];
}

export function checkReason(reason: string): Reason[] {
  return checkRequired('reason', reason);
}

export function checkRequired(field: string, value: string): Reason[] {
  return value.trim() ? checkText(field, value) : [{ code: 'required', field }];
}

/** Whole minutes. */
export function checkSpent({ minutes, costCode = '' }: Spent): Reason[] {
  const isNumber = minutes === undefined || (Number.isInteger(minutes) && minutes >= 0 && minutes <= MAX_MINUTES);
  return [
    ...(isNumber ? [] : [{ code: 'number' as const, field: 'minutes' }]),
    ...(costCode.length > 50 ? [{ code: 'tooLong' as const, values: { limit: 50 }, field: 'costCode' }] : []),
  ];
}

/** What of it was said. */
export function spentOf({ minutes, costCode }: Spent): Spent {
  return { ...(minutes !== undefined && { minutes }), ...(costCode?.trim() && { costCode: costCode.trim() }) };
}

export function checkEvidenceLink(evidence = ''): Reason[] {
  if (evidence.length > MAX_LINK) {
    return [{ code: 'tooLong', values: { limit: MAX_LINK }, field: 'evidence' }];
  }
  return evidence && !isWebLink(evidence) ? [{ code: 'link.web', field: 'evidence' }] : [];
}
