import React from 'react';
import { dateTimeFormat, dateTimeForTimeZone, getTimeZone, getTimeZoneInfo } from '@grafana/data';
import { type Instant } from '../../domain/record/record';
import { TextField } from './TextField';

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
    <TextField
      id={id}
      label={`${label} (${zoneName(zone)})`}
      invalid={error !== undefined}
      error={error}
      type="datetime-local"
      step={1}
      value={value ? dateTimeFormat(value, { format: LOCAL, timeZone: zone }) : ''}
      onChange={(value) => {
        const parsed = dateTimeForTimeZone(zone, value);
        onChange(value && parsed.isValid() ? parsed.toISOString() : undefined);
      }}
    />
  );
}

function zoneName(zone: string): string {
  return getTimeZoneInfo(zone, Date.now())?.abbreviation || zone;
}
