import React, { useId, useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, Field, Stack, Text } from '@grafana/ui';
import { INCIDENTS, readIncidentHead } from '../../../domain/incident/head';
import { type Incident } from '../../../domain/incident/kind';
import {
  guessColumns,
  isThere,
  PAST_FIELDS,
  type PastColumns,
  type PastField,
  pastRows,
} from '../../../domain/incident/past';
import { readTable, type Table } from '../../../domain/text/table';
import { newId } from '../../../grafana/ids';
import { currentPerson } from '../../../grafana/user';
import { useSettings, useTeamZone } from '../../../shared/hooks/useSettings';
import { INCIDENTS as INCIDENTS_PATH } from '../../../shared/incidents/paths';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useHeads } from '../../../shared/records/useHeads';
import { useSetupSend } from '../../../shared/start/useStart';
import { Choice } from '../../../shared/ui/Choice';
import { FileButton } from '../../../shared/ui/FileButton';
import { InternalLink } from '../../../shared/ui/InternalLink';
import { RequestFailure } from '../../../shared/ui/RequestFailure';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { momentText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { usePastImport } from './usePastImport';

const MOST_ROWS = 1_000;
const SHOWN = 20;
const MAX_BYTES = 10_000_000;

/** Incidents of another tool, from its CSV or JSON: nothing is saved before it is confirmed, and all of it can be taken back. */
export function PastStep() {
  const id = useId();
  const [file, setFile] = useState<{ name: string; table: Table }>();
  const [problem, setProblem] = useState<string>();
  const canWrite = useCanWrite('incidents') !== 'no';
  const read = async (chosen: File) => {
    const table = chosen.size > MAX_BYTES ? undefined : readTable(await chosen.text());
    setFile(table && { name: chosen.name, table });
    setProblem(
      !table
        ? t('setup.past.unreadable', 'This is neither CSV with a line of column names nor a JSON list')
        : table.rows.length > MOST_ROWS
          ? t('setup.past.many', 'At most {{limit}} rows at once: split the file', verbatim({ limit: MOST_ROWS }))
          : undefined
    );
  };
  return (
    <section aria-labelledby={id}>
      <Text element="h2" variant="h4" id={id}>
        {t('setup.past.title', 'Bring the past')}
      </Text>
      <p>
        {t(
          'setup.past.text',
          'Incidents of other tools, from their CSV or JSON. You see what will be made, and can take it back in one step; a second import of the same file adds nothing.'
        )}
      </p>
      {canWrite && (
        <FileButton
          label={t('setup.past.file', 'Incidents as CSV or JSON')}
          accept=".csv,.json,text/csv,application/json"
          onFile={(chosen) => void read(chosen)}
        >
          {t('setup.past.choose', 'Choose a file')}
        </FileButton>
      )}
      {problem && <Alert severity="warning" title={problem} />}
      {file && !problem && <Preview key={file.name} name={file.name} table={file.table} />}
    </section>
  );
}

function Preview({ name, table }: { name: string; table: Table }) {
  const { stored } = useSettings();
  const remembered = stored?.record?.setup?.columns;
  const [columns, setColumns] = useState<PastColumns>(() => ({
    ...guessColumns(table.columns),
    ...Object.fromEntries(Object.entries(remembered ?? {}).filter(([, column]) => table.columns.includes(column))),
  }));
  const zone = useTeamZone();
  const reasonText = useReasonText();
  const sendSetup = useSetupSend();
  const { heads, isPending, error: headsError } = useHeads(INCIDENTS, { limit: 10_000, sort: '-name' });
  const [at] = useState(() => new Date().toISOString());
  const [ids] = useState(() => table.rows.map(newId));
  const rows = useMemo(
    () => pastRows(table, columns, { at, by: currentPerson(), zone, source: name, newId: (index) => ids[index] }),
    [table, columns, at, zone, name, ids]
  );
  const known = useMemo(() => heads.map(readIncidentHead), [heads]);
  const { phase, done, error, run, undo, stop } = usePastImport();
  const [fresh, setFresh] = useState<Incident[]>();
  const wrong = rows.filter(({ reasons }) => reasons.length > 0);
  const there = rows.filter((row) => row.incident && isThere(row, known));
  const toMake = fresh ?? rows.flatMap((row) => (row.incident && !there.includes(row) ? [row.incident] : []));
  const start = () => {
    setFresh(toMake);
    sendSetup({ type: 'mapColumns', columns: columns as Record<string, string> });
    void run(toMake);
  };
  return (
    <Stack direction="column" gap={2}>
      <Stack gap={1} wrap="wrap">
        {PAST_FIELDS.map((field) => (
          <Field key={field} noMargin label={fieldName(field)}>
            <Choice
              label={t('setup.past.column-of', 'Column of: {{field}}', verbatim({ field: fieldName(field) }))}
              placeholder={t('setup.past.no-column', 'none')}
              width={22}
              value={columns[field]}
              options={table.columns.map((value) => ({ value, label: value }))}
              onChange={(value) => setColumns((before) => ({ ...before, [field]: value }))}
            />
          </Field>
        ))}
      </Stack>
      <p role="status">
        {t(
          'setup.past.counts',
          '{{make}} to be made, {{there}} already there, {{wrong}} with errors',
          verbatim({ make: toMake.length, there: there.length, wrong: wrong.length })
        )}
      </p>
      {headsError && <RequestFailure error={headsError} what={t('incidents.title', 'Incidents')} />}
      {wrong.length > 0 && (
        <Alert severity="warning" title={t('setup.past.wrong', 'These rows are left out')}>
          <ul>
            {wrong.slice(0, SHOWN).map(({ line, title, reasons }) => (
              <li key={line}>
                {t('setup.past.line', 'Line {{line}}: {{text}}', verbatim({ line, text: title }))}{' '}
                {reasons
                  .map((reason) => `${reason.field ? `${fieldNameOf(reason.field)}: ` : ''}${reasonText(reason)}`)
                  .join(' · ')}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <ul aria-label={t('setup.past.preview', 'What will be made')}>
        {toMake.slice(0, SHOWN).map(({ id, title, severity, milestones }) => (
          <li key={id}>
            {[milestones.declared && momentText(milestones.declared), severity?.toUpperCase(), title]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
        {toMake.length > SHOWN && <li>…</li>}
      </ul>
      {error !== undefined && <RequestFailure error={error} what={name} />}
      <Stack gap={1} alignItems="center" wrap="wrap">
        {(phase === 'ready' || phase === 'undone') && (
          <Button disabled={toMake.length === 0 || isPending || headsError !== null} onClick={start}>
            {t('setup.past.make', '', {
              count: toMake.length,
              defaultValue_one: 'Make {{count}} incident',
              defaultValue_other: 'Make {{count}} incidents',
            })}
          </Button>
        )}
        {phase === 'making' && (
          <>
            <span role="status">
              {t('setup.past.progress', 'Made {{done}} of {{all}}…', verbatim({ done, all: toMake.length }))}
            </span>
            <Button variant="secondary" onClick={stop}>
              {t('setup.past.stop', 'Stop')}
            </Button>
          </>
        )}
        {phase === 'undoing' && (
          <span role="status">{t('setup.past.undoing', '{{done}} left to take back…', verbatim({ done }))}</span>
        )}
        {phase === 'made' && (
          <>
            <span role="status">{t('setup.past.done', '{{done}} made', verbatim({ done }))}</span>
            <Button variant="secondary" disabled={done === 0} onClick={() => void undo()}>
              {t('setup.past.undo', 'Take all of them back')}
            </Button>
            <InternalLink to={INCIDENTS_PATH}>{t('setup.past.see', 'See the incidents')}</InternalLink>
          </>
        )}
        {phase === 'undone' && <span role="status">{t('setup.past.undone', 'All were taken back')}</span>}
      </Stack>
    </Stack>
  );
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
    case 'severity':
      return t('setup.past.field.severity', 'Severity');
    case 'services':
      return t('setup.past.field.services', 'Services');
    case 'summary':
      return t('setup.past.field.summary', 'Summary');
  }
}
