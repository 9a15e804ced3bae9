import fc from 'fast-check';
import { addDays } from '../time/recurrence';
import { DAY_MS, HOUR_MS } from '../time/units';
import {
  complianceOf,
  type Ledger,
  type Occurrence,
  occurrenceKey,
  occurrencesOf,
  punctuality,
  readDays,
  type Settled,
  taskStanding,
  taskStandings,
  occurrenceState,
  type Task,
  urgency,
  writeDays,
} from './task';

const NONE: Ledger = new Map();

function task(schedule: Partial<Task['schedules'][string]> = {}): Task {
  return {
    position: 1,
    title: 'Check logs',
    team: 'DevOps',
    schedules: {
      first: {
        rule: 'FREQ=DAILY',
        start: '2024-01-01T17:00',
        zone: 'Europe/Paris',
        leadMinutes: 8 * 60,
        graceMinutes: 60,
        anchor: 'scheduled',
        from: '2026-11-01T00:00:00Z',
        ...schedule,
      },
    },
  };
}

const settled = (...days: Array<[string, Settled['state'], string?]>): Ledger =>
  new Map(days.map(([date, state, on]) => [`logs@${date}`, { state, on: on ?? date }]));

const dates = (found: Occurrence[]) => found.map(({ date }) => date);

describe('occurrences', () => {
  const [monday] = occurrencesOf('logs', task(), '2026-11-16T00:00:00Z', '2026-11-17T00:00:00Z', NONE);

  it('opens a lead before the due time and closes after the larger of grace and a tenth of the cycle', () => {
    expect(monday).toEqual({
      task: 'logs',
      date: '2026-11-16',
      due: '2026-11-16T16:00:00Z',
      opens: '2026-11-16T08:00:00.000Z',
      closes: '2026-11-16T18:24:00.000Z', // 2.4 h, a tenth of a day
      cycle: DAY_MS,
      nextOpens: '2026-11-17T08:00:00.000Z',
    });
    const patient = task({ graceMinutes: 5 * 60 });
    expect(occurrencesOf('logs', patient, '2026-11-16T00:00:00Z', '2026-11-17T00:00:00Z', NONE)[0].closes).toBe(
      '2026-11-16T21:00:00.000Z'
    );
  });

  it.each([
    ['2026-11-16T07:59:59Z', 'upcoming'],
    ['2026-11-16T08:00:00Z', 'due'],
    ['2026-11-16T18:24:00Z', 'due'],
    ['2026-11-16T18:24:01Z', 'overdue'],
    ['2026-11-17T08:00:00Z', 'missed'],
  ])('undone at %s is %s', (now, state) => {
    expect(occurrenceState(monday, NONE, now)).toBe(state);
  });

  it.each([
    ['2026-11-16T07:59:00Z', 'early'],
    ['2026-11-16T08:00:00Z', 'ontime'],
    ['2026-11-16T18:24:00Z', 'ontime'],
    ['2026-11-16T18:24:01Z', 'late'],
    ['2026-11-19T12:00:00Z', 'late'],
  ])('done at %s is %s', (at, state) => {
    expect(punctuality(monday, at)).toBe(state);
  });

  it('stays done or waived whatever the time', () => {
    expect(occurrenceState(monday, settled(['2026-11-16', 'waived']), '2027-01-01T00:00:00Z')).toBe('waived');
    expect(occurrenceState(monday, settled(['2026-11-16', 'late']), '2026-11-16T00:00:00Z')).toBe('late');
  });

  it('keeps the past under the rhythm it was promised, and asks nothing of the time before', () => {
    const changed: Task = {
      ...task({ from: '2026-11-02T00:00:00Z' }),
      schedules: {
        ...task({ from: '2026-11-02T00:00:00Z' }).schedules,
        weekly: { ...task().schedules.first, rule: 'FREQ=WEEKLY;BYDAY=FR', from: '2026-11-04T12:00:00Z' },
      },
    };
    expect(dates(occurrencesOf('logs', changed, '2026-10-01T00:00:00Z', '2026-11-20T23:00:00Z', NONE))).toEqual([
      '2026-11-02',
      '2026-11-03',
      '2026-11-06',
      '2026-11-13',
      '2026-11-20',
    ]);
    const retired = { ...task(), retired: '2026-11-03T12:00:00Z' };
    expect(dates(occurrencesOf('logs', retired, '2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z', NONE))).toEqual([
      '2026-11-01',
      '2026-11-02',
    ]);
  });

  describe('of a task that was out of the plan for a while', () => {
    const pauses = { back: { from: '2026-11-08T12:00:00Z', to: '2026-11-20T12:00:00Z' } };
    const found = (definition: Task, ledger: Ledger) =>
      dates(occurrencesOf('logs', { ...definition, pauses }, '2026-11-07T00:00:00Z', '2026-11-22T00:00:00Z', ledger));

    it('leave that time out, except for what was done all the same', () => {
      expect(found(task(), NONE)).toEqual(['2026-11-07', '2026-11-20', '2026-11-21']);
      expect(found(task(), settled(['2026-11-08', 'early']))).toContain('2026-11-08');
    });

    it('make it overdue only from what was due since', () => {
      const ledger = settled(['2026-11-07', 'ontime']);
      const standing = (now: string) => taskStanding('logs', { ...task(), pauses }, ledger, now);
      expect(standing('2026-11-20T13:00:00Z')).toMatchObject({ currentState: 'due', rank: 0 });
      expect(standing('2026-11-21T06:00:00Z').overdueSince?.date).toBe('2026-11-20');
    });

    it('go on afterwards where they count from the day it was done', () => {
      const anchored = task({ anchor: 'completed', rule: 'FREQ=DAILY;INTERVAL=7', start: '2026-11-07T17:00' });
      expect(found(anchored, settled(['2026-11-07', 'ontime']))).toEqual(['2026-11-07', '2026-11-21']);
    });
  });

  it.each([
    ['FREQ=DAILY', '2026-11-01', ['2026-11-02', '2026-11-03']],
    ['FREQ=WEEKLY', '2026-11-01', ['2026-11-02', '2026-11-08']],
    ['FREQ=WEEKLY;BYDAY=MO', '2026-11-01', ['2026-11-02', '2026-11-09']],
  ])('comes back after it was done a day early: %s', (rule, on, expected) => {
    const anchored = task({ anchor: 'completed', rule, start: '2026-11-02T17:00' });
    const ledger = settled(['2026-11-02', 'early', on]);
    expect(dates(occurrencesOf('logs', anchored, '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z', ledger))).toEqual(
      expected
    );
  });

  it('counts from the day of completion where the task is anchored there', () => {
    const anchored = task({ anchor: 'completed', rule: 'FREQ=WEEKLY', start: '2026-11-02T17:00' });
    const all = (ledger: Ledger) =>
      dates(occurrencesOf('logs', anchored, '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z', ledger));
    expect(all(NONE)).toEqual(['2026-11-02']);
    const done = settled(['2026-11-02', 'late', '2026-11-05'], ['2026-11-12', 'waived']);
    expect(all(done)).toEqual(['2026-11-02', '2026-11-12', '2026-11-19']);
    const [open] = occurrencesOf('logs', anchored, '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z', NONE);
    expect(occurrenceState(open, NONE, '2026-11-30T00:00:00Z')).toBe('overdue'); // none follows until it is done
  });
});

describe('a task that counts from the day it was done', () => {
  const counted = (schedule: Partial<Task['schedules'][string]>) => task({ anchor: 'completed', ...schedule });
  const next = (definition: Task, ledger: Ledger, from: string) =>
    dates(occurrencesOf('logs', definition, `${from}T00:00:00Z`, '2033-01-01T00:00:00Z', ledger));

  it.each([
    ['FREQ=MONTHLY;INTERVAL=3', '2026-03-31', ['2026-06-30']],
    ['FREQ=MONTHLY', '2026-01-31', ['2026-02-28']],
    ['FREQ=YEARLY', '2028-02-29', ['2029-02-28']],
    ['FREQ=YEARLY;BYMONTH=2', '2026-03-31', ['2027-02-28']],
  ])('%s, done on %s, comes back on the last day of a shorter month', (rule, on, expected) => {
    const definition = counted({ rule, start: `${on}T17:00`, from: `${on}T00:00:00Z` });
    expect(next(definition, settled([on, 'ontime']), '2026-01-01').slice(-1)).toEqual(expected);
  });

  it('keeps the day it counts from when a shorter month is waived', () => {
    const monthly = counted({ rule: 'FREQ=MONTHLY', start: '2026-01-31T17:00', from: '2026-01-01T00:00:00Z' });
    const ledger = settled(['2026-01-31', 'ontime'], ['2026-02-28', 'waived']);
    expect(next(monthly, ledger, '2026-01-01')).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
    expect(next(monthly, ledger, '2026-02-10')).toEqual(['2026-02-28', '2026-03-31']);
  });

  describe('and is edited', () => {
    const monthly = counted({ rule: 'FREQ=MONTHLY', start: '2026-01-05T17:00', from: '2026-01-01T00:00:00Z' });
    const edited = (from: string, change: Partial<Task['schedules'][string]>): Task => ({
      ...monthly,
      schedules: { ...monthly.schedules, edit: { ...monthly.schedules.first, from, ...change } },
    });
    const done = settled(['2026-01-05', 'late', '2026-01-20']);

    it('keeps its date when only the grace changes', () => {
      const patient = edited('2026-02-02T12:00:00Z', { graceMinutes: 8 * 24 * 60 });
      expect(next(monthly, done, '2026-01-01')).toEqual(['2026-01-05', '2026-02-20']);
      expect(next(patient, done, '2026-01-01')).toEqual(['2026-01-05', '2026-02-20']);
      const [, found] = occurrencesOf('logs', patient, '2026-01-01T00:00:00Z', '2026-12-01T00:00:00Z', done);
      expect(found.closes).toBe('2026-02-28T16:00:00.000Z');
    });

    it('opens no second occurrence while one is undone', () => {
      const patient = edited('2026-03-02T12:00:00Z', { graceMinutes: 10 });
      expect(next(patient, done, '2026-01-01')).toEqual(['2026-01-05', '2026-02-20']);
      expect(taskStanding('logs', patient, done, '2026-04-01T00:00:00Z')).toMatchObject({
        current: { date: '2026-02-20' },
        currentState: 'overdue',
      });
    });

    it('keeps its date when only the time of day changes, on that day too', () => {
      const morning = edited('2026-02-20T12:00:00Z', { start: '2026-01-05T09:00' });
      const found = occurrencesOf('logs', morning, '2026-01-01T00:00:00Z', '2026-12-01T00:00:00Z', done);
      expect(found.map(({ due }) => due)).toEqual(['2026-01-05T16:00:00Z', '2026-02-20T08:00:00Z']);
    });

    it('counts a new rhythm from the day it was last done', () => {
      const rarer = edited('2026-02-02T12:00:00Z', { rule: 'FREQ=MONTHLY;INTERVAL=2' });
      expect(next(rarer, done, '2026-01-01')).toEqual(['2026-01-05', '2026-03-20']);
      const early = settled(['2026-01-05', 'late', '2026-01-20'], ['2026-02-20', 'early', '2026-02-01']);
      expect(next(rarer, early, '2026-01-01')).toEqual(['2026-01-05', '2026-02-20', '2026-04-01']);
    });

    it('goes on from a later date that was done all the same', () => {
      const later = settled(['2026-01-05', 'ontime'], ['2026-03-05', 'ontime']);
      expect(next(monthly, later, '2026-01-01')).toEqual(['2026-01-05', '2026-02-05', '2026-03-05', '2026-04-05']);
      expect(next(monthly, later, '2026-02-01')).toEqual(['2026-02-05', '2026-03-05', '2026-04-05']);
    });
  });

  it('has the same dates wherever one begins to look', () => {
    const states = fc.constantFrom<Array<Settled['state']>>('early', 'ontime', 'late', 'waived', 'skipped');
    const rules = fc.constantFrom(
      'FREQ=DAILY',
      'FREQ=WEEKLY;INTERVAL=2',
      'FREQ=WEEKLY;BYDAY=MO,TH',
      'FREQ=MONTHLY',
      'FREQ=MONTHLY;INTERVAL=3'
    );
    const shifts = { early: -1, late: 1, ontime: 0, waived: 0, skipped: 0 };
    fc.assert(
      fc.property(
        rules,
        fc.array(fc.tuple(states, fc.integer({ min: 0, max: 9 })), { maxLength: 12 }),
        fc.nat(400),
        (rule, doings, days) => {
          const definition = counted({ rule, start: '2026-01-31T17:00', from: '2026-01-01T00:00:00Z' });
          let ledger: Ledger = new Map();
          for (const [state, apart] of doings) {
            const date = next(definition, ledger, '2026-01-01').at(-1) ?? '';
            ledger = new Map([...ledger, [`logs@${date}`, { state, on: addDays(date, shifts[state] * apart) }]]);
          }
          const from = addDays('2026-01-01', days);
          const whole = next(definition, ledger, '2026-01-01').filter((date) => date >= from);
          expect(next(definition, ledger, from)).toEqual(whole);
        }
      ),
      { numRuns: 40 }
    );
  });

  it('is due after 1,100 times too', () => {
    const days = Array.from({ length: 1100 }, (_, index) =>
      new Date(Date.UTC(2024, 0, 1) + index * DAY_MS).toISOString().slice(0, 10)
    );
    const daily = counted({ from: '2024-01-01T00:00:00Z' });
    const ledger = settled(...days.map((date): [string, Settled['state']] => [date, 'ontime']));
    expect(taskStanding('logs', daily, ledger, '2027-01-05T12:00:00Z')).toMatchObject({
      current: { date: '2027-01-05' },
      currentState: 'due',
    });
    expect(occurrencesOf('logs', daily, '2024-01-01T00:00:00Z', '2027-02-01T00:00:00Z', ledger)).toHaveLength(1101);
  });

  it('does not vanish after more than a year without being done', () => {
    const yearly = counted({ rule: 'FREQ=YEARLY', start: '2024-05-01T09:00', from: '2024-01-01T00:00:00Z' });
    expect(taskStanding('logs', yearly, NONE, '2026-11-01T00:00:00Z')).toMatchObject({
      current: { date: '2024-05-01' },
      currentState: 'overdue',
    });
  });
});

it('knows the next date of what comes less than once a year', () => {
  const rare = task({ rule: 'FREQ=YEARLY;INTERVAL=2', start: '2026-03-01T09:00', from: '2026-02-01T00:00:00Z' });
  const ledger = settled(['2026-03-01', 'ontime']);
  expect(taskStanding('logs', rare, ledger, '2026-03-02T00:00:00Z').next?.date).toBe('2028-03-01');
  expect(taskStanding('logs', rare, NONE, '2027-05-01T00:00:00Z').current?.date).toBe('2026-03-01');
});

describe('what is overdue', () => {
  it.each([
    ['daily, one day late', DAY_MS, DAY_MS, 2],
    ['weekly, one day late', DAY_MS, 7 * DAY_MS, 8 / 7], // 114.3 %
    ['on its due time', 0, DAY_MS, 1],
  ])('ranks %s', (_, late, cycle, rank) => {
    expect(urgency(late, cycle)).toBeCloseTo(rank, 6);
  });

  it('is overdue since the oldest date that was neither done nor waived since', () => {
    const done = settled(['2026-11-13', 'ontime']);
    const standing = taskStanding('logs', task(), done, '2026-11-16T20:00:00Z');
    expect(standing.overdueSince?.date).toBe('2026-11-14');
    expect(standing.current?.date).toBe('2026-11-16');
    expect(standing.currentState).toBe('overdue');
    expect(standing.late).toBe(52 * HOUR_MS);
    expect(standing.rank).toBeCloseTo(76 / 24, 6);
  });

  it('is cleared by doing a later date', () => {
    const standing = taskStanding('logs', task(), settled(['2026-11-16', 'late']), '2026-11-16T20:00:00Z');
    expect(standing).toMatchObject({ rank: 0, late: 0, next: { date: '2026-11-17' } });
    expect(standing.overdueSince).toBeUndefined();
  });

  it('stays when a later date is waived: each missed one is dealt with by itself', () => {
    const ledger = settled(['2026-11-13', 'ontime'], ['2026-11-16', 'waived']);
    const standing = taskStanding('logs', task(), ledger, '2026-11-16T20:00:00Z');
    expect(standing.overdueSince?.date).toBe('2026-11-14');
    expect(standing.current?.date).toBe('2026-11-15');
    const all = settled(
      ['2026-11-13', 'ontime'],
      ...(['14', '15', '16'] as const).map((day): [string, 'waived'] => [`2026-11-${day}`, 'waived'])
    );
    expect(taskStanding('logs', task(), all, '2026-11-16T20:00:00Z').overdueSince).toBeUndefined();
  });

  it('puts daily work before weekly work that is as late, then what is due first', () => {
    const from = '2026-11-13T00:00:00Z';
    const tasks = {
      weekly: { ...task({ rule: 'FREQ=WEEKLY;BYDAY=FR', from }), position: 1 },
      daily: { ...task({ from }), position: 2 },
      later: { ...task({ rule: 'FREQ=MONTHLY;BYDAY=1TU', from }), position: 3 },
      retired: { ...task({ from }), position: 4, retired: '2026-11-14T00:00:00Z' },
    };
    expect(taskStandings(tasks, NONE, '2026-11-15T20:00:00Z').map(({ key }) => key)).toEqual([
      'daily',
      'weekly',
      'later',
    ]);
  });
});

describe('compliance', () => {
  const week = occurrencesOf('logs', task(), '2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z', NONE);

  it('counts kept promises among those whose window is over, waived ones apart, never the future', () => {
    const ledger = settled(
      ['2026-11-16', 'ontime'],
      ['2026-11-17', 'early'],
      ['2026-11-18', 'late'],
      ['2026-11-19', 'waived'],
      ['2026-11-22', 'early']
    );
    expect(complianceOf(week, ledger, '2026-11-21T12:00:00Z')).toMatchObject({
      kept: 2,
      matured: 4,
      waived: 1,
      late: 1,
      undone: 1,
      share: 0.5,
    });
  });

  it('says nothing while nothing has matured', () => {
    expect(complianceOf(week, NONE, '2026-11-16T00:00:00Z')).toEqual({
      kept: 0,
      matured: 0,
      waived: 0,
      late: 0,
      undone: 0,
    });
  });

  it('partitions what matured', () => {
    const states = fc.constantFrom<Array<Settled['state'] | 'open'>>('early', 'ontime', 'late', 'waived', 'open');
    fc.assert(
      fc.property(
        fc.array(states, { minLength: 7, maxLength: 7 }),
        fc.integer({ min: 0, max: 8 * 24 }),
        (chosen, hours) => {
          const ledger: Ledger = new Map(
            week.flatMap((found, index) => {
              const state = chosen[index];
              return state === 'open' ? [] : [[occurrenceKey(found), { state, on: found.date }]];
            })
          );
          const now = new Date(Date.parse('2026-11-16T00:00:00Z') + hours * HOUR_MS).toISOString();
          const { kept, late, undone, matured, waived } = complianceOf(week, ledger, now);
          expect(kept + late + undone).toBe(matured);
          expect(matured + waived).toBeLessThanOrEqual(7);
        }
      )
    );
  });
});

describe('a week in a head', () => {
  it('comes back as it was', () => {
    const day = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      state: fc.constantFrom('early', 'ontime', 'late', 'waived'),
      offset: fc.integer({ min: -40, max: 400 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(day, { selector: ({ weekday }) => weekday }), (days) => {
        const monday = Date.UTC(2026, 10, 16);
        const date = (number: number) => new Date(monday + number * DAY_MS).toISOString().slice(0, 10);
        const written = writeDays(
          days.map(({ weekday, state, offset }) => ({ weekday, offset, settled: { state, on: '' } }))
        );
        const expected = [...days]
          .sort((a, b) => a.weekday - b.weekday)
          .map(({ weekday, state, offset }) => ({ state, date: date(weekday - 1), on: date(weekday - 1 + offset) }));
        expect(readDays(written, '2026-11-16')).toEqual(expected);
      })
    );
  });

  it('skips what it does not know', () => {
    expect(readDays('9o 1x hello 2l+1', '2026-11-16')).toEqual([
      { state: 'late', date: '2026-11-17', on: '2026-11-18' },
    ]);
  });
});
