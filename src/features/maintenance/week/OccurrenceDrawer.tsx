import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { Button, Drawer, Stack, Text, TextLink } from '@grafana/ui';
import { whoDoes } from '../../../domain/maintenance/owners';
import { type Occurrence, occurrenceKey, type OccurrenceState, type Task } from '../../../domain/maintenance/task';
import { type Result, weekName } from '../../../domain/maintenance/week';
import { weekKind } from '../../../domain/maintenance/weekKind';
import { isRefused, type Reason } from '../../../domain/record/outcome';
import { weekOf } from '../../../domain/time/recurrence';
import { type Maintenance, useWeekSend } from '../../../shared/maintenance/useMaintenance';
import { useWeek } from '../../../shared/maintenance/useWeek';
import { RecordFailure } from '../../../shared/records/RecordFailure';
import { useCanWrite } from '../../../shared/records/useCanWrite';
import { MarkdownView } from '../../../shared/ui/MarkdownView';
import { Reasons } from '../../../shared/ui/Reasons';
import { Since } from '../../../shared/ui/Since';
import { StateMark } from '../../../shared/ui/StateMark';
import { WaitingMark } from '../../../shared/ui/WaitingMark';
import { WebLink } from '../../../shared/ui/WebLink';
import { formatDuration } from '../../../shared/words/durations';
import { occurrenceMark, occurrenceStateName } from '../../../shared/words/maintenance';
import { dayAndClock, dayText } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';
import { runPath } from '../paths';
import { Actions } from './Actions';

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
  const { team, person, handed } = whoDoes(task, found, record?.handovers ?? {});
  return (
    <Drawer title={`${task.title} · ${dayText(found.date)}`} onClose={onClose} size="sm">
      <Stack direction="column" gap={2}>
        <div>
          <StateMark mark={occurrenceMark(state)} /> <strong>{occurrenceStateName(state)}</strong>
          {result && waiting.has(result.command) && <WaitingMark />}
          <p>
            <Text color="secondary">
              {t(
                'maintenance.occurrence.window',
                '{{team}} · due {{due}}, on time from {{opens}} to {{closes}}',
                verbatim({
                  team: [team, person?.name].filter(Boolean).join(', '),
                  due: dayAndClock(found.due, maintenance.zone),
                  opens: dayAndClock(found.opens, maintenance.zone),
                  closes: dayAndClock(found.closes, maintenance.zone),
                })
              )}
            </Text>
          </p>
          {handed && (
            <Text color="secondary" element="p">
              {t(
                'maintenance.hand.told',
                'Handed over by {{name}}: {{reason}}',
                verbatim({ name: handed.by.name, reason: handed.reason })
              )}
            </Text>
          )}
          {task.description && <MarkdownView text={task.description} />}
        </div>
        {error && <RecordFailure kind={weekKind} name={weekName(week)} error={error} onRetry={refetch} />}
        {result ? (
          <ResultView result={result} week={week} canUndo={canWrite !== 'no'} />
        ) : (
          canWrite !== 'no' &&
          !error && (
            <Actions
              found={found}
              task={task}
              week={week}
              record={record}
              maintenance={maintenance}
              handover={handed}
              onDone={onClose}
            />
          )
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
      <Spent result={result} />
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

function Spent({ result: { minutes, costCode } }: { result: Result }) {
  const parts = [
    ...(minutes === undefined ? [] : [formatDuration(minutes * 60)]),
    ...(costCode ? [t('maintenance.occurrence.cost', 'cost code {{code}}', verbatim({ code: costCode }))] : []),
  ];
  return parts.length > 0 ? <Text color="secondary">{parts.join(' · ')}</Text> : null;
}
