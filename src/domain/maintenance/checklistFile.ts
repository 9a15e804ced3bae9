import { stringify } from 'yaml';
import { z } from 'zod/mini';
import { inOrder } from '../record/inOrder';
import { isRefused, type Outcome, refuse } from '../record/outcome';
import { closed, fenceAfter, fence, fencesIn } from '../text/fences';
import { isMapping, parseYaml, splitFrontMatter } from '../text/frontMatter';
import { oneLine } from '../text/oneLine';
import { checkChecklist } from './checklistCheck';
import { type ChecklistContent, checklist, type ChecklistItem, checklistItem } from './checklistItem';

/** Longest file that is read, in UTF-16 units: a record of that size could not be kept. */
const MAX_FILE = 400_000;
/** Of the block that says what an item is, for the machine. */
const ITEM_INFO = 'yaml opsbook';
const YAML = { lineWidth: 0 } as const;
const BEFORE = 'before';
const ON_FAILURE = 'onFailure';

const file = z.object({
  opsbook: z.literal('checklist'),
  checklist: z.omit(checklist, { version: true, retired: true }),
});

/** A checklist as a JSON file; `readChecklist` gives the same content. */
export function checklistToJson(content: ChecklistContent): string {
  return `${JSON.stringify({ opsbook: 'checklist', checklist: content }, null, 2)}\n`;
}

/** A checklist as Markdown with front matter, its items as `- [ ]`; `readChecklist` gives the same content. */
export function checklistToMarkdown({ title, signOff, before, onFailure, items }: ChecklistContent): string {
  const front = {
    opsbook: 'checklist',
    title,
    ...(signOff && { signOff }),
    ...(before && { [BEFORE]: before }),
    ...(onFailure && { [ON_FAILURE]: onFailure }),
  };
  const lines = inOrder(items).map(({ key, position: _, ...item }) => writeItem(key, item));
  return `---\n${stringify(front, YAML)}---\n\n# ${title}\n\n${lines.join('\n\n')}\n`;
}

type Unplaced = ChecklistItem extends infer T ? (T extends unknown ? Omit<T, 'position'> : never) : never;

function writeItem(key: string, item: Unplaced): string {
  const { title, instruction, kind, ...fields } = item;
  const isPlain = kind === 'confirm' && Object.keys(fields).length === 0;
  const about = kind === 'heading' || isPlain ? { key } : { key, kind, ...fields };
  const block = fence(stringify(about, YAML).trimEnd(), ITEM_INFO);
  const body = [instruction && closed(instruction), block].filter(Boolean).join('\n\n');
  return `${kind === 'heading' ? '##' : '- [ ]'} ${title}\n\n${indented(body)}`;
}

/** So that nothing in it is taken for an item or a heading of the list. */
function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line ? `  ${line}` : ''))
    .join('\n');
}

/**
 * Reads a checklist from JSON of ours, or from any Markdown: `- [ ]` lines are items, nested ones too, headings are sections, what stands
 * below either is its instruction; a title with a link in it, or too long, stands there as it was. Keys count up where the file has none.
 * Refused: too large, no item, front matter that is not YAML, a field that does not fit.
 */
export function readChecklist(text: string, name = ''): Outcome<ChecklistContent> {
  if (text.length > MAX_FILE) {
    const [limit, size] = [MAX_FILE, text.length].map((length) => Math.round(length / 1000));
    return refuse({ code: 'import.tooLarge', values: { limit, size } });
  }
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const read = clean.trimStart().startsWith('{') ? readJson(clean) : readMarkdown(clean, name);
  if (isRefused(read)) {
    return read;
  }
  // a file without a title gets one in the editor
  const [wrong] = checkChecklist({ ...read.ok, title: read.ok.title || '?' });
  return wrong ? refuse({ ...wrong, field: undefined }) : read;
}

function readJson(text: string): Outcome<ChecklistContent> {
  try {
    const parsed = file.safeParse(JSON.parse(text));
    return parsed.success ? { ok: parsed.data.checklist } : badField(parsed.error);
  } catch {
    return refuse({ code: 'file.notJson' });
  }
}

function badField(error: z.core.$ZodError): Outcome<never> {
  const [issue] = error.issues;
  return refuse({ code: 'import.field', values: { field: issue.path.join('.'), problem: issue.message } });
}

interface Part {
  isHeading: boolean;
  title: string;
  lines: string[];
}

function readMarkdown(text: string, name: string): Outcome<ChecklistContent> {
  const split = splitFrontMatter(text);
  if (isRefused(split)) {
    return split;
  }
  const { front, body } = split.ok;
  const isOurs = front.opsbook === 'checklist';
  const { title, intro, parts } = isOurs ? partsOf(body) : foreignParts(body);
  const said = (key: string) => (['string', 'number'].includes(typeof front[key]) ? String(front[key]) : undefined);
  const items: Record<string, ChecklistItem> = {};
  for (const part of parts) {
    const item = readPart(part, Object.keys(items));
    if (isRefused(item)) {
      return item;
    }
    items[item.ok.key] = { ...item.ok.item, position: Object.keys(items).length + 1 };
  }
  const before = said(BEFORE) ?? intro;
  const onFailure = said(ON_FAILURE);
  return {
    ok: {
      // templates of issues are named, not titled
      title: oneLine(said('title') ?? title ?? said('name') ?? name.replace(/\.[^.]*$/, '')).slice(0, LONGEST_TITLE),
      ...(front.signOff === true && { signOff: true }),
      ...(before && { before }),
      ...(onFailure && { onFailure }),
      items,
    },
  };
}

const LONGEST_TITLE = 300;
const TASK = /^(?:[-*+]|\d{1,9}[.)]) \[[ xX]\] +(.*)$/;
const HEADING = /^(#{1,6}) +(.*?)(?: #+)?$/;

/** Items and headings begin their lines, and what stands below them is indented, as we write it. */
function partsOf(body: string): { title?: string; intro: string; parts: Part[] } {
  let title: string | undefined;
  const intro: string[] = [];
  const parts: Part[] = [];
  let open: string | undefined;
  for (const line of body.split('\n')) {
    const isInside = open !== undefined;
    open = fenceAfter(line.trimStart(), open);
    const [, task] = (!isInside && TASK.exec(line)) || [];
    const [, marks, heading] = (!isInside && HEADING.exec(line)) || [];
    if (task !== undefined) {
      parts.push({ isHeading: false, title: task, lines: [] });
    } else if (marks === '#' && title === undefined && parts.length === 0) {
      title = heading;
    } else if (heading !== undefined) {
      parts.push({ isHeading: true, title: heading, lines: [] });
    } else {
      (parts.at(-1)?.lines ?? intro).push(line.replace(/^ {1,2}/, ''));
    }
  }
  return { title, intro: intro.join('\n').trim(), parts: parts.filter(({ title: text }) => oneLine(text) !== '') };
}

const COMMENT = /<!--[\s\S]*?-->/g;
const RULE = /^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$/;

/** Of any Markdown: nested items are items, comments and lines across are nothing, titles are told without their marks. */
function foreignParts(body: string): ReturnType<typeof partsOf> {
  const { title, intro, parts } = partsOf(flat(body.replace(COMMENT, '')));
  return {
    ...(title !== undefined && { title: withoutMarks(title) }),
    intro,
    parts: parts.map((part) => {
      const plain = withoutMarks(part.title);
      const isCut = plain.length > LONGEST_TITLE || LINK.test(part.title);
      const lines = dedented(part.lines);
      return { ...part, title: plain, lines: isCut ? [part.title, '', ...lines] : lines };
    }),
  };
}

/** Items and headings at the beginning of their lines, code blocks as they are. */
function flat(body: string): string {
  let open: string | undefined;
  const lines = body.split('\n').flatMap((line) => {
    const isCode = open !== undefined;
    open = fenceAfter(line.trimStart(), open);
    const isPart = !isCode && (TASK.test(line.trimStart()) || /^ {0,3}#{1,6} /.test(line));
    return !isCode && RULE.test(line) ? [] : isPart ? line.trimStart() : line;
  });
  return lines.join('\n');
}

const LINK = /!?\[([^\]]*)\]\([^)]*\)/;

function withoutMarks(title: string): string {
  return title
    .replace(new RegExp(LINK, 'g'), '$1')
    .replace(/(\*\*|__|~~)(?=\S)(.+?)\1/g, '$2')
    .replace(/`([^`]+)`/g, '$1');
}

function dedented(lines: string[]): string[] {
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  return lines.map((line) => line.slice(Math.min(...indents)));
}

function readPart({ isHeading, title, lines }: Part, taken: string[]): Outcome<{ key: string; item: ChecklistItem }> {
  const block = fencesIn(lines).find(({ info }) => info === ITEM_INFO);
  const parsed = block ? parseYaml(block.content, 0) : { ok: {} };
  if (isRefused(parsed)) {
    return parsed;
  }
  const { key, ...fields } = isMapping(parsed.ok) ? parsed.ok : {};
  const text = (block ? [...lines.slice(0, block.from), ...lines.slice(block.to + 1)] : lines).join('\n').trim();
  const item = checklistItem.safeParse({
    kind: isHeading ? 'heading' : 'confirm',
    ...fields,
    title: oneLine(title).slice(0, LONGEST_TITLE),
    position: 0,
    ...(text && { instruction: text }),
  });
  return item.success ? { ok: { key: freeKey(key, taken), item: item.data } } : badField(item.error);
}

function freeKey(wanted: unknown, taken: string[]): string {
  if (typeof wanted === 'string' && /^[\w-]{1,100}$/.test(wanted) && !taken.includes(wanted)) {
    return wanted;
  }
  for (let count = taken.length + 1; ; count++) {
    if (!taken.includes(`item-${count}`)) {
      return `item-${count}`;
    }
  }
}
