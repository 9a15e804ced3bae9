import { checkRule } from './checkRule';

describe('rules of RFC 5545', () => {
  it.each([
    'FREQ=DAILY',
    'freq=weekly;byday=mo',
    'FREQ=DAILY;BYMONTHDAY=1,-1;BYMONTH=2',
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE',
    'FREQ=MONTHLY;BYDAY=1TU,-1FR',
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;COUNT=3',
    'FREQ=YEARLY;BYDAY=20MO',
    'FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO;UNTIL=20300101T000000Z',
    'FREQ=YEARLY;BYYEARDAY=366;UNTIL=20300101',
    'INTERVAL=2;FREQ=DAILY',
  ])('accepts %s', (rule) => expect(checkRule(rule)).toEqual([]));

  it.each([
    ['', 'recurrence.frequency', undefined],
    ['FREQ=HOURLY', 'recurrence.frequency', undefined],
    ['FREQ=DAILY;BYHOUR=8', 'recurrence.part', { part: 'BYHOUR' }],
    ['FREQ=DAILY;', 'recurrence.part', { part: '' }],
    ['FREQ=DAILY;FREQ=WEEKLY', 'recurrence.twice', { part: 'FREQ' }],
    ['FREQ=WEEKLY;BYDAY=MO;BYDAY=TU', 'recurrence.twice', { part: 'BYDAY' }],
    ['FREQ=DAILY;INTERVAL=0', 'recurrence.value', { part: 'INTERVAL=0' }],
    ['FREQ=DAILY;INTERVAL=2=3', 'recurrence.value', { part: 'INTERVAL=2=3' }],
    ['FREQ=DAILY;INTERVAL=1,2', 'recurrence.value', { part: 'INTERVAL=1,2' }],
    ['FREQ=DAILY;INTERVAL', 'recurrence.value', { part: 'INTERVAL=' }],
    ['FREQ=DAILY;COUNT=0', 'recurrence.value', { part: 'COUNT=0' }],
    ['FREQ=WEEKLY;BYDAY=XX', 'recurrence.value', { part: 'BYDAY=XX' }],
    ['FREQ=WEEKLY;BYDAY=MO,', 'recurrence.value', { part: 'BYDAY=MO,' }],
    ['FREQ=MONTHLY;BYDAY=0MO', 'recurrence.value', { part: 'BYDAY=0MO' }],
    ['FREQ=WEEKLY;WKST=1MO', 'recurrence.value', { part: 'WKST=1MO' }],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'recurrence.value', { part: 'BYMONTHDAY=32' }],
    ['FREQ=DAILY;UNTIL=20260230', 'recurrence.value', { part: 'UNTIL=20260230' }],
    ['FREQ=DAILY;UNTIL=20260105T240000Z', 'recurrence.value', { part: 'UNTIL=20260105T240000Z' }],
    ['FREQ=DAILY;BYDAY=1MO', 'recurrence.together', { part: 'BYDAY=1MO', other: 'FREQ=DAILY' }],
    ['FREQ=WEEKLY;BYDAY=TU,-1FR', 'recurrence.together', { part: 'BYDAY=-1FR', other: 'FREQ=WEEKLY' }],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO', 'recurrence.together', { part: 'BYDAY=1MO', other: 'BYWEEKNO' }],
    ['FREQ=MONTHLY;BYWEEKNO=20', 'recurrence.together', { part: 'BYWEEKNO', other: 'FREQ=MONTHLY' }],
    ['FREQ=WEEKLY;BYWEEKNO=20', 'recurrence.together', { part: 'BYWEEKNO', other: 'FREQ=WEEKLY' }],
    ['FREQ=MONTHLY;BYYEARDAY=1', 'recurrence.together', { part: 'BYYEARDAY', other: 'FREQ=MONTHLY' }],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'recurrence.together', { part: 'BYMONTHDAY', other: 'FREQ=WEEKLY' }],
    ['FREQ=DAILY;COUNT=3;UNTIL=20300101', 'recurrence.together', { part: 'COUNT', other: 'UNTIL' }],
    ['FREQ=MONTHLY;BYSETPOS=1', 'recurrence.alone', { part: 'BYSETPOS' }],
  ])('refuses %s by its part', (rule, code, values) => {
    expect(checkRule(rule)).toEqual([{ code, ...(values && { values }), field: 'rule' }]);
  });
});
