import { z } from 'zod';
import { isReminder } from '../../domain/reminder/ownRules';
import { request, RequestError } from '../request';

export interface FiringAlert {
  name: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** UTC; absent where the server gave none. */
  activeAt?: string;
  /** 'grafana', or the uid of the data source whose rules these are. */
  source: string;
}

const texts = z.record(z.string(), z.string());
const answer = z.object({
  data: z.object({
    alerts: z
      .array(
        z.object({
          labels: texts.nullish(),
          annotations: texts.nullish(),
          state: z.string(),
          activeAt: z.string().nullish(),
        })
      )
      .nullish(),
  }),
});

/** Alerts that fire now, of Grafana's own rules (`grafana`) or of a data source's; Viewers may ask. Throws RequestError. */
export async function firingAlerts(source: string, signal?: AbortSignal): Promise<FiringAlert[]> {
  const parsed = answer.safeParse(
    await request<unknown>({ url: `/api/prometheus/${encodeURIComponent(source)}/api/v1/alerts`, signal })
  );
  if (!parsed.success) {
    throw new RequestError('format', 200, 'This is not a list of alerts');
  }
  return (parsed.data.data.alerts ?? []).flatMap(({ labels, annotations, state, activeAt }) =>
    /^(firing|alerting)/i.test(state) && !isReminder({ labels: labels ?? {} })
      ? [
          {
            name: labels?.alertname ?? '?',
            labels: labels ?? {},
            annotations: annotations ?? {},
            ...(activeAt && !Number.isNaN(Date.parse(activeAt)) && { activeAt: new Date(activeAt).toISOString() }),
            source,
          },
        ]
      : []
  );
}
