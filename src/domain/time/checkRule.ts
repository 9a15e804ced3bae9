import { type Reason } from '../record/outcome';
import { type ReasonCode } from '../record/reasons';
import { type RuleFrequency, isPart, isReadable, type RulePart, ruleParts } from './rrule';

/** Where RFC 5545, section 3.3.10, lets a part stand; those that are not named may stand with every frequency. */
const FITTING: Partial<Record<RulePart, RuleFrequency[]>> = {
  BYWEEKNO: ['YEARLY'],
  BYYEARDAY: ['YEARLY'],
  BYMONTHDAY: ['DAILY', 'MONTHLY', 'YEARLY'],
};

/** Why a text is no rule of ours, each reason naming the part; nothing when it is one. */
export function checkRule(text: string): Reason[] {
  const parts = ruleParts(text);
  const reason = (code: ReasonCode, values: Reason['values']): Reason => ({ code, values, field: 'rule' });
  if (!parts.some(([name, value]) => name === 'FREQ' && isReadable('FREQ', value))) {
    return [{ code: 'recurrence.frequency', field: 'rule' }];
  }
  const names = parts.map(([name]) => name);
  const wrong = parts.flatMap(([name, value], index) => {
    if (!isPart(name)) {
      return [reason('recurrence.part', { part: name })];
    }
    return names.indexOf(name) < index
      ? [reason('recurrence.twice', { part: name })]
      : isReadable(name, value)
        ? []
        : [reason('recurrence.value', { part: `${name}=${value}` })];
  });
  return wrong.length
    ? wrong
    : [
        ...contradictions(new Map(parts)).map(([part, other]) => reason('recurrence.together', { part, other })),
        ...(isAlone(names) ? [reason('recurrence.alone', { part: 'BYSETPOS' })] : []),
      ];
}

/** Pairs of parts that RFC 5545 does not let stand together. */
function contradictions(parts: Map<string, string>): Array<[string, string]> {
  const frequency = `FREQ=${parts.get('FREQ')}`;
  const ordinal = parts
    .get('BYDAY')
    ?.split(',')
    .find((day) => day.length > 2);
  const isOrdinalFrequency = ['FREQ=MONTHLY', 'FREQ=YEARLY'].includes(frequency);
  return [
    ...Object.entries(FITTING)
      .filter(([part, fitting]) => parts.has(part) && !fitting.some((one) => frequency === `FREQ=${one}`))
      .map(([part]): [string, string] => [part, frequency]),
    ...(ordinal && !isOrdinalFrequency ? [[`BYDAY=${ordinal}`, frequency] satisfies [string, string]] : []),
    ...(ordinal && isOrdinalFrequency && parts.has('BYWEEKNO')
      ? [[`BYDAY=${ordinal}`, 'BYWEEKNO'] satisfies [string, string]]
      : []),
    ...(parts.has('COUNT') && parts.has('UNTIL') ? [['COUNT', 'UNTIL'] satisfies [string, string]] : []),
  ];
}

/** BYSETPOS picks among what another part gives. */
function isAlone(names: string[]): boolean {
  return names.includes('BYSETPOS') && !names.some((name) => name.startsWith('BY') && name !== 'BYSETPOS');
}
