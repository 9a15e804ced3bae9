import { config } from '@grafana/runtime';
import { z } from 'zod/mini';
import { type Evaluations, type StateChange } from '../../domain/insights/alerts/firings';
import { type Silenced } from '../../domain/insights/alerts/judgement';
import { isReminder, isRemindersState } from '../../domain/reminder/ownRules';
import { queryRange, type Series } from '../prometheus/prometheus';
import { request, RequestError } from '../request';

/** Samples of `ALERTS` are looked at so often: shorter firings are not seen. */
const LOOK = 300;
/** Points of one question; three of them reach back ninety days. */
const MOST_POINTS = 10_800;

/** The alerts of a data source that fired, with the times of the grid at which they did. Throws RequestError. */
export async function firedAlerts(
  uid: string,
  { start, end }: Pick<Evaluations, 'start' | 'end'>,
  { metric = 'ALERTS', signal }: { metric?: string; signal?: AbortSignal } = {}
): Promise<{ series: Series[]; grid: Evaluations }> {
  const grid = { start: Math.ceil(start / LOOK) * LOOK, end: Math.floor(end / LOOK) * LOOK, step: LOOK };
  const series: Series[] = [];
  for (let from = grid.start; from <= grid.end; from += MOST_POINTS * LOOK) {
    const to = Math.min(grid.end, from + (MOST_POINTS - 1) * LOOK);
    const answer = await queryRange(uid, `${metric}{alertstate="firing"}`, {
      start: from,
      end: to,
      step: LOOK,
      signal,
    });
    series.push(...answer.result.filter(({ labels }) => !isReminder({ labels })));
  }
  return { series, grid };
}

/** Where Grafana keeps what became of its own alerts, as its settings say. */
export function stateHistory(): { backend: string; metric: string; dataSource?: string } {
  const settings = z
    .looseObject({
      backend: z.optional(z.string()),
      prometheusMetricName: z.optional(z.string()),
      prometheusTargetDatasourceUID: z.optional(z.string()),
    })
    .safeParse(config.unifiedAlerting?.stateHistory ?? {}).data;
  return {
    backend: settings?.backend ?? '',
    metric: settings?.prometheusMetricName || 'GRAFANA_ALERTS',
    ...(settings?.prometheusTargetDatasourceUID && { dataSource: settings.prometheusTargetDatasourceUID }),
  };
}

const state = z.object({
  alertName: z.nullish(z.string()),
  newState: z.string(),
  prevState: z.nullish(z.string()),
  time: z.number(),
  text: z.nullish(z.string()),
  tags: z.nullish(z.array(z.string())),
});

interface AlertStates {
  name: string;
  labels: Record<string, string>;
  changes: StateChange[];
}

/** More states than these are not asked for: the oldest are left out, and that is said. */
export const MOST_STATES = 5_000;

const isFiring = (text: string | null | undefined) => /^(alerting|firing)/i.test(text ?? '');

/** What Grafana noted of its own alerts in the period (seconds), by alert. Throws RequestError. */
export async function grafanaStates(
  { start, end }: Pick<Evaluations, 'start' | 'end'>,
  signal?: AbortSignal
): Promise<{ alerts: AlertStates[]; isCut: boolean }> {
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
  const alerts = new Map<string, AlertStates>();
  for (const each of answer) {
    const { data } = state.safeParse(each);
    if (data && !isRemindersState(data.tags ?? [])) {
      const labels = labelsOf(data.tags ?? []);
      const name = data.alertName || labels.alertname || (data.text ?? '').split(' {')[0];
      const key = `${name}|${JSON.stringify(Object.entries(labels).sort())}`;
      const known = alerts.get(key) ?? { name, labels, changes: [] };
      known.changes.push({ at: data.time / 1000, firing: isFiring(data.newState), was: isFiring(data.prevState) });
      alerts.set(key, known);
    }
  }
  return { alerts: [...alerts.values()], isCut: answer.length >= MOST_STATES };
}

/** Labels are tags there: `service:quotes`. */
function labelsOf(tags: string[]): Record<string, string> {
  return Object.fromEntries(
    tags.flatMap((tag) => {
      const at = tag.indexOf(':');
      return at > 0 ? [[tag.slice(0, at), tag.slice(at + 1)]] : [];
    })
  );
}

const silence = z.object({
  startsAt: z.string(),
  endsAt: z.string(),
  matchers: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      isRegex: z.nullish(z.boolean()),
      isEqual: z.nullish(z.boolean()),
    })
  ),
});

/** Silences that Grafana still knows, those that ended a few days ago included. Throws RequestError. */
export async function pastSilences(signal?: AbortSignal): Promise<Silenced[]> {
  const answer = await request<unknown>({ url: '/api/alertmanager/grafana/api/v2/silences', signal });
  return (Array.isArray(answer) ? answer : []).flatMap((each) => {
    const { data } = silence.safeParse(each);
    return data
      ? [
          {
            start: Date.parse(data.startsAt) / 1000,
            end: Date.parse(data.endsAt) / 1000,
            matchers: data.matchers.map(({ name, value, isRegex, isEqual }) => ({
              name,
              value,
              isRegex: isRegex === true,
              isEqual: isEqual !== false,
            })),
          },
        ]
      : [];
  });
}
