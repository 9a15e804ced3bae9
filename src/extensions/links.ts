import { PLUGIN_BASE_URL } from '../constants';
import { fromDescribedAlert, type Prefill, toParameters } from '../domain/incident/declare/link';
import { ownProperty, ownText, ownTexts } from './own';

const DECLARE = `${PLUGIN_BASE_URL}/incidents/new`;
const EVIDENCE = `${PLUGIN_BASE_URL}/incidents/evidence`;
const OBJECTIVE = `${PLUGIN_BASE_URL}/objectives/new`;
const RUNBOOKS = `${PLUGIN_BASE_URL}/runbooks`;

/** Where a link leads for the context it is shown in; undefined hides it. */
type Configure = (context: unknown) => { path: string } | undefined;

interface Link {
  title: string;
  description: string;
  targets: string[];
  path: string;
  icon: 'fire' | 'book' | 'camera' | 'chart-line';
  configure: Configure;
}

/** Titles and targets stand in plugin.json too: Grafana asks for both to be the same. */
export const links: Link[] = [
  {
    title: 'Declare incident',
    description: 'Declare an incident in Opsbook from this alert',
    targets: ['grafana/alerting/instance/action', 'grafana/alerting/alertingrule/action'],
    path: DECLARE,
    icon: 'fire',
    configure: (context) => toLink(fromAlert(context)),
  },
  {
    title: 'Declare incident here',
    description: 'Declare an incident in Opsbook from this panel',
    targets: ['grafana/dashboard/panel/menu'],
    path: DECLARE,
    icon: 'fire',
    configure: (context) => toLink(fromPanel(context)),
  },
  {
    title: 'Add as evidence',
    description: 'Keep this query with its range in an open incident of Opsbook',
    targets: ['grafana/explore/toolbar/action', 'grafana/dashboard/panel/menu'],
    path: EVIDENCE,
    icon: 'camera',
    configure: (context) => withQuery(EVIDENCE, context),
  },
  {
    title: 'New objective from this query',
    description: 'Define an objective of Opsbook that measures this query',
    targets: ['grafana/explore/toolbar/action'],
    path: OBJECTIVE,
    icon: 'chart-line',
    configure: (context) => withQuery(OBJECTIVE, context),
  },
  {
    // the menu of a panel shows 25 characters
    title: 'New objective from query',
    description: 'Define an objective of Opsbook that measures this panel’s query',
    targets: ['grafana/dashboard/panel/menu'],
    path: OBJECTIVE,
    icon: 'chart-line',
    configure: (context) => withQuery(OBJECTIVE, context),
  },
  {
    title: 'Opsbook: declare incident',
    description: 'Declare an incident in Opsbook',
    targets: ['grafana/commandpalette/action'],
    path: DECLARE,
    icon: 'fire',
    configure: () => ({ path: DECLARE }),
  },
  {
    title: 'Opsbook: runbooks',
    description: 'Find and run a runbook in Opsbook',
    targets: ['grafana/commandpalette/action'],
    path: RUNBOOKS,
    icon: 'book',
    configure: () => ({ path: RUNBOOKS }),
  },
];

function toLink(prefill: Prefill): { path: string } {
  const query = toParameters(prefill).toString();
  return { path: query ? `${DECLARE}?${query}` : DECLARE };
}

/**
 * An alert as the alerting pages hand it over: an instance with its rule, nested in 12.4 and flat from 13 on, or a rule alone,
 * whose properties are the context's own.
 */
export function fromAlert(context: unknown): Prefill {
  const instance = ownProperty(context, 'instance');
  const rule = ownProperty(context, 'rule') ?? context;
  const labels = { ...(instance === undefined && ownTexts(rule, 'labels')), ...ownTexts(instance, 'labels') };
  const annotations = { ...written(ownTexts(rule, 'annotations')), ...ownTexts(instance, 'annotations') };
  const name = ownText(rule, 'name') ?? labels.alertname;
  if (!name) {
    return {};
  }
  const startsAt = toInstant(ownText(instance, 'activeAt'));
  const ruleUid =
    ownText(rule, 'uid') ??
    ownText(ownProperty(rule, 'promRule'), 'uid') ??
    ownText(ownProperty(ownProperty(rule, 'rulerRule'), 'grafana_alert'), 'uid');
  return fromDescribedAlert({ name, labels, annotations, ruleUid, startsAt });
}

/** A rule's annotations are templates until an instance fills them in. */
function written(annotations: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).filter(([, text]) => !text.includes('{{')));
}

/** A panel of a dashboard; its title is not interpolated, so it is a proposal only. */
export function fromPanel(context: unknown): Prefill {
  const dashboard = ownProperty(context, 'dashboard');
  const id = ownProperty(context, 'id');
  const title = [ownText(dashboard, 'title'), ownText(context, 'title')].filter(Boolean).join(': ');
  return {
    ...(title && { title }),
    dashboardUid: ownText(dashboard, 'uid'),
    ...(id !== undefined && { panelId: String(id) }),
  };
}

/** The PromQL queries that are shown, their data sources and the range; undefined where there is none, which hides the link. */
function withQuery(path: string, context: unknown): { path: string } | undefined {
  const data = ownProperty(context, 'data');
  const asked = listOf(ownProperty(ownProperty(data, 'request'), 'targets'));
  const written = listOf(ownProperty(context, 'targets'));
  const queries = (written.length > 0 ? written : asked)
    .flatMap((target) => queryOf(target, asked, data) ?? [])
    .slice(0, MOST_QUERIES);
  if (queries.length === 0 || queries.reduce((sum, { expr }) => sum + expr.length, 0) > MAX_QUERY) {
    return undefined;
  }
  const range = ownProperty(context, 'timeRange');
  const values = {
    from: timeOf(ownProperty(ownProperty(data, 'timeRange'), 'from')) ?? ownText(range, 'from'),
    to: timeOf(ownProperty(ownProperty(data, 'timeRange'), 'to')) ?? ownText(range, 'to'),
    title: ownText(context, 'title')?.slice(0, 200),
  };
  const query = new URLSearchParams([
    ...queries.map(({ expr }) => ['expr', expr]),
    ...(queries.some(({ ds }) => ds) ? queries.map(({ ds }) => ['ds', ds ?? '']) : []),
    ...Object.entries(values).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  ]);
  return { path: `${path}?${query.toString()}` };
}

/** A query that is shown and asked of a Prometheus: as it was asked, variables and intervals filled in, else as it stands in the panel. */
function queryOf(target: unknown, asked: unknown[], data: unknown): { expr: string; ds?: string } | undefined {
  const refId = ownText(target, 'refId');
  const same = asked.find((each) => ownText(each, 'refId') === refId);
  const source = ownProperty(same, 'datasource') ?? ownProperty(target, 'datasource');
  const type = ownText(source, 'type');
  if (ownProperty(target, 'hide') === true || (type !== undefined && !type.includes('prometheus'))) {
    return undefined;
  }
  const expr = executedOf(refId, data) ?? ownText(same, 'expr') ?? ownText(target, 'expr');
  return expr === undefined ? undefined : { expr, ds: ownText(source, 'uid') };
}

/** What Grafana's Prometheus says that it asked: `Expr: …`, then its step. */
function executedOf(refId: string | undefined, data: unknown): string | undefined {
  const frame = listOf(ownProperty(data, 'series')).find((each) => ownText(each, 'refId') === refId);
  const said = ownText(ownProperty(frame, 'meta'), 'executedQueryString');
  return /^Expr: ([\s\S]+?)(?:\nStep: [^\n]*)?$/.exec(said ?? '')?.[1];
}

const MOST_QUERIES = 10;
/** Longer ones do not fit into an address that every proxy takes. */
const MAX_QUERY = 3000;

function listOf(value: unknown): unknown[] {
  const length = Number(ownProperty(value, 'length') ?? 0);
  return Array.from({ length: Math.min(length, 50) }, (_, index) => ownProperty(value, String(index)));
}

/** Milliseconds of a moment of Grafana's. */
function timeOf(value: unknown): string | undefined {
  try {
    const time = Number(value);
    return Number.isFinite(time) && time > 0 ? String(time) : undefined;
  } catch {
    return undefined;
  }
}

function toInstant(text: string | undefined): string | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) || time <= 0 ? undefined : new Date(time).toISOString();
}
