import { z } from 'zod/mini';
import { interpolate } from '../../domain/promql/variables';
import { wayTo } from '../dataSources';
import { request, RequestError } from '../request';

export interface Sample {
  labels: Record<string, string>;
  /** Seconds since the epoch. */
  time: number;
  value: number;
}

export interface Series {
  labels: Record<string, string>;
  /** Seconds since the epoch, ascending. */
  times: number[];
  values: number[];
}

export interface Answer<T> {
  result: T[];
  /** Prometheus' own warnings and infos, partial answers included: to be shown beside the value. */
  warnings: string[];
}

const labels = z.record(z.string(), z.string());
const point = z.tuple([z.number(), z.string()]);
const notes = { warnings: z.optional(z.array(z.string())), infos: z.optional(z.array(z.string())) };
const vectorAnswer = z.object({
  ...notes,
  data: z.discriminatedUnion('resultType', [
    z.object({
      resultType: z.literal('vector'),
      result: z.array(z.object({ metric: labels, value: z.optional(point) })),
    }),
    z.object({ resultType: z.literal('scalar'), result: point }),
  ]),
});
/** Only the outside is checked here: thousands of points go through `toNumber`, which takes anything. */
const points = z.custom<Array<[number, string]>>(Array.isArray);
const matrixAnswer = z.object({
  ...notes,
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: labels, values: z.optional(points) })),
  }),
});

interface Options {
  signal?: AbortSignal;
}

/** No page shows more; an expression without aggregation may yield a hundred thousand, and a browser dies of them. */
export const MAX_SERIES = 1_000;
/** Milliseconds; Grafana's own data proxy gives up after 30 s and says so. */
const TIMEOUT = 35_000;
/** Seconds that a question about one moment stands for, where it has `$__range`. */
const LAST_HOUR = 3_600;

/** Instant query through the data source proxy. `at` in seconds since the epoch, the server's now when absent. */
export async function queryInstant(
  uid: string,
  expr: string,
  options: Options & { at?: number } = {}
): Promise<Answer<Sample>> {
  const {
    data,
    warnings = [],
    infos = [],
  } = narrow(
    vectorAnswer,
    await ask(
      uid,
      'query',
      {
        query: interpolate(expr, { ...samplingOf(uid), range: LAST_HOUR }),
        ...(options.at && { time: String(options.at) }),
      },
      options
    )
  );
  refuseMany(data.result.length);
  const result =
    data.resultType === 'scalar'
      ? [{ labels: {}, time: data.result[0], value: Number(data.result[1]) }]
      : data.result.flatMap(({ metric, value }) =>
          value ? [{ labels: metric, time: value[0], value: toNumber(value[1]) }] : []
        );
  return { result, warnings: [...warnings, ...infos] };
}

/** Range query; `start` and `end` in seconds since the epoch, `step` in seconds. Prometheus refuses more than 11,000 points. */
export async function queryRange(
  uid: string,
  expr: string,
  { start, end, step, signal }: Options & { start: number; end: number; step: number }
): Promise<Answer<Series>> {
  const query = interpolate(expr, { ...samplingOf(uid, step), range: end - start });
  const raw = await ask(
    uid,
    'query_range',
    { query, start: String(start), end: String(end), step: String(step) },
    { signal }
  );
  const { data, warnings = [], infos = [] } = narrow(matrixAnswer, raw);
  refuseMany(data.result.length);
  const result = data.result.map(({ metric, values = [] }) => ({
    labels: metric,
    times: values.map(([time]) => time),
    values: values.map(([, value]) => toNumber(value)),
  }));
  return { result, warnings: [...warnings, ...infos] };
}

const typesAnswer = z.object({
  ...notes,
  data: z.record(z.string(), z.array(z.object({ type: z.optional(z.string()) }))),
});
const listAnswer = z.object({ ...notes, data: z.array(z.string()) });

/** Names of metrics or labels, or a label's values, at most `limit`; `match` is a selector. */
export async function queryNames(
  uid: string,
  what: 'labels' | `label/${string}/values`,
  { match, limit, signal, timeout }: Options & { match?: string; limit: number; timeout?: number }
): Promise<Answer<string>> {
  const { url, parameters } = wayTo(uid);
  const fields = new URLSearchParams([['limit', String(limit)], ...(match ? [['match[]', match]] : []), ...parameters]);
  const raw = await request<unknown>({ url: `${url}/api/v1/${what}?${fields}`, signal, timeout: timeout ?? TIMEOUT });
  const { data, warnings = [], infos = [] } = narrow(listAnswer, raw);
  // older servers know no limit, and newer ones warn of theirs
  return { result: data.slice(0, limit), warnings: [...warnings, ...infos] };
}

/** The type of each metric as its targets declare it; the first, where they differ. Servers that keep no metadata answer with none. */
export async function queryTypes(uid: string, { signal }: Options): Promise<Answer<[string, string]>> {
  const { url, parameters } = wayTo(uid);
  const fields = new URLSearchParams([['limit_per_metric', '1'], ...parameters]);
  const raw = await request<unknown>({ url: `${url}/api/v1/metadata?${fields}`, signal, timeout: TIMEOUT });
  const { data, warnings = [], infos = [] } = narrow(typesAnswer, raw);
  const result = Object.entries(data).flatMap(([metric, [first]]): Array<[string, string]> =>
    first?.type ? [[metric, first.type]] : []
  );
  return { result, warnings: [...warnings, ...infos] };
}

function refuseMany(series: number): void {
  if (series > MAX_SERIES) {
    throw new RequestError('manySeries', 200, `More than ${MAX_SERIES} series`);
  }
}

function narrow<T>(schema: z.ZodMiniType<T>, raw: unknown): T {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    throw new RequestError('format', 200, 'This is not an answer of Prometheus');
  }
  return parsed.data;
}

/** Grafana's data source takes the samples' own interval where there is no panel to give one. */
function samplingOf(uid: string, step?: number) {
  const { scrapeInterval } = wayTo(uid);
  return { interval: step ?? scrapeInterval, scrapeInterval };
}

/** Servers that do not take a POST, though nothing in their settings says so. */
const getOnly = new Set<string>();

async function ask(uid: string, path: string, form: Record<string, string>, options: Options): Promise<unknown> {
  const way = wayTo(uid);
  const isPost = way.method === 'POST' && !getOnly.has(uid);
  const fields = new URLSearchParams({ ...form, limit: String(MAX_SERIES + 1) }); // Prometheus 3 sends no more
  const address = new URLSearchParams([...(isPost ? [] : fields), ...way.parameters]).toString();
  try {
    const answer = await request<unknown>({
      method: isPost ? 'POST' : 'GET',
      url: `${way.url}/api/v1/${path}${address && `?${address}`}`,
      ...(isPost && {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        data: fields.toString(),
      }),
      signal: options.signal,
      timeout: TIMEOUT,
    });
    if (typeof answer !== 'object' || answer === null || !('data' in answer)) {
      throw new RequestError('format', 200, 'This is not an answer of Prometheus');
    }
    return answer;
  } catch (error) {
    if (isPost && error instanceof RequestError && error.status === 405) {
      getOnly.add(uid); // as Grafana's own data source does
      return ask(uid, path, form, options);
    }
    throw error;
  }
}

function toNumber(text: string): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
}
