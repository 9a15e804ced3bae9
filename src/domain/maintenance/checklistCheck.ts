import { inOrder } from '../record/inOrder';
import { isWebLink } from '../record/limits';
import { type Reason } from '../record/outcome';
import { withUnreadable } from '../record/unreadable';
import { oneLine } from '../text/oneLine';
import { checklist, type ChecklistContent, type ChecklistItem } from './checklistItem';

/** Most items of a checklist: a run keeps a copy of them in its week. */
const MAX_ITEMS = 400;

/** Why a checklist cannot be saved as it is, each reason at its field: `title`, `items`, `items.<key>.<field>`. */
export function checkChecklist(list: ChecklistContent): Reason[] {
  const reasons: Reason[] = [];
  const items = inOrder(list.items);
  if (!oneLine(list.title)) {
    reasons.push({ code: 'required', field: 'title' });
  }
  if (items.every(({ kind }) => kind === 'heading')) {
    reasons.push({ code: 'checklist.empty', field: 'items' });
  }
  if (items.length > MAX_ITEMS) {
    reasons.push({ code: 'checklist.items', values: { limit: MAX_ITEMS, count: items.length }, field: 'items' });
  }
  items.forEach(({ key, ...item }) =>
    reasons.push(...checkItem(item).map((reason) => ({ ...reason, field: `items.${key}.${reason.field}` })))
  );
  return withUnreadable(reasons, checklist, { ...list, version: 1 });
}

function checkItem(item: ChecklistItem): Reason[] {
  const reasons: Reason[] = oneLine(item.title) ? [] : [{ code: 'required', field: 'title' }];
  const wrong = (field: string, code: Reason['code']) => reasons.push({ code, field });
  switch (item.kind) {
    case 'link':
      if (!isWebLink(item.url)) {
        wrong('url', 'link.web');
      }
      break;
    case 'query':
      if (!item.expr.trim()) {
        wrong('expr', 'required');
      }
      numbers(item, ['threshold', 'tolerance']).forEach((field) => wrong(field, 'number'));
      break;
    case 'number':
      numbers(item, ['min', 'max', 'tolerance']).forEach((field) => wrong(field, 'number'));
      if (item.min !== undefined && item.max !== undefined && item.min > item.max) {
        wrong('min', 'checklist.bounds');
      }
      break;
    case 'choice':
      if (item.options.length === 0 || item.options.some((option) => !oneLine(option))) {
        wrong('options', 'required');
      }
      if (new Set(item.options).size < item.options.length) {
        wrong('options', 'checklist.twice');
      }
  }
  return reasons;
}

/** Fields that should hold a number and hold something else. */
function numbers<F extends string>(item: { [field in F]?: number }, fields: F[]): F[] {
  return fields.filter((field) => {
    const value = item[field];
    return value !== undefined && (!Number.isFinite(value) || (field === 'tolerance' && value < 0));
  });
}
