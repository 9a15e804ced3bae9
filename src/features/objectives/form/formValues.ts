import { type IndicatorKind, type IndicatorOf } from '../../../domain/objective/kinds/kinds';
import { type Definition } from '../../../domain/objective/schema';

/** What the form holds: texts as they are typed, shares in percent. */
export interface ObjectiveValues {
  name: string;
  description: string;
  service: string;
  owner: string;
  kind: IndicatorKind;
  total: string;
  counted: 'good' | 'bad';
  events: string;
  histogram: string;
  percentile: string;
  selector: string;
  targets: string;
  expr: string;
  measure: IndicatorOf<'computed'>['measure'];
  availability: string;
  performance: string;
  quality: string;
  comparison: Definition['comparison'];
  target: string;
  critical: string;
  unit: Definition['unit'];
  window: WindowChoice;
  zone: string;
  dataSource: string;
  minimumFailures: string;
}

export const WINDOW_CHOICES = ['7', '28', '30', '90', 'month', 'quarter'] as const;
export type WindowChoice = (typeof WINDOW_CHOICES)[number];

/** What a link elsewhere in Grafana carries: a query, its data source, and what it was called there. */
export function valuesFrom(params: URLSearchParams, zone: string): ObjectiveValues {
  const expr = params.get('expr') ?? '';
  return expr === ''
    ? emptyValues(zone)
    : {
        ...emptyValues(zone),
        kind: 'gauge',
        unit: 'count',
        expr,
        name: params.get('title') ?? '',
        dataSource: params.get('ds') ?? '',
      };
}

export function emptyValues(zone: string): ObjectiveValues {
  return {
    name: '',
    description: '',
    service: '',
    owner: '',
    kind: 'ratio',
    total: '',
    counted: 'bad',
    events: '',
    histogram: '',
    percentile: '95',
    selector: '',
    targets: '',
    expr: '',
    measure: 'recovery',
    availability: '',
    performance: '',
    quality: '',
    comparison: '<',
    target: '',
    critical: '',
    unit: 'ratio',
    window: '30',
    zone,
    dataSource: '',
    minimumFailures: '',
  };
}
