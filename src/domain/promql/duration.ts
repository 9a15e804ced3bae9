const DURATIONS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** Milliseconds of a duration such as `1h30m`; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) {
    return undefined;
  }
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * DURATIONS[unit],
    0
  );
}

/** `5m`, `90s`, `0s`: in the largest unit that it is a whole number of. */
export function writeDuration(seconds: number): string {
  const [unit, size] = (['d', 'h', 'm'] as const)
    .map((each) => [each, DURATIONS[each] / 1000] as const)
    .find(([, length]) => seconds > 0 && seconds % length === 0) ?? ['s', 1];
  return `${seconds / size}${unit}`;
}
