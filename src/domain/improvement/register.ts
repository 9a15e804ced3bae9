import { type Changes } from '../record/changes';
import { applyOnce, note } from '../record/log';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, type Described, instant, type Instant, type RecordKind } from '../record/record';
import { readable, withUnreadable } from '../record/unreadable';
import { cell, row, tableHead } from '../text/markdown';
import { oneLine } from '../text/oneLine';
import { lastDay } from './due';
import {
  changeTags,
  type Roadmap,
  roadmap,
  type RoadmapFields,
  roadmapFields,
  type RoadmapItem,
  ROADMAP_STATES,
  type RoadmapState,
} from './schema';

export type RoadmapCommand = Command &
  (
    | {
        type: 'save';
        item: string;
        fields: RoadmapFields;
        /** The revision that the form was opened on. */
        seen?: string;
        /** The item must not exist yet. */
        isNew?: boolean;
      }
    /** `done`: when it was done, where it becomes so; the command's own time when absent. */
    | { type: 'move'; item: string; state: RoadmapState; seen: RoadmapState; done?: Instant }
    | { type: 'keepEffect'; item: string; before?: number; after?: number }
    | { type: 'remove'; item: string; seen?: string }
    | { type: 'chooseTags'; tags: string[] }
    /** Items of the built-in roadmap, on purpose: what is there already stays as it is. */
    | { type: 'adopt'; items: Record<string, { fields: RoadmapFields; state: RoadmapState }> }
  );

export const IMPROVEMENTS = 'opsbook-improvements';
const MAX_ITEMS = 300;
/** Tags that deployment tools give their annotations, until the team names its own. */
export const DEFAULT_TAGS = ['deploy', 'deployment', 'release'];
/** Clocks of two browsers differ. */
const CLOCK_SLACK = 5 * 60_000;

export function emptyRoadmap(id: string): Roadmap {
  return { schema: 1, id, kind: 'improvements', items: {}, log: {} };
}

const CHANGES: Changes<Roadmap, RoadmapCommand> = {
  save(record, command) {
    const { item, fields, seen, isNew, id, at, by } = command;
    const current = own(record.items, item);
    const reasons = checkItem(fields);
    if (!isNew && !current) {
      return refuse({ code: 'roadmap.removed' });
    }
    if (isNew ? current : current?.revision !== seen) {
      reasons.push({ code: 'moved' });
    }
    if (isNew && Object.keys(record.items).length >= MAX_ITEMS) {
      reasons.push({ code: 'tooMany', values: { limit: MAX_ITEMS } });
    }
    if (reasons.length > 0) {
      return refuse(...reasons);
    }
    const kept = current
      ? { state: current.state, created: current.created, by: current.by, ...outcomeOf(current, fields) }
      : { state: 'toDo' as const, created: at, by };
    return withItem(record, command, { ...cleaned(fields), ...kept, revision: id });
  },

  move(record, command) {
    const { item, state, seen, done, at } = command;
    const current = own(record.items, item);
    if (!current) {
      return refuse({ code: 'roadmap.removed' });
    }
    const { done: before, effect, ...rest } = current;
    if (current.state === state && (done === undefined || done === before)) {
      return { ok: record };
    }
    if (current.state !== seen) {
      return refuse({ code: 'moved' });
    }
    if (state !== 'done') {
      return withItem(record, command, { ...rest, state });
    }
    const reasons = checkDone(done ?? at, at);
    const isSame = (done ?? at) === before;
    return reasons.length > 0
      ? refuse(...reasons)
      : withItem(record, command, { ...rest, state, done: done ?? at, ...(isSame && effect && { effect }) });
  },

  keepEffect(record, command) {
    const { item, before, after, at, by } = command;
    const current = own(record.items, item);
    if (!current) {
      return refuse({ code: 'roadmap.removed' });
    }
    if (current.state !== 'done' || (before === undefined && after === undefined)) {
      return refuse({ code: 'roadmap.noEffect' });
    }
    const effect = { ...(before !== undefined && { before }), ...(after !== undefined && { after }), at, by };
    return withItem(record, command, { ...current, effect });
  },

  remove(record, command) {
    const current = own(record.items, command.item);
    const { [command.item]: _, ...items } = record.items;
    if (!current) {
      return { ok: record };
    }
    return current.revision === command.seen
      ? note(record, command, { items }, current.title)
      : refuse({ code: 'moved' });
  },

  chooseTags(record, command) {
    const tags = [...new Set(command.tags.map(oneLine).filter(Boolean))];
    const reasons = withUnreadable([], changeTags, tags).map((reason) => ({ ...reason, field: 'tags' }));
    return reasons.length > 0 ? refuse(...reasons) : note(record, command, { changeTags: tags });
  },

  adopt(record, command) {
    const { items, at, by, id } = command;
    const news = Object.entries(items).filter(([key]) => !own(record.items, key));
    const reasons = news.flatMap(([, { fields }]) => checkItem(fields));
    if (Object.keys(record.items).length + news.length > MAX_ITEMS) {
      reasons.push({ code: 'tooMany', values: { limit: MAX_ITEMS } });
    }
    if (news.length === 0 || reasons.length > 0) {
      return reasons.length > 0 ? refuse(...reasons) : { ok: record };
    }
    const adopted = news.map(([key, { fields, state }]): [string, RoadmapItem] => [
      key,
      { ...cleaned(fields), state, created: at, by, revision: id, ...(state === 'done' && { done: at }) },
    ]);
    return note(record, command, { items: { ...record.items, ...Object.fromEntries(adopted) } });
  },
};

export const improvementsKind: RecordKind<Roadmap, RoadmapCommand> = {
  kind: 'improvements',
  version: 1,
  schema: roadmap,
  folders: ['registers'],
  describe,
  apply: readable(roadmap, applyOnce(CHANGES)),
};

/** Why an item cannot be saved as it is. */
function checkItem(fields: RoadmapFields): Reason[] {
  const reasons: Reason[] = oneLine(fields.title) ? [] : [{ code: 'required', field: 'title' }];
  return withUnreadable(reasons, roadmapFields, fields);
}

const RANKS = { high: 0, medium: 1, low: 2 };

/** Unfinished ones first, by when they are due, then by priority; of the finished ones the last done first. */
export function itemsInOrder(record: Pick<Roadmap, 'items'>): Array<[string, RoadmapItem]> {
  return Object.entries(record.items).sort(
    ([keyA, a], [keyB, b]) =>
      Number(a.state === 'done') - Number(b.state === 'done') ||
      (b.done ?? '').localeCompare(a.done ?? '') ||
      (a.due ? lastDay(a.due) : '9').localeCompare(b.due ? lastDay(b.due) : '9') ||
      RANKS[a.priority] - RANKS[b.priority] ||
      (keyA < keyB ? -1 : 1)
  );
}

function withItem(record: Roadmap, command: RoadmapCommand & { item: string }, next: RoadmapItem): Outcome<Roadmap> {
  return note(record, command, { items: { ...record.items, [command.item]: next } }, next.title);
}

function cleaned(fields: RoadmapFields): RoadmapFields {
  return roadmapFields.parse({ ...fields, title: oneLine(fields.title) });
}

/** What was kept of the effect stays true only of what it was measured on. */
function outcomeOf({ done, effect, improves }: RoadmapItem, fields: RoadmapFields): Partial<RoadmapItem> {
  const isSame = improves?.of === fields.improves?.of && improves?.key === fields.improves?.key;
  return { ...(done && { done }), ...(effect && isSame && { effect }) };
}

function checkDone(done: Instant, at: Instant): Reason[] {
  if (!instant.safeParse(done).success) {
    return [{ code: 'unreadable', field: 'done' }];
  }
  return Date.parse(done) > Date.parse(at) + CLOCK_SLACK ? [{ code: 'time.future', field: 'done' }] : [];
}

function describe(record: Roadmap): Described {
  const items = itemsInOrder(record);
  const count = (state: RoadmapState) => items.filter(([, item]) => item.state === state).length;
  return {
    title: 'Improvements',
    tags: [],
    head: Object.fromEntries(ROADMAP_STATES.map((state) => [state, String(count(state))])),
    markdown: [
      '# Improvements',
      '',
      ...tableHead(['Title', 'Priority', 'Due', 'Owner', 'Status', 'Done']),
      ...items.map(([, { title, priority, due = '', owner = '', state, done = '' }]) =>
        row([cell(title), priority, due, cell(owner), STATES[state], done.slice(0, 10)])
      ),
    ].join('\n'),
  };
}

const STATES: Record<RoadmapState, string> = {
  toDo: 'to do',
  planned: 'planned',
  inProgress: 'in progress',
  done: 'done',
};
