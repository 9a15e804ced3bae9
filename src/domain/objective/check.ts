import { type Reason } from '../record/outcome';
import { withUnreadable } from '../record/unreadable';
import { oneLine } from '../text/oneLine';
import { kindOf } from './kinds/kinds';
import { type Definition, definition, type Reading, reading } from './schema';
import { isBudgeted, isTimed, isWithin } from './state';
import { checkAlerting } from './tuning';

/** Everything wrong with a definition, each named at its field. What only the data can tell is checked by the form's preview. */
export function checkDefinition(value: Definition): Reason[] {
  const { indicator, target, critical, name } = value;
  const reasons: Reason[] = [];
  if (oneLine(name) === '') {
    reasons.push({ code: 'objective.name.empty', field: 'name' });
  }
  reasons.push(...kindOf(indicator).check(indicator));
  reasons.push(...checkTarget(value));
  if (critical !== undefined && target === undefined) {
    reasons.push({ code: 'objective.critical.alone', field: 'critical' });
  }
  if (critical !== undefined && target !== undefined && critical !== target && isWithin(value, critical, target)) {
    reasons.push({ code: 'objective.critical.side', field: 'critical' });
  }
  reasons.push(...checkAlerting(value));
  return withUnreadable(reasons, definition, value);
}

/** A kind with a budget needs a target: a length of time, or a share. */
function checkTarget(value: Definition): Reason[] {
  const { target } = value;
  if (!isBudgeted(value)) {
    return [];
  }
  if (target === undefined) {
    return [{ code: 'objective.target.empty', field: 'target' }];
  }
  if (isTimed(value)) {
    return target > 0 ? [] : [{ code: 'objective.target.positive', field: 'target' }];
  }
  return target >= 0 && target <= 1 ? [] : [{ code: 'objective.target.share', field: 'target' }];
}

export function checkReading(given: Reading): Reason[] {
  const reasons: Reason[] = Number.isFinite(given.value) ? [] : [{ code: 'objective.value', field: 'value' }];
  if (!(Date.parse(given.expires) > Date.parse(given.at))) {
    reasons.push({ code: 'objective.expiry.past', field: 'expires' });
  }
  return withUnreadable(reasons, reading, given);
}
