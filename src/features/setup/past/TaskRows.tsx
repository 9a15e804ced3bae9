import React, { useMemo, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Field, Input, Stack } from '@grafana/ui';
import { tasksOfIcs } from '../../../domain/maintenance/taskImport/calendar';
import { isOver, isTaskThere, type TaskRow } from '../../../domain/maintenance/taskImport/row';
import {
  guessTaskColumns,
  TASK_FIELDS,
  type TaskColumns,
  type TaskField,
  tasksOfTable,
} from '../../../domain/maintenance/taskImport/table';
import { isRefused } from '../../../domain/record/outcome';
import { readTable } from '../../../domain/text/table';
import { newId } from '../../../grafana/ids';
import { useChecklists, usePlan } from '../../../shared/maintenance/useMaintenance';
import { written } from '../../../shared/start/useStart';
import { Reasons } from '../../../shared/ui/Reasons';
import { useReasonText } from '../../../shared/words/reasons/useReasonText';
import { type Making, usePlanSend } from './batch';
import { Columns } from './Columns';
import { placeOf } from './IncidentRows';
import { type Proposal, Proposals } from './Proposals';
import { type ReadFile } from './readFiles';
import { useRememberedColumns } from './useRememberedColumns';

interface TaskProposal extends Proposal {
  row: TaskRow;
}

/** Tasks of a calendar or a table; they come into the plan together. */
export function TaskRows({ file: { path, text } }: { file: ReadFile }) {
  const isCalendar = /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text);
  const table = useMemo(() => (isCalendar ? undefined : readTable(text)), [isCalendar, text]);
  const remembered = useRememberedColumns('task', TASK_FIELDS, table?.columns ?? []);
  const [columns, setColumns] = useState<TaskColumns>(() => ({
    ...guessTaskColumns(table?.columns ?? []),
    ...remembered.columns,
  }));
  const { record: plan, error } = usePlan();
  const { record: checklists } = useChecklists();
  const [typed, setTeam] = useState<string>();
  const [now] = useState(() => new Date().toISOString());
  const team = typed ?? Object.values(plan?.tasks ?? {})[0]?.team ?? 'DevOps';
  const outcome = useMemo(() => {
    const options = { zone: plan?.zone ?? 'UTC', now, team };
    const names = Object.entries(checklists?.checklists ?? {}).map(([key, { title }]) => [key, title]);
    return isCalendar
      ? tasksOfIcs(text, options)
      : table && tasksOfTable(table, columns, { ...options, checklists: Object.fromEntries(names) });
  }, [isCalendar, text, table, columns, plan?.zone, checklists, now, team]);
  const makings = useTaskMakings();
  const reasonText = useReasonText();
  if (!outcome) {
    return (
      <Alert
        severity="warning"
        title={t('setup.past.no-tasks', 'This is neither a calendar nor CSV with a line of column names')}
      />
    );
  }
  if (isRefused(outcome)) {
    return <Reasons title={t('setup.past.refused', 'The file was not taken in')} reasons={outcome.refused.reasons} />;
  }
  const proposals = outcome.ok
    .filter((row) => !isOver(row))
    .map((row): TaskProposal => ({
      key: `${row.key} ${row.line}`,
      place: placeOf(row.line),
      text: [row.title, row.form && ruleText(row)].filter(Boolean).join(' · '),
      note: row.notes.map(reasonText).join(' · ') || undefined,
      standing: !row.form ? 'wrong' : plan && isTaskThere(row, plan) ? 'there' : 'fresh',
      reasons: row.reasons.map(reasonText),
      row,
    }));
  return (
    <Stack direction="column" gap={2}>
      {table && (
        <Columns
          fields={TASK_FIELDS}
          nameOf={fieldName}
          columns={table.columns}
          chosen={columns}
          onChoose={setColumns}
        />
      )}
      <Field noMargin label={t('setup.past.task-team', 'Team of the tasks that name none')}>
        <Input
          id="setup-past-team"
          width={30}
          maxLength={100}
          value={team}
          onChange={({ currentTarget }) => setTeam(currentTarget.value)}
        />
      </Field>
      <Proposals
        source={path}
        proposals={proposals}
        isPending={!plan}
        error={plan ? undefined : error}
        makings={makings}
        onMake={table && (() => remembered.remember(columns))}
      />
    </Stack>
  );
}

function ruleText({ form }: TaskRow): string {
  const { rule = '', start = '' } = form?.schedule ?? {};
  return `${start.replace('T', ' ')} · ${rule}`;
}

/** All of them in one command, which one other takes back. */
function useTaskMakings(): (chosen: TaskProposal[]) => Making[] {
  const { record: plan } = usePlan();
  const send = usePlanSend();
  return (chosen) => [
    async () => {
      const tasks = chosen.flatMap(({ row: { key, form } }) => (form ? [{ key, form }] : []));
      const id = newId();
      await written([
        ...(plan && !plan.adopted ? [send({ type: 'adopt', id: 'adopt-plan', zone: plan.zone, tasks: {} })] : []),
        send({ type: 'importTasks', id, tasks }),
      ]);
      return { tasks: id, count: tasks.length };
    },
  ];
}

function fieldName(field: TaskField): string {
  switch (field) {
    case 'title':
      return t('setup.past.field.title', 'Title');
    case 'id':
      return t('setup.past.field.id', 'Its id there');
    case 'rhythm':
      return t('setup.past.field.rhythm', 'How often');
    case 'start':
      return t('setup.past.field.start', 'First date');
    case 'time':
      return t('setup.past.field.time', 'Time');
    case 'team':
      return t('setup.past.field.team', 'Team');
    case 'description':
      return t('setup.past.field.description', 'Description');
    case 'checklist':
      return t('setup.past.field.checklist', 'Checklist');
    case 'lead':
      return t('setup.past.field.lead', 'Hours before');
    case 'grace':
      return t('setup.past.field.grace', 'Hours of grace');
    case 'closed':
      return t('setup.past.field.closed', 'On closed days');
  }
}
