import { block, fenced, inItem, items, row, tableHead } from '../../text/markdown';
import { type Milestone, type SectionKey } from '../schema';

/** A document as people see it in the page and as it is exported; both are made of this. */
export interface Document {
  title: string;
  /** Under the title: what the incident is called, whether it is a drill. Markdown. */
  lead: string[];
  sections: DocumentSection[];
}

interface DocumentSection {
  id: string;
  heading: string;
  lines: DocumentLine[];
}

/** Where in the incident something is given that no document holds itself. */
export type Place = `milestone.${Milestone}` | 'details' | 'review' | 'actions';

interface Base {
  /** A text of the record that a person writes here. */
  section?: SectionKey;
  /** Where the record's value is given. */
  place?: Place;
  /** Nothing is known yet: the value says "unknown" or "to be written". */
  gap?: boolean;
}

export type DocumentLine =
  /** `- **Label**: value`, Markdown. */
  | (Base & { kind: 'field'; label: string; value: string })
  /** `- [14:30] : …` */
  | (Base & { kind: 'time'; label: string; value: string })
  /** A paragraph or more, Markdown. */
  | (Base & { kind: 'text'; label?: string; value: string })
  | (Base & { kind: 'list'; label?: string; ordered: boolean; items: string[] })
  | (Base & { kind: 'code'; label?: string; value: string })
  | (Base & { kind: 'table'; columns: string[]; rows: string[][] });

/** Markdown of a document; ends with a line break. */
export function toMarkdown(document: Document, colon: string): string {
  const parts = [
    `# ${document.title}`,
    ...document.lead,
    ...document.sections.flatMap(({ heading, lines }) => [`## ${heading}`, ...group(lines, colon)]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Neighbouring fields make one list. */
function group(lines: DocumentLine[], colon: string): string[] {
  const parts: string[] = [];
  let list: string[] = [];
  for (const line of lines) {
    if (line.kind === 'field') {
      list.push(`- **${line.label}**${colon} ${line.value}`);
    } else if (line.kind === 'time') {
      list.push(`- [${line.label}] : ${inItem(line.value)}`); // never `]:`, which would begin a link definition
    } else {
      parts.push(list.join('\n'), lineMarkdown(line, colon));
      list = [];
    }
  }
  parts.push(list.join('\n'));
  return parts.filter((part) => part !== '');
}

/** One line on its own, for the page. */
export function lineToMarkdown(line: DocumentLine, colon: string): string {
  return group([line], colon).join('\n\n');
}

function lineMarkdown(line: Exclude<DocumentLine, { kind: 'field' | 'time' }>, colon: string): string {
  switch (line.kind) {
    case 'text':
      return labelled(line.label, colon, line.value);
    case 'code':
      return labelled(line.label, colon, line.gap ? line.value : fenced(line.value));
    case 'list':
      return labelled(
        line.label,
        colon,
        line.items.map((item, index) => listItem(line.ordered ? `${index + 1}.` : '-', item)).join('\n')
      );
    case 'table':
      return [...tableHead(line.columns), ...line.rows.map(row)].join('\n');
  }
}

function listItem(mark: string, item: string): string {
  return `${mark} ${inItem(item, mark.length + 1)}`;
}

function labelled(label: string | undefined, colon: string, value: string): string {
  return label ? `**${label}**${colon}\n\n${value}` : value;
}

export function textLine(section: SectionKey, text: string, gap: string, label?: string): DocumentLine {
  const value = block(text);
  return { kind: 'text', section, label, value: value || gap, ...(!value && { gap: true }) };
}

/** What is more than items: code, a table, headings, a quote. */
const MORE = /^\s*(?:(?:[-*+]|\d+[.)])\s+)?(?:`{3,}|~{3,}|#{1,6}\s|>|\|.*\|\s*$)/m;

/** A text as the items of a list; one that is more stays as it was written. */
export function listLine(section: SectionKey, text: string, gap: string, ordered = false): DocumentLine {
  if (MORE.test(text)) {
    return textLine(section, text, gap);
  }
  const found = items(text);
  return { kind: 'list', section, ordered, items: found.length ? found : [gap], ...(!found.length && { gap: true }) };
}
