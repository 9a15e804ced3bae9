import { type Reason } from '../../domain/record/outcome';
import { type Service, type ServiceDefinition, type ServiceLink } from '../../domain/services/services';

/** What the form holds: labels as lines of `name=value`. */
export interface FormValues {
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

export function toValues(service: Service | undefined): FormValues {
  return {
    name: service?.name ?? '',
    team: service?.team ?? '',
    description: service?.description ?? '',
    objectives: service?.objectives ?? [],
    dataSource: service?.dataSource ?? '',
    labels: Object.entries(service?.labels ?? {})
      .map(([label, value]) => `${label}=${value}`)
      .join('\n'),
    dashboards: service?.dashboards ?? [],
    runbooks: service?.runbooks ?? [],
    annotate: service?.annotate ?? false,
  };
}

/** The definition that the form asks for, and what could not be read. Rows without an address are left out. */
export function toDefinition(values: FormValues): { definition: ServiceDefinition; reasons: Reason[] } {
  const lines = values.labels
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const pairs = lines.map((line) => /^"?([^=\s"]+)"?\s*=\s*"?(.*?)"?$/.exec(line));
  const wrong = lines.find((_, index) => !pairs[index]);
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
      labels: Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1], pair[2]]] : []))),
      dashboards: links(values.dashboards),
      runbooks: links(values.runbooks),
      ...(values.annotate && { annotate: true }),
    },
    reasons:
      wrong === undefined ? [] : [{ code: 'service.labelLine', values: { line: wrong.slice(0, 50) }, field: 'labels' }],
  };
}
