import { config } from '@grafana/runtime';
import { z } from 'zod/mini';
import { readAlertText } from '../../domain/incident/alertText';
import { type Span } from '../../domain/time/window';
import { request, RequestError } from '../request';

/** Where Grafana keeps what became of its own alerts, as its settings say. */
export function stateHistory(): { isOnlyInLoki: boolean; metric: string; dataSource?: string } {
  const settings = z
    .looseObject({
      backend: z.optional(z.string()),
      primary: z.optional(z.string()),
      prometheusMetricName: z.optional(z.string()),
      prometheusTargetDatasourceUID: z.optional(z.string()),
    })
    .safeParse(config.unifiedAlerting?.stateHistory ?? {}).data;
  const { backend, primary, prometheusMetricName, prometheusTargetDatasourceUID: uid } = settings ?? {};
  return {
    isOnlyInLoki: backend === 'multiple' && primary === 'loki',
    metric: prometheusMetricName || 'GRAFANA_ALERTS',
    ...(uid && (backend === 'prometheus' || backend === 'multiple') && { dataSource: uid }),
  };
}

/** A change of an alert's state, as Grafana noted it. */
interface NotedState {
  /** Seconds. */
  at: number;
  name: string;
  labels: Record<string, string>;
  /** `Alerting (NoData)` */
  from: string;
  to: string;
}

const annotation = z.object({
  alertName: z.nullish(z.string()),
  newState: z.string(),
  prevState: z.nullish(z.string()),
  time: z.number(),
  text: z.nullish(z.string()),
  tags: z.nullish(z.array(z.string())),
});
const line = z.object({
  previous: z.string(),
  current: z.string(),
  ruleTitle: z.string(),
  labels: z.nullish(z.record(z.string(), z.string())),
});
const frame = z.object({
  data: z.object({ values: z.tuple([z.array(z.number()), z.array(z.unknown())], z.unknown()) }),
});

/** More states than these are not asked for at once: the oldest of each month are left out, and that is said. */
export const MOST_STATES = 5_000;
/** Grafana asks its Loki for no more than 721 hours at once, and says nothing of the rest. */
const CHUNK = 720 * 3_600;

/** What Grafana noted of its alerts in the period (seconds), one request a month. Throws RequestError. */
export async function notedStates(
  { start, end }: Span,
  signal?: AbortSignal
): Promise<{ states: NotedState[]; isCut: boolean }> {
  const ask = stateHistory().isOnlyInLoki ? linesOf : annotationsOf;
  const months = Array.from({ length: Math.ceil((end - start) / CHUNK) }, (_, index) => start + index * CHUNK);
  const answers = await Promise.all(
    months.map((from) => ask({ start: from, end: Math.min(end, from + CHUNK) }, signal))
  );
  return { states: answers.flat(), isCut: answers.some(({ length }) => length >= MOST_STATES) };
}

async function annotationsOf({ start, end }: Span, signal?: AbortSignal): Promise<NotedState[]> {
  const query = new URLSearchParams({
    type: 'alert',
    from: String(Math.floor(start * 1000)),
    to: String(Math.ceil(end * 1000)),
    limit: String(MOST_STATES),
  });
  const answer = await request<unknown>({ url: `/api/annotations?${query}`, signal });
  if (!Array.isArray(answer)) {
    throw new RequestError('format', 200, 'This is not a list of states');
  }
  return answer.flatMap((each): NotedState[] => {
    const { data } = annotation.safeParse(each);
    return data ? [{ at: data.time / 1000, ...told(data), from: data.prevState ?? '', to: data.newState }] : [];
  });
}

/** From several histories of which Loki is the first, Grafana gives no annotations. */
async function linesOf({ start, end }: Span, signal?: AbortSignal): Promise<NotedState[]> {
  const query = new URLSearchParams({
    from: String(Math.floor(start)),
    to: String(Math.ceil(end)),
    limit: String(MOST_STATES),
  });
  const answer = frame.safeParse(await request<unknown>({ url: `/api/v1/rules/history?${query}`, signal }));
  if (!answer.success) {
    throw new RequestError('format', 200, 'This is not a history of states');
  }
  const [times, lines] = answer.data.data.values;
  return times.flatMap((time, index): NotedState[] => {
    const { data } = line.safeParse(lines[index]);
    return data
      ? [{ at: time / 1000, name: data.ruleTitle, labels: data.labels ?? {}, from: data.previous, to: data.current }]
      : [];
  });
}

interface Told {
  text?: string | null;
  alertName?: string | null;
  tags?: string[] | null;
}

/** Its text has every label as it is; as tags they are cut, without their colons, and a history in Loki has none. */
export function told({ text, alertName, tags }: Told): Pick<NotedState, 'name' | 'labels'> {
  const { name, labels } = readAlertText(text ?? '', alertName ?? undefined);
  return { name, labels: { ...pairs(tags ?? [], ':'), ...pairs(labels, '=') } };
}

function pairs(texts: string[], between: string): Record<string, string> {
  return Object.fromEntries(
    texts.flatMap((text) => {
      const at = text.indexOf(between);
      return at > 0 ? [[text.slice(0, at), text.slice(at + 1)]] : [];
    })
  );
}
