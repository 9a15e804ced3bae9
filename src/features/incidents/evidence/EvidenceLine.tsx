import React from 'react';
import { FieldType } from '@grafana/data';
import { Sparkline, useTheme2 } from '@grafana/ui';
import { type Evidence } from '../../../domain/incident/schema';

/** The first series of an evidence as a line, where it has two points or more. */
export function EvidenceLine({ evidence: { series }, width }: { evidence: Evidence; width: number }) {
  const theme = useTheme2();
  const values = series[0]?.values ?? [];
  if (values.length < 2) {
    return null;
  }
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const sparkline = {
    y: {
      name: 'value',
      type: FieldType.number,
      config: {},
      values,
      state: { range: { min, max: max === min ? min + 1 : max, delta: max - min || 1 } },
    },
  };
  return (
    <span aria-hidden>
      <Sparkline
        theme={theme}
        width={width}
        height={24}
        sparkline={sparkline}
        config={{ custom: { fillOpacity: 10, lineWidth: 1 } }}
      />
    </span>
  );
}
