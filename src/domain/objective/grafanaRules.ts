import { parseDuration, writeDuration } from '../promql/duration';
import { slug } from '../record/record';
import { fnv } from '../text/fnv';
import { BURN_ALERT, burnAlerts, literal, THRESHOLD_ALERT, thresholdAlerts } from './alerts';
import { errorRatioQuery } from './queries';
import { type Objective } from './schema';
import { isBudgeted } from './state';

/** A rule as Grafana's ruler API reads and gives it; what else it holds stays as it is. */
interface GrafanaRule extends Record<string, unknown> {
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  grafana_alert?: Record<string, unknown> & { uid?: string; title?: string; data?: unknown[] };
}

export interface GrafanaGroup extends Record<string, unknown> {
  name: string;
  interval?: string;
  rules: GrafanaRule[];
}

/** What a preview asks the past: where it yields 1 the rule would have been active. */
export interface ObjectiveRule {
  /** Names the rule within its objective. */
  key: string;
  title: string;
  expr: string;
  /** Prometheus duration. */
  wait: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

const LABEL = { opsbook: 'objective' };
const KEY = 'opsbook_key';
const WRITTEN = 'opsbook_written';
const INTERVAL = '1m';

export function objectiveGroup(key: string): string {
  return `opsbook-objective-${slug(key)}`.slice(0, 190);
}

/**
 * The same alerts as the exported rules of Prometheus, firing in the same minutes, without recording rules. Grafana's condition holds
 * where the value is not 0, so every comparison yields 1 or 0.
 */
export function objectiveRules(key: string, objective: Objective): ObjectiveRule[] {
  return isBudgeted(objective) ? burnRules(key, objective) : thresholdRules(key, objective);
}

function burnRules(key: string, objective: Objective): ObjectiveRule[] {
  return burnAlerts(key, objective).flatMap(({ pair, limit, failures, labels, annotations }): ObjectiveRule[] => {
    const [long, short] = [errorRatioQuery(objective, pair.long), errorRatioQuery(objective, pair.short)];
    if (long === undefined || short === undefined) {
      return [];
    }
    const enough = failures ? ` * on() ((${failures.expr}) >= bool ${failures.least})` : '';
    const window = writeDuration(pair.long);
    return [
      {
        key: window,
        title: `${objective.name}: ${BURN_ALERT} ${window}`,
        expr: `((${long}) > bool ${limit}) * ((${short}) > bool ${limit})${enough}`,
        wait: writeDuration(pair.wait),
        labels,
        annotations,
      },
    ];
  });
}

function thresholdRules(key: string, objective: Objective): ObjectiveRule[] {
  return thresholdAlerts(key, objective).map(({ expr, beyond, threshold, wait, labels, annotations }) => ({
    key: labels.severity ?? '',
    title: `${objective.name}: ${THRESHOLD_ALERT} ${labels.severity ?? ''}`,
    expr: `(${expr}) ${beyond} bool ${threshold}`,
    wait,
    labels,
    annotations,
  }));
}

interface Terms {
  /** Uid of the Prometheus that is asked. */
  prometheus: string;
  /** Absolute. */
  runbookUrl?: string;
  /** Absolute: the objective's page. */
  url: string;
}

/** As they are to be written: each remembers what we wrote, so that somebody's own edit is seen. */
function written(key: string, objective: Objective, { prometheus, runbookUrl, url }: Terms): GrafanaRule[] {
  return objectiveRules(key, objective).map((rule) => {
    const made: GrafanaRule = {
      for: rule.wait,
      labels: { ...literal(rule.labels), ...LABEL },
      annotations: {
        ...literal(rule.annotations),
        ...literal({ link: url }),
        ...(runbookUrl && literal({ runbook_url: runbookUrl })),
        [KEY]: rule.key,
      },
      grafana_alert: {
        title: rule.title.slice(0, 190),
        condition: 'A',
        no_data_state: 'OK',
        exec_err_state: 'OK',
        data: [
          {
            refId: 'A',
            relativeTimeRange: { from: 600, to: 0 },
            datasourceUid: prometheus,
            model: { refId: 'A', instant: true, expr: rule.expr },
          },
        ],
      },
    };
    return { ...made, annotations: { ...made.annotations, [WRITTEN]: fingerprint(made) } };
  });
}

type AlertingState = 'off' | 'inStep' | 'drifted';

interface AlertingStanding {
  state: AlertingState;
  /** Titles of rules that somebody changed or deleted in Grafana since we wrote them. */
  edited: string[];
  /** Titles of rules that the objective asks for otherwise now, or no more. */
  moved: string[];
}

function isOurs({ labels }: GrafanaRule): boolean {
  return labels?.opsbook === LABEL.opsbook;
}

/** Whether the objective alerts in Grafana, and whether its rules are those that it asks for. */
export function alertingStanding(
  group: GrafanaGroup | undefined,
  key: string,
  objective: Objective,
  terms: Terms
): AlertingStanding {
  const own = (group?.rules ?? []).filter(isOurs);
  if (own.length === 0) {
    return { state: 'off', edited: [], moved: [] };
  }
  const wanted = written(key, objective, terms);
  const edited = own.filter(isEdited).map(titleOf);
  const moved = [
    ...own.filter((rule) => !wanted.some((each) => isSame(each, rule))).map(titleOf),
    ...wanted.filter((rule) => !own.some((each) => keyOf(each) === keyOf(rule))).map(titleOf),
  ];
  return { state: moved.length > 0 || edited.length > 0 ? 'drifted' : 'inStep', edited, moved };
}

/**
 * The group with the rules that the objective asks for. Rules keep their uid; those that somebody edited stay as they are unless
 * `overwrite`, and rules of others always do. Undefined: nothing is left of it.
 */
export function objectiveGroupOf(
  group: GrafanaGroup | undefined,
  key: string,
  objective: Objective | undefined,
  terms: Terms,
  overwrite = false
): GrafanaGroup | undefined {
  const current = group?.rules ?? [];
  const others = current.filter((rule) => !isOurs(rule));
  const own = new Map(current.filter(isOurs).map((rule) => [keyOf(rule), rule]));
  const rules = (objective ? written(key, objective, terms) : []).map((rule) => {
    const before = own.get(keyOf(rule));
    if (before && isEdited(before) && !overwrite) {
      return before;
    }
    const uid = before?.grafana_alert?.uid;
    return uid ? { ...rule, grafana_alert: { ...rule.grafana_alert, uid } } : rule;
  });
  return rules.length + others.length === 0
    ? undefined
    : { name: objectiveGroup(key), interval: INTERVAL, rules: [...others, ...rules] };
}

function isEdited(rule: GrafanaRule): boolean {
  return rule.annotations?.[WRITTEN] !== fingerprint(rule);
}

function isSame(wanted: GrafanaRule, rule: GrafanaRule): boolean {
  return keyOf(wanted) === keyOf(rule) && wanted.annotations?.[WRITTEN] === rule.annotations?.[WRITTEN];
}

function keyOf({ annotations }: GrafanaRule): string {
  return annotations?.[KEY] ?? '';
}

function titleOf({ grafana_alert: alert }: GrafanaRule): string {
  return alert?.title ?? '';
}

/** Of what people see of a rule: Grafana adds members of its own, and writes durations in its way. */
function fingerprint({ labels = {}, annotations = {}, grafana_alert: alert, for: wait }: GrafanaRule): string {
  const { [WRITTEN]: _, ...said } = annotations;
  const sorted = (texts: Record<string, string>) => Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));
  return fnv(
    JSON.stringify([
      writeDuration((parseDuration(wait ?? '0s') ?? 0) / 1000),
      sorted(labels),
      sorted(said),
      alert?.title,
      (alert?.data ?? []).map(askedBy),
    ])
  );
}

function askedBy(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('model' in data) || !('datasourceUid' in data)) {
    return null;
  }
  const { model, datasourceUid } = data;
  const expr: unknown =
    typeof model === 'object' && model !== null ? Object.getOwnPropertyDescriptor(model, 'expr')?.value : undefined;
  return [datasourceUid, expr ?? null];
}
