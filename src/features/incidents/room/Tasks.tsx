import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Checkbox, Dropdown, IconButton, Menu, Text, useStyles2 } from '@grafana/ui';
import { type Incident } from '../../../domain/incident/kind';
import { type Owner, type IncidentTask } from '../../../domain/incident/schema';
import { currentPerson } from '../../../grafana/user';
import { useNow } from '../../../shared/hooks/useNow';
import { useDraft } from '../../../shared/records/useDraft';
import { FormModal } from '../../../shared/ui/FormModal';
import { TextField } from '../../../shared/ui/TextField';
import { formatDuration } from '../../../shared/words/durations';
import { verbatim } from '../../../shared/words/verbatim';
import { Refused } from '../components/Refused';
import { PersonField } from '../fields/PersonField';
import { tooLong } from '../limits';
import { type IncidentAct, useAct } from '../useAct';

interface Props {
  incident: Incident;
  mayWrite: boolean;
}

/** Who does what now, for how long, and when to ask again. */
export function Tasks({ incident, mayWrite }: Props) {
  const styles = useStyles2(getStyles);
  const { act, reasons, dismiss } = useAct(incident.name);
  const [isAdding, setAdding] = useState(false);
  const tasks = Object.entries(incident.tasks).sort(([, one], [, other]) => one.created.localeCompare(other.created));
  const open = tasks.filter(([, { state }]) => state === 'open');
  return (
    <section aria-labelledby="incident-tasks">
      <Text element="h2" variant="h5">
        <span id="incident-tasks">{t('incidents.tasks', 'Tasks ({{open}})', verbatim({ open: open.length }))}</span>
      </Text>
      <Refused reasons={reasons} onDismiss={dismiss} />
      <ul className={styles.list}>
        {tasks.map(([id, task]) => (
          <li key={id}>
            <Checkbox
              disabled={!mayWrite}
              value={task.state === 'done'}
              label={task.title}
              description={description(task)}
              onChange={({ currentTarget }) =>
                act({
                  type: 'updateTask',
                  task: id,
                  changes: { state: currentTarget.checked ? 'done' : 'open' },
                  seen: task.state,
                })
              }
            />
            {mayWrite && task.state === 'open' && (
              <Dropdown overlay={<TaskMenu id={id} task={task} act={act} />} placement="bottom-end">
                <IconButton
                  name="ellipsis-v"
                  size="sm"
                  aria-label={t('incidents.task-menu', 'Menu of “{{title}}”', verbatim({ title: task.title }))}
                />
              </Dropdown>
            )}
            {task.state === 'open' && <CheckBack task={task} />}
            {task.state === 'dropped' && (
              <Text color="secondary" variant="bodySmall">
                {t('incidents.task-dropped', 'dropped')}
              </Text>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <Button size="sm" variant="secondary" fill="text" icon="plus" onClick={() => setAdding(true)}>
          {t('incidents.task-add', 'Task…')}
        </Button>
      )}
      {isAdding && <TaskDialog incident={incident} onClose={() => setAdding(false)} />}
    </section>
  );
}

const AGAIN = [10, 20, 60];

function inMinutes(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

/** Somebody asked how it goes: the next time to ask, or an end without a result. */
function TaskMenu({ id, task, act }: { id: string; task: IncidentTask; act: IncidentAct['act'] }) {
  const checkBack = (minutes: number) =>
    act({
      type: 'updateTask',
      task: id,
      changes: { checkBack: inMinutes(minutes) },
    });
  return (
    <Menu>
      {AGAIN.map((minutes) => (
        <Menu.Item
          key={minutes}
          icon="clock-nine"
          label={t('incidents.task-again', 'Check back in {{minutes}} min', verbatim({ minutes }))}
          onClick={() => checkBack(minutes)}
        />
      ))}
      <Menu.Item
        icon="times"
        label={t('incidents.task-drop', 'Drop the task')}
        onClick={() => act({ type: 'updateTask', task: id, changes: { state: 'dropped' }, seen: task.state })}
      />
    </Menu>
  );
}

function description({ owner, minutes, mandatory }: IncidentTask): string {
  return [
    owner?.name,
    minutes && formatDuration(minutes * 60),
    mandatory && t('incidents.task-mandatory', 'mandatory before closing'),
  ]
    .filter(Boolean)
    .join(' · ');
}

function CheckBack({ task: { checkBack } }: { task: IncidentTask }) {
  const now = useNow(10_000);
  if (!checkBack) {
    return null;
  }
  const left = (Date.parse(checkBack) - now) / 1000;
  return left >= 0 ? (
    <Text color="secondary" variant="bodySmall">
      {t('incidents.task-check', 'check back in {{time}}', verbatim({ time: formatDuration(left) }))}
    </Text>
  ) : (
    <Text color="warning" variant="bodySmall">
      ▲ {t('incidents.task-check-now', 'check back now ({{time}} late)', verbatim({ time: formatDuration(-left) }))}
    </Text>
  );
}

const MOST_MINUTES = 10_080;

function TaskDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const { act, reasons } = useAct(incident.name);
  const [title, setTitle, clear] = useDraft(`incident.${incident.name}.task`, '', { inTab: incident.private });
  const [owner, setOwner] = useState<Owner | undefined>(currentPerson());
  const [minutes, setMinutes] = useState('20');
  const [mandatory, setMandatory] = useState(false);
  const problem = tooLong(title, 500);
  const box = Number(minutes);
  const badBox = minutes !== '' && !(Number.isInteger(box) && box > 0 && box <= MOST_MINUTES);
  const timed = minutes !== '' && !badBox;
  const add = () => {
    const done = act({
      type: 'addTask',
      task: {
        title: title.trim(),
        state: 'open',
        ...(owner && { owner }),
        ...(timed && { minutes: box, checkBack: inMinutes(box) }),
        ...(mandatory && { mandatory }),
      },
    });
    if (done) {
      clear();
      onClose();
    }
  };
  return (
    <FormModal
      title={t('incidents.task-dialog.title', 'New task')}
      save={t('incidents.task-dialog.add', 'Add the task')}
      isDisabled={!title.trim() || problem !== undefined || badBox}
      onSave={add}
      onClose={onClose}
    >
      <Refused reasons={reasons} />
      <TextField
        id="task-title"
        required
        label={t('incidents.task-dialog.what', 'What')}
        invalid={problem !== undefined}
        error={problem}
        autoFocus
        value={title}
        onChange={setTitle}
      />
      <PersonField
        incident={incident}
        id="task-owner"
        label={t('incidents.task-dialog.owner', 'Who')}
        value={owner}
        onChange={setOwner}
      />
      <TextField
        id="task-minutes"
        label={t('incidents.task-dialog.minutes', 'Time box in minutes')}
        description={t('incidents.task-dialog.minutes-help', 'When it is over, the room asks how it goes')}
        invalid={badBox}
        error={t('incidents.update.next-bad', 'A whole number from 1 to {{most}}', verbatim({ most: MOST_MINUTES }))}
        type="number"
        min={1}
        value={minutes}
        onChange={setMinutes}
      />
      <div>
        <Checkbox
          label={t('incidents.task-mandatory-label', 'Mandatory before closing')}
          value={mandatory}
          onChange={({ currentTarget }) => setMandatory(currentTarget.checked)}
        />
      </div>
    </FormModal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    listStyle: 'none',
    margin: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    overflowWrap: 'anywhere',
    '> li': {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) max-content',
      alignItems: 'start',
      columnGap: theme.spacing(1),
    },
  }),
});
