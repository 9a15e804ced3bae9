import React, { useMemo } from 'react';
import { t } from '@grafana/i18n';
import { Text } from '@grafana/ui';
import { type Plan, plannedTasks, type TaskForm } from '../../../domain/maintenance/plan';
import {
  type Occurrence,
  occurrenceKey,
  occurrencesOf,
  type Settled,
  type Task,
} from '../../../domain/maintenance/task';
import { clockChange, type ClockChange } from '../../../domain/time/clock';
import { checkRecurrence, countedFrom, localDateOf, slotAfter } from '../../../domain/time/recurrence';
import { DAY_MS } from '../../../domain/time/units';
import { clockText, dayText, farDayAndClock } from '../../../shared/words/times';
import { verbatim } from '../../../shared/words/verbatim';

const SHOWN = 5;

interface Props {
  plan: Plan;
  form: TaskForm;
  now: number;
}

interface Next {
  at: string;
  date: string;
  team?: string;
  clock?: ClockChange;
}

/** The next dates in the team's zone, closed days and turns regarded, and where a change of the clocks moves one. */
export function NextDates({ plan, form, now }: Props) {
  const key = JSON.stringify(form);
  const next = useMemo(() => upcoming(plan, JSON.parse(key) as TaskForm, now), [plan, key, now]);
  if (next.length === 0) {
    return (
      <Text color="secondary" variant="bodySmall">
        {t('maintenance.task.preview-none', 'No date follows from this.')}
      </Text>
    );
  }
  return (
    <div>
      <Text color="secondary" variant="bodySmall">
        {t(
          'maintenance.task.preview',
          'Next: {{dates}}',
          verbatim({
            dates: next
              .map(({ at, team }) =>
                [farDayAndClock(at, plan.zone, now), team && `(${team})`].filter(Boolean).join(' ')
              )
              .join(' · '),
          })
        )}
      </Text>
      {next.map(
        ({ at, date, clock }) =>
          clock && (
            <Text key={date} element="p" color="warning" variant="bodySmall">
              {changeText(date, clock, { time: form.schedule.start.slice(11), then: clockText(at, plan.zone) })}
            </Text>
          )
      )}
    </div>
  );
}

/** `time` on the wall, and `then`, which the clocks show when it is due. */
function changeText(date: string, { kind, from, to }: ClockChange, times: { time: string; then: string }): string {
  const values = verbatim({ day: dayText(date), from, to, ...times });
  switch (kind) {
    case 'skipped':
      return t(
        'maintenance.clock.skipped',
        '{{day}}: the clocks go forward (UTC{{from}} → UTC{{to}}) and {{time}} does not exist: it is due at {{then}}',
        values
      );
    case 'twice':
      return t(
        'maintenance.clock.twice',
        '{{day}}: the clocks go back (UTC{{from}} → UTC{{to}}) and {{time}} comes twice: it is due the first time',
        values
      );
    case 'moved':
      return t(
        'maintenance.clock.moved',
        '{{day}}: the clocks have changed since the date before (UTC{{from}} → UTC{{to}}); {{time}} stays {{time}}',
        values
      );
  }
}

/** Counted from completion, they are as they come when each is done on its day. */
function upcoming(plan: Plan, form: TaskForm, now: number): Next[] {
  const { schedule } = form;
  if (checkRecurrence(schedule).length) {
    return [];
  }
  const from = new Date(now).toISOString();
  const [definition] = Object.values(plannedTasks({ ...plan, tasks: { form: toTask(form, from) } }));
  const to = horizon(schedule, from);
  const ledger = new Map<string, Settled>();
  let found = occurrencesOf('form', definition, from, to, ledger);
  for (let done = 0; schedule.anchor === 'completed' && done < SHOWN && found.length > done; done++) {
    ledger.set(occurrenceKey(found[done]), { state: 'ontime', on: found[done].date });
    found = occurrencesOf('form', definition, from, to, new Map(ledger));
  }
  return found.slice(0, SHOWN).map((one, index) => toNext(one, found[index - 1], schedule));
}

function toNext(
  { due, date, team }: Occurrence,
  before: Occurrence | undefined,
  { start, zone }: TaskForm['schedule']
): Next {
  const clock = clockChange(`${date}${start.slice(10)}`, zone, before?.due);
  return { at: due, date: localDateOf(due, zone), ...(team && { team }), ...(clock && { clock }) };
}

/** Far enough ahead for the dates that are shown, some of them on closed days. */
function horizon(schedule: TaskForm['schedule'], from: string): string {
  const rule = schedule.anchor === 'completed' ? countedFrom(schedule, schedule.start.slice(0, 10)) : schedule;
  let last = slotAfter(rule, from, true);
  for (let index = 1; last && index < 4 * SHOWN; index++) {
    const following = slotAfter(rule, last.at);
    if (!following) {
      break;
    }
    last = following;
  }
  return new Date(Date.parse(last?.at ?? from) + 40 * DAY_MS).toISOString();
}

function toTask({ title, team, rotation, schedule }: TaskForm, from: string): Task {
  return {
    position: 1,
    title,
    team,
    ...(rotation && rotation.teams.length > 1 && { rotation }),
    schedules: { form: { ...schedule, leadMinutes: 0, graceMinutes: 0, from } },
  };
}
