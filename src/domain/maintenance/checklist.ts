import { z } from 'zod/mini';
import { inOrder } from '../record/inOrder';
import { applyOnce, commandLog, note } from '../record/log';
import { type Outcome, refuse } from '../record/outcome';
import { own } from '../record/own';
import { type Command, instant, recordBase, type RecordKind } from '../record/record';
import { readable } from '../record/unreadable';
import { PLAN_DOCUMENT_TEXTS } from '../text/documents/maintenancePlan';
import { languageSchema, type Language } from '../text/language';
import { block, code, inItem, inline } from '../text/markdown';
import { oneLine } from '../text/oneLine';
import { checkChecklist } from './checklistCheck';
import { type Checklist, checklist, type ChecklistContent } from './checklistItem';

const checklistRegister = z.extend(recordBase, {
  /** Absent until the team first saves: the built-in checklists count until then. */
  adopted: z.optional(instant),
  checklists: z.record(z.string(), checklist),
  /** Of its document; absent: English. */
  language: z.optional(languageSchema),
  log: commandLog,
});
export type ChecklistRegister = z.infer<typeof checklistRegister>;

export type ChecklistCommand =
  | (Command & { type: 'adopt'; checklists: Record<string, Checklist> })
  /** `seen`: the version that was edited, 0 for a new one. */
  | (Command & { type: 'save'; key: string; seen: number; checklist: ChecklistContent })
  | (Command & { type: 'retire'; key: string })
  | (Command & { type: 'revive'; key: string });

export const CHECKLISTS_NAME = 'opsbook-checklists';
/** Retired ones too: the register is one record. */
const MAX_LISTS = 100;

/** A register that nobody has saved anything in; `said` is the language of its document. */
export function emptyChecklists(said?: Language): ChecklistRegister {
  return {
    schema: 1,
    id: CHECKLISTS_NAME,
    kind: 'checklists',
    ...(said && { language: said }),
    checklists: {},
    log: {},
  };
}

export const checklistKind: RecordKind<ChecklistRegister, ChecklistCommand> = {
  kind: 'checklists',
  version: 1,
  schema: checklistRegister,
  folders: ['registers'],
  describe(register) {
    const lists = Object.values(register.checklists).filter(({ retired }) => !retired);
    const say = PLAN_DOCUMENT_TEXTS[register.language ?? 'en'];
    return {
      title: say.checklists,
      tags: [],
      head: { checklists: String(lists.length) },
      markdown: [`# ${say.checklists}`, ...lists.map((list) => toMarkdown(list, say.version))].join('\n\n'),
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
      retire: (register, command) => withRetired(register, command, command.at),
      revive: (register, command) => withRetired(register, command, undefined),
    })
  ),
};

function save(register: ChecklistRegister, command: ChecklistCommand & { type: 'save' }): Outcome<ChecklistRegister> {
  const { key, seen, at } = command;
  const current = own(register.checklists, key);
  const version = current?.version ?? 0;
  const reasons = checkChecklist(command.checklist);
  if (version !== seen) {
    reasons.push({ code: 'checklist.moved', values: { version } });
  }
  if (!current && Object.keys(register.checklists).length >= MAX_LISTS) {
    reasons.push({ code: 'checklist.lists', values: { limit: MAX_LISTS } });
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

function cleaned(list: ChecklistContent): ChecklistContent {
  const items = Object.entries(list.items).map(([key, item]) => [key, { ...item, title: oneLine(item.title) }]);
  return { ...list, title: oneLine(list.title), items: Object.fromEntries(items) };
}

function withRetired(
  register: ChecklistRegister,
  command: ChecklistCommand & { key: string },
  retired: Checklist['retired']
): Outcome<ChecklistRegister> {
  const { key } = command;
  const current = own(register.checklists, key);
  if (!current) {
    return refuse({ code: 'checklist.unknown', values: { key } });
  }
  const { retired: _, ...kept } = current;
  const next = { ...kept, ...(retired && { retired }) };
  return note(register, command, { checklists: { ...register.checklists, [key]: next } }, key);
}

function toMarkdown(list: Checklist, version: string): string {
  let number = 0;
  const lines = inOrder(list.items).map((item) => {
    if (item.kind === 'heading') {
      return [`\n### ${inline(item.title)}`, ...(item.instruction ? [block(item.instruction)] : []), ''].join('\n');
    }
    number++;
    const rule = item.kind === 'query' ? ` — ${code(`${item.expr} ${item.comparison} ${item.threshold}`)}` : '';
    const mark = `${number}. `;
    return (
      mark +
      inItem([inline(item.title) + rule, block(item.instruction ?? '')].filter(Boolean).join('\n\n'), mark.length)
    );
  });
  return [
    `## ${inline(list.title)} (${version} ${list.version})`,
    ...(list.before ? ['', block(list.before), ''] : []),
    ...lines,
    ...(list.onFailure ? ['', block(list.onFailure)] : []),
  ].join('\n');
}
