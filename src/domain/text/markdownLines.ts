/** What the lines of a Markdown text are, by CommonMark's rules for blocks. HTML is text here. */
export type MarkdownLine =
  | { kind: 'rule' | 'code' | 'indented'; raw: string }
  /** `isAdded`: it is not in the text. */
  | { kind: 'blank' | 'close'; raw: string; isAdded?: boolean }
  /** Of a paragraph; `prefix` are the marks of quotes and lists in front of it. */
  | { kind: 'text'; prefix: string; text: string; isFirst: boolean }
  | { kind: 'heading'; prefix: string; text: string }
  /** Makes a heading of the line before. */
  | { kind: 'underline' }
  /** `inside` is what stands in front of the code's lines. */
  | { kind: 'fence'; prefix: string; mark: string; info: string; inside: string };

/** A block quote, or a list item whose content stands `width` to the right. */
type Container = 'quote' | { width: number; isEmpty: boolean };
interface Fence {
  mark: string;
  inside: string;
}

const BLANK = /^[ \t]*$/;
const QUOTE = /^ {0,3}> ?/;
const HEADING = /^ {0,3}#{1,6}(?:[ \t]+|$)/;
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
export const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const MARKER = /^( {0,3}(?:[-*+]|(\d{1,9})[.)]))( +|$)/;
const LEAD = /^(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*/;

/** The lines of `text`, and a closing one for every fence that has none. Line breaks are `\n`. */
export function readLines(text: string): MarkdownLine[] {
  const reader = new Reader();
  text.split('\n').forEach((line) => reader.read(line));
  return reader.end();
}

class Reader {
  private readonly lines: MarkdownLine[] = [];
  private containers: Container[] = [];
  private fence: Fence | undefined;
  /** Lines of the paragraph that is open. */
  private paragraph = 0;

  read(raw: string): void {
    const line = withSpaces(raw);
    const { count, prefix } = this.match(line);
    const rest = line.slice(prefix.length);
    const isInside = count === this.containers.length;
    if (this.fence && isInside) {
      this.readCode(this.fence, this.containers.length ? line : raw, rest);
      return;
    }
    this.closeFence();
    if (BLANK.test(rest)) {
      this.containers = this.containers.slice(0, count);
      this.paragraph = 0;
      this.lines.push({ kind: 'blank', raw: line.trimEnd() });
      return;
    }
    this.readBlock(line, prefix, count);
  }

  end(): MarkdownLine[] {
    this.closeFence();
    return this.lines;
  }

  /** How many of the open containers go on in this line, and what of it they take. */
  private match(line: string): { count: number; prefix: string } {
    let at = 0;
    for (const [count, container] of this.containers.entries()) {
      const rest = line.slice(at);
      const taken =
        container === 'quote'
          ? QUOTE.exec(rest)?.[0].length
          : BLANK.test(rest)
            ? container.isEmpty
              ? undefined
              : 0
            : indentOf(rest) >= container.width
              ? container.width
              : undefined;
      if (taken === undefined) {
        return { count, prefix: line.slice(0, at) };
      }
      at += taken;
    }
    return { count: this.containers.length, prefix: line.slice(0, at) };
  }

  private readCode({ mark }: Fence, raw: string, rest: string): void {
    const end = /^ {0,3}(`+|~+)[ \t]*$/.exec(rest)?.[1];
    if (end && end[0] === mark[0] && end.length >= mark.length) {
      this.fence = undefined;
      this.lines.push({ kind: 'close', raw });
    } else {
      this.lines.push({ kind: 'code', raw });
    }
  }

  /** A fence ends with what it stands in; that is written down, since not all readers know. */
  private closeFence(): void {
    if (this.fence) {
      this.lines.push({ kind: 'close', raw: `${this.fence.inside}${this.fence.mark}`, isAdded: true });
      this.fence = undefined;
    }
  }

  private readBlock(line: string, matched: string, count: number): void {
    const isInside = count === this.containers.length;
    const opened: Container[] = [];
    let prefix = matched;
    for (;;) {
      const rest = line.slice(prefix.length);
      const goesOn = this.paragraph > 0 && opened.length === 0;
      const taken = indentOf(rest) < 4 ? containerAt(rest, goesOn && isInside) : undefined;
      if (!taken) {
        this.readLeaf(rest, {
          prefix,
          raw: line,
          goesOn,
          isInside,
          containers: [...this.containers.slice(0, count), ...opened],
        });
        return;
      }
      opened.push(taken.container);
      prefix += taken.mark;
    }
  }

  private readLeaf(
    rest: string,
    {
      prefix,
      raw,
      goesOn,
      isInside,
      containers,
    }: { prefix: string; raw: string; goesOn: boolean; isInside: boolean; containers: Container[] }
  ): void {
    const isIndented = indentOf(rest) >= 4;
    const isBlank = BLANK.test(rest);
    const isUnderline = !isBlank && !isIndented && goesOn && isInside && UNDERLINE.test(rest);
    if (isUnderline && this.paragraph === 1) {
      this.paragraph = 0;
      this.lines.push({ kind: 'underline' });
      return;
    }
    const leaf = isBlank || isIndented || isUnderline ? undefined : leafAt(rest, prefix, raw, containers);
    if (!leaf && goesOn && !isBlank) {
      this.paragraph++; // also without the marks of its containers
      this.lines.push({ kind: 'text', prefix, text: rest, isFirst: false });
      return;
    }
    this.containers = containers.map((one) => (one === 'quote' || isBlank ? one : { ...one, isEmpty: false }));
    this.paragraph = 0;
    if (leaf) {
      this.fence = leaf.kind === 'fence' ? { mark: leaf.mark, inside: leaf.inside } : undefined;
      this.lines.push(leaf);
    } else if (isBlank) {
      this.lines.push({ kind: 'blank', raw: raw.trimEnd() });
    } else if (isIndented) {
      if (!isInside) {
        this.lines.push({ kind: 'blank', raw: prefix.trimEnd(), isAdded: true }); // else some take it for the paragraph's
      }
      this.lines.push({ kind: 'indented', raw });
    } else {
      this.paragraph = 1;
      this.lines.push({ kind: 'text', prefix, text: rest, isFirst: true });
    }
  }
}

/** The quote or list item that begins here. One that would interrupt a paragraph has to look like one. */
function containerAt(rest: string, interrupts: boolean): { container: Container; mark: string } | undefined {
  const quote = QUOTE.exec(rest)?.[0];
  if (quote) {
    return { container: 'quote', mark: quote };
  }
  if (RULE.test(rest) || (interrupts && UNDERLINE.test(rest))) {
    return undefined;
  }
  const [, mark, number, spaces = ''] = MARKER.exec(rest) ?? [];
  if (!mark) {
    return undefined;
  }
  const isEmpty = BLANK.test(rest.slice(mark.length));
  if (interrupts && (isEmpty || (number !== undefined && Number(number) !== 1))) {
    return undefined;
  }
  const gap = isEmpty || spaces.length > 4 ? 1 : spaces.length;
  return { container: { width: mark.length + gap, isEmpty }, mark: rest.slice(0, mark.length + gap) };
}

function leafAt(
  rest: string,
  prefix: string,
  raw: string,
  containers: Container[]
): Exclude<MarkdownLine, { kind: 'text' | 'underline' }> | undefined {
  const heading = HEADING.exec(rest)?.[0];
  if (heading) {
    return { kind: 'heading', prefix, text: rest.slice(heading.length) };
  }
  const [, mark, info = ''] = FENCE.exec(rest) ?? [];
  if (mark) {
    const inside = containers.map((one) => (one === 'quote' ? '> ' : ' '.repeat(one.width))).join('');
    return { kind: 'fence', prefix, mark, info: info.trim(), inside };
  }
  return RULE.test(rest) ? { kind: 'rule', raw } : undefined;
}

function indentOf(text: string): number {
  return text.search(/[^ ]|$/);
}

/** Tabs in front of the text as the spaces that they stand for. */
function withSpaces(line: string): string {
  const lead = LEAD.exec(line)?.[0] ?? '';
  return lead.includes('\t')
    ? [...lead].reduce((done, one) => done + (one === '\t' ? ' '.repeat(4 - (done.length % 4)) : one), '') +
        line.slice(lead.length)
    : line;
}
