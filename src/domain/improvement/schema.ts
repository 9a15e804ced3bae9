import { z } from 'zod/mini';
import { INCIDENT_NAME, prioritySchema } from '../incident/schema';
import { MAX_TEXT } from '../record/limits';
import { commandLog } from '../record/log';
import { instant, person, recordBase } from '../record/record';

export const ROADMAP_STATES = ['toDo', 'planned', 'inProgress', 'done'] as const;
export type RoadmapState = (typeof ROADMAP_STATES)[number];

/** A day, or a quarter: `2027-03-31` or `2027-Q1`. */
const due = z.union([z.iso.date(), z.string().check(z.regex(/^\d{4}-Q[1-4]$/))]);

/** What an item is to make better: an objective or an indicator, by its key in the register of objectives. */
const improves = z.object({
  of: z.enum(['objective', 'indicator']),
  key: z.string().check(z.minLength(1), z.maxLength(100)),
});
export type Improves = z.infer<typeof improves>;

const keys = z.array(z.string().check(z.minLength(1), z.maxLength(100))).check(z.maxLength(20));

/** What people write of an item of the roadmap. */
export const roadmapFields = z.object({
  title: z.string().check(z.minLength(1), z.maxLength(300)),
  description: z.optional(z.string().check(z.maxLength(MAX_TEXT))),
  priority: prioritySchema,
  due: z.optional(due),
  owner: z.optional(z.string().check(z.maxLength(100))),
  /** Names of incidents: nothing else of them is kept, since some are private. */
  incidents: z._default(z.array(z.string().check(z.regex(INCIDENT_NAME))).check(z.maxLength(20)), []),
  /** Keys in the register of objectives. */
  objectives: z._default(keys, []),
  /** Names of records: weekly reviews and security reviews. */
  reviews: z._default(keys, []),
  /** Keys of security items. */
  security: z._default(keys, []),
  improves: z.optional(improves),
});
export type RoadmapFields = z.infer<typeof roadmapFields>;

/** A value before and after an item was done, as it was when somebody kept it. */
const effect = z.object({
  before: z.optional(z.number()),
  after: z.optional(z.number()),
  at: instant,
  by: person,
});

const roadmapItem = z.extend(roadmapFields, {
  state: z.enum(ROADMAP_STATES),
  created: instant,
  by: person,
  /** When it was done; only of what is. */
  done: z.optional(instant),
  effect: z.optional(effect),
  /** Id of the last command that changed its fields. */
  revision: z.optional(z.string()),
});
export type RoadmapItem = z.infer<typeof roadmapItem>;

/** Tags of annotations that tell of a deployment or another change. */
export const changeTags = z.array(z.string().check(z.minLength(1), z.maxLength(50))).check(z.maxLength(20));

export const roadmap = z.extend(recordBase, {
  items: z.record(z.string(), roadmapItem),
  changeTags: z.optional(changeTags),
  log: z._default(commandLog, {}),
});
export type Roadmap = z.infer<typeof roadmap>;
