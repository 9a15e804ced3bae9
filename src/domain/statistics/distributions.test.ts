import binomial from '@stdlib/stats-base-dists-binomial-cdf';
import chisquare from '@stdlib/stats-base-dists-chisquare-quantile';
import fc from 'fast-check';
import { binomialCdf, chiSquareQuantile } from './distributions';

it('agrees with @stdlib on the binomial distribution', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3000 }),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, p, place) => {
        const k = Math.floor(place * n);
        expect(binomialCdf(k, n, p)).toBeCloseTo(binomial(k, n, p), 9);
      }
    )
  );
});

it('agrees with @stdlib on quantiles of the chi-square distribution', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.constantFrom(0.025, 0.05, 0.5, 0.95, 0.975), (half, p) => {
      const expected = chisquare(p, 2 * half);
      expect(Math.abs(chiSquareQuantile(p, 2 * half) / expected - 1)).toBeLessThan(1e-8);
    })
  );
});

it.each([
  [-1, 10, 0.5, 0],
  [10, 10, 0.5, 1],
  [3, 10, 0, 1],
  [3, 10, 1, 0],
  [1, 10, 0.5, 11 / 1024],
])('P(Bin ≤ %d) of %d at %d is %d', (k, n, p, expected) => {
  expect(binomialCdf(k, n, p)).toBeCloseTo(expected, 14);
});

it('knows −2 ln 0.05, the bound of no failure at all', () => {
  expect(chiSquareQuantile(0.95, 2)).toBeCloseTo(-2 * Math.log(0.05), 12);
});
