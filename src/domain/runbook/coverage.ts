import { selectors } from '../promql/promql';
import { wilson } from '../statistics/statistics';
import { runbookOfUrl } from './addresses';
import { type Content, emptyContent, type Parameter } from './schema';

/** One alert rule, of Grafana or of a data source. */
export interface AlertRule {
  /** `grafana`, or the uid of the data source. */
  source: string;
  name: string;
  /** Of a Grafana-managed rule. */
  uid?: string;
  folderUid?: string;
  group: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** PromQL, where the rule asks Prometheus. */
  expr?: string;
  /** Uid of the Prometheus that a Grafana-managed rule asks. */
  asks?: string;
  /** Seconds that its expression has to hold before it fires. */
  wait?: number;
  /** Seconds that it goes on firing once its expression no longer holds. */
  keep?: number;
  /** Seconds between two evaluations. */
  every?: number;
  /** Times that it began to fire in the period looked at; absent where nobody could say. */
  fired?: number;
}

/** `here` counts; `elsewhere` is a page that we do not fetch: whether it helps is not known. */
export type RuleCoverage = 'here' | 'stub' | 'gone' | 'elsewhere' | 'relative' | 'pinned' | 'none';

/** What a rule's `runbook_url` is worth. `runbooks` says of each name here whether it is a stub. */
export function ruleCoverage(rule: AlertRule, runbooks: ReadonlyMap<string, { isStub: boolean }>): RuleCoverage {
  const url = rule.annotations.runbook_url?.trim() ?? '';
  if (url === '') {
    return 'none';
  }
  const name = runbookOfUrl(url);
  if (name !== undefined) {
    const found = runbooks.get(name);
    return found === undefined ? 'gone' : found.isStub ? 'stub' : 'here';
  }
  if (!/^https?:\/\/[^/]+/i.test(url)) {
    return 'relative';
  }
  return /\/(blob|tree|raw|src\/branch)\/(?![0-9a-f]{40}\/)[^/]+\//i.test(url) ? 'pinned' : 'elsewhere';
}

interface CoverageSum {
  rules: number;
  covered: number;
  /** 95 % interval of the share of rules; absent without rules. */
  interval?: { low: number; high: number };
  /** Share of the firings that opened a runbook here; absent where nothing fired or nobody could say. */
  weighted?: number;
  fired: number;
}

export function sumCoverage(rules: Array<{ rule: AlertRule; coverage: RuleCoverage }>): CoverageSum {
  const covered = rules.filter(({ coverage }) => coverage === 'here');
  const firings = (of: typeof rules) => of.reduce((sum, { rule }) => sum + (rule.fired ?? 0), 0);
  const fired = firings(rules);
  return {
    rules: rules.length,
    covered: covered.length,
    ...(rules.length > 0 && { interval: wilson(covered.length, rules.length) }),
    ...(fired > 0 && { weighted: firings(covered) / fired }),
    fired,
  };
}

/** Those without a runbook here first, the most often firing at the top. */
export function byNeed(
  one: { rule: AlertRule; coverage: RuleCoverage },
  other: { rule: AlertRule; coverage: RuleCoverage }
): number {
  return (
    Number(one.coverage === 'here') - Number(other.coverage === 'here') ||
    (other.rule.fired ?? -1) - (one.rule.fired ?? -1) ||
    (one.rule.name < other.rule.name ? -1 : 1)
  );
}

/** A key may hold what a label's name may not, and the other way round. */
export function parameterKey(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);
}

/** What a runbook for this rule starts from: its expression as the first query, the labels it tells apart as parameters. */
export function draftForRule(rule: AlertRule, title: string, firstStep: string): Content {
  const parameters: Record<string, Parameter> = {};
  const labels = labelsOf(rule);
  for (const label of labels) {
    const key = parameterKey(label);
    if (key !== '') {
      parameters[key] = { position: Object.keys(parameters).length + 1, label, source: { from: 'alert', label } };
    }
  }
  const { service, team } = rule.labels;
  return {
    ...emptyContent(title),
    ...(team && { owner: team }),
    services: service ? [service] : [],
    alerts: [rule.name],
    parameters,
    sections:
      rule.annotations.description || rule.annotations.summary
        ? { meaning: rule.annotations.description ?? rule.annotations.summary }
        : {},
    steps: rule.expr
      ? {
          expression: {
            kind: 'query',
            position: 1,
            title: firstStep,
            expr: rule.expr,
            ...(rule.source !== 'grafana' && { dataSource: rule.source }),
          },
        }
      : {},
  };
}

const NEVER_PARAMETERS = ['alertname', 'severity', 'grafana_folder', 'le', '__name__', 'team'];

function labelsOf({ expr, labels }: AlertRule): string[] {
  const grouped = [...(expr ?? '').matchAll(/\bby\s*\(([^)]*)\)/g)].flatMap(([, list]) =>
    list.split(',').map((each) => each.trim())
  );
  const matched = expr ? selectors(expr).flatMap(({ matchers }) => matchers.map(({ label }) => label)) : [];
  return [...new Set([...Object.keys(labels), ...grouped, ...matched])].filter(
    (label) => label !== '' && !NEVER_PARAMETERS.includes(label)
  );
}
