/** Markdown from text that somebody typed: nothing in it may change the structure of a document. */

/** Not between letters. Not written as a literal, in which the compiler spells out every letter there is: 5 KB. */
const EDGE_UNDERSCORE = new RegExp(String.raw`(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])`, 'gu');

/** One line of plain text, as it was typed: markup characters are escaped, line breaks become spaces. */
export function inline(text: string): string {
  return text
    .replace(/[\s\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
    .trim()
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/[\\`*[\]|]/g, '\\$&')
    .replace(EDGE_UNDERSCORE, '\\_')
    .replace(/</g, '&lt;')
    .replace(/^([#>+-])(?=\s|$)/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/**
 * Markdown that a person wrote, kept as such: headings are lowered under the document's own, HTML is shown as text,
 * an open code fence is closed, so that what follows it stays what it is.
 */
export function block(text: string): string {
  let fence: string | undefined;
  const lines = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim()
    .split('\n')
    .map((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
      if (fence) {
        if (mark && mark[0] === fence[0] && mark.length >= fence.length && line.trim() === mark) {
          fence = undefined;
        }
        return line;
      }
      if (mark && !(mark[0] === '`' && line.slice(line.indexOf(mark) + mark.length).includes('`'))) {
        fence = mark;
        return line;
      }
      return withoutHtml(line)
        .replace(/^( {0,3})#{1,6}(?=\s|$)/, '$1####')
        .replace(/^( {0,3})\[([^\]]+)\]:/, '$1\\[$2]:') // “[14:30]: restarted” defines no link
        .replace(/^( {0,3})(=+|-{2,})\s*$/, '$1\\$2');
    });
  return [...lines, ...(fence ? [fence] : [])].join('\n');
}

/** Escapes `<` outside of code spans; autolinks stay. */
function withoutHtml(line: string): string {
  return line
    .split(/(`+[^`]+`+)/)
    .map((part, index) => (index % 2 ? part : part.replace(/<(?!https?:\/\/[^\s<>]+>)/g, '&lt;')))
    .join('');
}

/** Alone on its line; in a list item it would swallow what follows. */
const FENCE = /^(?:`{3,}[^`]*|~{3,}.*)$/;

/** The lines of a text as list items, whatever bullets or numbers they were typed with. */
export function items(text: string): string[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, '').trim())
    .filter((line) => line !== '' && !FENCE.test(line))
    .map((line) => block(line));
}

/** A fenced block that its content cannot end. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [fence, text.replace(/\r\n?/g, '\n').replace(/\n+$/, ''), fence].join('\n');
}

/** A table cell: one line, `|` escaped. */
export function cell(text: string): string {
  return inline(text);
}
