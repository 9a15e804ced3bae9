import React, { useMemo } from 'react';
import { MultiCombobox } from '@grafana/ui';
import { serviceKey } from '../../../domain/services';
import { useServices } from '../../../shared/services/useServices';
import { useIncidents } from '../data';

interface Props {
  id?: string;
  label: string;
  /** Slug → name. */
  value: Record<string, string>;
  onChange: (services: Record<string, string>) => void;
}

/** Services of the register and of earlier incidents to pick from; a new one can be typed. */
export function ServicePicker({ id, label, value, onChange }: Props) {
  const { incidents } = useIncidents();
  const { services } = useServices();
  const options = useMemo(() => {
    const known = new Map<string, string>([
      ...services.map(([key, { name }]) => [key, name] as const),
      ...Object.entries(value),
    ]);
    for (const { serviceTags, services: names } of incidents) {
      serviceTags.forEach((tag, index) => known.has(tag) || known.set(tag, names[index] ?? tag));
    }
    return [...known].map(([slugged, name]) => ({ value: slugged, label: name }));
  }, [services, incidents, value]);
  return (
    <MultiCombobox
      id={id}
      aria-label={label}
      options={options}
      value={Object.keys(value)}
      createCustomValue
      onChange={(selected) =>
        onChange(
          Object.fromEntries(
            selected.flatMap((option) => {
              const name = option.label ?? option.value;
              const key = value[option.value] ? option.value : serviceKey(option.value);
              return key ? [[key, name]] : [];
            })
          )
        )
      }
    />
  );
}
