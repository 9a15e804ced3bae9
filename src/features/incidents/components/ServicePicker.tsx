import React, { useMemo } from 'react';
import { MultiCombobox } from '@grafana/ui';
import { slug } from '../../../domain/record';
import { useIncidents } from '../data';

interface Props {
  id?: string;
  label: string;
  /** Slug → name. */
  value: Record<string, string>;
  onChange: (services: Record<string, string>) => void;
}

/** Known services to pick from; a new one can be typed. */
export function ServicePicker({ id, label, value, onChange }: Props) {
  const { incidents } = useIncidents();
  const options = useMemo(() => {
    const known = new Map<string, string>(Object.entries(value));
    for (const { serviceTags, services } of incidents) {
      serviceTags.forEach((tag, index) => known.has(tag) || known.set(tag, services[index] ?? tag));
    }
    return [...known].map(([slugged, name]) => ({ value: slugged, label: name }));
  }, [incidents, value]);
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
              const key = value[option.value] ? option.value : slug(option.value).slice(0, 40);
              return key ? [[key, name]] : [];
            })
          )
        )
      }
    />
  );
}
