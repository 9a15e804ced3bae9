import React from 'react';
import { Combobox, Field } from '@grafana/ui';
import { personNamed } from '../../../domain/incident/rules';
import { type Owner } from '../../../domain/incident/schema';
import { usePeople } from '../data/incidents';

interface Props {
  id: string;
  label: string;
  description?: string;
  value: Owner | undefined;
  onChange: (person: Owner | undefined) => void;
}

/** Somebody of the organisation, where the person may list them; any name can be typed. */
export function PersonField({ id, label, description, value, onChange }: Props) {
  const people = usePeople();
  const options = people.map(({ uid, name }) => ({ value: uid || name, label: name }));
  const current = value && (value.uid || value.name);
  return (
    <Field noMargin label={label} description={description} htmlFor={id}>
      <Combobox
        id={id}
        isClearable
        createCustomValue
        options={options}
        value={value ? { value: current ?? '', label: value.name } : null}
        onChange={(option) => {
          const person = option && personNamed(people, option.value);
          onChange(
            option
              ? person
                ? { uid: person.uid, name: person.name }
                : { name: option.value.slice(0, 200) }
              : undefined
          );
        }}
      />
    </Field>
  );
}
