export interface Measure {
  name: string;
  unit: 'ms' | 'KB' | 'MB' | 'requests' | 'samples' | '×';
  values: number[];
  /** What the value named by `limited` must not exceed. */
  limit?: number;
  limited?: 'minimum' | 'median' | 'maximum';
}

interface Line {
  cells: string[];
  over: boolean;
}

/** Minimum, median and maximum of each measure, its limit, and whether it keeps it. */
export function table(measures: Measure[]): { text: string; over: string[] } {
  const lines = measures.map(lineOf);
  const rows = [['', 'runs', 'minimum', 'median', 'maximum', 'limit', ''], ...lines.map(({ cells }) => cells)];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const text = rows
    .map((row) =>
      row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[0]))).join('  ')
    )
    .join('\n');
  return { text, over: measures.filter((_, index) => lines[index].over).map(({ name }) => name) };
}

function lineOf({ name, unit, values, limit, limited = 'median' }: Measure): Line {
  const sorted = [...values].sort((one, other) => one - other);
  const figures = { minimum: sorted[0], median: median(sorted), maximum: sorted[sorted.length - 1] };
  const over = limit !== undefined && figures[limited] > limit;
  const digits = unit === '×' ? 2 : unit === 'requests' ? 0 : 1;
  const say = (value: number) => `${value < 10 ? value.toFixed(digits) : Math.round(value)} ${unit}`;
  return {
    over,
    cells: [
      name,
      String(values.length),
      say(figures.minimum),
      say(figures.median),
      say(figures.maximum),
      limit === undefined ? '' : `${limited} ≤ ${limit} ${unit}`,
      limit === undefined ? '' : over ? 'OVER' : 'ok',
    ],
  };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
