import React, { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Field, RadioButtonGroup, Stack } from '@grafana/ui';
import { type DayOrder } from '../../../domain/incident/past/moment';
import {
  guessColumns,
  isOrderUnknown,
  PAST_FIELDS,
  type PastColumns,
  type PastField,
  pastRows,
} from '../../../domain/incident/past/table';
import { readTable, type Table } from '../../../domain/text/table';
import { newId } from '../../../grafana/ids';
import { currentPerson } from '../../../grafana/user';
import { useTeamZone } from '../../../shared/hooks/useSettings';
import { useRememberedColumns } from '../../../shared/start/useRememberedColumns';
import { FileColumns } from '../../../shared/ui/FileColumns';
import { verbatim } from '../../../shared/words/verbatim';
import { Proposals } from './Proposals';
import { type ReadFile } from './readFiles';
import { incidentMakings, useIncidentProposals } from './useKnownIncidents';

const MOST_ROWS = 1_000;

/** Incidents of a table. */
export function IncidentRows({ file: { path, text } }: { file: ReadFile }) {
  const table = useMemo(() => readTable(text), [text]);
  if (!table || table.rows.length > MOST_ROWS) {
    return (
      <Alert
        severity="warning"
        title={
          table
            ? t('setup.past.rows', 'At most {{limit}} rows at once: split the file', verbatim({ limit: MOST_ROWS }))
            : t('setup.past.unreadable', 'This is neither CSV with a line of column names nor a JSON list')
        }
      />
    );
  }
  return <Mapped name={path} table={table} />;
}

function Mapped({ name, table }: { name: string; table: Table }) {
  const remembered = useRememberedColumns('incident', PAST_FIELDS, table.columns);
  const [columns, setColumns] = useState<PastColumns>(() => ({
    ...guessColumns(table.columns),
    ...remembered.columns,
  }));
  const [order, setOrder] = useState<DayOrder>();
  const zone = useTeamZone();
  const [at] = useState(() => new Date().toISOString());
  const [ids] = useState(() => table.rows.map(newId));
  const rows = useMemo(
    () =>
      pastRows(table, columns, {
        at,
        by: currentPerson(),
        zone,
        source: name,
        newId: (index) => ids[index],
        ...(order && { order }),
      }).map((row, index) => ({ ...row, key: ids[index], place: placeOf(row.line) })),
    [table, columns, order, at, zone, name, ids]
  );
  const { proposals, isPending, error } = useIncidentProposals(rows, fieldNameOf);
  return (
    <Stack direction="column" gap={2}>
      <FileColumns
        fields={PAST_FIELDS}
        nameOf={fieldName}
        columns={table.columns}
        chosen={columns}
        onChoose={setColumns}
      />
      {isOrderUnknown(table, columns) && (
        <Field noMargin label={t('setup.past.order', 'In the dates of this file, 3/4 is')}>
          <RadioButtonGroup
            aria-label={t('setup.past.order', 'In the dates of this file, 3/4 is')}
            value={order}
            options={[
              { value: 'day', label: t('setup.past.day-first', 'the 3rd of April') },
              { value: 'month', label: t('setup.past.month-first', 'March 4th') },
            ]}
            onChange={setOrder}
          />
        </Field>
      )}
      <Proposals
        source={name}
        proposals={proposals}
        isPending={isPending}
        error={error}
        makings={incidentMakings}
        onMake={() => remembered.remember(columns)}
      />
    </Stack>
  );
}

function placeOf(line: number | undefined): string {
  return t('setup.past.line', 'Line {{line}}', verbatim({ line: line ?? 1 }));
}

function fieldNameOf(field: string): string {
  return (PAST_FIELDS as readonly string[]).includes(field) ? fieldName(field as PastField) : field;
}

function fieldName(field: PastField): string {
  switch (field) {
    case 'title':
      return t('setup.past.field.title', 'Title');
    case 'id':
      return t('setup.past.field.id', 'Its id there');
    case 'started':
      return t('setup.past.field.started', 'Began');
    case 'detected':
      return t('setup.past.field.detected', 'Detected');
    case 'resolved':
      return t('setup.past.field.resolved', 'Resolved');
    case 'duration':
      return t('setup.past.field.duration', 'Duration (minutes), without an end');
    case 'status':
      return t('setup.past.field.status', 'Status');
    case 'severity':
      return t('setup.past.field.severity', 'Severity');
    case 'services':
      return t('setup.past.field.services', 'Services');
    case 'summary':
      return t('setup.past.field.summary', 'Summary');
  }
}
