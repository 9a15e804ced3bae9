import { z } from 'zod/mini';
import { readAlertText } from '../../domain/incident/alertText';
import { type Happening } from '../../domain/incident/happening';
import { isReminder } from '../../domain/reminder/ownRules';
import { request, RequestError } from '../request';
import { told } from './states';

const item = z.object({
  id: z._default(z.number(), 0),
  time: z.number(),
  text: z.nullish(z.string()),
  tags: z.nullish(z.array(z.string())),
  alertName: z.nullish(z.string()),
  newState: z.nullish(z.string()),
  prevState: z.nullish(z.string()),
});

const MOST = 200;

/**
 * Changes of alert states and annotations between two times (milliseconds). Grafana keeps the history of alerts in the
 * same table as annotations, so Viewers may ask for both. Throws RequestError.
 */
export async function happenings(from: number, to: number, signal?: AbortSignal): Promise<Happening[]> {
  const [alerts, annotations] = await Promise.all([
    list('alert', from, to, signal),
    list('annotation', from, to, signal),
  ]);
  return [...alerts, ...annotations];
}

async function list(
  type: 'alert' | 'annotation',
  from: number,
  to: number,
  signal: AbortSignal | undefined
): Promise<Happening[]> {
  const answer = await request<unknown>({
    url: `/api/annotations?type=${type}&from=${Math.floor(from)}&to=${Math.ceil(to)}&limit=${MOST}`,
    signal,
  });
  if (!Array.isArray(answer)) {
    throw new RequestError('format', 200, 'This is not a list of annotations');
  }
  const byId = new Map(
    answer.flatMap((each) => {
      const parsed = item.safeParse(each).data; // one that cannot be read does not hide the others
      return parsed && !isReminder(told(parsed)) && Math.abs(parsed.time) < 8.64e15
        ? [[keyOf(parsed), parsed] as const]
        : [];
    })
  ); // Grafana repeats annotations when there are many dashboards
  return [...byId.values()].map((each) => toHappening(type, each));
}

/** Histories kept in Loki have no ids. */
function keyOf({ id, time, text }: z.infer<typeof item>): string {
  return id > 0 ? String(id) : `${time}-${(text ?? '').slice(0, 60)}`;
}

function toHappening(type: 'alert' | 'annotation', each: z.infer<typeof item>): Happening {
  const text = each.text ?? '';
  const { name, labels } = readAlertText(text, each.alertName ?? undefined);
  return {
    source: `${type}:${keyOf(each)}`,
    at: new Date(each.time).toISOString(),
    text,
    tags: each.tags ?? [],
    ...(type === 'alert' && {
      alert: {
        name: name || text.slice(0, 100),
        from: each.prevState ?? '',
        to: each.newState ?? '',
        labels,
      },
    }),
  };
}
