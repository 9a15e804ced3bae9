import { type Indicator, kindOf } from '../../../domain/objective/kinds/kinds';
import { type Definition } from '../../../domain/objective/schema';
import { isTimed } from '../../../domain/objective/state';
import { type Reason } from '../../../domain/record/outcome';
import { UNITS } from '../../../domain/text/quantity';
import { isZone } from '../../../domain/time/zone';
import { fromTyped, toTyped } from '../../../shared/objectives/typed';
import { emptyValues, type ObjectiveValues, type WindowChoice } from './formValues';
import { formOf } from './kinds';

/** The form's field for a field of the definition, as reasons name it. */
export function formField({ field = '' }: Reason): keyof ObjectiveValues | undefined {
  const name = field === 'indicator.factors' ? 'availability' : field.replace(/^(indicator|window)\./, '');
  return name in emptyValues('UTC') ? (name as keyof ObjectiveValues) : undefined;
}

/** The indicator that the form describes, as far as its numbers can be read. */
export function indicatorOf(values: ObjectiveValues): Indicator {
  return formOf(values).toIndicator(values, () => undefined);
}

export function toObjectiveValues(definition: Definition, zone: string): ObjectiveValues {
  const { indicator, window, unit } = definition;
  const number = (value: number | undefined) => (value === undefined ? '' : String(toTyped(value, unit)));
  return {
    ...emptyValues(zone),
    name: definition.name,
    description: definition.description ?? '',
    service: definition.service ?? '',
    owner: definition.owner ?? '',
    kind: indicator.kind,
    ...formOf(indicator).toValues(indicator),
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
export function toObjective(
  values: ObjectiveValues,
  kept: Pick<Definition, 'documented' | 'alerting'> = {}
): { definition: Definition; reasons: Reason[] } {
  const reasons: Reason[] = [];
  const unit = unitOf(indicatorOf(values), values);
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
  const indicator = formOf(values).toIndicator(values, number);
  const text = (field: 'description' | 'service' | 'owner' | 'dataSource') => {
    const value = values[field].trim();
    return value && { [field]: value };
  };
  const definition: Definition = {
    name: values.name.trim(),
    ...text('description'),
    ...text('service'),
    ...text('owner'),
    indicator,
    comparison: isTimed({ indicator }) ? '<=' : values.comparison,
    ...(target !== undefined && { target }),
    ...(critical !== undefined && { critical }),
    unit,
    window:
      values.window === 'month' || values.window === 'quarter'
        ? { type: 'calendar', period: values.window, zone: values.zone.trim() }
        : { type: 'rolling', days: ({ '7': 7, '28': 28, '30': 30, '90': 90 } as const)[values.window] },
    ...text('dataSource'),
    ...(minimumFailures !== undefined && minimumFailures > 0 && { minimumFailures }),
    ...(kept.documented && { documented: kept.documented }),
    ...(kept.alerting && { alerting: kept.alerting }),
  };
  return { definition, reasons };
}

/** Some kinds have one unit only. */
export function unitOf(indicator: Indicator, { unit }: Pick<ObjectiveValues, 'unit'>): Definition['unit'] {
  return kindOf(indicator).unit(indicator) ?? (UNITS.includes(unit) ? unit : 'count');
}
