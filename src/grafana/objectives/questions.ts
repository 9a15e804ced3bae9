import { type Query } from '../../domain/objective/kinds/asking';
import { type MeasurementAnswers, type Columns } from '../../domain/objective/measurement';
import { type QueryGrid, type MeasurementPlan } from '../../domain/objective/plan';
import { type Column, type PrometheusPlanner } from '../prometheus/planner';
import { type ServerMemory } from './serverMemory';

interface Asking {
  uid: string;
  planner: PrometheusPlanner;
  memory: ServerMemory;
  /** This computer's time, milliseconds. */
  local: number;
  /** The server's, seconds, once it is known. */
  settled: Promise<number>;
  signal?: AbortSignal;
}

/** The questions about one objective, and what Prometheus said beside its answers. */
export class Questions {
  readonly warnings = new Set<string>();

  constructor(private readonly asking: Asking) {}

  /** Whole hours, of which the browser keeps those that are settled. */
  history({ queries, start, end, step }: QueryGrid, signal = this.asking.signal): Promise<Columns> {
    const { planner, uid, local, settled } = this.asking;
    return this.columns(queries, ({ expr }) =>
      planner.history(uid, expr, { start, end, step }, local / 1000, { signal, settled })
    );
  }

  fresh({ queries, start, end, step }: QueryGrid): Promise<Columns> {
    const { planner, uid, signal } = this.asking;
    return this.columns(queries, ({ expr }) => planner.range(uid, expr, { start, end, step }, signal));
  }

  /** An hour in parts that is over; not given up with the page's question, since the answer is kept. */
  part({ queries, start, end, step }: QueryGrid): Promise<Columns> {
    const { planner, uid, memory } = this.asking;
    return this.columns(queries, ({ expr }) =>
      memory.once(`${uid}|${start}|${expr}`, () => planner.range(uid, expr, { start, end, step }))
    );
  }

  spans({ spans, now }: MeasurementPlan): Promise<MeasurementAnswers['spans']> {
    const { planner, uid, signal } = this.asking;
    return Promise.all(
      spans.map(async ({ queries }) => {
        const row = await this.columns(queries, async ({ expr }) => {
          const { value, warnings } = await planner.instant(uid, expr, { at: now, signal });
          return { values: [value], warnings };
        });
        return Object.fromEntries(Object.entries(row).map(([role, [value]]) => [role, value]));
      })
    );
  }

  private async columns(queries: Query[], ask: (query: Query) => Promise<Column>): Promise<Columns> {
    const found = await Promise.all(
      queries.map(async (query) => {
        const { values, warnings } = await ask(query);
        warnings.forEach((warning) => this.warnings.add(warning));
        return [query.role, values] as const;
      })
    );
    return Object.fromEntries(found);
  }
}
