import { tidy } from '../../../domain/objective/burnRate';
import { type Definition, type IndicatorKind } from '../../../domain/objective/schema';
import { bareSelector, checkPromql } from '../../../domain/promql/promql';
import { type Reason } from '../../../domain/record/outcome';
import { UNITS } from '../../../domain/text/quantity';
import { isZone } from '../../../domain/time/zone';

type Measure = Extract<Definition['indicator'], { kind: 'computed' }>['measure'];

/** What the form holds: texts as they are typed, shares in percent. */
export interface FormValues {
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
  measure: Measure;
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

/** The form's field for a field of the definition, as reasons name it. */
const FIELDS: Record<string, keyof FormValues> = {
  name: 'name',
  target: 'target',
  critical: 'critical',
  'indicator.total': 'total',
  'indicator.events': 'events',
  'indicator.histogram': 'histogram',
  'indicator.percentile': 'percentile',
  'indicator.selector': 'selector',
  'indicator.targets': 'targets',
  'indicator.expr': 'expr',
  'indicator.factors': 'availability',
  'window.zone': 'zone',
};

export function formField(reason: Reason): keyof FormValues | undefined {
  const field = reason.field;
  return field === undefined
    ? undefined
    : (FIELDS[field] ?? (field in emptyValues('UTC') ? (field as keyof FormValues) : undefined));
}

export function emptyValues(zone: string): FormValues {
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

export function toValues(definition: Definition, zone: string): FormValues {
  const { indicator, window, unit } = definition;
  const number = (value: number | undefined) => (value === undefined ? '' : String(toTyped(value, unit)));
  return {
    ...emptyValues(zone),
    name: definition.name,
    description: definition.description ?? '',
    service: definition.service ?? '',
    owner: definition.owner ?? '',
    kind: indicator.kind,
    ...(indicator.kind === 'ratio' && { total: indicator.total, counted: indicator.counted, events: indicator.events }),
    ...((indicator.kind === 'latency' || indicator.kind === 'nativeLatency') && {
      histogram: indicator.histogram,
      percentile: String(toTyped(indicator.percentile, 'ratio')),
    }),
    ...(indicator.kind === 'probe' && {
      selector: indicator.selector,
      targets: indicator.targets === undefined ? '' : String(indicator.targets),
    }),
    ...(indicator.kind === 'gauge' && { expr: indicator.expr }),
    ...(indicator.kind === 'computed' && { measure: indicator.measure, ...indicator.factors }),
    comparison: definition.comparison,
    target: number(definition.target),
    critical: number(definition.critical),
    unit,
    window: window.type === 'rolling' ? (String(window.days) as WindowChoice) : window.period,
    ...(window.type === 'calendar' && { zone: window.zone }),
    dataSource: definition.dataSource ?? '',
    minimumFailures: definition.minimumFailures === undefined ? '' : String(definition.minimumFailures),
  };
}

/** The definition that the form describes, with what is not even a number named at its field. */
export function toDefinition(
  values: FormValues,
  documented?: Definition['documented']
): { definition: Definition; reasons: Reason[] } {
  const reasons: Reason[] = [];
  const unit = unitOf(values);
  const number = (
    field: 'target' | 'critical' | 'percentile' | 'targets' | 'minimumFailures',
    of: Definition['unit'] = 'count'
  ): number | undefined => {
    const text = values[field].trim();
    if (text === '') {
      return undefined;
    }
    const value = Number(text.replace(',', '.'));
    if (
      !Number.isFinite(value) ||
      ((field === 'targets' || field === 'minimumFailures') && (value < 0 || !Number.isInteger(value)))
    ) {
      reasons.push({ code: 'objective.target.number', field: field === 'percentile' ? 'indicator.percentile' : field });
      return undefined;
    }
    return fromTyped(value, of);
  };
  const target = number('target', unit);
  const critical = number('critical', unit);
  const minimumFailures = number('minimumFailures');
  if (!/^\d+$/.test(values.window) && !isZone(values.zone)) {
    reasons.push({ code: 'objective.zone', field: 'zone' });
  }
  const text = (field: 'description' | 'service' | 'owner' | 'dataSource') => {
    const value = values[field].trim();
    return value && { [field]: value };
  };
  const definition: Definition = {
    name: values.name.trim(),
    ...text('description'),
    ...text('service'),
    ...text('owner'),
    indicator: indicatorOf(values, number),
    comparison: isLatency(values) ? '<=' : values.comparison,
    ...(target !== undefined && { target }),
    ...(critical !== undefined && { critical }),
    unit,
    window:
      values.window === 'month' || values.window === 'quarter'
        ? { type: 'calendar', period: values.window, zone: values.zone.trim() }
        : { type: 'rolling', days: ({ '7': 7, '28': 28, '30': 30, '90': 90 } as const)[values.window] },
    ...text('dataSource'),
    ...(minimumFailures !== undefined && minimumFailures > 0 && { minimumFailures }),
    ...(documented && { documented }),
  };
  return { definition, reasons };
}

function indicatorOf(
  values: FormValues,
  number: (field: 'percentile' | 'targets', of?: Definition['unit']) => number | undefined
): Definition['indicator'] {
  switch (values.kind) {
    case 'ratio':
      return { kind: 'ratio', total: bare(values.total), counted: values.counted, events: bare(values.events) };
    case 'latency':
    case 'nativeLatency':
      return { kind: values.kind, histogram: bare(values.histogram), percentile: number('percentile', 'ratio') ?? NaN };
    case 'probe': {
      const targets = number('targets');
      return {
        kind: 'probe',
        selector: bare(values.selector),
        ...(targets !== undefined && targets > 0 && { targets }),
      };
    }
    case 'gauge':
      return { kind: 'gauge', expr: values.expr.trim() };
    case 'computed': {
      const { measure, availability, performance, quality } = values;
      const factors =
        measure === 'oee' && availability && performance && quality
          ? { availability, performance, quality }
          : undefined;
      return { kind: 'computed', measure, ...(factors && { factors }) };
    }
    case 'manual':
      return { kind: 'manual' };
  }
}

/** A selector without brackets and comments around it: a range is appended to it, and a comment would swallow that. */
function bare(expr: string): string {
  const isWhole = checkPromql(expr).length === 0; // of a broken one the parser may see the first part only
  return (isWhole && bareSelector(expr)?.text) || expr.trim();
}

/** Some kinds have one unit only. */
export function unitOf({ kind, unit, measure }: Pick<FormValues, 'kind' | 'unit' | 'measure'>): Definition['unit'] {
  switch (kind) {
    case 'ratio':
    case 'probe':
      return 'ratio';
    case 'latency':
    case 'nativeLatency':
      return 's';
    case 'computed':
      return measure === 'recovery' || measure === 'mttr' ? 'min' : measure === 'mtbf' ? 'h' : 'ratio';
    default:
      return UNITS.includes(unit) ? unit : 'count';
  }
}

export function isLatency({ kind }: Pick<FormValues, 'kind'>): boolean {
  return kind === 'latency' || kind === 'nativeLatency';
}

/** The number that is stored for one that a person typed: shares are typed in percent. */
export function fromTyped(value: number, unit: Definition['unit']): number {
  return unit === 'ratio' ? tidy(value / 100) : value;
}

/** The number that a person types for a stored one. */
export function toTyped(value: number, unit: Definition['unit']): number {
  return unit === 'ratio' ? tidy(value * 100) : value;
}
