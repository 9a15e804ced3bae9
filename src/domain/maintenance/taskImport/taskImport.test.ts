import fc from 'fast-check';
import { isRefused } from '../../record/outcome';
import { readTable } from '../../text/table';
import { calendarFile } from '../calendarFile';
import { currentSchedule, emptyPlan, exampleTasks, type Plan, type PlanCommand, planKind } from '../plan';
import { occurrencesOf } from '../task';
import { tasksOfIcs } from './calendar';
import { isPastRow, isTaskThere, type TaskRow } from './row';
import { guessTaskColumns, rhythmRule, tasksOfTable } from './table';

const now = '2026-11-28T08:00:00Z';
const options = { zone: 'Europe/Paris', now, team: 'Ops' };

function calendar(...events: string[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((each) =>
      each.startsWith('BEGIN') ? each.split('\n') : ['BEGIN:VEVENT', ...each.split('\n'), 'END:VEVENT']
    ),
    'END:VCALENDAR',
  ].join('\r\n');
}

function rows(text: string, more: Partial<typeof options> = {}): TaskRow[] {
  const outcome = tasksOfIcs(text, { ...options, ...more });
  if (isRefused(outcome)) {
    throw new Error(JSON.stringify(outcome.refused));
  }
  return outcome.ok;
}

const refusal = (text: string) => {
  const outcome = tasksOfIcs(text, options);
  return isRefused(outcome) ? outcome.refused.reasons.map(({ code }) => code) : [];
};

const codes = (row: TaskRow) => row.reasons.map(({ code }) => code);

describe('tasks of a calendar file', () => {
  it('come back by the rule of the event, at its wall time', () => {
    const [row] = rows(
      calendar(
        'UID:a\nSUMMARY:Patch hosts\\, all\nDESCRIPTION:First\\nsecond\nDTSTART;TZID=Europe/Berlin:20260106T090000\nRRULE:FREQ=MONTHLY;BYDAY=1TU'
      )
    );
    expect(row).toMatchObject({ line: 3, title: 'Patch hosts, all', reasons: [], notes: [] });
    expect(row.form).toEqual({
      title: 'Patch hosts, all',
      team: 'Ops',
      description: 'First\nsecond',
      schedule: {
        rule: 'FREQ=MONTHLY;BYDAY=1TU',
        start: '2026-01-06T09:00',
        zone: 'Europe/Paris',
        leadMinutes: 1440,
        graceMinutes: 0,
        anchor: 'scheduled',
      },
    });
  });

  it.each([
    ['UTC', 'DTSTART:20270105T083000Z', '2027-01-05T09:30'],
    ['no zone', 'DTSTART:20270105T083000', '2027-01-05T08:30'],
    ['a whole day', 'DTSTART;VALUE=DATE:20270105', '2027-01-05T17:00'],
    ['the zone of the plan', 'DTSTART;TZID="Europe/Paris":20270105T083000', '2027-01-05T08:30'],
    ['a name of Outlook', 'DTSTART;TZID=Romance Standard Time:20270105T083000', '2027-01-05T08:30'],
    ['a longer name', 'DTSTART;TZID=/citadel.org/20210210_1/Asia/Tokyo:20270105T083000', '2027-01-05T00:30'],
    ['another day there', 'DTSTART;TZID=America/New_York:20270105T200000', '2027-01-06T02:00'],
  ])('once, with a start in %s', (_, start, local) => {
    const [row] = rows(calendar(`UID:a\nSUMMARY:T\n${start}`));
    expect(row.form?.schedule).toMatchObject({ start: local, rule: 'FREQ=DAILY;COUNT=1', zone: 'Europe/Paris' });
  });

  it('knows a zone by what the file says of it', () => {
    const zone = (offsets: string[]) =>
      `BEGIN:VTIMEZONE\nTZID:Mine\n${offsets.map((to) => `BEGIN:STANDARD\nTZOFFSETTO:${to}\nEND:STANDARD`).join('\n')}\nEND:VTIMEZONE`;
    const event = 'UID:a\nSUMMARY:T\nDTSTART;TZID=Mine:20270105T083000';
    expect(rows(calendar(zone(['+0100', '+0200']), event))[0].form?.schedule.start).toBe('2027-01-05T08:30');
    expect(rows(calendar(zone(['+0530']), event))[0].reasons).toEqual([
      { code: 'tasks.zone', values: { zone: 'Mine' } },
    ]);
  });

  it('says where a time of another zone lies, and refuses days that are other days there', () => {
    const weekly = (time: string, rule: string) =>
      rows(calendar(`UID:a\nSUMMARY:T\nDTSTART;TZID=America/New_York:20260105T${time}\nRRULE:${rule}`))[0];
    const morning = weekly('090000', 'FREQ=WEEKLY;BYDAY=MO,TH');
    expect(morning.form?.schedule).toMatchObject({ start: '2026-01-05T15:00', rule: 'FREQ=WEEKLY;BYDAY=MO,TH' });
    expect(morning.notes).toEqual([
      { code: 'tasks.zoneMoved', values: { zone: 'America/New_York', time: '09:00', there: '15:00' } },
    ]);
    expect(codes(weekly('200000', 'FREQ=WEEKLY;BYDAY=MO'))).toEqual(['tasks.zoneDay']);
    expect(weekly('200000', 'FREQ=WEEKLY').form?.schedule.start).toBe('2026-01-06T02:00');
  });

  it('leaves out, moves and adds the dates that the file does', () => {
    const found = rows(
      calendar(
        'UID:a\nSUMMARY:Audit\nDTSTART;TZID=Europe/Paris:20261201T090000\nRRULE:FREQ=DAILY\nEXDATE;TZID=Europe/Paris:20261203T090000,20200101T090000\nEXDATE:20261205T080000Z\nRDATE;TZID=Europe/Paris:20261210T140000',
        'UID:a\nSUMMARY:Audit, moved\nRECURRENCE-ID;TZID=Europe/Paris:20261207T090000\nDTSTART;TZID=Europe/Paris:20261207T160000',
        'UID:a\nSTATUS:CANCELLED\nRECURRENCE-ID;TZID=Europe/Paris:20261208T090000\nDTSTART;TZID=Europe/Paris:20261208T090000'
      )
    );
    expect(found.map(({ title, form }) => [title, form?.schedule.start, form?.schedule.except])).toEqual([
      ['Audit', '2026-12-01T09:00', ['2026-12-03', '2026-12-05', '2026-12-07', '2026-12-08']],
      ['Audit', '2026-12-10T14:00', undefined],
      ['Audit, moved', '2026-12-07T16:00', undefined],
    ]);
    expect(new Set(found.map(({ key }) => key)).size).toBe(3);
  });

  it('are to-dos too, unless they are done', () => {
    const todo = (...lines: string[]) => `BEGIN:VTODO\nSUMMARY:Renew\n${lines.join('\n')}\nEND:VTODO`;
    const found = rows(
      calendar(
        todo('UID:1', 'DUE;VALUE=DATE:20270301', 'DTSTART;VALUE=DATE:20270201'),
        todo('UID:2', 'DUE:20270301T100000Z', 'STATUS:COMPLETED')
      )
    );
    expect(found.map(({ form }) => form?.schedule.start)).toEqual(['2027-03-01T17:00']);
  });

  it('takes the time out of a rule where it is that of the start', () => {
    const rule = (text: string) => rows(calendar(`UID:a\nSUMMARY:T\nDTSTART:20261201T090500\nRRULE:${text}`))[0];
    expect(rule('FREQ=WEEKLY;BYDAY=TU;BYHOUR=9;BYMINUTE=5;BYSECOND=0').form?.schedule.rule).toBe(
      'FREQ=WEEKLY;BYDAY=TU'
    );
    expect(rule('FREQ=DAILY;BYHOUR=9,17').reasons).toEqual([
      { code: 'recurrence.part', values: { part: 'BYHOUR' }, field: 'rule' },
    ]);
  });

  it.each([
    ['no title', 'DTSTART:20270101T090000', ['required']],
    ['no start', 'SUMMARY:T', ['ics.date']],
    ['a day that is none', 'SUMMARY:T\nDTSTART:20270231T090000', ['ics.date']],
    ['a time that is none', 'SUMMARY:T\nDTSTART:20270201T256100', ['ics.date']],
    ['a rule that is none', 'SUMMARY:T\nDTSTART:20270101T090000\nRRULE:FREQ=HOURLY', ['recurrence.frequency']],
    [
      'no date ever',
      'SUMMARY:T\nDTSTART:20270101T090000\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
      ['recurrence.never'],
    ],
    ['only a past', 'SUMMARY:T\nDTSTART:20200101T090000\nRRULE:FREQ=DAILY;UNTIL=20210101', ['tasks.over']],
    ['two rules', 'SUMMARY:T\nDTSTART:20270101T090000\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY', ['recurrence.twice']],
  ])('says by line what is wrong with %s', (_, event, expected) => {
    const [good, bad] = rows(calendar('UID:good\nSUMMARY:G\nDTSTART:20270101T090000', `UID:bad\n${event}`));
    expect([good.line, good.reasons, bad.line, codes(bad), bad.form]).toEqual([3, [], 8, expected, undefined]);
    expect(isPastRow(bad)).toBe(expected.includes('tasks.over'));
  });

  it.each([
    ['nothing', '', 'ics.notOne'],
    ['a page', '<html>', 'ics.notOne'],
    ['no event', calendar(), 'ics.empty'],
    ['a cut file', calendar('UID:a\nSUMMARY:x').slice(0, -30), 'ics.cut'],
    ['too many', calendar(...Array.from({ length: 5001 }, (_, n) => `UID:${n}\nDTSTART:20270101`)), 'ics.tooMany'],
  ])('refuses %s', (_, text, code) => {
    expect(refusal(text)).toEqual([code]);
  });

  it('reads five thousand events of hostile text, the same one once', () => {
    const event = (n: number) =>
      `UID:${n}\nSUMMARY:\u202e<img src=x onerror=alert(1)>${'x'.repeat(400)}\nDTSTART:2027010${1 + (n % 9)}T090000`;
    const found = rows(calendar(...Array.from({ length: 5000 }, (_, n) => event(n % 4999))));
    expect(found).toHaveLength(5000);
    expect(found[0].form?.title).toBe(`<img src=x onerror=alert(1)>${'x'.repeat(272)}`);
    expect(found.flatMap(codes)).toEqual(['tasks.twice']);
  });

  it('never throws, whatever the file holds', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        'BEGIN:VEVENT',
        'END:VEVENT',
        'DTSTART:20270101',
        'RRULE:FREQ=DAILY;COUNT=2',
        'EXDATE:x',
        'RDATE:'
      )
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        tasksOfIcs(['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR'].join('\n'), options);
      })
    );
  });
});

describe('tasks of a table', () => {
  const table = (text: string) => {
    const read = readTable(text) ?? { columns: [], rows: [] };
    const outcome = tasksOfTable(read, guessTaskColumns(read.columns), {
      ...options,
      checklists: { nine: 'Nine items' },
    });
    return isRefused(outcome) ? [] : outcome.ok;
  };

  it('are read as people write them, in English and in French', () => {
    const english = table(
      'Task,Frequency,Start date,Time,Team,Checklist,Lead hours\nPatch,every 2 weeks,2026-12-01,9:30,Dev,nine items,4\nScan,quarterly,,,,,\n'
    );
    expect(english.map(({ form }) => form)).toEqual([
      {
        title: 'Patch',
        team: 'Dev',
        checklist: 'nine',
        schedule: {
          rule: 'FREQ=WEEKLY;INTERVAL=2',
          start: '2026-12-01T09:30',
          zone: 'Europe/Paris',
          leadMinutes: 240,
          graceMinutes: 0,
          anchor: 'scheduled',
        },
      },
      expect.objectContaining({
        title: 'Scan',
        team: 'Ops',
        schedule: expect.objectContaining({ rule: 'FREQ=MONTHLY;INTERVAL=3', start: '2026-11-28T09:00' }),
      }),
    ]);
    const french = table('Tâche;Fréquence;Échéance;Équipe\nSauvegarder;tous les 10 jours;2026-12-01 08:00;Prod\n');
    expect(french[0].form).toMatchObject({
      title: 'Sauvegarder',
      team: 'Prod',
      schedule: { rule: 'FREQ=DAILY;INTERVAL=10', start: '2026-12-01T08:00' },
    });
  });

  it.each([
    ['daily', 'FREQ=DAILY'],
    ['Hebdomadaire', 'FREQ=WEEKLY'],
    ['every week', 'FREQ=WEEKLY'],
    ['toutes les deux semaines', 'FREQ=WEEKLY;INTERVAL=2'],
    ['tous les jours', 'FREQ=DAILY'],
    ['working days', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['monthly', 'FREQ=MONTHLY'],
    ['every 6 months', 'FREQ=MONTHLY;INTERVAL=6'],
    ['annuel', 'FREQ=YEARLY'],
    ['RRULE:FREQ=MONTHLY;BYDAY=-1FR', 'FREQ=MONTHLY;BYDAY=-1FR'],
    ['', 'FREQ=DAILY;COUNT=1'],
    ['once', 'FREQ=DAILY;COUNT=1'],
    ['now and then', undefined],
    ['every 0 days', undefined],
    ['every blue moon', undefined],
  ])('takes “%s” for %s', (text, rule) => {
    expect(rhythmRule(text, '2026-12-01T09:00')).toBe(rule);
  });

  it('says by line what is wrong', () => {
    const found = table(
      'title,frequency,start,checklist,lead\n,daily,,,\nA,sometimes,,,\nB,daily,31/12/2026,,\nC,daily,2026-02-31,,\nD,daily,,none,\nE,daily,,,30\nF,FREQ=DAILY;FOO=1,,,\n'
    );
    expect(found.map((row) => [row.line, codes(row)])).toEqual([
      [2, ['required']],
      [3, ['tasks.rhythm']],
      [4, ['recurrence.start']],
      [5, ['recurrence.start']],
      [6, ['tasks.checklist']],
      [7, ['plan.leadTooLong']],
      [8, ['recurrence.part']],
    ]);
  });
});

describe('the plan', () => {
  const by = { uid: 'u', name: 'Ana' };
  const apply = (plan: Plan, command: PlanCommand) => {
    const outcome = planKind.apply(plan, command);
    return isRefused(outcome) ? outcome.refused.reasons : outcome.ok;
  };
  const file = calendar(
    'UID:a\nSUMMARY:A\nDTSTART;TZID=Europe/Paris:20261201T090000\nRRULE:FREQ=DAILY\nEXDATE;TZID=Europe/Paris:20261203T090000',
    'UID:b\nSUMMARY:B\nDTSTART:20270101T090000Z'
  );
  const importing = (id: string, text: string): PlanCommand => ({
    type: 'importTasks',
    id,
    at: now,
    by,
    tasks: rows(text).flatMap(({ key, form }) => (form ? [{ key, form }] : [])),
  });

  it('takes them in once, and back in one step but for what was changed since', () => {
    const first = apply(emptyPlan(), importing('i1', file)) as Plan;
    expect(Object.values(first.tasks).map(({ title, position }) => [title, position])).toEqual([
      ['A', 1],
      ['B', 2],
    ]);
    expect(apply(first, importing('i2', file))).toBe(first);
    expect(rows(file).every((row) => isTaskThere(row, first))).toBe(true);
    const [key, changed] = Object.entries(first.tasks)[1];
    const edited = { ...first, tasks: { ...first.tasks, [key]: { ...changed, revision: 'by hand' } } };
    const back = apply(edited, { type: 'dropImport', id: 'u1', at: now, by, imported: 'i1' }) as Plan;
    expect(Object.values(back.tasks).map(({ title }) => title)).toEqual(['B']);
  });

  it('does not ask for the dates that the file leaves out', () => {
    const { tasks } = apply(emptyPlan(), importing('i1', file)) as Plan;
    const [key, task] = Object.entries(tasks)[0];
    const found = occurrencesOf(key, task, '2026-12-01T00:00:00Z', '2026-12-06T00:00:00Z', new Map());
    expect(found.map(({ date }) => date)).toEqual(['2026-12-01', '2026-12-02', '2026-12-04', '2026-12-05']);
    expect(found[1].nextOpens).toBe('2026-12-03T20:00:00.000Z'); // half a day before the 4th
  });

  it('takes no more than it holds', () => {
    const many = Array.from({ length: 101 }, (_, n) => `UID:${n}\nSUMMARY:T\nDTSTART:20270101T090000`);
    expect(apply(emptyPlan(), importing('i', calendar(...many)))).toEqual([
      { code: 'plan.tooMany', values: { limit: 100 } },
    ]);
  });

  it('reads its own file back into itself, and into another plan', () => {
    const tasks = exampleTasks('en', 'Europe/Paris', '2026-11-01T00:00:00Z');
    const key = 'check-logs';
    tasks[key].schedules.first.except = ['2026-12-24'];
    const text = calendarFile(
      {
        tasks,
        ledger: new Map(),
        windows: [],
        reviews: [{ week: '2026-W47', signed: '2026-11-23T09:00:00Z' }],
        zone: 'Europe/Paris',
        since: '2026-11-01T00:00:00Z',
        planChanged: '2026-11-01T00:00:00Z',
        host: 'grafana.example',
        windowUrl: (name) => name,
        planUrl: 'plan',
      },
      now,
      'en'
    );
    const found = rows(text);
    expect(found.map((row) => [row.key, row.reasons])).toEqual(Object.keys(tasks).map((each) => [each, []]));
    for (const { key: each, form } of found) {
      expect(form).toMatchObject({ title: tasks[each].title, team: tasks[each].team });
      expect(form?.schedule.rule).toBe(currentSchedule(tasks[each]).rule);
      expect(form?.schedule.start.slice(10)).toBe(currentSchedule(tasks[each]).start.slice(10));
      expect(form?.description).toBeUndefined();
    }
    expect(found[0].form?.schedule.except).toEqual(['2026-12-24']);
  });
});
