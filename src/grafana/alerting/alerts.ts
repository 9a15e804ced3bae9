import { z } from 'zod/mini';
import { isReminder } from '../../domain/reminder/ownRules';
import { request, RequestError } from '../request';

export interface FiringAlert {
  name: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** UTC; absent where the server gave none. */
  activeAt?: string;
  /** It fires because its rule had no data, or could not be asked. */
  cause?: 'noData' | 'error';
  /** 'grafana', or the uid of the data source whose rules these are. */
  source: string;
}

const texts = z.record(z.string(), z.string());
const answer = z.object({
  data: z.object({
    alerts: z.nullish(
      z.array(
        z.object({
          labels: z.nullish(texts),
          annotations: z.nullish(texts),
          state: z.string(),
          activeAt: z.nullish(z.string()),
        })
      )
    ),
  }),
});

/** `Alerting`, `Alerting (NoData)`, `NoData`, `Error`, `Recovering` (still told) and Prometheus' `firing`; `Normal (NoData)` does not fire. */
const FIRES = /^(firing|alerting|nodata|error|recovering)/i;

/** Alerts that fire now, of Grafana's own rules (`grafana`) or of a data source's; Viewers may ask. Throws RequestError. */
export async function firingAlerts(source: string, signal?: AbortSignal): Promise<FiringAlert[]> {
  const parsed = answer.safeParse(
    await request<unknown>({ url: `/api/prometheus/${encodeURIComponent(source)}/api/v1/alerts`, signal })
  );
  if (!parsed.success) {
    throw new RequestError('format', 200, 'This is not a list of alerts');
  }
  return (parsed.data.data.alerts ?? []).flatMap(({ labels, annotations, state, activeAt }) =>
    FIRES.test(state) && !isReminder({ labels: labels ?? {} })
      ? [
          {
            name: labels?.alertname ?? '?',
            labels: labels ?? {},
            annotations: annotations ?? {},
            ...causeOf(state),
            ...(activeAt && !Number.isNaN(Date.parse(activeAt)) && { activeAt: new Date(activeAt).toISOString() }),
            source,
          },
        ]
      : []
  );
}

function causeOf(state: string): Pick<FiringAlert, 'cause'> {
  return /nodata/i.test(state) ? { cause: 'noData' } : /error/i.test(state) ? { cause: 'error' } : {};
}
