const UNITS: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** Seconds of `1h30m`; undefined where it is no duration. */
export function seconds(text: unknown): number | undefined {
  if (typeof text === 'number') {
    return text / 1e9; // as Go marshals them
  }
  if (typeof text !== 'string' || !/^(\d+(ms|[smhdwy]))+$|^0$/.test(text)) {
    return undefined;
  }
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS[unit],
    0
  );
}

/** `1m30s`, as Prometheus writes durations. */
export function duration(whole: number): string {
  let left = Math.round(whole);
  const parts = (['w', 'd', 'h', 'm', 's'] as const).flatMap((unit) => {
    const count = Math.floor(left / UNITS[unit]);
    left -= count * UNITS[unit];
    return count > 0 ? [`${count}${unit}`] : [];
  });
  return parts.join('') || '0s';
}
