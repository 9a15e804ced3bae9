import { type ActionRow } from '../incident/actionList';
import { type ActionState, type Priority } from '../incident/schema';
import { type ChecklistItem } from '../maintenance/checklistItem';
import { runState } from '../maintenance/run';
import { type RunEntry, type Week } from '../maintenance/week';
import { type Finding } from '../security/register';
import { type RoadmapItem, type RoadmapState } from './schema';

/** Something to be improved, wherever its truth is kept: only items of the roadmap are changed here. */
export type WorkRow = {
  /** Unique among all sources. */
  key: string;
  title: string;
  state: RoadmapState;
  priority?: Priority;
  due?: string;
  owner?: string;
} & (
  | { source: 'roadmap'; item: string; of: RoadmapItem }
  /** An action of an incident's review. */
  | { source: 'action'; incident: ActionRow['incident']; isPrivate?: boolean }
  /** An item that failed when its checklist was last run. */
  | { source: 'checklist'; week: string; run: string; checklist: string }
  | { source: 'security'; item: string }
);

export function rowOfItem([key, item]: [string, RoadmapItem]): WorkRow {
  const { title, state, priority, due, owner } = item;
  return {
    key: `roadmap/${key}`,
    source: 'roadmap',
    item: key,
    of: item,
    title,
    state,
    priority,
    ...(due && { due }),
    ...(owner && { owner }),
  };
}

const ACTION_STATES: Record<Exclude<ActionState, 'wontDo'>, RoadmapState> = {
  open: 'toDo',
  doing: 'inProgress',
  done: 'done',
};

/** None of an action that nobody will do. */
export function rowOfAction(action: ActionRow): WorkRow[] {
  const { key, title, state, priority, due, owner, incident } = action;
  return state === 'wontDo'
    ? []
    : [
        {
          key: `action/${key}`,
          source: 'action',
          incident,
          title,
          state: ACTION_STATES[state],
          ...(action.private && { isPrivate: true }),
          ...(priority && { priority }),
          ...(due && { due }),
          ...(owner && { owner }),
        },
      ];
}

/** Items of checklists that failed when they were last answered, in the given weeks; runs given up do not count. */
export function failedChecks(weeks: Week[]): WorkRow[] {
  const last = new Map<string, RunEntry & { week: string; title: string; checklist: string }>();
  for (const record of weeks) {
    for (const [id, { checklist, items, title, abandoned }] of Object.entries(record.runs)) {
      for (const entry of abandoned ? [] : runState(record, id).outcomes.values()) {
        const key = `${checklist}/${entry.item}`;
        const known = last.get(key);
        if (!known || Date.parse(known.at) < Date.parse(entry.at)) {
          last.set(key, { ...entry, week: record.week, checklist: title, title: titleOf(items[entry.item]) });
        }
      }
    }
  }
  return [...last].flatMap(([key, { outcome, week, run, title, checklist }]): WorkRow[] =>
    outcome.verdict === 'fail'
      ? [{ key: `checklist/${key}`, source: 'checklist', week, run, checklist, title, state: 'toDo' }]
      : []
  );
}

function titleOf({ title }: ChecklistItem): string {
  return title;
}

const PRIORITIES: Record<Finding['risk'], Priority> = { critical: 'high', high: 'high', medium: 'medium', low: 'low' };

/** Items of the security checklist that fail. */
export function failedFindings(findings: Finding[], titleOfItem: (item: Finding['item']) => string): WorkRow[] {
  return findings.flatMap(({ item, state, risk }): WorkRow[] =>
    state === 'fail'
      ? [
          {
            key: `security/${item}`,
            source: 'security',
            item,
            title: titleOfItem(item),
            state: 'toDo',
            priority: PRIORITIES[risk],
          },
        ]
      : []
  );
}
