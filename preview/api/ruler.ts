import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { EDIT, findFolder, folderLevels, requireRole, VIEW, type Person } from '../access';
import type { Clock } from '../alerting/clock';
import { duration, seconds } from '../alerting/durations';
import { accessDenied, refuse } from '../answers';
import type { Grafana } from '../grafana';
import { asArray, asObject, asText, canonical, isObject, type JsonObject } from '../store/json';
import { newUid, type AlertRule, type Folder } from '../store/store';

const READ = 'all of alert.rules:read, folders:read';
const WRITE = `${READ}, any of alert.rules:write, alert.rules:create, alert.rules:delete`;
const DELETE = 'all of alert.rules:delete, alert.rules:read, folders:read';
const BASE_INTERVAL = 10;
const DEFAULT_INTERVAL = 60;
const STATES = {
  no_data_state: ['NoData', 'Alerting', 'OK', 'KeepLast'],
  exec_err_state: ['OK', 'Alerting', 'Error', 'KeepLast'],
};

const invalid = (index: number, text: string) => refuse(400, `invalid rule specification at index [${index}]: ${text}`);

/** The ruler API of Grafana's own alerting: rules in folders, whose permissions decide. Groups have no version: the last writer wins. */
export function ruler(app: FastifyInstance, { store }: Grafana, clock: Clock) {
  const rulesOf = (orgId: number) => store.alertRules.values().filter((rule) => rule.orgId === orgId);

  function groupsOf(rules: AlertRule[]): AlertRule[][] {
    const groups = new Map<string, AlertRule[]>();
    for (const rule of [...rules].sort((one, other) => one.index - other.index)) {
      const key = `${rule.folder}/${rule.group}`;
      groups.set(key, [...(groups.get(key) ?? []), rule]);
    }
    return [...groups.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
  }

  function asDto(rule: AlertRule): JsonObject {
    const author = store.users.get(rule.updatedBy);
    const own = rule.rule;
    return {
      expr: '',
      for: duration(seconds(own.for) ?? 0),
      keep_firing_for: duration(seconds(own.keep_firing_for) ?? 0),
      ...(Object.keys(asObject(own.labels)).length > 0 && { labels: own.labels }),
      ...(Object.keys(asObject(own.annotations)).length > 0 && { annotations: own.annotations }),
      grafana_alert: {
        ...asObject(own.grafana_alert),
        updated: rule.updated,
        updated_by: author && { uid: author.uid, name: author.name || author.login },
        intervalSeconds: rule.interval,
        version: rule.version,
        uid: rule.uid,
        namespace_uid: rule.folder,
        rule_group: rule.group,
      },
    };
  }

  const asGroup = (group: AlertRule[]) => ({
    name: group[0]?.group,
    interval: duration(group[0]?.interval ?? 0),
    rules: group.map(asDto),
  });

  const base = '/api/ruler/grafana/api/v1/rules';

  app.get(base, (request) => {
    const person = requireRole(request, 'Viewer', 'alert.rules:read');
    return byFolder(rulesOf(person.orgId), person);
  });

  function byFolder(rules: AlertRule[], person: Person) {
    const level = folderLevels(store, person);
    const answer: Record<string, unknown[]> = {};
    for (const group of groupsOf(rules.filter(({ folder }) => level(folder) >= VIEW))) {
      const title = findFolder(store, person.orgId, group[0]?.folder ?? '')?.title;
      if (title !== undefined) {
        answer[title] = [...(answer[title] ?? []), asGroup(group)];
      }
    }
    return answer;
  }

  function inFolder(request: FastifyRequest, level: number, permission: string): { person: Person; folder: Folder } {
    const person = requireRole(request, 'Viewer', permission);
    const { folder: uid } = request.params as { folder: string };
    const folder = findFolder(store, person.orgId, uid);
    if (!folder || folderLevels(store, person)(uid) < level) {
      throw person.role === 'Admin' ? refuse(403, 'Access denied') : accessDenied(permission); // one that is missing, too
    }
    return { person, folder };
  }

  const groupOf = (folder: Folder, name: string) =>
    rulesOf(folder.orgId)
      .filter((rule) => rule.folder === folder.uid && rule.group === name)
      .sort((one, other) => one.index - other.index);

  app.get(`${base}/:folder`, (request, reply) => {
    const { person, folder } = inFolder(request, VIEW, READ);
    reply.code(202);
    return byFolder(
      rulesOf(person.orgId).filter((rule) => rule.folder === folder.uid),
      person
    );
  });

  app.get(`${base}/:folder/:group`, (request, reply) => {
    const { folder } = inFolder(request, VIEW, READ);
    const group = groupOf(folder, (request.params as { group: string }).group);
    if (group.length === 0) {
      throw refuse(404, 'rule group does not exist');
    }
    reply.code(202);
    return asGroup(group);
  });

  function remove(rule: AlertRule) {
    store.alertRules.delete(rule.uid);
    clock.reset(rule);
  }

  app.delete(`${base}/:folder/:group`, (request, reply) => {
    const { folder } = inFolder(request, EDIT, DELETE);
    groupOf(folder, (request.params as { group: string }).group).forEach(remove);
    reply.code(202);
    return { message: 'rules deleted' };
  });

  app.delete(`${base}/:folder`, (request, reply) => {
    const { folder } = inFolder(request, EDIT, DELETE);
    rulesOf(folder.orgId)
      .filter((rule) => rule.folder === folder.uid)
      .forEach(remove);
    reply.code(202);
    return { message: 'rules deleted' };
  });

  app.post(`${base}/:folder`, (request, reply) => {
    const { person, folder } = inFolder(request, EDIT, WRITE);
    const { name, interval, rules } = readGroup(request.body);
    const before = groupOf(folder, name);
    const written = rules.map((raw, index) => {
      const uid = asText(asObject(raw.grafana_alert).uid);
      const known = uid === '' ? undefined : store.alertRules.get(uid);
      if (uid !== '' && known?.orgId !== person.orgId) {
        // this is what 12.4 says of an uid that it does not know
        throw refuse(
          400,
          'failed to update rule group: failed to add rules: invalid alert rule: field `missing_series_evals_to_resolve` must be greater than 0'
        );
      }
      const checked = checkRule(raw, index, known?.rule);
      checkWhom(checked, person);
      return { known, rule: checked };
    });
    const kept = written.flatMap(({ known }) => (known ? [known.uid] : []));
    const deleted = before.filter(({ uid }) => !kept.includes(uid));
    deleted.forEach(remove);
    const created: string[] = [];
    written.forEach(({ known, rule }, index) => {
      const uid = known?.uid ?? newUid();
      if (known) {
        clock.reset(known);
      } else {
        created.push(uid);
      }
      store.alertRules.put(uid, {
        uid,
        orgId: person.orgId,
        folder: folder.uid,
        group: name,
        index: index + 1,
        interval,
        version: (known?.version ?? 0) + 1,
        updated: new Date().toISOString(),
        updatedBy: person.user.id,
        rule,
      });
    });
    reply.code(202);
    const changes = { created, updated: kept, deleted: deleted.map(({ uid }) => uid) };
    const said = Object.fromEntries(Object.entries(changes).filter(([, uids]) => uids.length > 0));
    return Object.keys(said).length === 0
      ? { message: 'no changes detected in the rule group' }
      : { message: 'rule group updated successfully', ...said };
  });

  function checkWhom(rule: JsonObject, person: Person) {
    const asked = asObject(rule.grafana_alert);
    const title = asText(asked.title);
    for (const { refId, datasourceUid } of asArray(asked.data).map(asObject)) {
      if (!['prometheus', '__expr__', '-100'].includes(asText(datasourceUid))) {
        throw refuse(
          400,
          `failed to update rule group: invalid alert rule '${title}': failed to build query '${asText(refId)}': data source not found`
        );
      }
    }
    const receiver = asText(asObject(asked.notification_settings).receiver);
    const exists = store.contactPoints.find(({ orgId, name }) => orgId === person.orgId && name === receiver);
    if (receiver !== '' && !exists) {
      throw refuse(400, `failed to update rule group: invalid alert rule\nreceiver ${receiver} does not exist`);
    }
  }
}

function readGroup(body: unknown): { name: string; interval: number; rules: JsonObject[] } {
  if (!isObject(body)) {
    throw refuse(400, 'bad request data');
  }
  const name = asText(body.name);
  if (name === '') {
    throw refuse(400, 'rule group name cannot be empty');
  }
  const interval = seconds(body.interval) || DEFAULT_INTERVAL;
  if (interval % BASE_INTERVAL !== 0) {
    throw refuse(
      400,
      `rule evaluation interval (${interval} second) should be positive number that is multiple of the base interval of ${BASE_INTERVAL} seconds`
    );
  }
  return { name, interval, rules: asArray(body.rules).map(asObject) };
}

/** The rule as it is stored; what a rule with a uid leaves out stays as it was. */
function checkRule(raw: JsonObject, index: number, before: JsonObject | undefined): JsonObject {
  const { uid: _own, ...asked } = asObject(raw.grafana_alert);
  const merged = { ...asObject(before?.grafana_alert), ...asked };
  if (asText(merged.title) === '') {
    throw invalid(index, 'alert rule title cannot be empty');
  }
  for (const [key, states] of Object.entries(STATES)) {
    const state = asText(merged[key]);
    if (state !== '' && !states.includes(state)) {
      throw invalid(index, `unknown ${key === 'no_data_state' ? 'NoData' : 'Error'} state option ${state}`);
    }
  }
  const data = asArray(merged.data).map(asObject);
  const refs = data.map(({ refId }) => asText(refId)).sort();
  if (data.length === 0) {
    throw invalid(index, 'invalid alert rule: no queries or expressions are found');
  }
  if (!refs.includes(asText(merged.condition))) {
    throw invalid(
      index,
      `invalid alert rule: condition ${asText(merged.condition)} does not exist, must be one of [${refs.join(',')}]`
    );
  }
  const annotations = asObject(raw.annotations ?? before?.annotations);
  const dashboard = annotations.__dashboardUid__;
  const panel = annotations.__panelId__;
  if ((dashboard === undefined) !== (panel === undefined)) {
    throw invalid(index, 'invalid alert rule: both annotations __dashboardUid__ and __panelId__ must be specified');
  }
  if (panel !== undefined && !/^-?\d+$/.test(asText(panel))) {
    throw invalid(index, 'invalid alert rule: annotation __panelId__ must be a valid integer Panel ID');
  }
  return asObject(
    canonical({
      for: raw.for ?? before?.for ?? '0s',
      keep_firing_for: raw.keep_firing_for ?? before?.keep_firing_for ?? '0s',
      labels: raw.labels ?? before?.labels,
      annotations,
      grafana_alert: {
        no_data_state: 'NoData',
        exec_err_state: 'Alerting',
        is_paused: false,
        metadata: {
          editor_settings: {
            simplified_query_and_expressions_section: false,
            simplified_notifications_section: false,
          },
        },
        guid: randomUUID(),
        ...merged,
      },
    })
  );
}
