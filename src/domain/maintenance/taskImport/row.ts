import { type Reason } from '../../record/outcome';
import { own } from '../../record/own';
import { type Instant } from '../../record/record';
import { checkRecurrence, slotAfter } from '../../time/recurrence';
import { MINUTE_MS } from '../../time/units';
import { checkTask, type Plan, shortestCycle, type TaskForm } from '../plan';
import { type Schedule } from '../task';

/** A file with more is something else than a plan. */
export const MOST_ROWS = 5_000;
export const LONGEST_TITLE = 300;
export const LONGEST_DESCRIPTION = 20_000;

/** What an event or a row of a file would become. */
export interface TaskRow {
  /** Of the file, where it begins. */
  line: number;
  title: string;
  /** Key in the plan: the same for the same event in every import, so that a second one adds nothing. */
  key: string;
  /** Absent with reasons. */
  form?: TaskForm;
  /** Why it cannot be taken in. */
  reasons: Reason[];
  /** What is otherwise than in the file. */
  notes: Reason[];
}

export interface ImportOptions {
  /** IANA zone of the plan, which its tasks are moved to. */
  zone: string;
  now: Instant;
  /** Of tasks for which the file names none. */
  team: string;
}

/** Whether a row is in the plan already, also when it was taken out of use. */
export function isTaskThere({ key }: TaskRow, { tasks }: Pick<Plan, 'tasks'>): boolean {
  return own(tasks, key) !== undefined;
}

/** Whether nothing of it lies ahead: most of a calendar is its past. */
export function isPastRow({ reasons }: TaskRow): boolean {
  return reasons.length === 1 && reasons[0].code === 'tasks.over';
}

const LEAD_MINUTES = 24 * 60;

/** A schedule by the calendar that may be done a day before, or half a cycle where that is less. */
export function scheduleOf(recurrence: Pick<Schedule, 'rule' | 'start' | 'zone'>): TaskForm['schedule'] {
  const bare = { ...recurrence, leadMinutes: 0, graceMinutes: 0, anchor: 'scheduled' as const };
  const isRight = checkRecurrence(recurrence).length === 0;
  return isRight
    ? { ...bare, leadMinutes: Math.min(LEAD_MINUTES, Math.floor(shortestCycle(bare) / 2 / MINUTE_MS)) }
    : bare;
}

/** The row, with all that is wrong with it. */
export function checkedRow(row: Omit<TaskRow, 'form'>, form: TaskForm, now: Instant): TaskRow {
  const reasons = [...row.reasons, ...checkTask(form)];
  if (reasons.length === 0 && !slotAfter(form.schedule, now, true)) {
    reasons.push({ code: 'tasks.over' });
  }
  return { ...row, reasons, ...(reasons.length === 0 && { form }) };
}

/** Rows of one key after the first are said to be there twice. */
export function withoutTwins(rows: TaskRow[]): TaskRow[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    if (!seen.has(row.key)) {
      seen.add(row.key);
      return row;
    }
    const { form: _, ...rest } = row;
    return { ...rest, reasons: [{ code: 'tasks.twice' }] };
  });
}
