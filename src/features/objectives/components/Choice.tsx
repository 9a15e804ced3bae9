import React, { useId } from 'react';
import { Combobox, type ComboboxOption } from '@grafana/ui';

interface Props {
  label: string;
  placeholder: string;
  value?: string;
  options: Array<ComboboxOption<string>>;
  onChange: (value: string | undefined) => void;
  width?: number;
}

/** A filter that may be empty. Combobox takes its name from another element only. */
export function Choice({ label, placeholder, value, options, onChange, width = 20 }: Props) {
  const id = useId();
  return (
    <div>
      <span id={id} className="sr-only">
        {label}
      </span>
      <Combobox
        aria-labelledby={id}
        placeholder={placeholder}
        width={width}
        isClearable
        value={value ?? null}
        options={options}
        onChange={(option) => onChange(option?.value)}
      />
    </div>
  );
}
