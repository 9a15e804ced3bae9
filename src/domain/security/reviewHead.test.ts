import fc from 'fast-check';
import { formatLogfmt, parseLogfmt } from '../record/logfmt';
import { SECURITY_STATES } from './register';
import { readReviewHead, writeReviewHead } from './reviewHead';

const tenths = fc.option(
  fc.integer({ min: 0, max: 1000 }).map((value) => value / 10),
  { nil: undefined }
);

it('reads back what the list of reviews shows', () => {
  const reviews = fc.record({
    name: fc.string({ minLength: 1, maxLength: 100 }),
    score: tenths,
    coverage: tenths,
    states: fc.array(fc.constantFrom(...SECURITY_STATES), { maxLength: 10 }),
  });
  fc.assert(
    fc.property(reviews, ({ name, score, coverage, states }) => {
      const at = '2026-11-20T14:30:00.000Z';
      const results = Object.fromEntries(states.map((state, index) => [`item-${index}`, { state }]));
      const head = writeReviewHead({ at, by: { name }, score, coverage, results });
      expect(readReviewHead(parseLogfmt(formatLogfmt(head)))).toEqual({
        at,
        by: name,
        score,
        coverage,
        failed: states.filter((state) => state === 'fail').length,
      });
    })
  );
});

it('says nothing of what a head does not tell', () => {
  expect(readReviewHead({ score: '?' })).toEqual({});
});
