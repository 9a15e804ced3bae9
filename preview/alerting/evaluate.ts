import { asArray, asNumber, asObject, asText, type JsonObject } from '../store/json';

/** One dimension of a rule's condition: it fires where the value is neither 0 nor missing. */
export interface Sample {
  labels: Record<string, string>;
  value: number;
}

type Answers = Map<string, Sample[]>;

/** What the condition of a rule comes to at `at` (seconds). Throws when a query cannot be answered. */
export async function evaluate(rule: JsonObject, prometheus: string, at: number): Promise<Sample[]> {
  const asked = asObject(rule.grafana_alert);
  const answers: Answers = new Map();
  for (const each of asArray(asked.data).map(asObject)) {
    const model = asObject(each.model);
    const isExpression = ['__expr__', '-100'].includes(asText(each.datasourceUid));
    answers.set(
      asText(each.refId),
      isExpression ? express(model, answers) : await ask(prometheus, asText(model.expr), at)
    );
  }
  return answers.get(asText(asked.condition)) ?? [];
}

async function ask(prometheus: string, query: string, at: number): Promise<Sample[]> {
  const answer = await fetch(`${prometheus}/api/v1/query?${new URLSearchParams({ query, time: String(at) })}`, {
    signal: AbortSignal.timeout(5_000),
  });
  const { status, data } = asObject(await answer.json());
  if (status !== 'success') {
    throw new Error('the data source refused the query');
  }
  const { resultType, result } = asObject(data);
  if (resultType === 'scalar') {
    return [{ labels: {}, value: Number(asArray(result)[1]) }];
  }
  return asArray(result)
    .map(asObject)
    .map(({ metric, value }) => {
      const { __name__, ...labels } = asObject(metric) as Record<string, string>;
      return { labels, value: Number(asArray(value)[1]) };
    });
}

const COMPARE: Record<string, (left: number, right: number) => boolean> = {
  gt: (left, right) => left > right,
  lt: (left, right) => left < right,
  '>': (left, right) => left > right,
  '<': (left, right) => left < right,
  '>=': (left, right) => left >= right,
  '<=': (left, right) => left <= right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
};

/** Thresholds, the last value, and a comparison with a number are all that is known of Grafana's expressions. */
function express({ type, expression, conditions }: JsonObject, answers: Answers): Sample[] {
  const text = asText(expression);
  if (type === 'reduce') {
    return answers.get(text) ?? [];
  }
  if (type === 'threshold') {
    const { type: name, params } = asObject(asObject(asArray(conditions)[0]).evaluator);
    return compared(answers.get(text) ?? [], asText(name), asNumber(asArray(params)[0]) ?? 0);
  }
  const [, left = '', operator = '', right = ''] = /^\s*(\S+)\s*([<>=!]=?)\s*(-?[\d.]+)\s*$/.exec(text) ?? [];
  const [, reference] = /^\$\{?(\w+)\}?$/.exec(left) ?? [];
  const samples = reference ? (answers.get(reference) ?? []) : [{ labels: {}, value: Number(left) }];
  return compared(samples, operator, Number(right));
}

function compared(samples: Sample[], name: string, limit: number): Sample[] {
  const compare = COMPARE[name];
  if (!compare) {
    throw new Error(`an expression that the stand-in does not know: ${name}`);
  }
  return samples.map(({ labels, value }) => ({ labels, value: compare(value, limit) ? 1 : 0 }));
}
