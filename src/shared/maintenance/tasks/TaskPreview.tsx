import React, { useEffect, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Checkbox, Text, useStyles2 } from '@grafana/ui';
import { MAX_TASKS, type Plan, type TaskForm } from '../../../domain/maintenance/plan';
import { tasksOfIcs } from '../../../domain/maintenance/taskImport/calendar';
import { isPastRow, isTaskThere, type TaskRow } from '../../../domain/maintenance/taskImport/row';
import {
  guessTaskColumns,
  TASK_FIELDS,
  type TaskColumns,
  tasksOfTable,
} from '../../../domain/maintenance/taskImport/table';
import { isRefused, type Outcome, type Reason, refuse } from '../../../domain/record/outcome';
import { readTable, type Table } from '../../../domain/text/table';
import { slotAfter } from '../../../domain/time/recurrence';
import { useRememberedColumns } from '../../start/useRememberedColumns';
import { Bullets } from '../../ui/Bullets';
import { FileColumns } from '../../ui/FileColumns';
import { FormModal, useSettling } from '../../ui/FormModal';
import { TextField } from '../../ui/TextField';
import { useReasonText } from '../../words/reasons/useReasonText';
import { ruleText } from '../../words/rhythm';
import { farDayAndClock } from '../../words/times';
import { verbatim } from '../../words/verbatim';
import { useChecklists } from '../useMaintenance';
import { fieldName } from './fieldNames';

interface Props {
  name: string;
  text: string;
  plan: Plan;
  onSave: (tasks: Array<{ key: string; form: TaskForm }>) => Outcome<unknown>;
  /** The file as a whole is none that can be read. */
  onRefused: (reasons: Reason[]) => void;
  onClose: () => void;
}

const MOST_BYTES = 5_000_000;
const SHOWN = 200;
const SHOWN_ERRORS = 20;

/** What the file would add to the plan, what is there already, and what is wrong with the rest. */
export function TaskPreview({ name, text, plan, onSave, onRefused, onClose }: Props) {
  const table = useMemo(() => tableOf(text), [text]);
  const remembered = useRememberedColumns('task', TASK_FIELDS, table?.columns ?? []);
  const [columns, setColumns] = useState<TaskColumns>(() => ({
    ...guessTaskColumns(table?.columns ?? []),
    ...remembered.columns,
  }));
  const save = () => {
    if (table) {
      remembered.remember(columns);
    }
    settle(onSave(chosen.map(({ key, form }) => ({ key, form }))));
  };
  const [team, setTeam] = useState(() => Object.values(plan.tasks)[0]?.team ?? '');
  const [now] = useState(() => new Date().toISOString());
  const { record: register } = useChecklists();
  const outcome = useMemo(
    () => rowsOf(text, table, columns, { zone: plan.zone, now, team: team.trim() || '?' }, titlesOf(register)),
    [text, table, columns, plan.zone, now, team, register]
  );
  const { settle, reasons } = useSettling(onClose);
  const refused = isRefused(outcome) ? outcome.refused.reasons : undefined;
  useEffect(() => {
    if (refused) {
      onRefused(refused);
    }
  }, [refused, onRefused]);
  const rows = isRefused(outcome) ? [] : outcome.ok;
  const there = rows.filter((row) => isTaskThere(row, plan));
  const fresh = rows.flatMap(({ form, ...row }) => (form && !isTaskThere(row, plan) ? [{ ...row, form }] : []));
  const room = Math.max(0, MAX_TASKS - Object.keys(plan.tasks).length);
  const [choices, setChoices] = useState<Record<string, boolean>>({});
  const isChosen = ({ key }: { key: string }, index: number) => choices[key] ?? index < room;
  const chosen = fresh.filter(isChosen);
  const needsTeam = team.trim() === '' && fresh.some(({ form }) => form.team === '?');
  if (refused) {
    return null;
  }
  return (
    <FormModal
      title={t('maintenance.import.title', 'Tasks of “{{file}}”', verbatim({ file: name }))}
      save={t('maintenance.import.add', '', {
        count: chosen.length,
        defaultValue_one: 'Add {{count}} task',
        defaultValue_other: 'Add {{count}} tasks',
      })}
      isDisabled={chosen.length === 0 || needsTeam}
      onSave={save}
      onClose={onClose}
      general={reasons}
    >
      {table && (
        <FileColumns
          fields={TASK_FIELDS}
          nameOf={fieldName}
          columns={table.columns}
          chosen={columns}
          onChoose={setColumns}
        />
      )}
      <TextField
        id="import-team"
        label={t('maintenance.import.team', 'Team of the tasks for which the file names none')}
        invalid={needsTeam}
        error={needsTeam && t('maintenance.import.team-needed', 'Needed: a task has a team')}
        maxLength={100}
        value={team}
        onChange={setTeam}
      />
      <p role="status">
        {t(
          'maintenance.import.counts',
          '{{fresh}} can be added, {{there}} there already, {{over}} only in the past, {{wrong}} with errors',
          verbatim({
            fresh: fresh.length,
            there: there.length,
            over: rows.filter(isPastRow).length,
            wrong: wrongOf(rows).length,
          })
        )}
      </p>
      {fresh.length > room && (
        <p>{t('maintenance.import.room', 'The plan has room for {{room}} more: choose which.', verbatim({ room }))}</p>
      )}
      <Rows
        rows={fresh.slice(0, SHOWN)}
        now={now}
        isChosen={isChosen}
        onChoose={(key, is) => setChoices({ ...choices, [key]: is })}
      />
      {fresh.length > SHOWN && <p>…</p>}
      <Wrong rows={wrongOf(rows)} />
    </FormModal>
  );
}

function tableOf(text: string): Table | undefined {
  return isCalendar(text) || text.length > MOST_BYTES ? undefined : readTable(text);
}

function isCalendar(text: string): boolean {
  return /^\ufeff?\s*BEGIN:VCALENDAR/i.test(text);
}

function rowsOf(
  text: string,
  table: Table | undefined,
  columns: TaskColumns,
  options: { zone: string; now: string; team: string },
  checklists: Record<string, string>
): Outcome<TaskRow[]> {
  if (isCalendar(text)) {
    return tasksOfIcs(text.replace(/^\ufeff?\s*/, ''), options);
  }
  return table && table.rows.length > 0
    ? tasksOfTable(table, columns, { ...options, checklists })
    : refuse({ code: 'tasks.notOne' });
}

function titlesOf(register: { checklists: Record<string, { title: string }> } | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(register?.checklists ?? {}).map(([key, { title }]) => [key, title]));
}

function wrongOf(rows: TaskRow[]): TaskRow[] {
  return rows.filter((row) => row.reasons.length > 0 && !isPastRow(row));
}

interface RowsProps {
  rows: Array<TaskRow & { form: TaskForm }>;
  now: string;
  isChosen: (row: TaskRow, index: number) => boolean;
  onChoose: (key: string, is: boolean) => void;
}

function Rows({ rows, now, isChosen, onChoose }: RowsProps) {
  const reasonText = useReasonText();
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.rows} aria-label={t('maintenance.import.preview', 'What will be added')}>
      {rows.map((row, index) => {
        const { schedule, team } = row.form;
        const next = slotAfter(schedule, now, true);
        return (
          <li key={row.key}>
            <Checkbox
              label={row.title}
              description={[ruleText(schedule), team, next && farDayAndClock(next.at, schedule.zone, Date.parse(now))]
                .concat(row.notes.map(reasonText))
                .filter(Boolean)
                .join(' · ')}
              value={isChosen(row, index)}
              onChange={({ currentTarget }) => onChoose(row.key, currentTarget.checked)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function Wrong({ rows }: { rows: TaskRow[] }) {
  const reasonText = useReasonText();
  return (
    rows.length > 0 && (
      <section aria-label={t('maintenance.import.wrong', 'Left out')}>
        <Text element="h3" variant="h6">
          {t('maintenance.import.wrong', 'Left out')}
        </Text>
        <Bullets>
          {rows.slice(0, SHOWN_ERRORS).map(({ line, title, key, reasons }) => (
            <li key={`${line} ${key}`}>
              {t(
                'maintenance.import.line',
                'Line {{line}}: {{text}}',
                verbatim({ line, text: [title, ...reasons.map(reasonText)].filter(Boolean).join(' · ') })
              )}
            </li>
          ))}
          {rows.length > SHOWN_ERRORS && <li>…</li>}
        </Bullets>
      </section>
    )
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  rows: css({ listStyle: 'none', li: { marginBottom: theme.spacing(1), overflowWrap: 'anywhere' } }),
});
