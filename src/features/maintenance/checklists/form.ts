import {
  type Checklist,
  type ChecklistContent,
  type ChecklistItem,
  type ItemKind,
  type WithoutData,
} from '../../../domain/maintenance/checklistItem';
import { inOrder } from '../../../domain/record/inOrder';
import { type Comparison } from '../../../domain/statistics/comparison';

/** An item as it is edited: every field of every kind, numbers as they are typed, so that a change of kind loses nothing. */
export interface EditedItem {
  key: string;
  kind: ItemKind;
  title: string;
  instruction: string;
  needsEvidence: boolean;
  unit: string;
  min: string;
  max: string;
  tolerance: string;
  /** One a line. */
  options: string;
  failing: string[];
  expr: string;
  comparison: Comparison;
  threshold: string;
  dataSource: string;
  missing: WithoutData;
  url: string;
}

export interface ChecklistFields {
  title: string;
  before: string;
  onFailure: string;
  signOff: boolean;
  items: EditedItem[];
}

/** What is wrong with a field of this name. */
export type ProblemOf = (name: string) => { invalid: boolean; error?: string };

export function emptyItem(key: string, kind: ItemKind): EditedItem {
  return {
    key,
    kind,
    title: '',
    instruction: '',
    needsEvidence: false,
    unit: '',
    min: '',
    max: '',
    tolerance: '',
    options: '',
    failing: [],
    expr: '',
    comparison: '<',
    threshold: '',
    dataSource: '',
    missing: 'asks',
    url: '',
  };
}

export function toFields({
  title,
  before = '',
  onFailure = '',
  signOff = false,
  items,
}: ChecklistContent): ChecklistFields {
  return { title, before, onFailure, signOff, items: inOrder(items).map(({ key, ...item }) => toEdited(key, item)) };
}

function toEdited(key: string, item: ChecklistItem): EditedItem {
  const { title, instruction = '', needsEvidence = false } = item;
  const base = { ...emptyItem(key, item.kind), title, instruction, needsEvidence };
  switch (item.kind) {
    case 'number': {
      const { unit = '', min, max, tolerance } = item;
      return { ...base, unit, min: typed(min), max: typed(max), tolerance: typed(tolerance) };
    }
    case 'choice':
      return { ...base, options: item.options.join('\n'), failing: item.failing ?? [] };
    case 'query': {
      const { expr, comparison, threshold, tolerance, unit = '', dataSource = '', missing = 'asks' } = item;
      const numbers = { threshold: typed(threshold), tolerance: typed(tolerance) };
      return { ...base, expr, comparison, unit, dataSource, missing, ...numbers };
    }
    case 'link':
      return { ...base, url: item.url };
    default:
      return base;
  }
}

export function toContent({ title, before, onFailure, signOff, items }: ChecklistFields): ChecklistContent {
  return {
    title,
    ...(signOff && { signOff }),
    ...(before.trim() && { before: before.trim() }),
    ...(onFailure.trim() && { onFailure: onFailure.trim() }),
    items: Object.fromEntries(items.map((item, index) => [item.key, toItem(item, index + 1)])),
  };
}

/** A number that is none becomes NaN, which the checks of the domain refuse at its field. */
export function toItem(item: EditedItem, position: number): ChecklistItem {
  const { kind, title } = item;
  const base = {
    position,
    title,
    ...(item.instruction.trim() && { instruction: item.instruction.trim() }),
    ...(item.needsEvidence && mayNeedEvidence(kind) && { needsEvidence: true }),
  };
  const unit = item.unit.trim() ? { unit: item.unit.trim() } : {};
  switch (kind) {
    case 'number':
      return { ...base, kind, ...unit, ...number('min', item), ...number('max', item), ...number('tolerance', item) };
    case 'choice': {
      const options = optionsOf(item);
      const failing = item.failing.filter((option) => options.includes(option));
      return { ...base, kind, options, ...(failing.length > 0 && { failing }) };
    }
    case 'query':
      return {
        ...base,
        kind,
        expr: item.expr.trim(),
        comparison: item.comparison,
        threshold: numberOf(item.threshold) ?? NaN,
        missing: item.missing,
        ...unit,
        ...number('tolerance', item),
        ...(item.dataSource && { dataSource: item.dataSource }),
      };
    case 'link':
      return { ...base, kind, url: item.url.trim() };
    default:
      return { ...base, kind };
  }
}

/** A query keeps its own answer, a heading has none. */
export function mayNeedEvidence(kind: ItemKind): boolean {
  return kind !== 'query' && kind !== 'heading';
}

export function optionsOf({ options }: Pick<EditedItem, 'options'>): string[] {
  return options
    .split('\n')
    .map((option) => option.trim())
    .filter((option) => option !== '');
}

export function freeItemKey(items: Array<{ key: string }>): string {
  const taken = new Set(items.map(({ key }) => key));
  for (let count = items.length + 1; ; count++) {
    if (!taken.has(`item-${count}`)) {
      return `item-${count}`;
    }
  }
}

/** Beside each other: an item as somebody saved it, and as it stands here. */
interface Difference {
  title: string;
  theirs?: ChecklistItem;
  mine?: ChecklistItem;
}

/** Items in which two versions differ; order counts only where it is the item's own. */
export function differences(theirs: ChecklistContent, mine: ChecklistContent): Difference[] {
  const keys = new Set([...inOrder(theirs.items), ...inOrder(mine.items)].map(({ key }) => key));
  return [...keys].flatMap((key) => {
    const [a, b] = [theirs.items[key], mine.items[key]] as Array<ChecklistItem | undefined>;
    return same(a, b) ? [] : [{ title: (a ?? b)?.title ?? key, theirs: a, mine: b }];
  });
}

/** Without what the register counts. */
export function withoutVersion({ version: _, retired: _retired, ...content }: Checklist): ChecklistContent {
  return content;
}

function same(a: ChecklistItem | undefined, b: ChecklistItem | undefined): boolean {
  return a !== undefined && b !== undefined && normal(a) === normal(b);
}

function normal(item: ChecklistItem): string {
  const { key: _, ...edited } = toEdited('', item);
  return JSON.stringify(edited);
}

function typed(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function number<F extends 'min' | 'max' | 'tolerance'>(field: F, item: EditedItem): { [field in F]?: number } {
  const value = numberOf(item[field]);
  return (value === undefined ? {} : { [field]: value }) as { [field in F]?: number };
}

function numberOf(text: string): number | undefined {
  return text.trim() === '' ? undefined : Number(text.trim().replace(',', '.').replace('−', '-'));
}
