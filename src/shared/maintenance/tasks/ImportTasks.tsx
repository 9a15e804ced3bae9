import React, { lazy, Suspense, useRef, useState } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button } from '@grafana/ui';
import { z } from 'zod/mini';
import { type TaskForm } from '../../../domain/maintenance/plan';
import { isRefused, type Outcome, type Reason } from '../../../domain/record/outcome';
import { draftKey, dropDraft, keepDraft, readDraft } from '../../../grafana/drafts';
import { newId } from '../../../grafana/ids';
import { readText } from '../../files/readText';
import { Reasons } from '../../ui/Reasons';
import { verbatim } from '../../words/verbatim';
import { usePlanSend } from '../send';
import { usePlan } from '../useMaintenance';

// reading calendars weighs more than the page that offers it
const TaskPreview = lazy(() => import('./TaskPreview').then((m) => ({ default: m.TaskPreview })));

const madeSchema = z.object({ command: z.string(), count: z.number(), file: z.string() });
type Made = z.infer<typeof madeSchema>;

/** What was taken in last stays offered back, also over a reload. */
const keyOf = () => draftKey('task-import');

function readMade(): Made | undefined {
  const before = madeSchema.safeParse(readDraft(keyOf()));
  return before.success ? before.data : undefined;
}

/** Takes tasks of a calendar or a table into the plan, after a look at them; taken back in one step. */
export function ImportTasks() {
  const input = useRef<HTMLInputElement>(null);
  const { record: plan, adopt } = usePlan();
  const send = usePlanSend();
  const [file, setFile] = useState<{ name: string; text: string }>();
  const [made, keepMade] = useState(readMade);
  const [reasons, setReasons] = useState<Reason[]>([]);
  if (!plan) {
    return null;
  }
  const setMade = (next: Made | undefined) => {
    keepMade(next);
    if (next) {
      keepDraft(keyOf(), next);
    } else {
      dropDraft(keyOf());
    }
  };
  // what somebody took back or changed since is nobody's to take back
  const isThere = made && Object.values(plan.tasks).some(({ revision }) => revision === made.command);
  const save = (tasks: Array<{ key: string; form: TaskForm }>): Outcome<unknown> => {
    adopt();
    const command = newId();
    const sent = send({ type: 'importTasks', id: command, tasks });
    if (!isRefused(sent) && file) {
      setMade({ command, count: tasks.length, file: file.name });
    }
    return sent;
  };
  const takeBack = ({ command }: Made) => {
    const sent = send({ type: 'dropImport', imported: command });
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
    setMade(undefined);
  };
  return (
    <div>
      <Button size="sm" variant="secondary" icon="upload" onClick={() => input.current?.click()}>
        {t('maintenance.import.choose', 'Import tasks (.ics, .csv)…')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".ics,.csv,.json,text/calendar,text/csv,application/json"
        hidden
        aria-label={t('maintenance.import.file', 'Tasks as a calendar file, CSV or JSON')}
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          currentTarget.value = ''; // the same file may be chosen again
          if (chosen) {
            setReasons([]);
            void readText(chosen).then((text) => setFile({ name: chosen.name, text }));
          }
        }}
      />
      {made && isThere && (
        <Alert
          severity="success"
          title={t('maintenance.import.made', '', {
            ...verbatim({ file: made.file }),
            count: made.count,
            defaultValue_one: '{{count}} task of “{{file}}” was added',
            defaultValue_other: '{{count}} tasks of “{{file}}” were added',
          })}
          onRemove={() => setMade(undefined)}
        >
          <Button size="sm" variant="secondary" onClick={() => takeBack(made)}>
            {t('maintenance.import.undo', 'Take all of them back')}
          </Button>
        </Alert>
      )}
      {reasons.length > 0 && (
        <Reasons title={t('maintenance.import.refused', 'The file was not taken in')} reasons={reasons} />
      )}
      {file && (
        <Suspense fallback={null}>
          <TaskPreview
            key={file.name}
            {...file}
            plan={plan}
            onSave={save}
            onRefused={(refused) => {
              setReasons(refused);
              setFile(undefined);
            }}
            onClose={() => setFile(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}
