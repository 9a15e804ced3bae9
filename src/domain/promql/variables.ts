interface Sampling {
  /** Seconds between two values of the answer. */
  interval: number;
  /** Seconds that are asked about. */
  range: number;
  /** Seconds between two samples of the data source. */
  scrapeInterval: number;
}

/** `$name`, `${name}`, `${name:raw}` and, as old panels have it, `[[name]]`. */
const VARIABLE =
  /(?:\$\{|\[\[|\$(?=\w))(__(?:rate_interval|interval|range)(?:_ms|_s)?)(?:(?<=\$\w+)\b|(?<=\{\w+)(?::\w+)?\}|(?<=\[\w+)(?::\w+)?\]\])/g;

/**
 * The expression with Grafana's variables of time replaced as its Prometheus data source does: the rate interval holds at
 * least four samples, and one more than the interval (grafana.com/docs, Prometheus template variables).
 */
export function interpolate(expr: string, sampling: Sampling): string {
  return expr.replace(VARIABLE, (_, name: string) => valueOf(name, sampling));
}

/** As long as the expression, so that places in it stay what they are: zeros in front of each value. */
export function withStandIns(expr: string): string {
  return expr.replace(VARIABLE, (text, name: string) =>
    valueOf(name, { interval: 60, range: 3_600, scrapeInterval: 15 }).padStart(text.length, '0')
  );
}

function valueOf(name: string, { interval, range, scrapeInterval }: Sampling): string {
  const times: Record<string, number> = {
    __interval: interval,
    __range: range,
    __rate_interval: Math.max(interval + scrapeInterval, 4 * scrapeInterval),
  };
  const [, variable, unit] = /^(__[a-z_]*?)(_ms|_s)?$/.exec(name) ?? [];
  const milliseconds = Math.max(1, Math.round((times[variable] ?? 0) * 1000));
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  switch (unit) {
    case '_ms':
      return String(milliseconds);
    case '_s':
      return String(seconds);
    default:
      return milliseconds % 1000 === 0 ? `${seconds}s` : `${milliseconds}ms`;
  }
}
