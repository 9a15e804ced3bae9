import type { LinkedAlert, Severity } from '../schema';

// Loaded on every page of Grafana that offers one of our links: no imports but types.

/** What a link elsewhere in Grafana carries to the declare form, as search parameters. */
export interface Prefill {
  title?: string;
  summary?: string;
  severity?: Severity;
  service?: string;
  alert?: LinkedAlert & { key: string };
  dashboardUid?: string;
  panelId?: string;
  evidence?: AskedQuery;
}

/** What a query said when it was asked, to be kept as evidence. */
export interface AskedQuery {
  title: string;
  expr: string;
  /** Uid. */
  datasource: string;
  /** UTC. */
  at: string;
  value?: number;
  unit?: string;
}

export const MAX_PARAMETER = 500;
/** A summary may carry evidence; a title may be a summary, which the form cuts. */
export const MAX_SUMMARY = 2000;
const LONG = ['title', 'summary'];
/** These are left out where they are too long: half of them says nothing. */
const WHOLE = ['labels', 'evidence'];

export function toParameters({
  title,
  summary,
  severity,
  service,
  alert,
  dashboardUid,
  panelId,
  evidence,
}: Prefill): URLSearchParams {
  const values: Record<string, string | undefined> = {
    title,
    summary,
    severity,
    service,
    alert: alert?.name,
    ruleUid: alert?.ruleUid,
    startsAt: alert?.startsAt,
    runbook: alert?.runbook,
    labels: alert && JSON.stringify(alert.labels),
    dashboardUid,
    panelId,
    evidence: evidence && JSON.stringify(evidence),
  };
  return new URLSearchParams(
    Object.entries(values).flatMap(([key, value]) =>
      value && (WHOLE.includes(key) ? value.length <= 4 * MAX_PARAMETER : true)
        ? [[key, WHOLE.includes(key) ? value : value.slice(0, LONG.includes(key) ? MAX_SUMMARY : MAX_PARAMETER)]]
        : []
    )
  );
}

/** An alert as every list of Grafana has it, whatever else is around it. */
export interface DescribedAlert {
  name: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  ruleUid?: string;
  /** UTC. */
  startsAt?: string;
}

/** What an alert says of the incident to declare from it. */
export function fromDescribedAlert({ name, labels, annotations, ruleUid, startsAt }: DescribedAlert): Prefill {
  const { summary, description, runbook_url: runbook } = annotations;
  return {
    title: summary ?? name,
    summary: description ?? summary,
    severity: severityOfLabel(labels.severity),
    service: labels.service ?? labels.app ?? labels.job,
    alert: {
      key: '',
      name,
      labels,
      ...(ruleUid && { ruleUid }),
      ...(startsAt && { startsAt }),
      ...(runbook && { runbook }),
    },
    dashboardUid: annotations.__dashboardUid__,
    panelId: annotations.__panelId__,
  };
}

/** Common names of severities in alert labels; undefined for others. */
export function severityOfLabel(label: string | undefined): Severity | undefined {
  switch (label?.toLowerCase()) {
    case 'sev1':
    case 'critical':
    case 'page':
      return 'sev1';
    case 'sev2':
    case 'high':
    case 'error':
    case 'major':
      return 'sev2';
    case 'sev3':
    case 'warning':
    case 'medium':
      return 'sev3';
    case 'sev4':
    case 'low':
    case 'info':
    case 'minor':
      return 'sev4';
    default:
      return undefined;
  }
}
