import { type BackupsRegister } from '../backup/schema';
import { lastDay } from '../improvement/due';
import { type Roadmap } from '../improvement/schema';
import { reviewDay } from '../incident/dues';
import { isOpen, mandatoryRoles, nextUpdateDue } from '../incident/rules';
import { type Incident } from '../incident/schema';
import { type TaskStanding } from '../maintenance/task';
import { type WindowHead } from '../maintenance/windows/head';
import { type Instant } from '../record/record';
import { type SecurityRegister } from '../security/register';
import { type ReminderKind } from '../text/documents/reminder';
import { slotOn } from '../time/recurrence';
import { DAY_MS, MINUTE_MS } from '../time/units';

/** Something that a record promised for a time. */
export interface Deadline {
  kind: ReminderKind;
  /** Names it within its record for as long as it stands. */
  key: string;
  at: Instant;
  /** Which task, role or action; left out of what is said of private records. */
  what?: string;
  team?: string;
}

/** Minutes after declaring until a mandatory role should have somebody. */
const ROLE_MINUTES = 10;
/** Days before an attestation ends. */
const ATTESTATION_DAYS = 7;
/** When a day's reviews and actions are asked for, in the team's zone. */
const MORNING = '09:00';

/** What an incident promised and has not kept: nothing once it is closed, void or a duplicate, and nothing of a drill. */
export function incidentDeadlines(incident: Incident, zone: string): Deadline[] {
  if (incident.drill || incident.duplicateOf || incident.status === 'void') {
    return [];
  }
  const review = reviewDay(incident);
  return [
    ...(isOpen(incident.status) ? deadlinesWhileOpen(incident) : []),
    ...(review ? [{ kind: 'review-due' as const, key: 'review', at: morningOf(review, zone) }] : []),
    ...Object.entries(incident.actions).flatMap(([id, { title, due, state }]): Deadline[] =>
      due && (state === 'open' || state === 'doing')
        ? [{ kind: 'action-due', key: `action-${id}`, at: morningOf(due.slice(0, 10), zone), what: title }]
        : []
    ),
  ];
}

function deadlinesWhileOpen(incident: Incident): Deadline[] {
  const update = nextUpdateDue(incident);
  const { declared } = incident.milestones;
  return [
    ...(update ? [{ kind: 'next-update' as const, key: 'update', at: update }] : []),
    ...Object.entries(incident.tasks).flatMap(([id, { title, checkBack, state }]): Deadline[] =>
      checkBack && state === 'open' ? [{ kind: 'check-back', key: `task-${id}`, at: checkBack, what: title }] : []
    ),
    ...mandatoryRoles(incident.severity).flatMap((role): Deadline[] =>
      declared && !incident.roles[role]
        ? [{ kind: 'role-empty', key: `role-${role}`, at: later(declared, ROLE_MINUTES * MINUTE_MS), what: role }]
        : []
    ),
  ];
}

/** The next date of each task, and the end of the window of the one that is not done. */
export function planDeadlines(standings: TaskStanding[]): Deadline[] {
  return standings.flatMap(({ key, task, current, overdueSince, next }): Deadline[] => {
    const [due, late] = [current ?? next, overdueSince ?? current ?? next];
    const said = { what: task.title, ...(task.team && { team: task.team }) };
    return [
      ...(due ? [{ kind: 'maintenance-due' as const, key: `due-${key}`, at: due.due, ...said }] : []),
      ...(late ? [{ kind: 'maintenance-overdue' as const, key: `late-${key}`, at: late.closes, ...said }] : []),
    ];
  });
}

/** A week before an attestation ends; at its end where it was given for less than two weeks. */
export function securityDeadlines(
  { attestations }: Pick<SecurityRegister, 'attestations'>,
  titleOf: (item: string) => string
): Deadline[] {
  return Object.entries(attestations).map(([item, { at, expires }]) => ({
    kind: 'attestation-expiring',
    key: `attestation-${item}`,
    at:
      Date.parse(expires) - Date.parse(at) < 2 * ATTESTATION_DAYS * DAY_MS
        ? expires
        : later(expires, -ATTESTATION_DAYS * DAY_MS),
    what: titleOf(item),
  }));
}

/** Where a window begins and ends, for as long as that lies ahead of those who work in it. */
export function windowDeadlines({ start, end, started, ended, cancelled }: WindowTimes): Deadline[] {
  if (ended || cancelled) {
    return [];
  }
  return [
    ...(started ? [] : [{ kind: 'window-start' as const, key: 'start', at: start }]),
    { kind: 'window-end', key: 'end', at: end },
  ];
}

/** When the last finished drill of each element no longer proves anything; without one, that long after the register began. */
export function backupDeadlines({ elements, drills, log }: BackupsRegister): Deadline[] {
  const began = Math.min(...Object.values(log).map(({ at }) => Date.parse(at)));
  return Object.entries(elements).flatMap(([key, { name, retired, drillDays }]): Deadline[] => {
    const finished = Object.values(drills).flatMap((drill) =>
      drill.element === key && drill.finished ? [Date.parse(drill.finished)] : []
    );
    const since = finished.length > 0 ? Math.max(...finished) : began;
    return retired || !Number.isFinite(since)
      ? []
      : [
          {
            kind: 'restore-drill',
            key: `drill-${key}`,
            at: new Date(since + drillDays * DAY_MS).toISOString(),
            what: name,
          },
        ];
  });
}

/** The day on which an unfinished item of the roadmap is due; of a quarter its last day. */
export function improvementDeadlines({ items }: Pick<Roadmap, 'items'>, zone: string): Deadline[] {
  return Object.entries(items).flatMap(([key, { title, due, state }]): Deadline[] =>
    due && state !== 'done'
      ? [{ kind: 'action-due', key: `item-${key}`, at: morningOf(lastDay(due), zone), what: title }]
      : []
  );
}

type WindowTimes = Pick<WindowHead, 'start' | 'end' | 'started' | 'ended' | 'cancelled'>;

export function morningOf(day: string, zone: string): Instant {
  return slotOn({ start: `${day}T${MORNING}`, zone }, day).at;
}

function later(at: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}
