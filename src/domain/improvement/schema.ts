import { z } from 'zod';
import { INCIDENT_NAME, priority } from '../incident/schema';
import { MAX_TEXT } from '../record/limits';
import { commandLog } from '../record/log';
import { instant, person, recordBase } from '../record/record';

export const ROADMAP_STATES = ['toDo', 'planned', 'inProgress', 'done'] as const;
export type RoadmapState = (typeof ROADMAP_STATES)[number];

/** A day, or a quarter: `2027-03-31` or `2027-Q1`. */
const due = z.union([z.iso.date(), z.string().regex(/^\d{4}-Q[1-4]$/)]);

/** What an item is to make better: an objective or an indicator, by its key in the register of objectives. */
const improves = z.object({ of: z.enum(['objective', 'indicator']), key: z.string().min(1).max(100) });
export type Improves = z.infer<typeof improves>;

const keys = z.array(z.string().min(1).max(100)).max(20);

/** What people write of an item of the roadmap. */
export const roadmapFields = z.object({
  title: z.string().min(1).max(300),
  description: z.string().max(MAX_TEXT).optional(),
  priority,
  due: due.optional(),
  owner: z.string().max(100).optional(),
  /** Names of incidents: nothing else of them is kept, since some are private. */
  incidents: z.array(z.string().regex(INCIDENT_NAME)).max(20).default([]),
  /** Keys in the register of objectives. */
  objectives: keys.default([]),
  /** Names of records: weekly reviews and security reviews. */
  reviews: keys.default([]),
  /** Keys of security items. */
  security: keys.default([]),
  improves: improves.optional(),
});
export type RoadmapFields = z.infer<typeof roadmapFields>;

/** A value before and after an item was done, as it was when somebody kept it. */
const effect = z.object({
  before: z.number().optional(),
  after: z.number().optional(),
  at: instant,
  by: person,
});

const roadmapItem = roadmapFields.extend({
  state: z.enum(ROADMAP_STATES),
  created: instant,
  by: person,
  /** When it was done; only of what is. */
  done: instant.optional(),
  effect: effect.optional(),
  /** Id of the last command that changed its fields. */
  revision: z.string().optional(),
});
export type RoadmapItem = z.infer<typeof roadmapItem>;

/** Tags of annotations that tell of a deployment or another change. */
export const changeTags = z.array(z.string().min(1).max(50)).max(20);

export const roadmap = recordBase.extend({
  items: z.record(z.string(), roadmapItem),
  changeTags: changeTags.optional(),
  log: commandLog.default({}),
});
export type Roadmap = z.infer<typeof roadmap>;
