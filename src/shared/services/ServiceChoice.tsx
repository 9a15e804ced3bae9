import React, { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { MultiCombobox } from '@grafana/ui';
import { serviceKey } from '../../domain/services/services';
import { useServices } from './useServices';

interface Props {
  id?: string;
  label: string;
  /** Slug → name. */
  value: Record<string, string>;
  onChange: (services: Record<string, string>) => void;
  /** Known from elsewhere, slug and name. */
  others?: Array<readonly [string, string]>;
}

const NONE: NonNullable<Props['others']> = [];

/** Services of the register to pick from; a new one can be typed. */
export function ServiceChoice({ id, label, value, onChange, others = NONE }: Props) {
  const { services } = useServices();
  const frame = useRef<HTMLDivElement>(null);
  const isPicking = useRef(false);
  const [taken, setTaken] = useState(0);
  const options = useMemo(() => {
    const known = new Map<string, string>([
      ...services.map(([key, { name }]) => [key, name] as const),
      ...Object.entries(value),
    ]);
    others.forEach(([key, name]) => known.has(key) || known.set(key, name));
    return [...known].map(([slugged, name]) => ({ value: slugged, label: name }));
  }, [services, others, value]);

  // what was typed counts as soon as Enter is pressed or the field is left: the combobox itself would forget it
  const take = (typed: string) => {
    const key = serviceKey(typed);
    const starting = options.filter(({ label: name }) => name.toLowerCase().startsWith(typed.toLowerCase()));
    const found = options.find((option) => option.value === key) ?? (starting.length === 1 ? starting[0] : undefined);
    if (key) {
      onChange({ ...value, [found?.value ?? key]: found?.label ?? typed });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    isPicking.current = false;
    const typed = typedIn(event.target);
    const isChosen = event.target instanceof Element && event.target.getAttribute('aria-activedescendant');
    if (event.key === 'Enter' && typed && !isChosen) {
      event.preventDefault(); // it would send the form
      event.stopPropagation();
      take(typed);
      setTaken(taken + 1); // a new combobox, without the text
    }
  };
  useEffect(() => {
    if (taken > 0) {
      frame.current?.querySelector('input')?.focus();
    }
  }, [taken]);

  return (
    <div
      ref={frame}
      onKeyDownCapture={onKeyDown}
      onPointerDownCapture={({ target }) => {
        // the list of options stands elsewhere in the document, but its events come by here
        isPicking.current = target instanceof Node && !frame.current?.contains(target);
      }}
      onBlurCapture={({ target }) => {
        const typed = typedIn(target);
        if (typed && !isPicking.current) {
          take(typed);
        }
      }}
    >
      <MultiCombobox
        key={taken}
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
    </div>
  );
}

function typedIn(target: EventTarget): string {
  return target instanceof HTMLInputElement ? target.value.trim() : '';
}
