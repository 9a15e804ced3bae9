import { z } from 'zod/mini';
import { type StateChange } from '../../domain/insights/alerts/firings';
import { type Silenced } from '../../domain/insights/alerts/judgement';
import { isReminder } from '../../domain/reminder/ownRules';
import { type Span, type TimeGrid } from '../../domain/time/window';
import { queryRange, type Series } from '../prometheus/prometheus';
import { request, RequestError } from '../request';
import { notedStates } from './states';

/** Samples of `ALERTS` are looked at so often: shorter firings are not seen. */
const LOOK = 300;
/** Points of one question; three of them reach back ninety days. */
const MOST_POINTS = 10_800;

/** The alerts of a data source that fired, with the times of the grid at which they did. Throws RequestError. */
export async function firedAlerts(
  uid: string,
  { start, end }: Span,
  { metric = 'ALERTS', signal }: { metric?: string; signal?: AbortSignal } = {}
): Promise<{ series: Series[]; grid: TimeGrid }> {
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

interface AlertStates {
  name: string;
  labels: Record<string, string>;
  changes: StateChange[];
}

/** A rule that recovers still fires; one that cannot be evaluated does not. */
const isFiring = (state: string) => /^(alerting|recovering)/i.test(state);

/** What Grafana noted of its own alerts in the period (seconds), by alert; our reminders are left out. Throws RequestError. */
export async function grafanaStates(
  period: Span,
  signal?: AbortSignal
): Promise<{ alerts: AlertStates[]; isCut: boolean }> {
  const { states, isCut } = await notedStates(period, signal);
  const alerts = new Map<string, AlertStates>();
  for (const { at, name, labels, from, to } of states) {
    if (!isReminder({ labels })) {
      const key = `${name}|${labelKey(labels)}`;
      const known = alerts.get(key) ?? { name, labels, changes: [] };
      known.changes.push({ at, firing: isFiring(to), was: isFiring(from) });
      alerts.set(key, known);
    }
  }
  return { alerts: [...alerts.values()], isCut };
}

function labelKey(labels: Record<string, string>): string {
  return JSON.stringify(Object.entries(labels).sort());
}

/** What Grafana writes of its own alerts as a metric: as `ALERTS`, with the rule's uid; those that could not be evaluated are left out. */
export async function grafanaSamples(
  uid: string,
  metric: string,
  period: Span,
  signal?: AbortSignal
): Promise<{ series: Series[]; grid: TimeGrid }> {
  const { series, grid } = await firedAlerts(uid, period, { metric, signal });
  const alerts = new Map<string, Series>();
  for (const { labels: all, times, values } of series) {
    const { grafana_alertstate: state = '', ...labels } = all;
    if (isFiring(state)) {
      const key = labelKey(labels);
      const known = alerts.get(key) ?? { labels, times: [], values: [] };
      known.times.push(...times); // alerting and recovering are two series of one alert
      known.values.push(...values);
      alerts.set(key, known);
    }
  }
  return { series: [...alerts.values()], grid };
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
  const answer = await request<unknown>({ url: '/api/alertmanager/grafana/api/v2/silences', signal }).catch((error) => {
    if (error instanceof RequestError && error.kind === 'missing') {
      return []; // an organisation of the last minute has no Alertmanager yet, and so no silence
    }
    throw error;
  });
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
