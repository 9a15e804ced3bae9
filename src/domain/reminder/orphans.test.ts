import { readIncidentHead } from '../incident/head';
import { type Deadline } from './deadlines';
import { type KnownHead, repairsOf } from './orphans';
import { type RulerGroup, rulesOf, type Terms } from './rules';

const NOW = Date.parse('2026-11-27T12:00:00Z');
const terms: Terms = {
  kinds: new Set(['next-update', 'check-back', 'role-empty', 'review-due', 'action-due']),
  zone: 'UTC',
  language: 'en',
  now: NOW,
};
const UPDATE: Deadline = { kind: 'next-update', key: 'update', at: '2026-11-27T12:30:00.250Z' };

function group(name: string, deadlines: Deadline[], on: Terms = terms): RulerGroup {
  return { name, rules: rulesOf({ name, ref: name, url: 'https://x', deadlines }, on, '1') };
}

function head(name: string, values: Record<string, string>): KnownHead {
  return readIncidentHead({ name, title: name, tags: [], head: { status: 'investigating', ...values } });
}

const IN_STEP = { 'next-update': '2026-11-27T12:30:00Z' };

it('finds nothing to mend where each head has its rules', () => {
  const heads = [head('inc-1', IN_STEP), head('inc-2', { status: 'closed' })];
  expect(repairsOf([group('inc-1', [UPDATE])], heads, terms)).toEqual({ stale: [], orphans: [] });
});

it.each<[string, RulerGroup[], Record<string, string>]>([
  ['were never written', [], IN_STEP],
  ['stand at another time', [group('inc-1', [UPDATE])], { 'next-update': '2026-11-27T13:00:00Z' }],
  ['outlived their record’s end', [group('inc-1', [UPDATE])], { status: 'closed' }],
  [
    'remind of a role that somebody has',
    [group('inc-1', [UPDATE, { ...UPDATE, kind: 'role-empty', key: 'role-commander' }])],
    { ...IN_STEP, commander: 'Ana' },
  ],
  ['were made for another zone', [group('inc-1', [UPDATE], { ...terms, zone: 'Europe/Paris' })], IN_STEP],
  ['are of a void incident', [group('inc-1', [UPDATE])], { ...IN_STEP, status: 'void' }],
  [
    'lack the day of an action',
    [group('inc-1', [UPDATE])],
    { ...IN_STEP, 'action-1': 'a1|Ana|2026-12-01||2|open|Probe' },
  ],
])('mends rules that %s', (_, groups, values) => {
  expect(repairsOf(groups, [head('inc-1', values)], terms).stale).toEqual(['inc-1']);
});

it('waits for what is farther off than thirty days', () => {
  const far = { status: 'closed', 'action-1': 'a1|Ana|2027-03-01||2|open|Probe' };
  expect(repairsOf([], [head('inc-1', far)], terms).stale).toEqual([]);
  const near = { ...terms, now: Date.parse('2027-02-01T00:00:00Z') };
  expect(repairsOf([], [head('inc-1', far)], near).stale).toEqual(['inc-1']);
});

it('asks for the record of a group that no head is known of, and leaves groups of others', () => {
  const theirs: RulerGroup = { name: 'inc-9', rules: [{ labels: {}, grafana_alert: { title: 'inc-9' } }] };
  expect(repairsOf([group('inc-3', [UPDATE]), theirs], [], terms)).toEqual({ stale: [], orphans: ['inc-3'] });
});

it('puts the next deadline first', () => {
  const heads = [
    head('inc-1', { 'next-update': '2026-11-27T18:00:00Z' }),
    head('inc-2', { 'next-update': '2026-11-27T12:01:00Z' }),
  ];
  expect(repairsOf([], heads, terms).stale).toEqual(['inc-2', 'inc-1']);
});
