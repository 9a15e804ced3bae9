import { complianceByTeam, complianceCsv, monthsUntil } from './compliance';
import { type Settled, type Task } from './task';

const task = (team: string): Task => ({
  position: 1,
  title: 'T',
  team,
  schedules: {
    s: {
      rule: 'FREQ=WEEKLY;BYDAY=MO',
      start: '2026-01-05T09:00',
      zone: 'Europe/Paris',
      from: '2026-01-01T00:00:00Z',
      leadMinutes: 60,
      graceMinutes: 60,
      anchor: 'scheduled',
    },
  },
});
const now = '2026-11-19T12:00:00Z';
const done: Settled = { state: 'ontime', on: '2026-10-05' };

it('counts months back over the turn of a year', () => {
  expect(monthsUntil('2026-02-28', 3)).toEqual(['2025-12', '2026-01', '2026-02']);
});

it('tells teams and months apart, with an interval, and the future never counts', () => {
  const ledger = new Map<string, Settled>([
    ['a@2026-10-05', done],
    ['a@2026-10-12', { ...done, state: 'skipped' }],
    ['a@2026-10-19', { ...done, state: 'waived' }],
  ]);
  const rows = complianceByTeam({ a: task('A'), b: task('B') }, ['2026-10', '2026-11'], {
    ledger,
    now,
    zone: 'Europe/Paris',
  });
  expect(
    rows.map(({ team, month, compliance: { kept, matured, waived } }) => [team, month, kept, matured, waived])
  ).toEqual([
    ['A', '2026-10', 1, 3, 1],
    ['A', '2026-11', 0, 3, 0],
    ['B', '2026-10', 0, 4, 0],
    ['B', '2026-11', 0, 3, 0],
  ]);
  expect(rows[0].compliance.interval?.low).toBeCloseTo(0.0615, 3); // Wilson, 1 of 3
  expect(complianceCsv(rows.slice(0, 1), ['team'])).toMatch(/^team\r\nA,2026-10,1,3,0,2,1,0\.33/);
});
