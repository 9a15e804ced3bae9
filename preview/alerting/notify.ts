import { silencedBy } from '../api/silences';
import { asObject, asText } from '../store/json';
import type { AlertInstance, AlertRule, Store } from '../store/store';
import { seconds } from './durations';

/** Grafana's defaults, in milliseconds. */
const GROUP_WAIT = 30_000;
const GROUP_INTERVAL = 300_000;

export interface Told {
  rule: AlertRule;
  instance: AlertInstance;
  annotations: Record<string, string>;
  /** Absent while it fires. */
  endsAt?: number;
}

export const policyOf = (store: Store, orgId: number) => asObject(store.documents.get(`policies/${orgId}`));

/** Who is told of a rule, and how long Grafana waits before it tells. */
export function routeOf(store: Store, { orgId, rule }: AlertRule) {
  const policy = policyOf(store, orgId);
  const own = asObject(asObject(rule.grafana_alert).notification_settings);
  const wait = (name: string, otherwise: number) => {
    const given = seconds(own[name] ?? policy[name]);
    return given === undefined ? otherwise : given * 1000;
  };
  return {
    receiver: asText(own.receiver) || asText(policy.receiver),
    groupWait: wait('group_wait', GROUP_WAIT),
    groupInterval: wait('group_interval', GROUP_INTERVAL),
  };
}

/**
 * Sends the webhooks of a contact point, as Grafana words them; what cannot be delivered is lost, as the tests would see. Nobody is
 * told of what a silence holds.
 */
export async function tell(store: Store, receiver: string, all: Told[], root: string): Promise<void> {
  const silences = store.silences.values();
  const told = all.filter(({ rule, instance }) => silencedBy(silences, rule.orgId, instance.labels).length === 0);
  const [first] = told;
  if (!first) {
    return;
  }
  const points = store.contactPoints
    .values()
    .filter(({ orgId, name, type }) => orgId === first?.rule.orgId && name === receiver && type === 'webhook');
  const firing = told.filter(({ endsAt }) => endsAt === undefined);
  const status = firing.length > 0 ? 'firing' : 'resolved';
  const { alertname = '', grafana_folder = '' } = first?.instance.labels ?? {};
  const body = JSON.stringify({
    receiver,
    status,
    alerts: told.map((each) => alertOf(each, root)),
    groupLabels: { alertname, grafana_folder },
    commonLabels: first?.instance.labels ?? {},
    commonAnnotations: first?.annotations ?? {},
    externalURL: `${root}/`,
    appVersion: '12.4.3',
    version: '1',
    groupKey: `{}:{alertname="${alertname}", grafana_folder="${grafana_folder}"}`,
    truncatedAlerts: 0,
    orgId: first?.rule.orgId,
    title: `[${status.toUpperCase()}${firing.length ? `:${firing.length}` : ''}] ${alertname} ${grafana_folder}`,
    state: firing.length > 0 ? 'alerting' : 'ok',
    message: '',
  });
  await Promise.allSettled(
    points.map(({ settings }) =>
      fetch(asText(settings.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(5_000),
      })
    )
  );
}

function alertOf({ rule, instance, annotations, endsAt }: Told, root: string) {
  return {
    status: endsAt === undefined ? 'firing' : 'resolved',
    labels: instance.labels,
    annotations,
    startsAt: new Date(instance.since).toISOString(),
    endsAt: endsAt === undefined ? '0001-01-01T00:00:00Z' : new Date(endsAt).toISOString(),
    generatorURL: `${root}/alerting/grafana/${rule.uid}/view?orgId=${rule.orgId}`,
    ruleUID: rule.uid,
    orgId: rule.orgId,
  };
}
