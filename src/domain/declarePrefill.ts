import { type LinkedAlert, safeUrl, severity, type Severity } from './incidentSchema';
import { type Instant, instant, slug } from './record';

/** What a link elsewhere in Grafana carries to the declare form, as search parameters. */
export interface Prefill {
  title?: string;
  summary?: string;
  severity?: Severity;
  service?: string;
  alert?: LinkedAlert & { key: string };
  dashboardUid?: string;
  panelId?: string;
}

const MAX_PARAMETER = 500;

export function toParameters({
  title,
  summary,
  severity,
  service,
  alert,
  dashboardUid,
  panelId,
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
  };
  return new URLSearchParams(
    Object.entries(values).flatMap(([key, value]) =>
      value && (key === 'labels' ? value.length <= 4 * MAX_PARAMETER : true)
        ? [[key, key === 'labels' ? value : value.slice(0, MAX_PARAMETER)]]
        : []
    )
  );
}

/** Reads the parameters; what does not parse is left out. Unknown parameters (Grafana appends some) are ignored. */
export function fromParameters(parameters: URLSearchParams): Prefill {
  const read = (key: string) => parameters.get(key)?.slice(0, MAX_PARAMETER) || undefined;
  const name = read('alert');
  const labels = readLabels(parameters.get('labels'));
  const startsAt = instant.safeParse(read('startsAt')).data;
  const runbook = safeUrl.safeParse(read('runbook')).data;
  const ruleUid = read('ruleUid')?.slice(0, 100);
  return {
    title: read('title'),
    summary: read('summary'),
    severity: severity.safeParse(read('severity')).data,
    service: read('service'),
    ...(name && {
      alert: {
        key: alertKey(name, labels, ruleUid),
        name: name.slice(0, 200),
        labels,
        ...(ruleUid && { ruleUid }),
        ...(read('summary') && { summary: read('summary') }),
        ...(startsAt && { startsAt }),
        ...(runbook && { runbook }),
      },
    }),
    dashboardUid: read('dashboardUid')?.slice(0, 100),
    panelId: read('panelId')?.slice(0, 20),
  };
}

function readLabels(text: string | null): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(text ?? '{}');
    return typeof parsed === 'object' && parsed !== null
      ? Object.fromEntries(
          Object.entries(parsed).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
        )
      : {};
  } catch {
    return {};
  }
}

/** The same firing alert has the same key whoever looks at it: rule and labels, folded to 8 hex digits (FNV-1a). */
export function alertKey(name: string, labels: Record<string, string>, ruleUid = ''): string {
  const text = JSON.stringify([
    ruleUid || name,
    Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1)),
  ]);
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `${slug(name).slice(0, 30)}-${hash.toString(16).padStart(8, '0')}`;
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

export function isInstantText(text: unknown): text is Instant {
  return typeof text === 'string' && instant.safeParse(text).success;
}
