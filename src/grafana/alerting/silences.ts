import { config } from '@grafana/runtime';
import { z } from 'zod/mini';
import { type SilenceMatcher } from '../../domain/maintenance/windows/silence';
import { request, RequestError } from '../request';

const BASE = '/api/alertmanager/grafana/api/v2';

export interface Silence {
  id: string;
  state: 'active' | 'pending' | 'expired';
  matchers: SilenceMatcher[];
  startsAt: string;
  endsAt: string;
  createdBy: string;
  comment: string;
}

const matcher = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z._default(z.boolean(), false),
  isEqual: z._default(z.boolean(), true),
});
const silence = z.object({
  id: z.string(),
  status: z.object({ state: z.enum(['active', 'pending', 'expired']) }),
  matchers: z.array(matcher),
  startsAt: z.string(),
  endsAt: z.string(),
  createdBy: z._default(z.string(), ''),
  comment: z._default(z.string(), ''),
});

/** Whether the person may make silences for alerts of any rule; *Edit* on a folder is not enough. */
export function maySilence(): boolean {
  return config.bootData.user.permissions?.['alert.instances:create'] === true;
}

/** Silences of Grafana's own Alertmanager, those that ended in the last days too; Viewers may ask. Throws RequestError. */
export async function listSilences(signal?: AbortSignal): Promise<Silence[]> {
  const parsed = z.array(z.unknown()).safeParse(await request<unknown>({ url: `${BASE}/silences`, signal }));
  if (!parsed.success) {
    throw new RequestError('format', 200, 'This is not a list of silences');
  }
  return parsed.data.flatMap((each) => {
    const { data } = silence.safeParse(each); // one that cannot be read does not hide the others
    return data ? [{ ...data, state: data.status.state }] : [];
  });
}

interface NewSilence {
  /** Of the one that it changes: Grafana keeps the id where it can, and answers another where it made a new one. */
  id?: string;
  matchers: SilenceMatcher[];
  startsAt: string;
  endsAt: string;
  createdBy: string;
  comment: string;
}

/** Makes or changes a silence; its id. Throws RequestError: `forbidden` for whoever is no Editor. */
export async function putSilence(wanted: NewSilence): Promise<string> {
  const answer = z
    .object({ silenceID: z.string().check(z.minLength(1)) })
    .safeParse(await request<unknown>({ method: 'POST', url: `${BASE}/silences`, data: wanted }));
  if (!answer.success) {
    throw new RequestError('format', 202, 'The answer has no silence in it');
  }
  return answer.data.silenceID;
}

/** Ends a silence now. One that is gone is ended. Throws RequestError. */
export async function expireSilence(id: string): Promise<void> {
  try {
    await request({ method: 'DELETE', url: `${BASE}/silence/${encodeURIComponent(id)}` });
  } catch (error) {
    if (!(error instanceof RequestError && error.kind === 'missing')) {
      throw error;
    }
  }
}

export interface AlertInstance {
  name: string;
  labels: Record<string, string>;
  isFiring: boolean;
}

const texts = z.nullish(z.record(z.string(), z.string()));
const rulesAnswer = z.object({
  data: z.object({
    groups: z.nullish(
      z.array(
        z.object({
          rules: z.array(
            z.object({
              name: z.string(),
              labels: texts,
              alerts: z.nullish(z.array(z.object({ labels: texts, state: z.string() }))),
            })
          ),
        })
      )
    ),
  }),
});

/** Alerts of Grafana's own rules, as they are now; a rule that has none yet stands there with its own labels. Throws RequestError. */
export async function alertInstances(signal?: AbortSignal): Promise<AlertInstance[]> {
  const parsed = rulesAnswer.safeParse(
    await request<unknown>({ url: '/api/prometheus/grafana/api/v1/rules?type=alert', signal })
  );
  if (!parsed.success) {
    throw new RequestError('format', 200, 'This is not a list of rules');
  }
  return (parsed.data.data.groups ?? [])
    .flatMap(({ rules }) => rules)
    .flatMap(({ name, labels, alerts }) =>
      alerts?.length
        ? alerts.map((each) => ({
            name,
            labels: { alertname: name, ...each.labels },
            isFiring: /^(firing|alerting)/i.test(each.state),
          }))
        : [{ name, labels: { alertname: name, ...labels }, isFiring: false }]
    );
}
