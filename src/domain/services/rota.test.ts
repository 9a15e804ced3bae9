import ICAL from 'ical.js';
import { writeIcs } from '../time/ics/write';
import { gapsBetween, noRota, onDutyAt, overlapsAfter, type Rota, rotaKind, shiftsBetween, strangers } from './rota';
import { overridesFromIcs, rotaEvents } from './rotaCalendar';

const by = { uid: 'u-ana', name: 'Ana' };
const rotation = {
  people: [{ name: 'Ana' }, { name: 'Luc' }],
  start: '2026-10-19',
  time: '09:00',
  zone: 'Europe/Paris',
};
const record: Rota = { ...noRota(), ...rotation, revision: 'r1' };
const at = '2026-11-01T00:00:00Z';

it('changes every week at its hour, over a change of the clocks too', () => {
  const seen = (instant: string) => onDutyAt(record, instant)?.person.name;
  expect(seen('2026-10-19T06:59:00Z')).toBeUndefined(); // before 09:00 summer time
  expect(seen('2026-10-19T07:00:00Z')).toBe('Ana');
  expect(seen('2026-10-26T07:59:00Z')).toBe('Ana'); // winter time since the 25th
  expect(onDutyAt(record, '2026-10-26T08:00:00Z')).toEqual({
    person: { name: 'Luc' },
    from: '2026-10-26T08:00:00.000Z',
    to: '2026-11-02T08:00:00.000Z',
  });
  expect(seen('2026-11-02T08:00:00Z')).toBe('Ana');
  expect(onDutyAt(noRota(), at)).toBeUndefined();
});

it('gives way to an override, the latest one first', () => {
  const overrides = {
    a: {
      from: '2026-10-28T00:00:00Z',
      to: '2026-10-30T00:00:00Z',
      person: { name: 'Zoë' },
      at: '2026-10-20T00:00:00Z',
    },
    b: {
      from: '2026-10-29T00:00:00Z',
      to: '2026-10-29T12:00:00Z',
      person: { name: 'Max' },
      at: '2026-10-21T00:00:00Z',
    },
  };
  const shifts = shiftsBetween({ ...record, overrides }, '2026-10-27T00:00:00Z', '2026-11-03T00:00:00Z');
  expect(shifts.map(({ person, from, to }) => `${person.name} ${from.slice(0, 16)} ${to.slice(0, 16)}`)).toEqual([
    'Luc 2026-10-26T08:00 2026-10-28T00:00',
    'Zoë 2026-10-28T00:00 2026-10-29T00:00',
    'Max 2026-10-29T00:00 2026-10-29T12:00',
    'Zoë 2026-10-29T12:00 2026-10-30T00:00',
    'Luc 2026-10-30T00:00 2026-11-02T08:00',
    'Ana 2026-11-02T08:00 2026-11-09T08:00',
  ]);
  expect(onDutyAt({ ...record, overrides }, '2026-10-29T06:00:00Z')?.person.name).toBe('Max');
});

it('goes out as a calendar and comes back as the same people on the same days', () => {
  const shifts = shiftsBetween(record, '2026-11-02T08:00:00Z', '2026-11-16T08:00:00Z');
  const text = writeIcs({ name: 'On duty', events: rotaEvents(record, shifts, (name) => `On duty: ${name}`), now: at });
  expect(text).toContain('SUMMARY:On duty: Ana');
  const back = overridesFromIcs(record, text, '2026-11-01', '2026-11-30');
  expect(back.map((each) => 'person' in each && [each.person.name, each.from.slice(0, 10)])).toEqual([
    ['Ana', '2026-11-02'],
    ['Luc', '2026-11-09'],
  ]);
});

it('tells when nobody is on duty, and goes on with whoever is next', () => {
  const from = '2026-10-10T00:00:00Z';
  const standIn = { from: '2026-10-12T00:00:00Z', to: '2026-10-13T00:00:00Z', person: { name: 'Zoë' }, at };
  const early: Rota = { ...record, overrides: { a: standIn } };
  expect(gapsBetween(early, from, '2026-10-21T00:00:00Z')).toEqual([
    { from: '2026-10-10T00:00:00.000Z', to: '2026-10-12T00:00:00.000Z' },
    { from: '2026-10-13T00:00:00.000Z', to: '2026-10-19T07:00:00.000Z' },
  ]);
  expect(shiftsBetween(early, from, '2026-10-21T00:00:00Z').map(({ person }) => person.name)).toEqual(['Zoë', 'Ana']);
  expect(gapsBetween(record, '2026-11-01T00:00:00Z', '2027-01-01T00:00:00Z')).toEqual([]);
  expect(gapsBetween(noRota(), from, '2026-10-11T00:00:00Z')).toEqual([
    { from: '2026-10-10T00:00:00.000Z', to: '2026-10-11T00:00:00.000Z' },
  ]);
});

it('tells which stand-ins are given the same time, and who counts', () => {
  const zoe = {
    from: '2026-11-02T00:00:00Z',
    to: '2026-11-05T00:00:00Z',
    person: { name: 'Zoë' },
    at: '2026-10-01T00:00:00Z',
  };
  const max = {
    from: '2026-11-04T00:00:00Z',
    to: '2026-11-06T00:00:00Z',
    person: { name: 'Max' },
    at: '2026-10-02T00:00:00Z',
  };
  const overrides = { a: max, b: zoe };
  expect(overlapsAfter({ overrides }, at)).toEqual([
    {
      from: '2026-11-04T00:00:00.000Z',
      to: '2026-11-05T00:00:00.000Z',
      counts: { name: 'Max' },
      other: { name: 'Zoë' },
    },
  ]);
  expect(overlapsAfter({ overrides }, '2026-11-05T00:00:00Z')).toEqual([]);
  expect(strangers({ ...record, overrides }, new Set(['ana', 'max']), at)).toEqual(['Luc', 'Zoë']);
});

it.each([
  ['Europe/Paris', '2026-10-19', ['2026-10-26T08:00:00.000Z', '2026-11-02T08:00:00.000Z']],
  ['Europe/Paris', '2026-03-23', ['2026-03-30T07:00:00.000Z', '2026-04-06T07:00:00.000Z']],
  ['America/New_York', '2026-10-26', ['2026-11-02T14:00:00.000Z', '2026-11-09T14:00:00.000Z']],
  ['Asia/Kolkata', '2026-10-19', ['2026-10-26T03:30:00.000Z', '2026-11-02T03:30:00.000Z']],
])('hands over at the same hour of %s in a week in which the clocks move', (zone, start, expected) => {
  const turns = shiftsBetween({ ...record, start, zone }, `${start}T16:00:00Z`, `${start.slice(0, 8)}28T16:00:00Z`);
  const [first] = turns;
  const next = onDutyAt({ ...record, start, zone }, first.to);
  expect([first.to, next?.to]).toEqual(expected);
});

it('goes out as ical.js reads it: who, when and the same uid again', () => {
  const shifts = shiftsBetween(record, '2026-10-19T08:00:00Z', '2026-11-10T08:00:00Z');
  const text = writeIcs({ name: 'On duty', events: rotaEvents(record, shifts, (name) => `On duty: ${name}`), now: at });
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
  expect(
    events.map(({ summary, startDate, endDate }) => [
      summary,
      startDate.toJSDate().toISOString(),
      endDate.toJSDate().toISOString(),
    ])
  ).toEqual(shifts.map(({ person, from, to }) => [`On duty: ${person.name}`, from, to]));
  const again = shiftsBetween(record, '2026-10-20T08:00:00Z', '2026-11-10T08:00:00Z');
  expect(rotaEvents(record, again, String).map(({ uid }) => uid)).toEqual(events.map(({ uid }) => uid));
});

it('refuses what is no calendar', () => {
  expect(overridesFromIcs(record, 'hello', '2026-11-01', '2026-11-30')).toEqual([{ code: 'ics.notOne' }]);
});

describe('commands', () => {
  const command = { id: 'c1', at, by };
  it('keep the rotation, and refuse one that somebody else changed', () => {
    const saved = rotaKind.apply(noRota(), { ...command, type: 'rotate', rotation });
    expect('ok' in saved && saved.ok).toMatchObject({ ...rotation, revision: 'c1' });
    const late = rotaKind.apply(record, { ...command, type: 'rotate', rotation, seen: 'r0' });
    expect(late).toEqual({ refused: { reasons: [{ code: 'moved', field: 'people' }] } });
    const empty = rotaKind.apply(noRota(), { ...command, type: 'rotate', rotation: { ...rotation, people: [] } });
    expect(empty).toMatchObject({ refused: { reasons: [{ code: 'required' }] } });
  });

  it('add and drop overrides, and refuse one that ends before it begins', () => {
    const given = { from: '2026-11-03T00:00:00Z', to: '2026-11-04T00:00:00Z', person: { name: 'Zoë' } };
    const added = rotaKind.apply(record, { ...command, type: 'override', overrides: [given] });
    const next = 'ok' in added ? added.ok : record;
    expect(next.overrides['c1-0']).toEqual({ ...given, at });
    const dropped = rotaKind.apply(next, { ...command, id: 'c2', type: 'dropOverride', override: 'c1-0' });
    expect('ok' in dropped && dropped.ok.overrides).toEqual({});
    const wrong = rotaKind.apply(record, { ...command, type: 'override', overrides: [{ ...given, to: given.from }] });
    expect(wrong).toMatchObject({ refused: { reasons: [{ field: 'to' }] } });
  });

  it('leave a note for the next person', () => {
    const left = rotaKind.apply(record, { ...command, type: 'handOver', text: ' Redis is slow ' });
    expect('ok' in left && left.ok.notes.c1).toEqual({ at, by, text: 'Redis is slow' });
    expect(rotaKind.apply(record, { ...command, type: 'handOver', text: ' ' })).toHaveProperty('refused');
  });
});
