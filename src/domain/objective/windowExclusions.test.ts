import { type WindowHead } from '../maintenance/windows/head';
import { exclusionsOf, withoutExcluded } from './exclusion';
import { isProvisional, withWindows } from './windowExclusions';

const window: WindowHead = {
  name: 'win-20261127-aa',
  title: 'Update Redis',
  start: '2026-11-28T10:00:00.000Z',
  end: '2026-11-28T12:00:00.000Z',
  services: ['redis', 'quotes'],
  serviceNames: 'Redis, quotes',
  owner: '',
  silence: false,
  exclude: true,
  approval: {
    from: '2026-11-28T10:00:00.000Z',
    to: '2026-11-28T12:00:00.000Z',
    services: ['redis'],
    at: '2026-11-27T08:00:00Z',
    by: 'Ben',
  },
};
const merged = (change: Partial<WindowHead>) => withWindows(undefined, [{ ...window, ...change }]);
const of = (change: Partial<WindowHead>, service: string) => exclusionsOf(merged(change), 'availability', { service });

it('excludes what was approved of a window, for the services that were', () => {
  expect(of({}, 'Redis')).toMatchObject([
    { id: 'window:win-20261127-aa', exclusion: { reason: 'Update Redis', approvedBy: 'Ben' } },
  ]);
  expect(of({}, 'quotes')).toEqual([]);
  expect(of({ end: '2026-11-28T14:00:00.000Z' }, 'redis')[0].end).toBe(Date.parse('2026-11-28T12:00:00Z') / 1000);
  expect(of({ ended: '2026-11-28T11:00:00.000Z' }, 'redis')[0].end).toBe(Date.parse('2026-11-28T11:00:00Z') / 1000);
});

it.each([
  ['nobody has approved', { approval: undefined }],
  ['nobody asked for', { exclude: false }],
  ['was cancelled', { cancelled: '2026-11-28T09:00:00Z' }],
])('counts a window that %s', (_, change) => {
  expect(merged(change)).toBeUndefined();
});

it('keeps the register’s own beside them, and is the same object without any', () => {
  const own = { e1: { from: '', to: '', reason: 'x', approvedBy: 'y', at: '', by: { uid: '', name: '' } } };
  expect(Object.keys(withWindows(own, [window]) ?? {})).toEqual(['e1', 'window:win-20261127-aa']);
  expect(withWindows(own, [{ ...window, exclude: false }])).toBe(own);
});

it('excludes a running one up to now, provisionally', () => {
  const [{ exclusion, start, end }] = of({}, 'redis');
  const now = Date.parse('2026-11-28T11:00:00Z');
  expect(isProvisional(exclusion, now)).toBe(true);
  expect(isProvisional(exclusion, Date.parse('2026-11-28T12:00:00Z'))).toBe(false);
  // slices end at now, so nothing of the time to come is taken out
  const slice = { start: now / 1000 - 7200, end: now / 1000, good: 90, total: 100 };
  expect(withoutExcluded([slice], [{ start, end }])).toEqual([{ ...slice, good: 45, total: 50 }]);
});

it('says when it was approved after it had begun', () => {
  const approval = { ...window.approval, at: '2026-11-28T11:00:00Z' } as WindowHead['approval'];
  expect(of({ approval }, 'redis')[0].exclusion.past).toBe(true);
  expect(of({}, 'redis')[0].exclusion.past).toBeUndefined();
});
