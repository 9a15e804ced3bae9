import { type Due, readDues, writeDues } from './dues';

const dues: Due[] = [
  { of: 'review', day: '2026-11-20', done: '2026-11-19T10:22:33.120Z' },
  { of: 'action', day: '2026-12-01' },
  { of: 'action', day: '2026-12-02', isUnsure: true },
];

it('are written short and read back, to the minute', () => {
  const text = 'r2026-11-20@2026-11-19T10:22Z,a2026-12-01,a2026-12-02?';
  expect(writeDues(dues)).toBe(text);
  expect(readDues(text)).toEqual([{ ...dues[0], done: '2026-11-19T10:22Z' }, dues[1], dues[2]]);
});

it('know nothing due from not known', () => {
  expect(writeDues([])).toBe('-');
  expect(readDues('-')).toEqual([]);
  expect(readDues(undefined)).toBeUndefined();
  expect(readDues('r2026-11-20,a2026-1…')).toBeUndefined(); // cut
  expect(readDues('x')).toBeUndefined();
});
