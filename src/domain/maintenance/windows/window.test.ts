import fc from 'fast-check';
import { isRefused } from '../../record/outcome';
import { fromResource, toResource } from '../../record/resource';
import { demoServices } from '../../services/demo';
import { headOfWindow, readWindowHead, type WindowHead } from './head';
import { overlapping, windowsOver } from './overlaps';
import { emptyWindow, type MaintenanceWindow, type WindowFields, windowName } from './schema';
import { holdsAlert, type KnownSilence, silenceStates, silencing } from './silence';
import { windowText } from './texts';
import { excludedTimes, clockShift, isOnBetween, needsApproval, timesOf, windowState } from './times';
import { possible, type WindowCommand, windowKind } from './window';

const ana = { uid: 'u-ana', name: 'Ana' };
const ben = { uid: 'u-ben', name: 'Ben' };
const START = '2026-11-28T10:00:00.000Z';
const END = '2026-11-28T12:00:00.000Z';
const BEFORE = '2026-11-27T09:00:00.000Z';
const DURING = '2026-11-28T11:00:00.000Z';
const NAME = windowName('0f9c1b2a-1111', BEFORE);

const fields: WindowFields = {
  title: 'Update Redis',
  start: START,
  end: END,
  services: { redis: 'redis' },
  what: 'To **version 8**',
  risk: 'Quotes are slow',
  backOut: 'Start the old image',
  owner: 'Ana',
  silence: true,
  exclude: true,
};

let count = 0;
type Body<C> = C extends unknown ? Omit<C, 'id' | 'at' | 'by'> : never;

function apply(record: MaintenanceWindow, body: Body<WindowCommand>, by = ana, at = BEFORE) {
  return windowKind.apply(record, { ...body, id: `c${count++}`, at, by } as WindowCommand);
}

function done(record: MaintenanceWindow, body: Body<WindowCommand>, by = ana, at = BEFORE): MaintenanceWindow {
  const outcome = apply(record, body, by, at);
  if (isRefused(outcome)) {
    throw new Error(JSON.stringify(outcome.refused));
  }
  return outcome.ok;
}

function codes(record: MaintenanceWindow, body: Body<WindowCommand>, by = ana, at = BEFORE) {
  const outcome = apply(record, body, by, at);
  return isRefused(outcome)
    ? outcome.refused.reasons.map(({ code, field }) => [code, field].filter(Boolean).join('@'))
    : [];
}

const plan = (change: Partial<WindowFields> = {}) =>
  done(emptyWindow(NAME), { type: 'plan', fields: { ...fields, ...change } });
const ms = (at: string) => Date.parse(at);

describe('planning', () => {
  it.each([
    ['no title', { title: ' \u200b ' }, ['required@title']],
    ['no service', { services: {} }, ['required@services']],
    ['an end before its start', { end: BEFORE }, ['window.order@end']],
    ['an end at its start', { end: START }, ['window.order@end']],
    ['93 days', { end: '2027-03-01T10:00:00.000Z' }, ['window.tooLong@end']],
    ['a time that is none', { start: '2026-02-31T10:00:00Z' }, ['unreadable@start']],
    ['more text than fits', { what: 'x'.repeat(20_001) }, ['tooLong@what']],
  ])('refuses %s', (_, change, expected) => {
    expect(codes(emptyWindow(NAME), { type: 'plan', fields: { ...fields, ...change } })).toEqual(
      expect.arrayContaining(expected)
    );
  });

  it('takes one of thirty days', () => {
    expect(plan({ end: '2026-12-28T10:00:00.000Z' }).end).toBe('2026-12-28T10:00:00.000Z');
  });

  it('is planned once, and reads back as it was written, whatever stands in its texts', () => {
    const hostile = plan({ title: '"} or vector(1) | <script>', services: { redis: 'redis"="x', quotes: '$x' } });
    expect(done(hostile, { type: 'plan', fields })).toBe(hostile);
    const resource = toResource(windowKind, hostile, { name: NAME, folder: 'f' });
    expect(fromResource(windowKind, resource)).toMatchObject({ state: 'ok', record: hostile });
  });

  it('forgets what the form left empty, and refuses an edit of an older one', () => {
    const first = plan();
    const { backOut: _, silence: __, ...less } = fields;
    const edited = done(first, { type: 'edit', fields: less, seen: first.revised.command }, ben);
    expect(edited).not.toHaveProperty('backOut');
    expect(edited).not.toHaveProperty('silence');
    expect(codes(edited, { type: 'edit', fields, seen: first.revised.command })).toEqual(['maintenance.moved']);
  });
});

describe('its course', () => {
  it('begins and ends by its plan, earlier or later where somebody says so', () => {
    const planned = plan();
    const stateAt = (record: MaintenanceWindow, at: string) => windowState(headOfWindow(record), ms(at));
    expect([BEFORE, START, DURING, END].map((at) => stateAt(planned, at))).toEqual([
      'planned',
      'running',
      'running',
      'ended',
    ]);
    const early = done(planned, { type: 'start' }, ana, '2026-11-28T09:40:00.000Z');
    expect(timesOf(headOfWindow(early))).toEqual({ from: '2026-11-28T09:40:00.000Z', to: END });
    const longer = done(early, { type: 'extend', end: '2026-11-28T13:00:00.000Z', seen: early.revised.command });
    expect(stateAt(longer, '2026-11-28T12:30:00.000Z')).toBe('running');
    const over = done(longer, { type: 'end', ended: '2026-11-28T12:40:00.000Z' }, ana, '2026-11-28T12:45:00.000Z');
    expect(timesOf(headOfWindow(over))).toEqual({ from: '2026-11-28T09:40:00.000Z', to: '2026-11-28T12:40:00.000Z' });
    expect(codes(over, { type: 'move', start: START, end: END, seen: over.revised.command })).toEqual(['window.ended']);
    expect(codes(over, { type: 'cancel', reason: 'x' })).toEqual(['window.ended', 'window.started']);
  });

  it('refuses an end that is no later, in the future, or before its start', () => {
    const planned = plan();
    const { command: seen } = planned.revised;
    expect(codes(planned, { type: 'extend', end: END, seen })).toEqual(['window.notLater@end']);
    expect(codes(planned, { type: 'end', ended: END }, ana, DURING)).toEqual(['time.future@ended']);
    expect(codes(planned, { type: 'end', ended: BEFORE }, ana, DURING)).toEqual(['window.order@ended']);
    expect(codes(planned, { type: 'start' }, ana, '2026-11-28T12:30:00.000Z')).toEqual(['window.over']);
  });

  it('is cancelled with a reason, and nothing follows', () => {
    const planned = plan();
    expect(codes(planned, { type: 'cancel', reason: ' ' })).toEqual(['required@reason']);
    const cancelled = done(planned, { type: 'cancel', reason: 'No time' });
    expect(timesOf(headOfWindow(cancelled))).toBeUndefined();
    expect(possible(cancelled, ms(DURING))).toEqual([]);
    expect(codes(cancelled, { type: 'start' })).toEqual(['window.cancelled']);
  });

  it('offers what can be done then', () => {
    const planned = plan();
    expect(possible(planned, ms(BEFORE))).toEqual(['start', 'edit', 'cancel']);
    expect(possible(planned, ms(DURING))).toEqual(['start', 'extend', 'end', 'edit', 'cancel']);
    expect(possible(planned, ms('2026-11-29T00:00:00Z'))).toEqual(['extend', 'end', 'edit', 'cancel']);
  });

  it('moves both ends together, once', () => {
    const planned = plan();
    const times = { start: '2026-11-29T10:00:00.000Z', end: '2026-11-29T12:00:00.000Z' };
    const moved = done(planned, { type: 'move', ...times, seen: planned.revised.command });
    expect(moved).toMatchObject(times);
    expect(codes(moved, { type: 'move', ...times, seen: planned.revised.command })).toEqual(['maintenance.moved']);
  });
});

describe('the exclusion', () => {
  it('is approved by another person, for what was planned then', () => {
    const planned = plan();
    const { command: seen } = planned.revised;
    expect(codes(planned, { type: 'approve', seen })).toEqual(['window.secondPerson']);
    expect(codes(planned, { type: 'approve', seen: 'other' }, ben)).toEqual(['maintenance.moved']);
    const approved = done(planned, { type: 'approve', seen }, ben);
    expect(excludedTimes(headOfWindow(approved))).toEqual({ from: START, to: END, services: ['redis'] });
    expect(needsApproval(headOfWindow(approved))).toBe(false);

    const longer = done(approved, { type: 'extend', end: '2026-11-28T13:00:00.000Z', seen });
    expect(excludedTimes(headOfWindow(longer))).toMatchObject({ to: END });
    expect(needsApproval(headOfWindow(longer))).toBe(true);
    const shorter = done(longer, { type: 'end', ended: DURING }, ana, DURING);
    expect(excludedTimes(headOfWindow(shorter))).toMatchObject({ to: DURING });
    expect(needsApproval(headOfWindow(shorter))).toBe(false);
  });

  it('does not reach services that were added afterwards', () => {
    const planned = plan();
    const approved = done(planned, { type: 'approve', seen: planned.revised.command }, ben);
    const services = { redis: 'redis', quotes: 'quotes' };
    const wider = done(approved, { type: 'edit', fields: { ...fields, services }, seen: planned.revised.command });
    expect(excludedTimes(headOfWindow(wider))).toMatchObject({ services: ['redis'] });
    expect(needsApproval(headOfWindow(wider))).toBe(true);
    // who changed it does not approve it either
    expect(codes(wider, { type: 'approve', seen: wider.revised.command })).toEqual(['window.secondPerson']);
  });

  it('is none where nobody asked for it or the window was cancelled', () => {
    const plain = plan({ exclude: false });
    expect(codes(plain, { type: 'approve', seen: plain.revised.command }, ben)).toEqual(['window.notExcluded']);
    const planned = plan();
    const approved = done(planned, { type: 'approve', seen: planned.revised.command }, ben);
    expect(excludedTimes(headOfWindow(done(approved, { type: 'cancel', reason: 'x' })))).toBeUndefined();
  });
});

it('reads from its head what the record says', () => {
  const planned = plan({
    services: Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`service-${n}`, `S${n}`])),
  });
  const approved = done(planned, { type: 'approve', seen: planned.revised.command }, ben);
  const { title, tags, head } = windowKind.describe(approved);
  expect(readWindowHead({ name: NAME, title, tags, head })).toEqual(headOfWindow(approved));
  expect(headOfWindow(approved)).toMatchObject({
    title: 'Update Redis',
    approval: { by: 'Ben', services: Object.keys(planned.services) },
  });
  expect(readWindowHead({ name: NAME, title, tags, head: { start: 'x' } })).toBeUndefined();
});

const head = (change: Partial<WindowHead>): WindowHead => ({
  name: 'a',
  title: 'A',
  start: START,
  end: END,
  services: ['redis'],
  serviceNames: 'redis',
  owner: '',
  silence: true,
  exclude: false,
  ...change,
});
const register = demoServices('en', 'id');

describe('silences', () => {
  it('are narrowed by the labels of each service', () => {
    const { wanted, unlabelled } = silencing(head({ services: ['redis', 'typed'] }), [], register, ms(BEFORE));
    expect(unlabelled).toEqual(['typed']);
    expect(wanted).toEqual([
      {
        service: 'redis',
        matchers: [
          { name: 'namespace', value: 'haddock', isRegex: false, isEqual: true },
          { name: 'service', value: 'redis', isRegex: false, isEqual: true },
        ],
        startsAt: START,
        endsAt: END,
      },
    ]);
    expect(holdsAlert(wanted[0].matchers, { namespace: 'haddock', service: 'redis', alertname: 'Down' })).toBe(true);
    expect(holdsAlert(wanted[0].matchers, { namespace: 'haddock', service: 'quotes' })).toBe(false);
    expect(holdsAlert([], { service: 'redis' })).toBe(false);
  });

  it('end with the last window that covers them', () => {
    const second = head({ name: 'b', start: DURING, end: '2026-11-28T14:00:00.000Z' });
    const third = head({ name: 'c', start: '2026-11-28T14:00:00.000Z', end: '2026-11-28T15:00:00.000Z' });
    const apart = head({ name: 'd', start: '2026-11-28T16:00:00.000Z', end: '2026-11-28T17:00:00.000Z' });
    const endWith = (window: WindowHead, others: WindowHead[], now = BEFORE) =>
      silencing(window, others, register, ms(now)).wanted[0]?.endsAt;
    expect(endWith(head({}), [apart, third, second])).toBe('2026-11-28T15:00:00.000Z');
    expect(endWith(head({}), [head({ name: 'b', services: ['quotes'], end: third.end }), apart])).toBe(END);
    expect(endWith(head({}), [{ ...second, silence: false }])).toBe(END);
    // one that is ended while another still covers it stays on for that one
    const ended = head({ ended: '2026-11-28T11:30:00.000Z' });
    expect(endWith(ended, [second], '2026-11-28T11:31:00.000Z')).toBe('2026-11-28T14:00:00.000Z');
    expect(endWith(ended, [], '2026-11-28T11:31:00.000Z')).toBeUndefined();
    expect(endWith(ended, [{ ...second, cancelled: DURING }], '2026-11-28T11:31:00.000Z')).toBeUndefined();
  });
});

describe('silences in Grafana', () => {
  const wanted = silencing(head({}), [], register, ms(BEFORE));
  const known: KnownSilence = { id: 's1', state: 'pending', comment: 'x', ...wanted.wanted[0] };
  const stateOf = (ids: Record<string, string>, silences: KnownSilence[], want = wanted) =>
    silenceStates('win-a', want, ids, silences).map(({ service, state }) => [service, state]);
  const none = { wanted: [], unlabelled: [] };

  it.each([
    ['kept', { redis: 's1' }, [known]],
    ['kept', { redis: 's1' }, [{ ...known, state: 'active' as const, startsAt: DURING }]],
    ['missing', {}, [known]],
    ['kept', {}, [{ ...known, comment: 'Update Redis (Opsbook win-a)' }]],
    ['gone', { redis: 's1' }, []],
    ['gone', { redis: 's1' }, [{ ...known, state: 'expired' as const }]],
    ['differs', { redis: 's1' }, [{ ...known, endsAt: DURING }]],
    ['differs', { redis: 's1' }, [{ ...known, startsAt: DURING }]],
    ['differs', { redis: 's1' }, [{ ...known, matchers: [] }]],
  ])('are %s', (state, ids, silences) => {
    expect(stateOf(ids, silences)).toEqual([['redis', state]]);
  });

  it('are left over where nothing wants them any more', () => {
    expect(stateOf({ redis: 's1' }, [known], none)).toEqual([['redis', 'left']]);
    expect(stateOf({ redis: 's1' }, [{ ...known, state: 'expired' }], none)).toEqual([]);
    expect(stateOf({}, [], { wanted: [], unlabelled: ['typed'] })).toEqual([['typed', 'unlabelled']]);
  });
});

describe('at the same time', () => {
  it('are other windows, those of the same services first', () => {
    const other = head({ name: 'b', services: ['quotes'] });
    const same = head({ name: 'c', start: DURING });
    const touching = head({ name: 'd', start: END, end: '2026-11-28T13:00:00.000Z' });
    const planned = { from: ms(START), to: ms(END), services: ['redis'], name: 'a' };
    expect(
      overlapping(planned, [head({}), other, same, touching]).map(({ window, services }) => [window.name, services])
    ).toEqual([
      ['c', ['redis']],
      ['b', []],
    ]);
    expect(windowsOver(['redis'], [other, same], ms(DURING), ms(DURING)).map(({ name }) => name)).toEqual(['c']);
    expect(windowsOver(['redis'], [same], ms(END), ms(END))).toEqual([]);
  });

  it('is the same either way round', () => {
    const at = fc.integer({ min: 0, max: 1000 });
    const span = fc.tuple(at, fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(span, span, ([a, x], [b, y]) => {
        const of = (from: number, length: number) =>
          head({ start: new Date(from).toISOString(), end: new Date(from + length).toISOString() });
        expect(isOnBetween(of(a, x), b, b + y)).toBe(isOnBetween(of(b, y), a, a + x));
      })
    );
  });
});

it('knows when the clocks change amid it', () => {
  const night = { from: '2026-03-28T23:00:00Z', to: '2026-03-29T03:00:00Z' };
  expect(clockShift(night, 'Europe/Paris')).toBe(60);
  expect(clockShift(night, 'UTC')).toBe(0);
  expect(clockShift({ from: '2026-10-24T23:00:00Z', to: '2026-10-25T03:00:00Z' }, 'Europe/Paris')).toBe(-60);
});

it('is a document in its own language', () => {
  const planned = done(emptyWindow(NAME, 'fr'), { type: 'plan', fields: { ...fields, backOut: 'Revenir' } });
  const cancelled = done(planned, { type: 'cancel', reason: 'Pas le temps' });
  const { title, markdown } = windowKind.describe(cancelled);
  expect(title).toBe('Fenêtre de maintenance · Update Redis');
  expect(markdown).toContain('- Prévue\u00a0: 2026-11-28 10:00 à 2026-11-28 12:00 (UTC) par Ana');
  expect(markdown).toContain('par Ana\u00a0: Pas le temps');
  expect(markdown).toContain('## Plan de retour arrière\n\nRevenir');
  expect(markdown).not.toMatch(/Planned|Cancelled|silenced|Excluded| by /);
  expect(windowKind.describe(plan()).markdown).toContain(
    '- Planned: 2026-11-28 10:00 to 2026-11-28 12:00 (UTC) by Ana'
  );
});

it('writes what is sent, in both languages and the team’s zone', () => {
  const cancelled = done(plan(), { type: 'cancel', reason: 'Release postponed' });
  expect(windowText('announce', plan(), 'en', 'Europe/Paris')).toBe(
    [
      'Planned maintenance: Update Redis',
      '',
      'We have planned maintenance of redis.',
      'When: from 2026-11-28 11:00 to 2026-11-28 13:00 (Europe/Paris), 2 h 00',
      'What: To **version 8**',
      'What you may notice: Quotes are slow',
      'Contact: Ana',
      'We will remind you before it begins, and tell you when it is over.',
    ].join('\n')
  );
  expect(windowText('remind', plan(), 'fr', 'UTC')).toContain('Rappel, maintenance planifiée\u00a0: Update Redis');
  expect(windowText('cancel', cancelled, 'fr', 'UTC')).toContain('Motif\u00a0: Release postponed');
});
