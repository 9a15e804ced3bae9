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
  let from = 0;
  // by hand: a list of ten thousand heads is read at once
  for (let equals = text.indexOf('='); equals !== -1; equals = text.indexOf('=', from)) {
    let start = equals;
    while (start > from && isKeyCode(text.charCodeAt(start - 1))) {
      start--;
    }
    const end = text[equals + 1] === '"' ? closingQuote(text, equals + 2) : -1;
    if (end !== -1) {
      from = end + 1;
    } else {
      from = equals + 1;
      while (from < text.length && !isBareEnd(text.charCodeAt(from))) {
        from++;
      }
    }
    if (start < equals) {
      head[text.slice(start, equals)] =
        end === -1 ? text.slice(equals + 1, from) : unquote(text.slice(equals + 2, end));
    } else {
      from = equals + 1; // a sign that belongs to no key: what follows may be one
    }
  }
  return head;
}

function isKeyCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45;
}

/** A quotation mark or white space. */
function isBareEnd(code: number): boolean {
  return (
    code === 34 || code === 32 || (code >= 9 && code <= 13) || (code > 127 && /\s/.test(String.fromCharCode(code)))
  );
}

/** Where the quoted value that begins at `from` ends; -1 when it does not. */
function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) {
      at++;
    } else if (code === 34) {
      return at;
    }
  }
  return -1;
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
  return !value.includes('\\')
    ? value
    : value.replace(/\\([\s\S])/g, (_, character: string) => UNESCAPES[character] ?? character);
}
