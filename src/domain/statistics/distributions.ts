// Sums instead of @stdlib's incomplete gamma and beta functions, which weigh 33 KB gzipped; its results are the test.

/** P(X ≤ k) of the binomial distribution with `n` trials and probability `p`. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) {
    return 0;
  }
  if (k >= n || p <= 0) {
    return 1;
  }
  if (p >= 1) {
    return 0;
  }
  // logarithms, since the outer terms of many trials are too small for a number
  const odds = Math.log(p) - Math.log1p(-p);
  let term = n * Math.log1p(-p);
  let sum = Math.exp(term);
  for (let i = 0; i < Math.floor(k); i++) {
    term += Math.log((n - i) / (i + 1)) + odds;
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}

/** Quantile `p` (0 < p < 1) of the chi-square distribution with an even number of degrees of freedom, at least 2. */
export function chiSquareQuantile(p: number, degrees: number): number {
  const half = degrees / 2;
  let [low, high] = [0, degrees + 10];
  while (chiSquareCdf(high, half) < p) {
    high *= 2;
  }
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step++) {
    const middle = (low + high) / 2;
    if (chiSquareCdf(middle, half) < p) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}

/** 1 − P(Poisson(x/2) < half): the two distributions count the same events. */
function chiSquareCdf(x: number, half: number): number {
  if (x <= 0) {
    return 0;
  }
  const mean = x / 2;
  let term = -mean;
  let sum = Math.exp(term);
  for (let i = 1; i < half; i++) {
    term += Math.log(mean / i);
    sum += Math.exp(term);
  }
  return 1 - Math.min(1, sum);
}
