import { z } from 'zod/mini';
import { carried, carry } from '../record/carried';
import { type Head, instant, type Shelf } from '../record/record';
import { closedDays, task, type Task } from './task';

export const PLAN_NAME = 'opsbook-plan';
export const PLANS = { kind: 'plan', folders: ['registers'] } as const satisfies Shelf;

/** What says when tasks are due and who does them. */
const headTask = z.omit(task, { description: true, checklist: true, revision: true });
const planHead = z.object({
  adopted: z.optional(instant),
  zone: z.string(),
  tasks: z.record(z.string(), headTask),
  closed: z.optional(z.record(z.string(), closedDays)),
});
export type PlanHead = z.infer<typeof planHead>;

/** A plan without texts, and without the tasks that are out of it. */
export function planHeadOf({ adopted, zone, tasks, closed }: PlanHead): PlanHead {
  const used = Object.entries(tasks).filter(([, { retired }]) => !retired);
  return {
    ...(adopted && { adopted }),
    zone,
    tasks: Object.fromEntries(used.map(([key, one]) => [key, headTask.parse(one)])),
    ...(closed && Object.keys(closed).length > 0 && { closed }),
  };
}

export function writePlanHead(record: PlanHead): Head {
  const head = planHeadOf(record);
  return { tasks: String(Object.keys(head.tasks).length), zone: record.zone, ...carry('plan', head) };
}

/** Undefined where the head does not tell: it was too long, or an older version wrote it. */
export function readPlanHead(head: Head): PlanHead | undefined {
  return planHead.safeParse(carried(head, 'plan')).data;
}

/** The tasks with the days on which their teams are closed, for whoever asks when they are due. */
export function plannedTasks({ tasks, closed }: Pick<PlanHead, 'tasks' | 'closed'>): Record<string, Task> {
  const days = Object.values(closed ?? {});
  return days.length
    ? Object.fromEntries(Object.entries(tasks).map(([key, one]) => [key, { ...one, closedDays: days }]))
    : tasks;
}
