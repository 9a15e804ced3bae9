import { type Changes } from '../../record/changes';
import { shorten } from '../../record/logfmt';
import { type Outcome, type Reason, refuse } from '../../record/outcome';
import { own } from '../../record/own';
import { type CommandOf } from '../commands';
import { type Action, type Change, type Incident, type IncidentTask } from '../schema';
import { movedSince, noted } from './noted';

export const actions: Changes<Incident, CommandOf<'addAction' | 'updateAction' | 'addTask' | 'updateTask'>> = {
  addAction(incident, command) {
    const { action, id, at, by } = command;
    const reasons = actionReasons(action);
    if (reasons.length) {
      return refuse(...reasons);
    }
    const added = { ...action, created: at, by, ...(action.state === 'done' && { done: at }) };
    return noted({ ...incident, actions: { ...incident.actions, [id]: added } }, command, 'action', '', {
      field: 'action',
      to: shorten(action.title, 200),
    });
  },

  updateAction,

  addTask(incident, command) {
    const { task, id, at, by } = command;
    const added = { ...task, created: at, by };
    return noted({ ...incident, tasks: { ...incident.tasks, [id]: added } }, command, 'task', '', {
      field: 'task',
      to: shorten(task.title, 200),
    });
  },

  updateTask,
};

function actionReasons(action: { state?: string; reason?: string }): Reason[] {
  return action.state === 'wontDo' && !action.reason?.trim() ? [{ code: 'wontDoReason', field: 'reason' }] : [];
}

function updateAction(incident: Incident, command: CommandOf<'updateAction'>): Outcome<Incident> {
  const before = own(incident.actions, command.action);
  if (!before) {
    return refuse({ code: 'actionMissing', field: 'action' });
  }
  const after = { ...before, ...command.changes };
  for (const field of command.clear ?? []) {
    delete after[field];
  }
  if (after.state !== 'wontDo') {
    delete after.reason;
  }
  if (JSON.stringify(after) === JSON.stringify(before)) {
    return { ok: incident };
  }
  const moved = command.changes.state && movedSince(command, before.state);
  const reasons = [...(moved ? [moved] : []), ...actionReasons(after)];
  if (reasons.length) {
    return refuse(...reasons);
  }
  const { done, ...rest } = after;
  const updated = after.state === 'done' ? { ...rest, done: done ?? command.at } : rest;
  return noted(
    { ...incident, actions: { ...incident.actions, [command.action]: updated } },
    command,
    'action',
    after.state === 'wontDo' ? (after.reason ?? '') : '',
    {
      field: 'action',
      from: `${shorten(before.title, 150)}${before.state === after.state ? '' : ` (${before.state})`}`,
      to: `${shorten(after.title, 150)}${before.state === after.state ? '' : ` (${after.state})`}`,
      ...alsoMoved(actionParts(before), actionParts(after)),
    }
  );
}

function updateTask(incident: Incident, command: CommandOf<'updateTask'>): Outcome<Incident> {
  const before = own(incident.tasks, command.task);
  if (!before) {
    return refuse({ code: 'taskMissing', field: 'task' });
  }
  const after = { ...before, ...command.changes };
  if (JSON.stringify(after) === JSON.stringify(before)) {
    return { ok: incident };
  }
  const moved = command.changes.state && movedSince(command, before.state);
  if (moved) {
    return refuse(moved);
  }
  const { done, ...rest } = after;
  const updated = after.state === 'done' ? { ...rest, done: done ?? command.at } : rest;
  return noted({ ...incident, tasks: { ...incident.tasks, [command.task]: updated } }, command, 'task', '', {
    field: 'task',
    from: `${shorten(before.title, 150)} (${before.state})`,
    to: `${shorten(after.title, 150)} (${after.state})`,
    ...alsoMoved(taskParts(before), taskParts(after)),
  });
}

type Parts = Record<string, string | undefined>;

function actionParts({ owner, due, type, nature, priority, measure }: Action): Parts {
  const limit = measure && `${measure.expr} ${measure.comparison} ${measure.threshold}`;
  return { owner: owner?.name, due, type, nature, priority, measure: limit };
}

function taskParts({ owner, checkBack }: IncidentTask): Parts {
  return { owner: owner?.name, checkBack };
}

function alsoMoved(before: Parts, after: Parts): Pick<Change, 'also'> {
  const also = Object.keys(before).flatMap((field) => {
    const [from, to] = [before[field], after[field]].map((text) => text && shorten(text, 200));
    return from === to ? [] : [{ field, ...(from && { from }), ...(to && { to }) }];
  });
  return also.length > 0 ? { also } : {};
}
