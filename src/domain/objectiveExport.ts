import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { budgetOf, canFire, factorOf, PAIRS } from './burnRate';
import { checkDefinition, type Definition, goodShare, isBudgeted, isLowerBetter, type Objective } from './objective';
import { errorRatioQuery, plainQuery } from './objectiveQueries';
import { type Outcome, type Reason, refuse } from './outcome';
import { slug } from './record';
import { DAY, HOUR, nominalDays } from './window';

interface Rule {
  record?: string;
  alert?: string;
  expr: string;
  for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

const NAMES: Record<number, string> = {
  300: '5m',
  1800: '30m',
  [HOUR]: '1h',
  [2 * HOUR]: '2h',
  [6 * HOUR]: '6h',
  [DAY]: '1d',
  [3 * DAY]: '3d',
};

/** Recording and multi-window burn-rate alert rules for Prometheus, as YAML; thresholds become alerts of their own. */
export function prometheusRules(objectives: Array<[string, Objective]>): string {
  const groups = objectives.flatMap(([key, objective]) => {
    const rules = isBudgeted(objective) ? burnRules(key, objective) : thresholdRules(key, objective);
    return rules.length === 0 ? [] : [{ name: `opsbook-${slug(key)}`, rules }];
  });
  return stringify({ groups }, { lineWidth: 0 });
}

function burnRules(key: string, objective: Objective): Rule[] {
  const target = goodShare(objective);
  if (target === undefined || target >= 1) {
    return [];
  }
  const labels = { objective: key, ...(objective.service && { service: objective.service }) };
  const windows = Object.keys(NAMES).map(Number);
  const recordings = windows.flatMap((seconds): Rule[] => {
    const expr = errorRatioQuery(objective, seconds);
    return expr === undefined ? [] : [{ record: recordName(seconds), expr, labels }];
  });
  const selector = `{objective="${key}"}`;
  const alerts = PAIRS.flatMap((pair, index): Rule[] => {
    const factor = factorOf(pair, nominalDays(objective.window));
    if (factor < 1 || !canFire(factor, target)) {
      return []; // below 1 the budget lasts; above 1/B it cannot be reached
    }
    const limit = Number((factor * budgetOf(target)).toPrecision(6));
    const exceeded = [pair.long, pair.short].map((seconds) => `${recordName(seconds)}${selector} > ${limit}`);
    const failures = objective.minimumFailures ? failuresQuery(objective, pair.long) : undefined;
    return [
      {
        alert: 'ErrorBudgetBurn',
        expr: [...exceeded, ...(failures ? [`on() (${failures}) >= ${objective.minimumFailures}`] : [])].join(' and '),
        labels: { ...labels, severity: index < 2 ? 'page' : 'ticket', window: NAMES[pair.long] },
        annotations: {
          summary: `${objective.name}: burns its error budget ${Number(factor.toFixed(2))} times too fast`,
          description: `Over ${NAMES[pair.long]} and ${NAMES[pair.short]} more than ${limit} of the events were bad.`,
        },
      },
    ];
  });
  return [...recordings, ...alerts];
}

function thresholdRules(key: string, objective: Objective): Rule[] {
  const { indicator, target, critical, name, unit } = objective;
  const expr = indicator.kind === 'gauge' ? plainQuery(objective, 300) : undefined;
  if (expr === undefined) {
    return [];
  }
  const beyond = isLowerBetter(objective) ? '>' : '<';
  const rule = (threshold: number, severity: string): Rule => ({
    alert: 'ObjectiveMissed',
    expr: `(${expr}) ${beyond} ${threshold}`,
    for: '5m',
    labels: { objective: key, severity, ...(objective.service && { service: objective.service }) },
    annotations: { summary: `${name}: ${beyond} ${threshold} ${unit} for five minutes` },
  });
  return [
    ...(target === undefined ? [] : [rule(target, 'warning')]),
    ...(critical === undefined ? [] : [rule(critical, 'critical')]),
  ];
}

function failuresQuery(objective: Objective, seconds: number): string | undefined {
  return errorRatioQuery(objective, seconds, 'bad');
}

function recordName(seconds: number): string {
  return `objective:error_ratio:${NAMES[seconds]}`;
}

/** One objective as an OpenSLO v1 document; undefined for kinds that OpenSLO does not know. */
export function toOpenSlo(key: string, objective: Definition): string | undefined {
  const { indicator, name, description, service, window } = objective;
  const target = goodShare(objective);
  const source = (query: string) => ({ metricSource: { type: 'Prometheus', spec: { query } } });
  const parts =
    indicator.kind === 'ratio'
      ? { counter: true, [indicator.counted]: source(indicator.events), total: source(indicator.total) }
      : indicator.kind === 'probe'
        ? { counter: false, good: source(`sum(${indicator.selector})`), total: source(`count(${indicator.selector})`) }
        : latencyParts(objective, source);
  if (!parts || target === undefined) {
    return undefined;
  }
  return stringify(
    {
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: { name: slug(key), displayName: name },
      spec: {
        ...(description && { description }),
        service: slug(service ?? '') || 'default',
        indicator: { metadata: { name: `${slug(key)}-sli` }, spec: { ratioMetric: parts } },
        timeWindow: [
          window.type === 'rolling'
            ? { duration: `${window.days}d`, isRolling: true }
            : {
                duration: window.period === 'month' ? '1M' : '1Q',
                isRolling: false,
                calendar: { startTime: '2024-01-01 00:00:00', timeZone: window.zone },
              },
        ],
        budgetingMethod: 'Occurrences',
        objectives: [{ displayName: name, target }],
      },
    },
    { lineWidth: 0 }
  );
}

function latencyParts({ indicator, target }: Definition, source: (query: string) => object) {
  if (indicator.kind !== 'latency' || target === undefined) {
    return undefined;
  }
  const histogram = indicator.histogram.trim();
  const open = histogram.endsWith('}')
    ? `${histogram.slice(0, -1).replace(/,\s*$/, '')}${/\{\s*\}$/.test(histogram) ? '' : ','}`
    : `${histogram}{`;
  return { counter: true, good: source(`${open}le="${target}"}`), total: source(`${open}le="+Inf"}`) };
}

const metric = z.object({
  metricSource: z.object({ type: z.string().optional(), spec: z.object({ query: z.string() }) }),
});
const openSlo = z.object({
  apiVersion: z.literal('openslo/v1'),
  kind: z.literal('SLO'),
  metadata: z.object({ name: z.string(), displayName: z.string().optional() }),
  spec: z.object({
    description: z.string().optional(),
    service: z.string().optional(),
    indicator: z.object({
      spec: z.object({
        ratioMetric: z.object({
          counter: z.boolean().optional(),
          good: metric.optional(),
          bad: metric.optional(),
          total: metric,
        }),
      }),
    }),
    timeWindow: z
      .array(
        z.object({
          duration: z.string(),
          isRolling: z.boolean(),
          calendar: z.object({ timeZone: z.string() }).optional(),
        })
      )
      .min(1),
    objectives: z
      .array(
        z.object({
          target: z.number().optional(),
          targetPercent: z.number().optional(),
          displayName: z.string().optional(),
        })
      )
      .min(1),
  }),
});

/** Reads one OpenSLO v1 document with a ratio of Prometheus counters. */
export function fromOpenSlo(text: string): Outcome<Definition> {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    return refuse({
      code: 'openslo.yaml',
      values: { message: error instanceof Error ? error.message.split('\n')[0] : String(error) },
    });
  }
  const parsed = openSlo.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse({ code: 'openslo.shape', values: { path: issue.path.join('.') || 'kind', message: issue.message } });
  }
  const { metadata, spec } = parsed.data;
  const { good, bad, total } = spec.indicator.spec.ratioMetric;
  const events = good ?? bad;
  const window = windowOf(spec.timeWindow[0]);
  const { target, targetPercent } = spec.objectives[0];
  const share = target ?? (targetPercent === undefined ? undefined : targetPercent / 100);
  const missing: Reason[] = [
    ...(events ? [] : [{ code: 'openslo.shape', values: { path: 'ratioMetric', message: 'good, bad' } }]),
    ...(window ? [] : [{ code: 'openslo.window', values: { duration: spec.timeWindow[0].duration } }]),
    ...(share === undefined
      ? [{ code: 'openslo.shape', values: { path: 'objectives.0.target', message: 'target' } }]
      : []),
  ];
  if (!events || !window || share === undefined) {
    return refuse(...missing);
  }
  const definition: Definition = {
    name: metadata.displayName ?? metadata.name,
    ...(spec.description && { description: spec.description }),
    ...(spec.service && spec.service !== 'default' && { service: spec.service }),
    indicator: {
      kind: 'ratio',
      total: total.metricSource.spec.query,
      counted: good ? 'good' : 'bad',
      events: events.metricSource.spec.query,
    },
    comparison: '>=',
    target: share,
    unit: 'ratio',
    window,
  };
  const reasons = checkDefinition(definition);
  return reasons.length > 0 ? refuse(...reasons) : { ok: definition };
}

function windowOf({
  duration,
  isRolling,
  calendar,
}: z.infer<typeof openSlo>['spec']['timeWindow'][number]): Definition['window'] | undefined {
  if (!isRolling) {
    const period = duration === '1M' ? 'month' : duration === '1Q' || duration === '3M' ? 'quarter' : undefined;
    return period && { type: 'calendar', period, zone: calendar?.timeZone ?? 'UTC' };
  }
  const days = { '7d': 7, '1w': 7, '28d': 28, '4w': 28, '30d': 30, '1M': 30, '90d': 90, '1Q': 90 } as const;
  return duration in days ? { type: 'rolling', days: days[duration as keyof typeof days] } : undefined;
}
