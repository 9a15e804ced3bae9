import { actionField } from '../../../domain/incident/commands';
import { type Action } from '../../../domain/incident/schema';
import { checkPromql } from '../../../domain/promql/promql';
import { type Comparison } from '../../../domain/statistics/comparison';
import { commonReasons } from '../../../shared/words/reasons/common';
import { type ReasonText } from '../../../shared/words/reasons/useReasonText';

type ActionField = (typeof actionField.options)[number];

/** An action as it is typed. */
export interface ActionValues extends Pick<Action, 'title' | 'state' | 'type' | 'nature' | 'owner' | 'priority'> {
  due: string;
  /** Why it will not be done. */
  reason: string;
  expr: string;
  comparison: Comparison;
  threshold: string;
}

export function actionValuesOf(action: Action | undefined): ActionValues {
  const { title = '', state = 'open', type, nature, owner, priority, due = '', reason = '', measure } = action ?? {};
  return {
    title,
    state,
    type,
    nature,
    owner,
    priority,
    due,
    reason,
    expr: measure?.expr ?? '',
    comparison: measure?.comparison ?? '<',
    threshold: String(measure?.threshold ?? '0'),
  };
}

function limitOf({ threshold }: ActionValues): number {
  return threshold.trim() ? Number(threshold) : NaN;
}

/** What is wrong with the success measure, in words. */
export function measureProblems(form: ActionValues, reasonText: ReasonText): { expr?: string; threshold?: string } {
  const isMeasured = form.expr.trim() !== '';
  return {
    expr: isMeasured ? checkPromql(form.expr).map(reasonText)[0] : undefined,
    threshold: isMeasured && !Number.isFinite(limitOf(form)) ? commonReasons.required({}) : undefined,
  };
}

/** The state, with the reason that belongs to it. */
function stateOf({ state, reason }: ActionValues): Pick<Action, 'state' | 'reason'> {
  return state === 'wontDo' ? { state, reason: reason.trim() } : { state };
}

/** The optional fields that differ from those the form began with: set, or cleared. */
function optionalChanges(form: ActionValues, opened?: Action): { given: Partial<Action>; clear: ActionField[] } {
  const expr = form.expr.trim();
  const { type, nature, owner, priority, comparison } = form;
  const optional: Partial<Action> = {
    type,
    nature,
    owner,
    priority,
    due: form.due || undefined,
    measure: expr ? { ...opened?.measure, expr, comparison, threshold: limitOf(form) } : undefined,
  };
  const changed = actionField.options.filter((field) => !isSame(optional[field], opened?.[field]));
  const clear = changed.filter((field) => optional[field] === undefined);
  const kept = changed.filter((field) => optional[field] !== undefined);
  return { given: Object.fromEntries(kept.map((field) => [field, optional[field]])), clear };
}

export function addedAction(form: ActionValues): Pick<Action, 'title' | 'state'> & Partial<Action> {
  return { ...optionalChanges(form).given, title: form.title.trim(), ...stateOf(form) };
}

/** Only what differs from `opened`: the rest may be somebody else's meanwhile. */
export function changedAction(form: ActionValues, opened: Action): { changes: Partial<Action>; clear: ActionField[] } {
  const { given, clear } = optionalChanges(form, opened);
  const title = form.title.trim();
  const how = stateOf(form);
  // with the reason goes the state that it is for
  const isMoved = how.state !== opened.state || how.reason !== (how.state === 'wontDo' ? opened.reason : undefined);
  return { changes: { ...given, ...(title !== opened.title && { title }), ...(isMoved && how) }, clear };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
