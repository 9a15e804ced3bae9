import {
  type BackupSource,
  type CoveredKey,
  type Element,
  type ElementDefinition,
  type ExporterKey,
  type ElementPriority,
} from '../../../domain/backup/schema';
import { type Reason } from '../../../domain/record/outcome';
import { readLabels, writeLabels } from '../../../domain/services/labels';

/** What the form holds: numbers as typed, RPO and RTO in hours. */
export interface ElementValues {
  name: string;
  covers: CoveredKey[];
  priority: ElementPriority;
  frequency: 'every' | 'continuous' | 'onChange';
  everyHours: string;
  retention: 'days' | 'unlimited';
  retentionDays: string;
  rpoHours: string;
  rtoHours: string;
  drillDays: string;
  owner: string;
  place: string;
  format: string;
  runbook: string;
  checklist: string;
  url: string;
  source: 'hand' | 'query' | ExporterKey;
  dataSource: string;
  metric: string;
  labels: string;
  expr: string;
  reads: 'time' | 'age';
}

export function toElementValues(element: Element | undefined): ElementValues {
  const source = element?.source;
  return {
    name: element?.name ?? '',
    covers: element?.covers ?? [],
    priority: element?.priority ?? 'data',
    frequency: element?.frequency.kind ?? 'every',
    everyHours: element?.frequency.kind === 'every' ? String(element.frequency.hours) : '24',
    retention: element?.retention.kind ?? 'days',
    retentionDays: element?.retention.kind === 'days' ? String(element.retention.days) : '30',
    rpoHours: String((element?.rpoMinutes ?? 1440) / 60),
    rtoHours: String((element?.rtoMinutes ?? 60) / 60),
    drillDays: String(element?.drillDays ?? 90),
    owner: element?.owner ?? '',
    place: element?.place ?? '',
    format: element?.format ?? '',
    runbook: element?.restore.runbook ?? '',
    checklist: element?.restore.checklist ?? '',
    url: element?.restore.url ?? '',
    source: source === undefined ? 'convention' : source.kind === 'exporter' ? source.exporter : source.kind,
    dataSource: source && source.kind !== 'hand' ? (source.dataSource ?? '') : '',
    metric: source?.kind === 'exporter' ? (source.metric ?? '') : '',
    labels: source?.kind === 'exporter' ? writeLabels(source.labels) : '',
    expr: source?.kind === 'query' ? source.expr : '',
    reads: source?.kind === 'query' ? source.reads : 'time',
  };
}

/** The definition that the form asks for, and what could not be read. */
export function toElement(values: ElementValues): { definition: ElementDefinition; reasons: Reason[] } {
  const { labels, wrong } = readLabels(values.labels);
  const given = (value: string) => value.trim() || undefined;
  return {
    definition: {
      name: values.name,
      covers: values.covers,
      priority: values.priority,
      frequency:
        values.frequency === 'every'
          ? { kind: 'every', hours: toNumber(values.everyHours) }
          : { kind: values.frequency },
      retention:
        values.retention === 'days' ? { kind: 'days', days: toNumber(values.retentionDays) } : { kind: 'unlimited' },
      rpoMinutes: Math.round(toNumber(values.rpoHours) * 60),
      rtoMinutes: Math.round(toNumber(values.rtoHours) * 60),
      drillDays: toNumber(values.drillDays),
      ...(given(values.owner) && { owner: given(values.owner) }),
      ...(given(values.place) && { place: given(values.place) }),
      ...(given(values.format) && { format: given(values.format) }),
      restore: {
        ...(values.runbook && { runbook: values.runbook }),
        ...(values.checklist && { checklist: values.checklist }),
        ...(given(values.url) && { url: given(values.url) }),
      },
      source: toSource(values, labels),
    },
    reasons:
      wrong === undefined ? [] : [{ code: 'service.labelLine', values: { line: wrong }, field: 'source.labels' }],
  };
}

function toSource(values: ElementValues, labels: Record<string, string>): BackupSource {
  const dataSource = values.dataSource ? { dataSource: values.dataSource } : {};
  switch (values.source) {
    case 'hand':
      return { kind: 'hand' };
    case 'query':
      return { kind: 'query', expr: values.expr.trim(), reads: values.reads, ...dataSource };
    default: {
      const metric = values.metric.trim();
      return { kind: 'exporter', exporter: values.source, labels, ...(metric && { metric }), ...dataSource };
    }
  }
}

function toNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text.replace(',', '.'));
}
