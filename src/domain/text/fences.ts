const FENCE = /^ {0,3}(`{3,}|~{3,})/;

interface Fenced {
  /** Places of the lines of its fences. */
  from: number;
  to: number;
  /** What follows the opening fence: `bash`, `yaml opsbook`. */
  info: string;
  content: string;
}

/** The code blocks of these lines; one that is not closed ends with them. */
export function fencesIn(lines: string[]): Fenced[] {
  const found: Fenced[] = [];
  let open: string | undefined;
  let from = 0;
  lines.forEach((line, index) => {
    const after = fenceAfter(line, open);
    if (open === undefined && after !== undefined) {
      from = index;
    } else if (open !== undefined && after === undefined) {
      found.push(block(lines, from, index));
    }
    open = after;
  });
  if (open !== undefined) {
    found.push(block(lines, from, lines.length));
  }
  return found;
}

function block(lines: string[], from: number, to: number): Fenced {
  return {
    from,
    to,
    info: lines[from].replace(/^\s*[`~]+/, '').trim(),
    content: lines.slice(from + 1, to).join('\n'),
  };
}

/** A code block that its content cannot end. */
export function fence(content: string, info: string): string {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  return [mark + info, content, mark].join('\n');
}

/** The text with its last code block closed, so that it takes nothing in that follows. */
export function closed(text: string): string {
  let open: string | undefined;
  for (const line of text.split('\n')) {
    open = fenceAfter(line, open);
  }
  return open ? `${text}\n${open}` : text;
}

/** The fence that is open after this line, when `open` was before it (CommonMark 4.5). */
export function fenceAfter(line: string, open: string | undefined): string | undefined {
  const mark = FENCE.exec(line)?.[1];
  if (open === undefined) {
    const isInline = mark?.startsWith('`') && line.slice(line.indexOf(mark) + mark.length).includes('`');
    return isInline ? undefined : mark;
  }
  const closes = mark !== undefined && mark[0] === open[0] && mark.length >= open.length && line.trim() === mark;
  return closes ? undefined : open;
}
