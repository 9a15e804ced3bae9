import { type Head } from './record';

/** Longest value that is kept whole, in UTF-16 units; longer ones end with `…`. */
export const MAX_VALUE = 300;

const ESCAPES: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const UNESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

/** Writes `key=value` pairs in the order given. Keys are `[a-z0-9-]`; empty values are left out. */
export function formatLogfmt(head: Head): string {
  return Object.entries(head)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}=${quote(shorten(value))}`)
    .join(' ');
}

/** Reads what `formatLogfmt` wrote; anything else in the text is skipped, never thrown at the caller. */
export function parseLogfmt(text: string): Head {
  const head: Head = {};
  for (const [, key, quoted, bare] of text.matchAll(/([a-z0-9-]+)=(?:"((?:[^"\\]|\\[\s\S])*)"|([^\s"]*))/g)) {
    head[key] = quoted === undefined ? bare : unquote(quoted);
  }
  return head;
}

/** Cuts to `limit` UTF-16 units with a trailing `…`, never through a surrogate pair. */
export function shorten(value: string, limit = MAX_VALUE): string {
  if (value.length <= limit) {
    return value;
  }
  const cut = value.slice(0, limit - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

function quote(value: string): string {
  if (/^[A-Za-z0-9_:.,+/@%-]+$/.test(value)) {
    return value;
  }
  return `"${value.replace(/["\\\n\r\t]/g, (character) => ESCAPES[character])}"`;
}

function unquote(value: string): string {
  return value.replace(/\\([\s\S])/g, (_, character: string) => UNESCAPES[character] ?? character);
}
