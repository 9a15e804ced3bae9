import fc from 'fast-check';
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

it('are read back as they were written, to the minute', () => {
  const minutes = fc
    .integer({ min: 25_000_000, max: 31_000_000 })
    .map((count) => new Date(count * 60_000).toISOString());
  const ends = fc.oneof(
    fc.constant({}),
    fc.constant({ isUnsure: true }),
    minutes.map((at) => ({ done: `${at.slice(0, 16)}Z` }))
  );
  const some = fc.record({
    of: fc.constantFrom('review', 'action'),
    day: minutes.map((at) => at.slice(0, 10)),
    end: ends,
  });
  fc.assert(
    fc.property(fc.array(some), (list) => {
      const written = list.map(({ end, ...due }): Due => ({ ...due, ...end }));
      expect(readDues(writeDues(written))).toEqual(written);
    })
  );
});
