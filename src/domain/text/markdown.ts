import { isOwnPath, isWebLink } from '../record/limits';
import { type MarkdownLine, readLines, UNDERLINE } from './markdownLines';
import {
  definitionIn,
  encoded,
  labelsIn,
  looksDefining,
  type References,
  type SpanOptions,
  spans,
} from './markdownSpans';

/** Markdown from text that somebody typed: nothing in it may change the structure of a document. */

/** Not between letters. Not written as a literal, in which the compiler spells out every letter there is: 5 KB. */
const EDGE_UNDERSCORE = new RegExp(String.raw`(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])`, 'gu');
/** What would begin a heading, a quote, a list, a rule, code, or make a heading of the line before. */
const BEGINNING = /^(?:#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|(?:[-*_]\s*){3,}$|(?:-+|=+)$|~{3,})/;
const NUMBER = /^(\d{1,9})([.)])(?=\s|$)/;
/** The line below a table's head. */
const TABLE = /^(?=.*\|)[|: \t-]*-[|: \t-]*$/;

/** One line of plain text, as it was typed: markup characters are escaped, line breaks become spaces. */
export function inline(text: string): string {
  return cell(text).replace(BEGINNING, '\\$&').replace(NUMBER, '$1\\$2');
}

/** The same in a cell of a table, where no line begins. */
export function cell(text: string): string {
  return text
    .replace(/[\s\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
    .trim()
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/[\\`*[\]|~]/g, '\\$&')
    .replace(EDGE_UNDERSCORE, '\\_')
    .replace(/<(?![\s\d=-]|$)/g, '&lt;');
}

/**
 * Markdown that a person wrote, kept as such wherever it stands in a document: headings are lowered under the document's own,
 * HTML is shown as text, images are links, reference links carry their address, what is open is closed. No text gets lost.
 */
export function block(markdown: string): string {
  const { text, references } = withoutDefinitions(cleaned(markdown));
  const lines = readLines(text);
  const isInTable = lines.some((line) => line.kind === 'text' && TABLE.test(line.text));
  const written: string[] = [];
  let columns: number | undefined;
  lines.forEach((line, index) => {
    columns = line.kind !== 'text' || line.isFirst ? undefined : columns;
    if (line.kind === 'underline') {
      written.push(asHeading(written.pop() ?? '', lines[index - 1]));
    } else if (line.kind === 'text') {
      const shown = textLine(line, spans(line.text, { references, isInTable }), () => paragraphAfter(lines, index));
      written.push(line.prefix + (columns === undefined ? shown : withinColumns(shown, columns)));
      columns = TABLE.test(line.text) ? cellsOf(line.text).cells.length : columns;
    } else {
      written.push(...otherLine(line, references));
    }
  });
  return withoutOpenEnd(written.join('\n').trimEnd());
}

/** The same in one line of text, which begins neither a list nor anything else. */
export function flow(markdown: string, options: SpanOptions = {}): string {
  const shown = spans(cleaned(markdown).replace(/\s+/g, ' '), options).trim();
  const begun = looksDefining(shown) ? `\\${shown}` : shown.replace(BEGINNING, '\\$&').replace(NUMBER, '$1\\$2');
  return withoutOpenEnd(begun);
}

function cleaned(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim();
}

type LineOf<K extends MarkdownLine['kind']> = Extract<MarkdownLine, { kind: K }>;

/** Definitions hold for a whole document: those that the text itself uses are given to its links. */
function withoutDefinitions(text: string): { text: string; references: References } {
  const lines = text.includes(']:') ? readLines(text).filter((line) => !('isAdded' in line)) : [];
  const labels = new Set(lines.flatMap((line) => ('text' in line ? labelsIn(line.text) : [])));
  const references: References = new Map();
  const defining = new Set<number>();
  lines.forEach((line, index) => {
    const isFirst = line.kind === 'text' && (line.isFirst || defining.has(index - 1));
    const found = isFirst && /^[ >]*$/.test(line.prefix) ? definitionIn(line.text.trim()) : undefined;
    if (found && labels.has(found.label)) {
      defining.add(index);
      references.set(found.label, references.get(found.label) ?? found.address);
    }
  });
  const kept = defining.size ? text.split('\n').filter((_, index) => !defining.has(index)) : [text];
  return { text: kept.join('\n').trim(), references };
}

function textLine({ text, isFirst }: LineOf<'text'>, shown: string, after: () => string): string {
  const indent = shown.length - shown.trimStart().length;
  const isMisread = isFirst
    ? text.trimStart().startsWith('[') || shown.trimStart().startsWith('[')
      ? looksDefining(`${shown.trimStart()}\n${after()}`)
      : false
    : UNDERLINE.test(text.trimStart());
  return isMisread ? `${shown.slice(0, indent)}\\${shown.slice(indent)}` : shown;
}

/** Cells beyond the columns of a table's head would not be shown: they stay in the last one. */
function withinColumns(row: string, columns: number): string {
  const { before, cells, after } = cellsOf(row);
  return cells.length <= columns
    ? row
    : `${before}${[...cells.slice(0, columns - 1), cells.slice(columns - 1).join('\\|')].join('|')}${after}`;
}

function cellsOf(row: string): { before: string; cells: string[]; after: string } {
  const before = /^\s*\|/.exec(row)?.[0] ?? '';
  const after = /(?<!\\)\|\s*$/.exec(row.slice(before.length))?.[0] ?? '';
  return { before, cells: row.slice(before.length, row.length - after.length).split(/(?<!\\)\|/), after };
}

function paragraphAfter(lines: MarkdownLine[], index: number): string {
  const end = lines.findIndex((line, at) => at > index && (line.kind !== 'text' || line.isFirst));
  return lines
    .slice(index + 1, end < 0 ? undefined : end)
    .map((line) => ('text' in line ? line.text : ''))
    .join('\n');
}

function asHeading(written: string, line: MarkdownLine): string {
  const prefix = 'prefix' in line ? line.prefix : '';
  return `${prefix}#### ${written.slice(prefix.length).trim()}`;
}

function otherLine(line: Exclude<MarkdownLine, LineOf<'text' | 'underline'>>, references: References): string[] {
  switch (line.kind) {
    case 'heading':
      return [`${line.prefix}#### ${spans(line.text, { references })}`.trimEnd()];
    case 'fence': {
      const { prefix, mark, info, inside } = line;
      const isLanguage = /^[\w+#.-]*$/.test(info);
      return [
        `${prefix}${mark}${isLanguage ? info : ''}`,
        ...(isLanguage || /^[`~]+$/.test(info) ? [] : [inside + info]),
      ];
    }
    default:
      return [line.raw];
  }
}

/** A backslash at the end would change what comes next. */
function withoutOpenEnd(text: string): string {
  return /(?<!\\)(?:\\\\)*\\$/.test(text) ? `${text}\\` : text;
}

interface Point {
  depth: number;
  text: string;
}

const BULLET = /^(\s*)(?:[-*+•]|\d+[.)])\s+(\S.*)$/;
/** Alone on its line. */
const FENCE = /^\s*(?:`{3,}|~{3,})[\w+#.-]*\s*$/;

/** A text as list items, whatever bullets or numbers it was typed with; what is nested stays below its item. */
export function items(markdown: string): string[] {
  return pointsOf(markdown).reduce<string[]>((done, { depth, text }) => {
    const nested = `${'  '.repeat(Math.max(0, depth - 1))}- ${text}`;
    return depth === 0 ? [...done, text] : [...done.slice(0, -1), `${done.at(-1)}\n${nested}`];
  }, []);
}

/** The same without nesting, each in one line. */
export function points(markdown: string): string[] {
  return pointsOf(markdown).map(({ text }) => text);
}

function pointsOf(markdown: string): Point[] {
  const { text, references } = withoutDefinitions(cleaned(markdown));
  const found: Array<Point & { indents: number[] }> = [];
  let isApart = false;
  for (const line of text.split('\n')) {
    const [, indent = '', words] = BULLET.exec(line) ?? [];
    const last = found.at(-1);
    if (words !== undefined) {
      const width = indent.replaceAll('\t', '    ').length;
      const indents = [...(last?.indents ?? []).filter((outer) => outer + 1 < width), width];
      found.push({ depth: indents.length - 1, text: words, indents });
    } else if (last?.indents.length && line.trim() && !FENCE.test(line) && (!isApart || /^\s{2}/.test(line))) {
      last.text += ` ${line.trim()}`; // wrapped
    } else if (line.trim() && !FENCE.test(line)) {
      found.push({ depth: 0, text: line.trim(), indents: [] });
    }
    isApart = !line.trim();
  }
  return found.map(({ depth, text: words }) => ({ depth, text: flow(words, { references }) }));
}

/** Lines after the first moved right, so that they stay in the list item that the first one begins. */
export function inItem(text: string, width = 2): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(width)}`);
}

/** A table cell of Markdown that a person wrote. */
export function markdownCell(markdown: string): string {
  return flow(markdown, { isInTable: true }).replace(/(\\?)\|/g, (_, slash: string) => (slash ? '\\&#124;' : '\\|'));
}

/** A row of a table; its cells are Markdown already. */
export function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The first row of a table and the line under it. */
export function tableHead(names: string[]): string[] {
  return [row(names), row(names.map(() => '---'))];
}

/** A link to an address as records keep them; an autolink of a path would be HTML. */
export function link(title: string, address: string): string {
  if (!isWebLink(address) && !isOwnPath(address)) {
    return `${inline(title)} (${inline(address)})`; // it leads elsewhere than it says
  }
  return `[${inline(title)}](${encoded(address)})`;
}

/** A fenced block that its content cannot end. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [fence, text.replace(/\r\n?/g, '\n').replace(/\n+$/, ''), fence].join('\n');
}

/** Code amid text, which its content cannot end. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  const gap = /^`|`$/.test(text) ? ' ' : '';
  return `${mark}${gap}${text.replace(/\s+/g, ' ')}${gap}${mark}`;
}
