import fc from 'fast-check';
import { formatLogfmt, parseLogfmt } from '../record/logfmt';
import { isRefused } from '../record/outcome';
import { defaultChecklists } from './checklistDefaults';
import { ledgerOf, ledgerOfHead, ledgerOfWeek, writeWeekHead } from './ledger';
import { lastRunIn, checklistRunState } from './run';
import { runToCsv, checklistRunMarkdown } from './runDocument';
import { outcomeMeasured } from './runText';
import { emptyWeek, type Promised, type Week, type WeekCommand, weekName, weekOfName } from './week';
import { weekKind } from './weekKind';

const ana = { uid: 'u1', name: 'Ana' };
const luc = { uid: 'u2', name: 'Luc' };
const logs: Promised = {
  task: 'logs',
  date: '2026-11-16',
  title: 'Check | logs',
  due: '2026-11-16T16:00:00Z',
  opens: '2026-11-16T08:00:00Z',
  closes: '2026-11-16T18:24:00Z',
};
const at = '2026-11-17T09:00:00Z';
const done: WeekCommand = {
  type: 'done',
  id: 'd1',
  at,
  by: ana,
  occurrence: logs,
  doneAt: '2026-11-16T15:00:00Z',
  on: '2026-11-16',
  note: 'All <quiet>',
};
const checklist = defaultChecklists('en').maintenance;
const start: WeekCommand = {
  type: 'startRun',
  id: 's1',
  at,
  by: ana,
  run: 'r1',
  checklist: 'maintenance',
  ...checklist,
  occurrence: logs,
};

function applied(week: Week, ...commands: WeekCommand[]): Week {
  return commands.reduce((record, command) => {
    const outcome = weekKind.apply(record, command);
    if (isRefused(outcome)) {
      throw new Error(JSON.stringify(outcome.refused.reasons));
    }
    return outcome.ok;
  }, week);
}

function codes(week: Week, command: WeekCommand): string[] {
  const outcome = weekKind.apply(week, command);
  return isRefused(outcome) ? outcome.refused.reasons.map(({ code }) => code) : [];
}

const empty = emptyWeek('2026-W47');

describe('the record of a week', () => {
  it('is named after the week', () => {
    expect(weekName('2026-W47')).toBe('opsbook-week-2026-w47');
    expect(weekOfName('opsbook-week-2026-w47')).toBe('2026-W47');
    expect(weekOfName('opsbook-plan')).toBeUndefined();
  });

  it('keeps a result once, whoever repeats it, and says who was first', () => {
    const week = applied(empty, done);
    expect(weekKind.apply(week, done)).toEqual({ ok: week });
    expect(codes(week, { ...done, id: 'd2', by: luc })).toEqual(['maintenance.done']);
    expect(ledgerOf(ledgerOfWeek(week)).get('logs@2026-11-16')).toEqual({ state: 'ontime', on: '2026-11-16' });
  });

  it('takes a result back, unless it is another one by now', () => {
    const week = applied(empty, done);
    expect(codes(week, { type: 'undo', id: 'u1', at, by: luc, key: 'logs@2026-11-16', seen: 'other' })).toEqual([
      'maintenance.moved',
    ]);
    expect(applied(week, { type: 'undo', id: 'u1', at, by: luc, key: 'logs@2026-11-16', seen: 'd1' }).results).toEqual(
      {}
    );
  });

  it('refuses the future, a waiver without reason, a link that is not of the web and a text that is too long', () => {
    expect(codes(empty, { ...done, doneAt: '2026-11-18T00:00:00Z' })).toEqual(['time.future']);
    expect(
      codes(empty, { type: 'waive', id: 'w1', at, by: ana, occurrence: logs, on: '2026-11-17', reason: ' ' })
    ).toEqual(['required']);
    expect(codes(empty, { ...done, evidence: 'javascript:alert(1)' })).toEqual(['link.web']);
    expect(codes(empty, { ...done, note: 'x'.repeat(20_001) })).toEqual(['tooLong']);
    const outcome = weekKind.apply(empty, { ...done, evidence: `https://x.org/${'x'.repeat(2000)}` });
    expect(outcome).toEqual({
      refused: { reasons: [{ code: 'tooLong', values: { limit: 2000 }, field: 'evidence' }] },
    });
  });

  it('can be read from its head alone', () => {
    const week = applied(empty, done, {
      type: 'waive',
      id: 'w1',
      at,
      by: ana,
      occurrence: { ...logs, date: '2026-11-17' },
      on: '2026-11-19',
      reason: 'Frozen',
    });
    const { head } = weekKind.describe(week);
    expect(head['t-logs']).toBe('1o,2w+2');
    expect(ledgerOfHead('opsbook-week-2026-w47', parseLogfmt(formatLogfmt(head)))).toEqual(ledgerOfWeek(week));
  });

  it('says in its head what its record says, whatever was done when', () => {
    const results = fc.array(
      fc.record({
        task: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
        weekday: fc.integer({ min: 0, max: 6 }),
        done: fc.integer({ min: -200, max: 200 }),
        isWaived: fc.boolean(),
      }),
      { maxLength: 12 }
    );
    fc.assert(
      fc.property(results, (list) => {
        const dayOf = (offset: number) =>
          new Date(Date.parse('2026-11-16T12:00:00Z') + offset * 86_400_000).toISOString();
        const record: Week = {
          ...empty,
          results: Object.fromEntries(
            list.map(({ task, weekday, done: day, isWaived }) => {
              const [date, doneAt] = [dayOf(weekday).slice(0, 10), dayOf(day)];
              const occurrence = { ...logs, task, date };
              const part = { at: doneAt, on: doneAt.slice(0, 10), by: ana, command: 'c' };
              return [`${task}@${date}`, { ...part, state: isWaived ? 'waived' : 'done', occurrence }];
            })
          ),
        };
        const head = parseLogfmt(formatLogfmt(writeWeekHead(record)));
        expect(ledgerOf(ledgerOfHead('opsbook-week-2026-w47', head))).toEqual(ledgerOf(ledgerOfWeek(record)));
      })
    );
  });

  it('survives JSON and reads well without the plugin', () => {
    const week = applied(empty, done);
    expect(weekKind.schema.parse(JSON.parse(JSON.stringify(week)))).toEqual(week);
    expect(weekKind.describe(week).markdown).toContain(
      '| 2026-11-16 | Check \\| logs | done on time | 2026-11-16 15:00 | Ana | All &lt;quiet> |'
    );
  });
});

describe('a run', () => {
  const item = (
    key: string,
    id: string,
    outcome: (WeekCommand & { type: 'item' })['outcome'],
    by = ana
  ): WeekCommand => ({ type: 'item', id, at, by, run: 'r1', item: key, outcome });
  const all = (except: string[] = []) =>
    Object.keys(checklist.items)
      .filter((key) => !except.includes(key))
      .map((key) => item(key, `i-${key}`, { verdict: 'pass' }));

  it('keeps each result, the last one counts, and repeats change nothing', () => {
    const week = applied(
      empty,
      start,
      item('disk', 'i1', { verdict: 'fail', value: 91 }),
      item('disk', 'i2', { verdict: 'pass', value: 60, note: 'Cleaned' })
    );
    const { outcomes, answered, failed, total, open } = checklistRunState(week, 'r1');
    expect(outcomes.get('disk')).toMatchObject({ id: 'i2', outcome: { value: 60 } });
    expect([answered, failed, total, open.length]).toEqual([1, 0, 9, 8]);
    expect(Object.keys(week.entries)).toEqual(['i1', 'i2']);
    expect(weekKind.apply(week, item('disk', 'i1', { verdict: 'fail' }))).toEqual({ ok: week });
  });

  it('is added to by patch exactly as by command', () => {
    const week = applied(empty, start);
    const command = item('disk', 'i1', { verdict: 'pass', value: 60 });
    const addition = weekKind.addition?.(command);
    expect(addition?.path).toEqual(['entries', 'i1']);
    expect(applied(week, command).entries).toEqual({ ...week.entries, i1: addition?.value });
    expect(weekKind.addition?.(start)).toBeUndefined();
  });

  it('refuses an unknown item, a skip without reason, and a finish with open items', () => {
    const week = applied(empty, start, ...all(['disk']));
    expect(codes(week, item('nothing', 'i9', { verdict: 'pass' }))).toEqual(['run.item']);
    expect(codes(week, item('disk', 'i9', { verdict: 'skip' }))).toEqual(['required']);
    expect(codes(week, item('disk', 'i9', { verdict: 'pass', value: Infinity }))).toEqual(['number']);
    expect(codes(week, item('disk', 'i9', { verdict: 'pass', value: 'x'.repeat(20_001) }))).toEqual(['tooLong']);
    expect(codes(week, item('disk', 'i9', { verdict: 'pass', evidence: `https://${'x'.repeat(2000)}` }))).toEqual([
      'tooLong',
    ]);
    expect(codes(week, { type: 'finishRun', id: 'f1', at, by: ana, run: 'r1', on: '2026-11-17' })).toEqual([
      'run.open',
    ]);
  });

  it('settles its task when it is finished, and wants a second person to sign off', () => {
    const finish: WeekCommand = { type: 'finishRun', id: 'f1', at, by: ana, run: 'r1', on: '2026-11-17', note: 'Fine' };
    const week = applied(empty, start, ...all(), finish);
    expect(week.results['logs@2026-11-16']).toMatchObject({ state: 'done', run: 'r1', at, on: '2026-11-17' });
    expect(codes(week, item('disk', 'late', { verdict: 'fail' }))).toEqual(['run.finished']);
    expect(codes(week, { type: 'signOffRun', id: 'x1', at, by: ana, run: 'r1' })).toEqual(['run.secondPerson']);
    expect(applied(week, { type: 'signOffRun', id: 'x1', at, by: luc, run: 'r1' }).runs.r1.signedOff?.by).toEqual(luc);
    expect(weekKind.describe(week).markdown).toContain('| Disk space | ✅ pass |');
  });

  it('is a document in its own language', () => {
    const finish: WeekCommand = { type: 'finishRun', id: 'f1', at, by: ana, run: 'r1', on: '2026-11-17' };
    const week = applied(
      emptyWeek('2026-W47', 'fr'),
      start,
      ...all(),
      finish,
      { type: 'decide', id: 'd', at, by: ana, text: 'Plus de disque' },
      { type: 'carry', id: 'c', at, by: ana, text: 'Nettoyer' },
      { type: 'signReview', id: 's', at, by: ana, open: ['notes'] }
    );
    const { title, markdown } = weekKind.describe(week);
    expect(title).toBe('Maintenance 2026-W47 · 1 faite');
    expect(markdown).toContain('| Échéance | Tâche | Résultat | À (UTC) | Par | Note |');
    expect(markdown).toContain('✅ conforme');
    expect(markdown).toContain(
      '## Revue de la semaine\n\n**Décisions**\n\n- Plus de disque\n\n**Reporté à la semaine suivante**'
    );
    expect(markdown).toContain('Validée avec des étapes non faites');
    expect(markdown).not.toMatch(/Signed|Weekly|Started|Result|done/);
    expect(weekKind.describe({ ...week, language: undefined }).markdown).toContain('## Weekly review');
  });

  it('refuses closing notes that it could not read back', () => {
    const finish: WeekCommand = { type: 'finishRun', id: 'f1', at, by: ana, run: 'r1', on: '2026-11-17' };
    const week = applied(empty, start, ...all());
    const note = 'x'.repeat(20_001);
    expect(codes(week, { ...finish, note })).toEqual(['tooLong']);
    expect(codes(applied(week, finish), { type: 'signOffRun', id: 'x1', at, by: luc, run: 'r1', note })).toEqual([
      'tooLong',
    ]);
    expect(codes(week, { type: 'signReview', id: 'x2', at, by: ana, note })).toEqual(['tooLong']);
  });

  it('can be given up with a reason and then leaves the task open', () => {
    const week = applied(empty, start, { type: 'abandonRun', id: 'a1', at, by: ana, run: 'r1', reason: 'Incident' });
    expect(week.results).toEqual({});
    expect(codes(week, { type: 'finishRun', id: 'f1', at, by: ana, run: 'r1', on: '2026-11-17' })).toContain(
      'run.abandoned'
    );
  });
});

describe('the weekly review', () => {
  it('collects decisions and what is carried over, and is closed by its sign-off', () => {
    const base = { at, by: ana };
    const week = applied(
      empty,
      { ...base, type: 'reviewNotes', id: 'n1', notes: 'Quiet week', seen: '' },
      { ...base, type: 'decide', id: 'n2', text: 'Raise the memory limit' },
      { ...base, type: 'carry', id: 'n3', text: 'Update Redis' },
      { ...base, type: 'dropLine', id: 'n4', line: 'n3' },
      { ...base, type: 'signReview', id: 'n5' }
    );
    expect(week.review).toMatchObject({
      notes: 'Quiet week',
      decisions: { n2: { text: 'Raise the memory limit' } },
      carried: {},
      signedOff: { by: ana },
    });
    expect(codes(week, { ...base, type: 'decide', id: 'n6', text: 'More' })).toEqual(['review.signed']);
    expect(codes(empty, { ...base, type: 'reviewNotes', id: 'n7', notes: 'x', seen: 'something else' })).toEqual([
      'review.moved',
    ]);
  });
});

describe('a run of every kind of item', () => {
  const items: Week['runs'][string]['items'] = {
    part: { kind: 'heading', position: 1, title: 'Disks' },
    look: { kind: 'confirm', position: 2, title: 'Look', needsEvidence: true },
    ask: { kind: 'query', position: 3, title: 'Ask', expr: 'up', comparison: '==', threshold: 1, missing: 'asks' },
  };
  const begun = applied(empty, { ...start, items, occurrence: logs });
  const answer = (
    item: string,
    outcome: Extract<WeekCommand, { type: 'item' }>['outcome'],
    id = item
  ): WeekCommand => ({
    type: 'item',
    id,
    at,
    by: ana,
    run: 'r1',
    item,
    outcome,
  });
  const query = { expr: 'up', comparison: '==' as const, threshold: 1, dataSource: 'p', at, series: 0 };
  const finish: WeekCommand = { type: 'finishRun', id: 'f1', at, by: ana, run: 'r1', on: '2026-11-17', minutes: 12 };

  it('asks for evidence where the item does, and never about a heading', () => {
    expect(codes(begun, answer('look', { verdict: 'pass' }))).toEqual(['run.evidence']);
    expect(codes(begun, answer('look', { verdict: 'skip', reason: 'No access' }))).toEqual([]);
    expect(codes(begun, answer('look', { verdict: 'pass', note: '4 GB free' }))).toEqual([]);
    expect(codes(begun, answer('part', { verdict: 'pass' }))).toEqual(['run.item']);
    expect(checklistRunState(begun, 'r1')).toMatchObject({ total: 2, open: ['look', 'ask'] });
  });

  it('waits for a person where missing data asks one', () => {
    const asked = applied(
      begun,
      answer('look', { verdict: 'pass', note: 'x' }),
      answer('ask', { verdict: 'nodata', query })
    );
    expect(codes(asked, finish)).toEqual(['run.open']);
    expect(codes(applied(asked, answer('ask', { verdict: 'pass' }, 'by-hand')), finish)).toEqual([]);
  });

  const finished = applied(
    begun,
    answer('look', { verdict: 'fail', note: 'x' }),
    answer('ask', { verdict: 'pass' }),
    finish
  );

  it('is signed off by somebody else whom Grafana knows', () => {
    const sign = (uid: string): WeekCommand => ({
      type: 'signOffRun',
      id: 'o1',
      at,
      by: { uid, name: 'X' },
      run: 'r1',
    });
    expect(codes(finished, sign('u1'))).toEqual(['run.secondPerson']);
    expect(codes(finished, sign(''))).toEqual(['run.nobody']);
    expect(applied(finished, sign('u2')).runs.r1.signedOff?.by.uid).toBe('u2');
  });

  it('is taken up again with a reason, by one person only, and takes its result back', () => {
    const reopen = (part = {}): WeekCommand => ({
      type: 'reopenRun',
      id: 'n1',
      at,
      by: luc,
      run: 'r1',
      seen: at,
      reason: 'Wrong disk',
      ...part,
    });
    expect(finished.results['logs@2026-11-16']).toMatchObject({ run: 'r1', minutes: 12 });
    expect(codes(finished, reopen({ reason: ' ' }))).toEqual(['required']);
    expect(codes(finished, reopen({ seen: '2026-11-17T08:00:00Z' }))).toEqual(['maintenance.moved']);
    const again = applied(finished, reopen());
    expect(again.results).toEqual({});
    expect(again.runs.r1).toMatchObject({ reopened: { n1: { note: 'Wrong disk', by: luc, finished: { by: ana } } } });
    expect(again.runs.r1.finished).toBeUndefined();
    expect(codes(again, reopen({ id: 'n2' }))).toEqual(['run.notFinished']);
    expect(codes(again, { ...finish, id: 'f2' })).toEqual([]);
  });

  it('takes whole minutes only', () => {
    const open = applied(begun, answer('look', { verdict: 'pass', note: 'x' }), answer('ask', { verdict: 'pass' }));
    expect(codes(open, { ...finish, minutes: 1.5 })).toEqual(['number']);
    expect(codes(open, { ...finish, minutes: NaN })).toEqual(['number']);
  });

  it('is found again by the next run of the same checklist', () => {
    const next = { checklist: 'maintenance', started: { at: '2026-11-18T09:00:00Z', by: luc } };
    expect(lastRunIn(finished, next)?.outcomes.get('look')).toMatchObject({ verdict: 'fail' });
    expect(lastRunIn(finished, { ...next, checklist: 'other' })).toBeUndefined();
    expect(lastRunIn(begun, next)).toBeUndefined();
  });

  it('is written in both languages, and as a table', () => {
    const document = (language: 'en' | 'fr') => checklistRunMarkdown(finished, 'r1', finished.runs.r1, language);
    expect(document('en')).toContain('| Look | ❌ fail |');
    expect(document('fr')).toContain('| Look | ❌ échec |');
    expect(document('fr')).toContain('Minutes passées : 12');
    expect(runToCsv(finished, 'r1', finished.runs.r1, 'en').split('\r\n')[1]).toMatch(/^Disks,Look,fail,/);
  });
});

it.each([
  ['en', 'max(disk) = 91.33 % (< 85.25 ± 0.5)'],
  ['fr-FR', 'max(disk) = 91,33 % (< 85,25 ± 0,5)'],
])('writes what was measured as %s writes numbers, the bound with all its digits', (language, text) => {
  const query = {
    expr: 'max(disk)',
    comparison: '<' as const,
    threshold: 85.25,
    tolerance: 0.5,
    dataSource: 'p',
    at,
    series: 1,
  };
  const outcome = { verdict: 'fail' as const, value: 91.333333333333, unit: '%', query };
  expect(outcomeMeasured(outcome, language)).toBe(text);
});

describe('who deals with a date, and how', () => {
  const hand: WeekCommand = {
    type: 'handOver',
    id: 'h1',
    at,
    by: ana,
    occurrence: logs,
    person: luc,
    reason: 'On leave',
  };

  it('is handed over once, with a reason, to somebody', () => {
    const handed = applied(empty, hand);
    expect(handed.handovers?.['logs@2026-11-16']).toMatchObject({ person: luc, by: ana, reason: 'On leave' });
    expect(codes(handed, { ...hand, id: 'h2' })).toEqual(['maintenance.moved']);
    expect(codes(handed, { ...hand, id: 'h2', seen: 'h1', person: ana })).toEqual([]);
    expect(codes(empty, { ...hand, person: undefined, reason: '' })).toEqual(['required', 'required']);
    expect(codes(applied(empty, done), hand)).toEqual(['maintenance.done']);
  });

  it('is skipped with a reason, which counts as not kept and is known from the head', () => {
    const skip: WeekCommand = {
      type: 'skip',
      id: 'k1',
      at,
      by: ana,
      occurrence: logs,
      on: '2026-11-17',
      reason: 'Freeze',
    };
    const skipped = applied(empty, skip);
    expect(codes(empty, { ...skip, reason: ' ' })).toEqual(['required']);
    expect(codes(skipped, { ...done, id: 'd9' })).toEqual(['maintenance.skipped']);
    const ledger = ledgerOf(ledgerOfHead('opsbook-week-2026-w47', writeWeekHead(skipped)));
    expect(ledger.get('logs@2026-11-16')).toEqual({ state: 'skipped', on: '2026-11-17' });
  });

  it('keeps why it was early or late, and what it took', () => {
    const late = applied(empty, { ...done, reason: ' Waited for access ', minutes: 30, costCode: ' OPS-1 ' });
    expect(late.results['logs@2026-11-16']).toMatchObject({
      reason: 'Waited for access',
      minutes: 30,
      costCode: 'OPS-1',
    });
  });
});
