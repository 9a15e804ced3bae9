import { PLUGIN_BASE_URL } from '../constants';
import { fromDescribedAlert, type Prefill, toParameters } from '../domain/incident/declare/link';
import { own, ownText, ownTexts } from './own';

const DECLARE = `${PLUGIN_BASE_URL}/incidents/new`;
const RUNBOOKS = `${PLUGIN_BASE_URL}/runbooks`;

/** Where a link leads for the context it is shown in; undefined hides it. */
type Configure = (context: unknown) => { path: string } | undefined;

export interface Link {
  title: string;
  description: string;
  targets: string[];
  path: string;
  icon: 'fire' | 'book';
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
  const instance = own(context, 'instance');
  const rule = own(context, 'rule') ?? context;
  const labels = { ...(instance === undefined && ownTexts(rule, 'labels')), ...ownTexts(instance, 'labels') };
  const annotations = { ...written(ownTexts(rule, 'annotations')), ...ownTexts(instance, 'annotations') };
  const name = ownText(rule, 'name') ?? labels.alertname;
  if (!name) {
    return {};
  }
  const startsAt = toInstant(ownText(instance, 'activeAt'));
  const ruleUid =
    ownText(rule, 'uid') ??
    ownText(own(rule, 'promRule'), 'uid') ??
    ownText(own(own(rule, 'rulerRule'), 'grafana_alert'), 'uid');
  return fromDescribedAlert({ name, labels, annotations, ruleUid, startsAt });
}

/** A rule's annotations are templates until an instance fills them in. */
function written(annotations: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).filter(([, text]) => !text.includes('{{')));
}

/** A panel of a dashboard; its title is not interpolated, so it is a proposal only. */
export function fromPanel(context: unknown): Prefill {
  const dashboard = own(context, 'dashboard');
  const id = own(context, 'id');
  const title = [ownText(dashboard, 'title'), ownText(context, 'title')].filter(Boolean).join(': ');
  return {
    ...(title && { title }),
    dashboardUid: ownText(dashboard, 'uid'),
    ...(id !== undefined && { panelId: String(id) }),
  };
}

function toInstant(text: string | undefined): string | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) || time <= 0 ? undefined : new Date(time).toISOString();
}
