import { type Field, formattedValueToString } from '@grafana/data';

/** A field's value as its panel writes it: with unit and decimals. */
export const shownValue = (field: Field, index: number): string => {
  const value: unknown = field.values[index];
  return field.display ? formattedValueToString(field.display(value)) : String(value);
};
