import React from 'react';
import { Combobox, Field } from '@grafana/ui';
import { type KnownPerson, personNamed } from '../../../domain/incident/people';
import { type Incident, type Owner } from '../../../domain/incident/schema';
import { useIncidentPeople } from '../data/incidents';

interface Props {
  id: string;
  label: string;
  description?: string;
  incident: Incident;
  value: Owner | undefined;
  onChange: (person: Owner | undefined) => void;
}

/** Somebody that is known, found by name or login; any name can be typed. */
export function PersonField({ id, label, description, incident, value, onChange }: Props) {
  const people = useIncidentPeople(incident);
  return (
    <Field noMargin label={label} description={description} htmlFor={id}>
      <Combobox
        id={id}
        isClearable
        createCustomValue
        options={people.map((person) => ({ value: person.uid || person.name, label: shownName(person) }))}
        value={value ? { value: value.uid || value.name, label: value.name } : null}
        onChange={(option) => onChange(option ? chosen(people, option.value) : undefined)}
      />
    </Field>
  );
}

/** The list is searched by what it shows. */
function shownName({ name, login }: KnownPerson): string {
  return login ? `${name} (${login})` : name;
}

function chosen(people: KnownPerson[], text: string): Owner {
  const person = personNamed(people, text);
  return person?.uid ? { uid: person.uid, name: person.name } : { name: person?.name ?? text.slice(0, 200) };
}
