import { type ActionRow, rowsOfRecord } from '../incident/actionList';
import { type ActionState, type Incident, type Priority } from '../incident/schema';
import { type ChecklistItem } from '../maintenance/checklistItem';
import { checklistRunState } from '../maintenance/run';
import { type ChecklistRunEntry, type Week } from '../maintenance/week';
import { own } from '../record/own';
import { type Instant } from '../record/record';
import { type ItemFinding } from '../security/register';
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
  /** When it was done; only of what is. */
  done?: Instant;
} & (
  | { source: 'roadmap'; item: string; of: RoadmapItem }
  /** An action of an incident's review. */
  | { source: 'action'; incident: ActionRow['incident']; isPrivate?: boolean }
  /** An item that failed when its checklist was last run. */
  | { source: 'checklist'; week: string; run: string; checklist: string }
  | { source: 'security'; item: string }
);

export function rowOfItem([key, item]: [string, RoadmapItem]): WorkRow {
  const { title, state, priority, due, owner, done } = item;
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
    ...(done && { done }),
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

/** Actions of an incident that were done since an instant: heads tell only of what is open. */
export function finishedActions(incident: Incident, since: Instant): WorkRow[] {
  return rowsOfRecord(incident).flatMap((action) => {
    const done = own(incident.actions, action.id)?.done;
    return action.state === 'done' && done && Date.parse(done) >= Date.parse(since)
      ? rowOfAction(action).map((row) => ({ ...row, done }))
      : [];
  });
}

/**
 * Items of checklists that failed in the given weeks: to do while the last answer is a failure, done once it was answered well after that.
 * Runs given up do not count.
 */
export function failedChecks(weeks: Week[]): WorkRow[] {
  const answers = new Map<string, Array<ChecklistRunEntry & { week: string; title: string; checklist: string }>>();
  for (const record of weeks) {
    for (const [id, { checklist, items, title, abandoned }] of Object.entries(record.runs)) {
      for (const entry of abandoned ? [] : checklistRunState(record, id).outcomes.values()) {
        const key = `${checklist}/${entry.item}`;
        const answer = { ...entry, week: record.week, checklist: title, title: titleOf(items[entry.item]) };
        answers.set(key, [...(answers.get(key) ?? []), answer]);
      }
    }
  }
  return [...answers].flatMap(([key, all]): WorkRow[] => {
    const sorted = all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.week < b.week ? -1 : 1));
    const { outcome, week, run, title, checklist, at } = sorted[sorted.length - 1];
    const row = { key: `checklist/${key}`, source: 'checklist' as const, week, run, checklist, title };
    if (outcome.verdict === 'fail') {
      return [{ ...row, state: 'toDo' }];
    }
    const hasFailed = sorted.some((answer) => answer.outcome.verdict === 'fail');
    return outcome.verdict === 'pass' && hasFailed ? [{ ...row, state: 'done', done: at }] : [];
  });
}

function titleOf({ title }: ChecklistItem): string {
  return title;
}

const PRIORITIES: Record<ItemFinding['risk'], Priority> = {
  critical: 'high',
  high: 'high',
  medium: 'medium',
  low: 'low',
};

/** Items of the security checklist that fail. */
export function failedFindings(findings: ItemFinding[], titleOfItem: (item: ItemFinding['item']) => string): WorkRow[] {
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
