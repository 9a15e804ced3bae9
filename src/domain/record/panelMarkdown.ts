/** What a text panel puts values in: `$variable`, and from Grafana 13 on `{{ expression }}`, which throws when it is none. */
const TEMPLATED = /\$|\{{2,}/g;
const PUNCTUATION = /[!-/:-@[-`{-~]/g;
const CODE_SPAN = /(?<![\\`])(`+)(?!`)(.*?[^`])\1(?!`)/g;
/** What stands before a fence inside lists and quotes, the fence, and its language. */
const FENCE = /^((?:[ \t>]|[-*+] |\d+[.)] )*)(`{3,}|~{3,})(.*)$/;

/**
 * The Markdown of a report, so that text panels show it as it was written. Entities do that everywhere but in code, where
 * they would be shown: code that needs them is written as HTML, in which they are read again.
 */
export function escapeVariables(markdown: string): string {
  const shown: string[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const end = closingFence(lines, at);
    const code = end === undefined ? [] : lines.slice(at + 1, end);
    if (end === undefined) {
      shown.push(escapeLine(lines[at]));
    } else {
      shown.push(...(code.some(isTemplated) ? asHtml(lines[at], code) : lines.slice(at, end + 1)));
      at = end;
    }
  }
  return shown.join('\n');
}

/** Where the code block that opens in this line ends; undefined when none opens, or none closes. */
function closingFence(lines: string[], at: number): number | undefined {
  const [, , fence, language = ''] = FENCE.exec(lines[at]) ?? [];
  if (!fence || isTemplated(language) || (fence.startsWith('`') && language.includes('`'))) {
    return undefined;
  }
  const end = lines.findIndex((line, index) => {
    const text = line.replace(/^[ \t>]*/, '').trimEnd();
    return index > at && text.length >= fence.length && text === fence[0].repeat(text.length);
  });
  return end < 0 ? undefined : end;
}

function asHtml(opening: string, code: string[]): string[] {
  const [, before = ''] = FENCE.exec(opening) ?? [];
  const indent = before.replace(/[^ \t>]/g, ' ');
  const [first, ...rest] = code.map((line) => {
    const inside = line.startsWith(indent) ? indent.length : line.search(/[^ \t>]|$/);
    return { before: line.slice(0, inside), text: line.slice(inside).replace(/[&<>]|\$|\{{2,}/g, asEntities) };
  });
  const following = rest.map((line) => line.before + line.text);
  return [`${before}<pre><code>${first.text}`, ...following, `${indent}</code></pre>`];
}

function escapeLine(line: string): string {
  return line
    .replace(CODE_SPAN, (span: string, _ticks: string, code: string) =>
      isTemplated(code) ? `<code>${asSpanText(code).replace(PUNCTUATION, asEntities)}</code>` : span
    )
    .replace(TEMPLATED, asEntities);
}

/** Of a code span with a space at both ends, one at each is not shown. */
function asSpanText(code: string): string {
  return /^ .*\S.* $/.test(code) ? code.slice(1, -1) : code;
}

function isTemplated(text: string): boolean {
  return text.search(TEMPLATED) >= 0;
}

function asEntities(text: string): string {
  return text.replace(/./g, (letter) => `&#${letter.charCodeAt(0)};`);
}
