import { z } from 'zod';
import { isWebLink, MAX_TEXT } from '../record/limits';
import { applyOnce, commandLog, note } from '../record/log';
import { type Outcome, type Reason, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, instant, recordBase, type RecordKind } from '../record/record';
import { readable } from '../record/unreadable';
import { COMPARISONS, holds } from '../statistics/comparison';
import { block, code, inItem, inline } from '../text/markdown';
import { oneLine } from '../text/oneLine';

const text = z.string().max(MAX_TEXT);
const title = z.string().min(1).max(300);

const itemBase = { position: z.number(), title, instruction: text.optional() };
export const checklistItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirm'), ...itemBase }),
  z.object({
    kind: z.literal('number'),
    ...itemBase,
    unit: z.string().max(50).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  z.object({ kind: z.literal('text'), ...itemBase }),
  z.object({
    kind: z.literal('choice'),
    ...itemBase,
    options: z.array(z.string().max(200)).min(1).max(20),
    failing: z.array(z.string()).optional(),
  }),
  z.object({
    kind: z.literal('query'),
    ...itemBase,
    expr: text.min(1),
    comparison: z.enum(COMPARISONS),
    threshold: z.number(),
    unit: z.string().max(50).optional(),
    /** Data source uid; the app's Prometheus when absent. */
    dataSource: z.string().max(200).optional(),
  }),
  z.object({ kind: z.literal('link'), ...itemBase, url: z.string().max(2000) }),
]);
export type ChecklistItem = z.infer<typeof checklistItem>;
export type QueryItem = Extract<ChecklistItem, { kind: 'query' }>;

export const checklist = z.object({
  title,
  /** Counts up with every change: a run says which one it followed. */
  version: z.number().int().positive(),
  /** A second person has to sign a run off. */
  signOff: z.boolean().optional(),
  items: z.record(z.string(), checklistItem),
  /** Set when the team no longer uses it; its runs stay. */
  retired: instant.optional(),
});
export type Checklist = z.infer<typeof checklist>;

/** Items in the order people do them. */
export function inOrder<T extends { position: number }>(items: Record<string, T>): Array<{ key: string } & T> {
  return Object.entries(items)
    .map(([key, item]) => ({ key, ...item }))
    .sort((a, b) => a.position - b.position || (a.key < b.key ? -1 : 1));
}

export const VERDICTS = ['pass', 'fail', 'nodata', 'skip'] as const;
/** `nodata`: the query answered with no number, which is neither a pass nor a fail. */
export type Verdict = (typeof VERDICTS)[number];

/** Verdict over all values that a query gave: each has to hold; the value kept is the first that does not, else the first. */
export function judgeQuery(
  item: Pick<QueryItem, 'comparison' | 'threshold'>,
  values: number[]
): { verdict: Verdict; value?: number } {
  const numbers = values.filter((value) => !Number.isNaN(value));
  if (!numbers.length) {
    return { verdict: 'nodata' };
  }
  const failing = numbers.find((value) => !holds(value, item.comparison, item.threshold));
  return failing === undefined ? { verdict: 'pass', value: numbers[0] } : { verdict: 'fail', value: failing };
}

/** A number typed by hand against the item's bounds, both included. */
export function judgeNumber(
  { min = -Infinity, max = Infinity }: { min?: number; max?: number },
  value: number
): Verdict {
  return value >= min && value <= max ? 'pass' : 'fail';
}

export function judgeChoice({ failing = [] }: { failing?: string[] }, value: string): Verdict {
  return failing.includes(value) ? 'fail' : 'pass';
}

export const checklistRegister = recordBase.extend({
  /** Absent until the team first saves: the built-in checklists count until then. */
  adopted: instant.optional(),
  checklists: z.record(z.string(), checklist),
  log: commandLog,
});
export type ChecklistRegister = z.infer<typeof checklistRegister>;

export type ChecklistCommand =
  | (Command & { type: 'adopt'; checklists: Record<string, Checklist> })
  /** `seen`: the version that was edited, 0 for a new one. */
  | (Command & { type: 'save'; key: string; seen: number; checklist: Omit<Checklist, 'version' | 'retired'> })
  | (Command & { type: 'retire'; key: string });

export const CHECKLISTS_NAME = 'opsbook-checklists';

export function emptyChecklists(): ChecklistRegister {
  return { schema: 1, id: CHECKLISTS_NAME, kind: 'checklists', checklists: {}, log: {} };
}

export const checklistKind: RecordKind<ChecklistRegister, ChecklistCommand> = {
  kind: 'checklists',
  version: 1,
  schema: checklistRegister,
  folders: ['registers'],
  describe(register) {
    const lists = Object.values(register.checklists).filter(({ retired }) => !retired);
    return {
      title: 'Checklists',
      tags: [],
      head: { checklists: String(lists.length) },
      markdown: ['# Checklists', ...lists.map(toMarkdown)].join('\n\n'),
    };
  },
  apply: readable(
    checklistRegister,
    applyOnce<ChecklistRegister, ChecklistCommand>({
      adopt: (register, command) =>
        register.adopted
          ? { ok: register }
          : note(register, command, {
              adopted: command.at,
              checklists: { ...command.checklists, ...register.checklists },
            }),
      save,
      retire,
    })
  ),
};

function save(register: ChecklistRegister, command: ChecklistCommand & { type: 'save' }): Outcome<ChecklistRegister> {
  const { key, seen, at } = command;
  const version = own(register.checklists, key)?.version ?? 0;
  const reasons = checkChecklist(command.checklist);
  if (version !== seen) {
    reasons.push({ code: 'checklist.moved', values: { version } });
  }
  const saved = { ...cleaned(command.checklist), version: seen + 1 };
  return reasons.length
    ? refuse(...reasons)
    : note(
        register,
        command,
        { adopted: register.adopted ?? at, checklists: { ...register.checklists, [key]: saved } },
        key
      );
}

function cleaned<L extends Omit<Checklist, 'version' | 'retired'>>(list: L): L {
  const items = Object.entries(list.items).map(([key, item]) => [key, { ...item, title: oneLine(item.title) }]);
  return { ...list, title: oneLine(list.title), items: Object.fromEntries(items) };
}

function retire(
  register: ChecklistRegister,
  command: ChecklistCommand & { type: 'retire' }
): Outcome<ChecklistRegister> {
  const { key, at } = command;
  const current = own(register.checklists, key);
  return current
    ? note(register, command, { checklists: { ...register.checklists, [key]: { ...current, retired: at } } }, key)
    : refuse({ code: 'checklist.unknown', values: { key } });
}

/** Why a checklist cannot be saved as it is. */
export function checkChecklist(list: Omit<Checklist, 'version' | 'retired'>): Reason[] {
  const reasons: Reason[] = [];
  if (!oneLine(list.title)) {
    reasons.push({ code: 'required', field: 'title' });
  }
  if (!Object.keys(list.items).length) {
    reasons.push({ code: 'checklist.empty', field: 'items' });
  }
  for (const item of inOrder(list.items)) {
    if (!oneLine(item.title)) {
      reasons.push({ code: 'required', field: `items.${item.key}.title` });
    }
    if (item.kind === 'link' && !isWebLink(item.url)) {
      reasons.push({ code: 'link.web', field: `items.${item.key}.url` });
    }
    if (item.kind === 'query' && !item.expr.trim()) {
      reasons.push({ code: 'required', field: `items.${item.key}.expr` });
    }
    if (item.kind === 'number' && item.min !== undefined && item.max !== undefined && item.min > item.max) {
      reasons.push({ code: 'checklist.bounds', field: `items.${item.key}.min` });
    }
  }
  return reasons;
}

function toMarkdown(list: Checklist): string {
  const lines = inOrder(list.items).map((item, index) => {
    const rule = item.kind === 'query' ? ` — ${code(`${item.expr} ${item.comparison} ${item.threshold}`)}` : '';
    const mark = `${index + 1}. `;
    return (
      mark +
      inItem([inline(item.title) + rule, block(item.instruction ?? '')].filter(Boolean).join('\n\n'), mark.length)
    );
  });
  return [`## ${inline(list.title)} (version ${list.version})`, ...lines].join('\n');
}
