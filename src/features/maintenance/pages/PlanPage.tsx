import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  Badge,
  Button,
  EmptyState,
  IconButton,
  LinkButton,
  LoadingPlaceholder,
  Stack,
  Text,
  useStyles2,
} from '@grafana/ui';

import { currentSchedule, inPlan, PLAN_NAME, planKind, type Plan } from '../../../domain/maintenance/plan';
import { type Task } from '../../../domain/maintenance/task';
import { inOrder } from '../../../domain/record/inOrder';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { slug } from '../../../domain/record/record';
import { useUrlFilter } from '../../../shared/hooks/useUrlFilter';
import { OwnerFilter } from '../../../shared/maintenance/owners/OwnerFilter';
import { useOwners } from '../../../shared/maintenance/owners/useOwners';
import { usePlanSend } from '../../../shared/maintenance/send';
import { ImportTasks } from '../../../shared/maintenance/tasks/ImportTasks';
import { useChecklists, useMaintenance, usePlan } from '../../../shared/maintenance/useMaintenance';
import { ParkedCommands } from '../../../shared/records/ParkedCommands';
import { DamagedRecord, RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { LazyReminders } from '../../../shared/reminders/LazyReminders';
import { ExamplesButton } from '../../../shared/start/ExamplesButton';
import { Bullets } from '../../../shared/ui/Bullets';
import { Reasons } from '../../../shared/ui/Reasons';
import { plainTable } from '../../../shared/ui/tableStyles';
import { ruleText } from '../../../shared/words/rhythm';
import { farDayAndClock } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { MaintenanceFrame } from '../components/MaintenanceFrame';
import { checklistsPath } from '../paths';
import { ClosedDaysList } from '../plan/ClosedDaysList';
import { TaskDrawer } from '../plan/TaskDrawer';

export function PlanPage() {
  return (
    <MaintenanceFrame tab="plan">
      <Content />
    </MaintenanceFrame>
  );
}

function Content() {
  const { record: plan, stored, parked, error, isPending, refetch } = usePlan();
  const { standings } = useMaintenance();
  if (error) {
    return <RecordFailure kind={planKind} name={PLAN_NAME} error={error} onRetry={refetch} />;
  }
  if (isPending) {
    return <LoadingPlaceholder text={t('maintenance.loading', 'Loading the plan…')} />;
  }
  if (!plan) {
    return stored ? <DamagedRecord kind={planKind} stored={stored} /> : null;
  }
  return (
    <Stack direction="column" gap={3}>
      <ParkedCommands items={parked} />
      <Tasks />
      <Checklists />
      <Closed />
      <LazyReminders source={{ of: 'plan', standings }} stored={stored} />
    </Stack>
  );
}

function Tasks() {
  const { record: plan, adopt } = usePlan();
  const { record: register } = useChecklists();
  const send = usePlanSend();
  const canWrite = useCanWrite('registers') !== 'no';
  const { params, change } = useUrlFilter({ push: true });
  const [reasons, setReasons] = useState<Reason[]>([]);
  const edited = params.get('task');
  const owners = useOwners();
  const edit = (key?: string) => change({ task: key });
  if (!plan) {
    return null;
  }
  const tasks = inPlan(plan.tasks).filter(({ definition }) => owners.shows(definition));
  const act = (type: 'retireTask' | 'reviveTask', key: string) => {
    adopt();
    const sent = send({ type, key });
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
  };
  return (
    <section aria-label={t('maintenance.plan.tasks', 'Tasks')}>
      {reasons.length > 0 && (
        <Reasons
          title={t('maintenance.plan.refused', 'Not saved')}
          reasons={reasons}
          onDismiss={() => setReasons([])}
        />
      )}
      <Stack justifyContent="space-between" alignItems="center" wrap="wrap">
        <Text element="h2" variant="h4">
          {t('maintenance.plan.tasks', 'Tasks')}
        </Text>
        <OwnerFilter owners={owners} />
        {canWrite && (
          <Stack gap={1} wrap="wrap">
            <ImportTasks />
            <Button size="sm" variant="secondary" icon="plus" onClick={() => edit('new')}>
              {t('maintenance.plan.add', 'New task')}
            </Button>
          </Stack>
        )}
      </Stack>
      {inPlan(plan.tasks).length === 0 ? (
        <EmptyState
          variant="call-to-action"
          message={t('maintenance.plan.empty', 'No task comes back yet')}
          button={<ExamplesButton of="plan" />}
        >
          {t(
            'maintenance.plan.empty-text',
            'The example plan has six tasks, daily, weekly and monthly. What was due before you take it over is not asked for.'
          )}
        </EmptyState>
      ) : (
        <TaskTable tasks={tasks} canWrite={canWrite} onEdit={edit} onRetire={(key) => act('retireTask', key)} />
      )}
      <Retired plan={plan} onRevive={canWrite ? (key) => act('reviveTask', key) : undefined} />
      {edited && canWrite && (
        <TaskDrawer
          key={edited}
          plan={plan}
          taskKey={edited === 'new' ? undefined : edited}
          checklists={Object.entries(register?.checklists ?? {}).map(([key, { title }]) => ({ key, title }))}
          onSave={(key, form, seen) => {
            adopt();
            const sent = send({
              type: 'saveTask',
              key: key ?? freeKey(plan.tasks, form.title),
              form,
              ...(seen && { seen }),
            });
            return isRefused(sent) ? sent.refused.reasons : [];
          }}
          onClose={() => edit()}
        />
      )}
    </section>
  );
}

interface TableProps {
  tasks: ReturnType<typeof inPlan>;
  canWrite: boolean;
  onEdit: (key: string) => void;
  onRetire: (key: string) => void;
}

function TaskTable({ tasks, canWrite, onEdit, onRetire }: TableProps) {
  const styles = useStyles2(getStyles);
  const { standings, zone, now } = useMaintenance();
  const { record: register } = useChecklists();
  const dueOf = (key: string) => {
    const standing = standings.find((one) => one.key === key);
    const due = standing?.current ?? standing?.next;
    return due && farDayAndClock(due.due, zone, Date.parse(now));
  };
  return (
    <div
      className={styles.scroll}
      tabIndex={0}
      role="region"
      aria-label={t('maintenance.plan.table', 'Tasks of the plan')}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('maintenance.plan.task', 'Task')}</th>
            <th scope="col">{t('maintenance.plan.recurrence', 'Comes back')}</th>
            <th scope="col">{t('maintenance.plan.team', 'Team')}</th>
            <th scope="col">{t('maintenance.plan.checklist', 'Checklist')}</th>
            <th scope="col">{t('maintenance.plan.next', 'Next')}</th>
            {canWrite && <th scope="col">{t('maintenance.plan.actions', 'Actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {tasks.map(({ key, definition }) => (
            <TaskRow
              key={key}
              definition={definition}
              due={dueOf(key)}
              checklist={
                definition.checklist && (register?.checklists[definition.checklist]?.title ?? definition.checklist)
              }
              actions={canWrite ? { onEdit: () => onEdit(key), onRetire: () => onRetire(key) } : undefined}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  definition: Task;
  due?: string;
  checklist?: string;
  actions?: { onEdit: () => void; onRetire: () => void };
}

function TaskRow({ definition, due, checklist, actions }: RowProps) {
  const schedule = currentSchedule(definition);
  return (
    <tr>
      <th scope="row">{definition.title}</th>
      <td>{ruleText(schedule)}</td>
      <td>{definition.rotation?.teams.join(' → ') ?? definition.team}</td>
      <td>{checklist}</td>
      <td>{due ?? t('maintenance.plan.never', 'never')}</td>
      {actions && (
        <td>
          <Stack gap={1}>
            <IconButton
              name="pen"
              tooltip={t('maintenance.plan.edit', 'Edit {{title}}', verbatim({ title: definition.title }))}
              onClick={actions.onEdit}
            />
            <IconButton
              name="trash-alt"
              tooltip={t(
                'maintenance.plan.retire',
                'Take {{title}} out of the plan',
                verbatim({
                  title: definition.title,
                })
              )}
              onClick={actions.onRetire}
            />
          </Stack>
        </td>
      )}
    </tr>
  );
}

/** What is no longer in the plan, and may be put back. */
function Retired({ plan, onRevive }: { plan: Plan; onRevive?: (key: string) => void }) {
  const retired = Object.entries(plan.tasks).filter(([, task]) => task.retired);
  return (
    <>
      {retired.map(([key, { title }]) => (
        <p key={key}>
          <Text color="secondary">
            {t('maintenance.plan.retired', '{{title}} is no longer in the plan.', verbatim({ title }))}
          </Text>{' '}
          {onRevive && (
            <Button size="sm" fill="text" icon="history" onClick={() => onRevive(key)}>
              {t('maintenance.plan.revive', 'Put it back')}
            </Button>
          )}
        </p>
      ))}
    </>
  );
}

function Closed() {
  const { record: plan, adopt } = usePlan();
  const send = usePlanSend();
  const mayWrite = useCanWrite('registers') !== 'no';
  return (
    plan && (
      <ClosedDaysList
        plan={plan}
        mayWrite={mayWrite}
        onClose={(days) => {
          adopt();
          const sent = send({ type: 'closeDays', days });
          return isRefused(sent) ? sent.refused.reasons : [];
        }}
        onOpen={(keys) => send({ type: 'openDays', keys })}
      />
    )
  );
}

function Checklists() {
  const { record: register } = useChecklists();
  const lists = Object.entries(register?.checklists ?? {}).filter(([, { retired }]) => !retired);
  return (
    <section aria-label={t('maintenance.checklists.title', 'Checklists')}>
      <Stack justifyContent="space-between" alignItems="center">
        <Text element="h2" variant="h4">
          {t('maintenance.checklists.title', 'Checklists')}
        </Text>
        <LinkButton size="sm" variant="secondary" href={checklistsPath()}>
          {t('maintenance.checklists.all', 'Change or add checklists')}
        </LinkButton>
      </Stack>
      {lists.map(([key, list]) => (
        <details key={key}>
          <summary>
            {list.title}{' '}
            <Badge
              color="blue"
              text={t('maintenance.checklists.version', 'version {{version}}', verbatim({ version: list.version }))}
            />
          </summary>
          <Bullets as="ol">
            {inOrder(list.items).map((item) => (
              <li key={item.key}>
                {item.title}{' '}
                {item.kind === 'query' && (
                  <code>
                    {item.expr} {item.comparison} {item.threshold}
                  </code>
                )}
              </li>
            ))}
          </Bullets>
        </details>
      ))}
    </section>
  );
}

function freeKey(tasks: Record<string, unknown>, title: string): string {
  const base = slug(title).slice(0, 36) || 'task';
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!(key in tasks)) {
      return key;
    }
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto' }),
  table: css({
    ...plainTable(theme),
  }),
});
