import React, { useState } from 'react';
import { dateTimeForTimeZone } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Drawer, Field, Input, LinkButton, Stack, Text, TextArea, TextLink } from '@grafana/ui';
import { type Occurrence, occurrenceKey, type OccurrenceState, type Task } from '../../../domain/maintenance/task';
import { type Result, weekName } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { localDateOf, weekOf } from '../../../domain/time/recurrence';
import { type Maintenance, useChecklists, useWeek, useWeekSend } from '../../../shared/maintenance/useMaintenance';
import { RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { useDraft } from '../../../shared/records/useDraft';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Reasons } from '../../../shared/ui/Reasons';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { WaitingMark } from '../../../shared/ui/WaitingMark';
import { WebLink } from '../../../shared/ui/WebLink';
import { occurrenceMark, occurrenceStateName } from '../../../shared/words/maintenance';
import { verbatim } from '../../../shared/words/verbatim';
import { openRunOf, promiseOf, useStartRun } from '../data';
import { dayAndClock, dayText } from '../dates';
import { runPath } from '../paths';

interface Props {
  found: Occurrence;
  task: Task;
  state: OccurrenceState;
  maintenance: Maintenance;
  onClose: () => void;
}

/** One date of a task: what was promised, what became of it, and the ways to deal with it. */
export function OccurrenceDrawer({ found, task, state, maintenance, onClose }: Props) {
  const week = weekOf(found.date);
  const { record, waiting, error, refetch } = useWeek(week);
  const canWrite = useCanWrite('maintenance');
  const result = record?.results[occurrenceKey(found)];
  return (
    <Drawer title={`${task.title} · ${dayText(found.date)}`} onClose={onClose} size="sm">
      <Stack direction="column" gap={2}>
        <div>
          <StateMark mark={occurrenceMark(state)} label={occurrenceStateName(state)} />{' '}
          <strong>{occurrenceStateName(state)}</strong>
          {result && waiting.has(result.command) && <WaitingMark />}
          <p>
            <Text color="secondary">
              {t(
                'maintenance.occurrence.window',
                '{{team}} · due {{due}}, on time from {{opens}} to {{closes}}',
                verbatim({
                  team: task.team,
                  due: dayAndClock(found.due, maintenance.zone),
                  opens: dayAndClock(found.opens, maintenance.zone),
                  closes: dayAndClock(found.closes, maintenance.zone),
                })
              )}
            </Text>
          </p>
          {task.description && <MarkdownView text={task.description} />}
        </div>
        {error && <RecordFailure kind={weekKind} name={weekName(week)} error={error} onRetry={refetch} />}
        {result ? (
          <ResultView result={result} week={week} canUndo={canWrite !== 'no'} />
        ) : (
          canWrite !== 'no' &&
          !error && <Actions found={found} task={task} week={week} maintenance={maintenance} onDone={onClose} />
        )}
      </Stack>
    </Drawer>
  );
}

function ResultView({ result, week, canUndo }: { result: Result; week: string; canUndo: boolean }) {
  const send = useWeekSend(week);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const undo = () => {
    const sent = send({ type: 'undo', key: occurrenceKey(result.occurrence), seen: result.command });
    setReasons(isRefused(sent) ? sent.refused.reasons : []);
  };
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      {reasons.length > 0 && (
        <Reasons title={t('maintenance.occurrence.undo-refused', 'This could not be undone')} reasons={reasons} />
      )}
      <span>
        {result.by.name} <Since at={result.at} />
      </span>
      {result.note && <MarkdownView text={result.note} />}
      {result.reason && <MarkdownView text={result.reason} />}
      {result.evidence && (
        <WebLink url={result.evidence}>{t('maintenance.occurrence.evidence-link', 'Evidence')}</WebLink>
      )}
      {result.run && (
        <TextLink href={runPath(week, result.run)}>{t('maintenance.occurrence.run-link', 'Checklist run')}</TextLink>
      )}
      {canUndo && (
        <Button variant="secondary" size="sm" icon="history" onClick={undo}>
          {t('maintenance.occurrence.undo', 'Undo')}
        </Button>
      )}
    </Stack>
  );
}

const EMPTY = { note: '', evidence: '', reason: '', doneAt: '' };

function Actions({
  found,
  task,
  week,
  maintenance,
  onDone,
}: Omit<Props, 'state' | 'onClose'> & { week: string; onDone: () => void }) {
  const { record } = useWeek(week);
  const { record: register } = useChecklists();
  const send = useWeekSend(week);
  const start = useStartRun(week);
  const [form, setForm, clear] = useDraft(`maintenance|${occurrenceKey(found)}`, EMPTY);
  const [reasons, setReasons] = useState<Reason[]>([]);
  const [waiving, setWaiving] = useState(form.reason !== '');
  const promise = promiseOf(found, task);
  const checklist = task.checklist === undefined ? undefined : register?.checklists[task.checklist];
  const running = openRunOf(record, found);
  const overdue = maintenance.standings.find(({ key }) => key === found.task)?.overdueSince;
  const errorOf = (field: string) => reasons.some((reason) => reason.field === field);
  const finish = (sent: ReturnType<typeof send>) => {
    if (isRefused(sent)) {
      setReasons(sent.refused.reasons);
    } else {
      clear();
      onDone();
    }
  };
  const markDone = () => {
    const doneAt = (form.doneAt ? dateTimeForTimeZone(maintenance.zone, form.doneAt) : new Date()).toISOString();
    const { note, evidence } = form;
    finish(
      send({
        type: 'done',
        occurrence: promise,
        doneAt,
        on: localDateOf(doneAt, maintenance.zone),
        ...(note.trim() && { note: note.trim() }),
        ...(evidence.trim() && { evidence: evidence.trim() }),
      })
    );
  };
  const waive = () =>
    finish(
      send({
        type: 'waive',
        occurrence: promise,
        on: localDateOf(new Date().toISOString(), maintenance.zone),
        reason: form.reason,
      })
    );
  return (
    <Stack direction="column" gap={2}>
      {reasons.length > 0 && <Reasons title={t('maintenance.occurrence.refused', 'Not saved')} reasons={reasons} />}
      {overdue && overdue.date < found.date && (
        <Text color="secondary">
          {t(
            'maintenance.occurrence.earlier',
            'Overdue since {{day}}: once this is done, the dates missed before it are no longer asked for. Waiving it settles this date alone.',
            verbatim({ day: dayText(overdue.date) })
          )}
        </Text>
      )}
      {running ? (
        <LinkButton href={runPath(week, running.id)} icon="check-square">
          {t('maintenance.occurrence.continue', 'Continue the checklist')}
        </LinkButton>
      ) : (
        checklist &&
        task.checklist && (
          <Button
            icon="check-square"
            onClick={() => {
              const sent = start(task.checklist ?? '', checklist, promise);
              setReasons(isRefused(sent) ? sent.refused.reasons : []);
            }}
          >
            {t('maintenance.occurrence.run', 'Run “{{title}}”', verbatim({ title: checklist.title }))}
          </Button>
        )
      )}
      {waiving ? (
        <>
          <Field
            noMargin
            required
            label={t('maintenance.occurrence.reason', 'Why is it waived?')}
            invalid={errorOf('reason')}
          >
            <TextArea
              id="maintenance-reason"
              rows={3}
              value={form.reason}
              onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
            />
          </Field>
          <Text color="secondary" variant="bodySmall">
            {t(
              'maintenance.occurrence.waive-hint',
              'Only this date is waived, earlier ones are not. It counts neither as kept nor as missed; it is listed with your name and reason.'
            )}
          </Text>
          <Stack gap={1}>
            <Button variant="destructive" onClick={waive}>
              {t('maintenance.occurrence.waive', 'Waive this date')}
            </Button>
            <Button
              variant="secondary"
              onClick={() => {
                setWaiving(false);
                setReasons([]);
              }}
            >
              {t('maintenance.occurrence.cancel', 'Cancel')}
            </Button>
          </Stack>
        </>
      ) : (
        <>
          <Field noMargin label={t('maintenance.occurrence.note', 'Note')}>
            <TextArea
              id="maintenance-note"
              rows={3}
              value={form.note}
              onChange={(event) => setForm({ ...form, note: event.currentTarget.value })}
            />
          </Field>
          <Field
            noMargin
            label={t('maintenance.occurrence.evidence', 'Link to evidence')}
            invalid={errorOf('evidence')}
          >
            <Input
              id="maintenance-evidence"
              type="url"
              placeholder="https://"
              value={form.evidence}
              onChange={(event) => setForm({ ...form, evidence: event.currentTarget.value })}
            />
          </Field>
          <Field
            noMargin
            label={t('maintenance.occurrence.done-at', 'Done at')}
            description={t('maintenance.occurrence.done-at-hint', 'Empty: now')}
            invalid={errorOf('doneAt')}
          >
            <Input
              id="maintenance-done-at"
              type="datetime-local"
              value={form.doneAt}
              onChange={(event) => setForm({ ...form, doneAt: event.currentTarget.value })}
            />
          </Field>
          <Stack gap={1}>
            <Button variant={checklist ? 'secondary' : 'primary'} icon="check" onClick={markDone}>
              {t('maintenance.occurrence.done', 'Mark as done')}
            </Button>
            <Button variant="secondary" fill="outline" onClick={() => setWaiving(true)}>
              {t('maintenance.occurrence.waive-open', 'Waive…')}
            </Button>
          </Stack>
        </>
      )}
    </Stack>
  );
}
