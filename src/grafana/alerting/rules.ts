import { z } from 'zod/mini';
import { isReminder } from '../../domain/reminder/ownRules';
import { type AlertRule } from '../../domain/runbook/coverage';
import { folderAccessUrl } from '../namespace';
import { queryInstant } from '../prometheus/prometheus';
import { request, RequestError } from '../request';
import { grafanaStates } from './history';
import { ruleGroups, writeRuleGroup } from './ruler';

const texts = z.nullish(z.record(z.string(), z.string()));
const rulesAnswer = z.object({
  data: z.object({
    groups: z.nullish(
      z.array(
        z.object({
          name: z.string(),
          interval: z.nullish(z.number()),
          file: z.nullish(z.string()),
          folderUid: z.nullish(z.string()),
          rules: z.array(
            z.object({
              name: z.string(),
              type: z.nullish(z.string()),
              query: z.nullish(z.string()),
              duration: z.nullish(z.number()),
              keepFiringFor: z.nullish(z.number()),
              queriedDatasourceUIDs: z.nullish(z.array(z.string())),
              uid: z.nullish(z.string()),
              folderUid: z.nullish(z.string()),
              labels: texts,
              annotations: texts,
            })
          ),
        })
      )
    ),
  }),
});

/** Alert rules of Grafana (`grafana`) or of a data source, by its uid; Viewers may ask. Throws RequestError. */
export async function alertRules(source: string, signal?: AbortSignal): Promise<AlertRule[]> {
  const parsed = rulesAnswer.safeParse(
    await request<unknown>({ url: `/api/prometheus/${encodeURIComponent(source)}/api/v1/rules?type=alert`, signal })
  );
  if (!parsed.success) {
    throw new RequestError('format', 200, 'This is not a list of rules');
  }
  return (parsed.data.data.groups ?? []).flatMap((group) =>
    group.rules
      .filter(({ type, labels }) => type !== 'recording' && !isReminder({ labels: labels ?? {} }))
      .map((rule): AlertRule => {
        const folderUid = rule.folderUid ?? group.folderUid;
        return {
          source,
          name: rule.name,
          group: group.name,
          labels: rule.labels ?? {},
          annotations: rule.annotations ?? {},
          ...(rule.uid && { uid: rule.uid }),
          ...(folderUid && { folderUid }),
          ...(rule.query && { expr: rule.query }),
          ...(rule.queriedDatasourceUIDs?.length === 1 && { asks: rule.queriedDatasourceUIDs[0] }),
          ...(rule.duration && { wait: rule.duration }),
          ...(rule.keepFiringFor && { keep: rule.keepFiringFor }),
          ...(group.interval && { every: group.interval }),
        };
      })
  );
}

const DAYS = 30;
/** Starts to fire, seen every five minutes: firing now and not then. */
const STARTS = `sum by (alertname) (count_over_time((ALERTS{alertstate="firing"} unless ALERTS{alertstate="firing"} offset 5m)[${DAYS}d:5m]))`;

/** How often each alert of a source began to fire in the last 30 days, by name. Throws RequestError. */
export async function firings(source: string, signal?: AbortSignal): Promise<Map<string, number>> {
  if (source !== 'grafana') {
    const { result } = await queryInstant(source, STARTS, { signal });
    return new Map(result.map(({ labels, value }) => [labels.alertname ?? '', value]));
  }
  const end = Date.now() / 1000;
  const { alerts } = await grafanaStates({ start: end - DAYS * 86_400, end }, signal);
  const counts = new Map<string, number>();
  for (const { name, changes } of alerts) {
    const begun = changes.filter(({ firing, was }) => firing && !was).length;
    counts.set(name, (counts.get(name) ?? 0) + begun);
  }
  return counts;
}

/** Whether the person may change the rules of a folder: *Edit* on it is enough. */
export async function mayEditRules(folderUid: string, signal?: AbortSignal): Promise<boolean> {
  try {
    return (await request<{ canSave?: boolean }>({ url: folderAccessUrl(folderUid), signal })).canSave === true;
  } catch {
    return false;
  }
}

/**
 * Sets `runbook_url` of a Grafana-managed rule, leaving the rest of its group as it was read just before: Grafana keeps no version of
 * a group, the last writer wins. Throws RequestError; `missing` when the rule is gone.
 */
export async function setRunbookUrl(
  { uid, folderUid = '' }: Pick<AlertRule, 'uid' | 'folderUid'>,
  url: string
): Promise<void> {
  const groups = await ruleGroups(folderUid);
  const group = groups.find(({ rules }) => rules.some(({ grafana_alert }) => grafana_alert?.uid === uid));
  if (!uid || !group) {
    throw new RequestError('missing', 404, 'The rule is gone');
  }
  const rules = group.rules.map((rule) =>
    rule.grafana_alert?.uid === uid ? { ...rule, annotations: { ...rule.annotations, runbook_url: url } } : rule
  );
  await writeRuleGroup(folderUid, { ...group, rules });
}

const namesAnswer = z.object({ data: z.array(z.string()) });

/** All metric names of a Prometheus. Throws RequestError. */
export async function metricNames(uid: string, signal?: AbortSignal): Promise<Set<string>> {
  const answer = namesAnswer.safeParse(
    await request<unknown>({
      url: `/api/datasources/proxy/uid/${encodeURIComponent(uid)}/api/v1/label/__name__/values`,
      signal,
    })
  );
  if (!answer.success) {
    throw new RequestError('format', 200, 'This is not a list of names');
  }
  return new Set(answer.data.data);
}

const foundAnswer = z.array(z.object({ uid: z.string() }));

/** Of these dashboards, those that are there and may be seen. */
export async function existingDashboards(uids: string[], signal?: AbortSignal): Promise<Set<string>> {
  if (uids.length === 0) {
    return new Set();
  }
  const query = new URLSearchParams({ type: 'dash-db', limit: '5000' });
  uids.forEach((uid) => query.append('dashboardUIDs', uid));
  const answer = foundAnswer.safeParse(await request<unknown>({ url: `/api/search?${query}`, signal }));
  return new Set((answer.data ?? []).map(({ uid }) => uid));
}
