import { z } from 'zod/mini';

const part = z.object({
  refId: z.string(),
  datasourceUid: z.string(),
  model: z.looseObject({
    expr: z.optional(z.string()),
    type: z.optional(z.string()),
    expression: z.optional(z.string()),
    reducer: z.optional(z.string()),
    conditions: z.optional(
      z.array(z.looseObject({ evaluator: z.optional(z.object({ type: z.string(), params: z.array(z.number()) })) }))
    ),
  }),
});
type Part = z.infer<typeof part>;

const OPERATORS: Record<string, string> = { gt: '>', lt: '<', gte: '>=', lte: '<=', eq: '==', ne: '!=' };

interface Condition {
  /** PromQL that has a sample where the rule's condition holds. */
  expr: string;
  /** A sample of 0 does not count: Grafana takes it for false. */
  withoutZero: boolean;
}

/**
 * A rule's condition as one expression: PromQL as a data source has it, or a Grafana-managed rule of one query, its last value and a
 * threshold. Undefined where it is anything else, which cannot be asked of the past.
 */
export function conditionOf(query: string, isGrafana: boolean): Condition | undefined {
  if (!isGrafana) {
    return { expr: query, withoutZero: false };
  }
  if (!query.trimStart().startsWith('[{')) {
    return { expr: query, withoutZero: true };
  }
  const parts = read(query);
  const [asked, ...others] = parts.filter(({ model }) => model.expr !== undefined);
  const threshold = parts.find(({ model }) => model.type === 'threshold');
  if (!asked?.model.expr || others.length > 0 || !threshold || !leadsTo(threshold, asked, parts)) {
    return undefined;
  }
  const { type = '', params = [] } = threshold.model.conditions?.[0]?.evaluator ?? {};
  const [limit] = params;
  const operator = OPERATORS[type];
  return operator && limit !== undefined
    ? { expr: `(${asked.model.expr}) ${operator} ${limit}`, withoutZero: false }
    : undefined;
}

function read(query: string): Part[] {
  try {
    return z.array(part).safeParse(JSON.parse(query)).data ?? [];
  } catch {
    return [];
  }
}

/** Directly, or by way of a reduction to the last value. */
function leadsTo({ model }: Part, asked: Part, parts: Part[]): boolean {
  const from = model.expression;
  if (from === asked.refId) {
    return true;
  }
  const reduced = parts.find(({ refId }) => refId === from);
  return (
    reduced?.model.type === 'reduce' && reduced.model.reducer === 'last' && reduced.model.expression === asked.refId
  );
}
