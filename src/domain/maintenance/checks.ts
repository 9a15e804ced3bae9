import { isWebLink, MAX_TEXT } from '../record/limits';
import { type Reason } from '../record/outcome';
import { MAX_LINK } from './week';

export function checkText(field: string, value = ''): Reason[] {
  return value.length > MAX_TEXT ? [{ code: 'tooLong', values: { limit: MAX_TEXT, length: value.length }, field }] : [];
}

export function checkReason(reason: string): Reason[] {
  return checkRequired('reason', reason);
}

export function checkRequired(field: string, value: string): Reason[] {
  return value.trim() ? checkText(field, value) : [{ code: 'required', field }];
}

export function checkLink(evidence = ''): Reason[] {
  if (evidence.length > MAX_LINK) {
    return [{ code: 'tooLong', values: { limit: MAX_LINK }, field: 'evidence' }];
  }
  return evidence && !isWebLink(evidence) ? [{ code: 'link.web', field: 'evidence' }] : [];
}
