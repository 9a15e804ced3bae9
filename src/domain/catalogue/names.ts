import { isPlainLabel, selectors, writeSelector } from '../promql/promql';

/** What a Prometheus has, under the names that documentation gives. */
export class Names {
  private readonly actual = new Map<string, string>();
  private readonly histograms = new Map<string, string>();

  /** `types`: of each metric, as the server's metadata has them; `otherNames`: documented names by what else the same is called. */
  constructor(
    names: readonly string[],
    types: Readonly<Record<string, string>> = {},
    otherNames: ReadonlyMap<string, string> = new Map()
  ) {
    for (const name of names) {
      for (const documented of [plain(name), otherNames.get(plain(name))]) {
        if (documented !== undefined) {
          this.add(documented, name);
        }
        if (documented !== undefined && isHistogram(types[name]) && !/_(bucket|count|sum)$/.test(name)) {
          this.histograms.set(documented, name);
        }
      }
    }
  }

  /** A name that is written as documented wins over one that only reads like it. */
  private add(documented: string, name: string): void {
    if (!this.actual.has(documented) || documented === name) {
      this.actual.set(documented, name);
    }
  }

  has(documented: string): boolean {
    return this.actual.has(documented);
  }

  /**
   * The native histogram that stands in place of a metric of a classic one (`x_bucket`, `x_count`): one series without buckets of its own.
   * Undefined where there is the classic one, or neither.
   */
  native(documented: string): string | undefined {
    const base = documented.replace(/_(bucket|count|sum)$/, '');
    return base === documented || this.has(documented) ? undefined : this.histograms.get(base);
  }

  /** As the server writes it; undefined where it has none. */
  of(documented: string): string | undefined {
    return this.actual.get(documented);
  }
}

function isHistogram(type: string | undefined): boolean {
  return type === 'histogram' || type === 'gaugehistogram';
}

function plain(name: string): string {
  return name.replace(/[^a-zA-Z0-9_:]/g, '_');
}

/** A template's expression under the server's own names of metrics and labels, `$status` and `$bound` filled in. */
export function renamedExpr(
  expr: string,
  metrics: Names,
  labels: Names,
  fill: { status?: string; bound?: string } = {}
): string {
  const filled = expr.replaceAll('$bound', fill.bound ?? '').replaceAll('$status', STATUS);
  const edits = new Map(
    selectors(filled).map(({ name = '', matchers, text }) => {
      const own = matchers.map(({ label, ...rest }) => ({
        ...rest,
        label: label === STATUS ? (fill.status ?? label) : (labels.of(label) ?? label),
      }));
      const metric = metrics.of(name) ?? name;
      const isSame = metric === name && own.every(({ label }, index) => label === matchers[index].label);
      return [text, isSame ? text : writeSelector({ name: metric, matchers: own })] as const;
    })
  );
  // the longest first: one selector may begin as another does
  return [...edits]
    .sort(([one], [other]) => other.length - one.length)
    .reduce((whole, [text, next]) => (text === next ? whole : whole.split(text).join(next)), filled);
}

/** Stands for the label of the status while a template is parsed. */
const STATUS = '__status__';

/** A label as it stands in `by (…)`: quoted where PromQL needs it. */
export function grouping(label: string): string {
  return isPlainLabel(label) ? label : JSON.stringify(label);
}
