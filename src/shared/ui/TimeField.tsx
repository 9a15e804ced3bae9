import React from 'react';
import { dateTimeFormat, dateTimeForTimeZone, getTimeZone, getTimeZoneInfo } from '@grafana/data';
import { Field, Input } from '@grafana/ui';
import { type Instant } from '../../domain/record/record';

const LOCAL = 'YYYY-MM-DDTHH:mm:ss';

interface Props {
  id: string;
  label: string;
  value: Instant | undefined;
  onChange: (at: Instant | undefined) => void;
  error?: string;
}

/** A point in time in the zone of the person's preferences; empty is unknown. */
export function TimeField({ id, label, value, onChange, error }: Props) {
  const zone = getTimeZone();
  return (
    <Field noMargin label={`${label} (${zoneName(zone)})`} htmlFor={id} invalid={error !== undefined} error={error}>
      <Input
        id={id}
        type="datetime-local"
        step={1}
        value={value ? dateTimeFormat(value, { format: LOCAL, timeZone: zone }) : ''}
        onChange={({ currentTarget }) => {
          const parsed = dateTimeForTimeZone(zone, currentTarget.value);
          onChange(currentTarget.value && parsed.isValid() ? parsed.toISOString() : undefined);
        }}
      />
    </Field>
  );
}

function zoneName(zone: string): string {
  return getTimeZoneInfo(zone, Date.now())?.abbreviation || zone;
}
