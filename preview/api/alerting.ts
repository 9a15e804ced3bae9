import type { FastifyInstance } from 'fastify';
import { findFolder, folderLevels, requireRole, signedIn, VIEW, type Person } from '../access';
import type { Clock } from '../alerting/clock';
import { seconds } from '../alerting/durations';
import { refuse } from '../answers';
import type { Grafana } from '../grafana';
import { asArray, asObject, asText, type JsonObject } from '../store/json';
import type { AlertInstance, AlertRule } from '../store/store';
import { contactPoints } from './contactPoints';
import { ruler } from './ruler';
import { silences } from './silences';

const STATE_NAMES = { firing: 'Alerting', pending: 'Pending' };

/** Grafana's own alerting: its rules with their states, and silences that are kept. */
export function alerting(app: FastifyInstance, grafana: Grafana, clock: Clock) {
  const { store } = grafana;
  const visible = (person: Person): AlertRule[] => {
    const level = folderLevels(store, person);
    return store.alertRules.values().filter(({ orgId, folder }) => orgId === person.orgId && level(folder) >= VIEW);
  };
  const asAlert = (rule: AlertRule, { labels, state, since }: AlertInstance) => ({
    labels,
    annotations: asObject(rule.rule.annotations),
    state: STATE_NAMES[state],
    activeAt: new Date(since).toISOString(),
    value: '1e+00',
  });

  function asState(rule: AlertRule): JsonObject {
    const asked = asObject(rule.rule.grafana_alert);
    const instances = clock.instancesOf(rule).map(([, instance]) => instance);
    const data = asArray(asked.data).map(asObject);
    const queries = data.filter(({ datasourceUid }) => datasourceUid !== '__expr__');
    const wait = seconds(rule.rule.for) ?? 0;
    return {
      state: ['firing', 'pending'].find((state) => instances.some((each) => each.state === state)) ?? 'inactive',
      name: asText(asked.title),
      query:
        queries.length === 1 && data.length === 1 ? asText(asObject(queries[0]?.model).expr) : JSON.stringify(data),
      queriedDatasourceUIDs: queries.map(({ datasourceUid }) => datasourceUid),
      ...(wait > 0 && { duration: wait }),
      annotations: asObject(rule.rule.annotations),
      alerts: instances.map((instance) => asAlert(rule, instance)),
      uid: rule.uid,
      folderUid: rule.folder,
      labels: asObject(rule.rule.labels),
      type: 'alerting',
      evaluationTime: 0.001,
      isPaused: asked.is_paused === true,
      ...clock.healthOf(rule),
    };
  }

  app.get('/api/prometheus/grafana/api/v1/rules', (request) => {
    const person = requireRole(request, 'Viewer', 'alert.rules:read');
    const groups = new Map<string, AlertRule[]>();
    visible(person)
      .sort((one, other) => one.index - other.index)
      .forEach((rule) => {
        const key = `${rule.folder}/${rule.group}`;
        groups.set(key, [...(groups.get(key) ?? []), rule]);
      });
    return {
      status: 'success',
      data: {
        groups: [...groups.values()].map((rules) => ({
          name: rules[0]?.group,
          file: findFolder(store, person.orgId, rules[0]?.folder ?? '')?.title,
          folderUid: rules[0]?.folder,
          rules: rules.map(asState),
          interval: rules[0]?.interval,
        })),
      },
    };
  });
  app.get('/api/prometheus/grafana/api/v1/alerts', (request) => {
    const { orgId } = requireRole(request, 'Viewer', 'alert.instances:read');
    const rules = store.alertRules.values().filter((rule) => rule.orgId === orgId); // no filter by folder, as measured
    const alerts = rules.flatMap((rule) => clock.instancesOf(rule).map(([, instance]) => asAlert(rule, instance)));
    return { status: 'success', data: { alerts } };
  });
  app.get('/api/alertmanager/grafana/api/v2/alerts', (request) => {
    requireRole(request, 'Viewer', 'alert.instances:read');
    return [];
  });
  app.get('/api/alertmanager/grafana/api/v2/alerts/groups', (request) => {
    requireRole(request, 'Viewer', 'alert.instances:read');
    return [];
  });
  app.get('/api/alertmanager/grafana/api/v2/status', (request) => {
    requireRole(request, 'Viewer', 'alert.notifications:read');
    return { cluster: { peers: [], status: 'ready' }, config: { original: '' }, uptime: null, versionInfo: null };
  });
  ruler(app, grafana, clock);
  contactPoints(app, grafana);
  app.get('/api/v1/provisioning/alert-rules', (request) => {
    requireRole(request, 'Viewer', 'alert.provisioning:read');
    return [];
  });
  app.get('/api/v1/provisioning/mute-timings', (request) => {
    requireRole(request, 'Viewer', 'alert.notifications:read');
    return [];
  });

  app.get('/api/v1/rules/history', (request) => {
    requireRole(request, 'Viewer', 'alert.rules:read');
    if (asText(asObject(request.query).ruleUID) === '') {
      throw refuse(500, 'ruleUID is required to query annotations', {
        error: 'ruleUID is required to query annotations',
      });
    }
    const fields = [
      { name: 'time', type: 'time', typeInfo: { frame: 'time.Time' } },
      { name: 'line', type: 'other', typeInfo: { frame: 'json.RawMessage' } },
      { name: 'labels', type: 'other', typeInfo: { frame: 'json.RawMessage' } },
    ];
    return { schema: { name: 'states', fields }, data: { values: [[], [], []] } };
  });

  silences(app, grafana);

  app.get('/api/v1/ngalert', (request) => {
    signedIn(request);
    return { alertmanagersChoice: 'internal', numExternalAlertmanagers: 0 };
  });
}
