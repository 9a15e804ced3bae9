import { type Reason } from '../../../domain/record/outcome';
import { readLabels, writeLabels } from '../../../domain/services/labels';
import { type Service, type ServiceDefinition, type ServiceLink } from '../../../domain/services/services';

/** What the form holds: labels as lines of `name=value`. */
export interface ServiceValues {
  name: string;
  team: string;
  description: string;
  objectives: string[];
  dataSource: string;
  labels: string;
  dashboards: ServiceLink[];
  runbooks: ServiceLink[];
  annotate: boolean;
}

export function toServiceValues(service: Service | undefined): ServiceValues {
  return {
    name: service?.name ?? '',
    team: service?.team ?? '',
    description: service?.description ?? '',
    objectives: service?.objectives ?? [],
    dataSource: service?.dataSource ?? '',
    labels: writeLabels(service?.labels ?? {}),
    dashboards: service?.dashboards ?? [],
    runbooks: service?.runbooks ?? [],
    annotate: service?.annotate ?? false,
  };
}

/** The definition that the form asks for, and what could not be read. Rows without an address are left out. */
export function toService(values: ServiceValues): { definition: ServiceDefinition; reasons: Reason[] } {
  const { labels, wrong } = readLabels(values.labels);
  const links = (rows: ServiceLink[]) =>
    rows.flatMap(({ title, url }) =>
      url.trim() || title.trim() ? [{ title: title.trim() || url.trim().slice(0, 200), url: url.trim() }] : []
    );
  const text = (value: string) => value.trim() || undefined;
  return {
    definition: {
      name: values.name.trim(),
      ...(text(values.team) && { team: text(values.team) }),
      ...(text(values.description) && { description: text(values.description) }),
      objectives: values.objectives,
      ...(values.dataSource && { dataSource: values.dataSource }),
      labels,
      dashboards: links(values.dashboards),
      runbooks: links(values.runbooks),
      ...(values.annotate && { annotate: true }),
    },
    reasons: wrong === undefined ? [] : [{ code: 'service.labelLine', values: { line: wrong }, field: 'labels' }],
  };
}
