/** Addresses of reference links, by label. */
export type References = Map<string, string>;

const TOKEN = /\\?`+|\\[!-/:-@[-`{-~]|<https?:\/\/[^\s<>`]+>|<(?![\s\d=-]|$)|!{0,50}\[|\]\(/gi;
/** What follows the text of a link: an address without anything that could be read in two ways, and a title. */
const TAIL =
  /\([ \t]*(?:<([^<>`\\[\]\n]*)>|((?:[^\s()<>`\\[\]]|\([^\s()<>`\\[\]]*\))*))([ \t]+(?:"[^"\\`<[\]]*"|'[^'\\`<[\]]*'))?[ \t]*\)/y;
const REFERENCE = /\[([^[\]\\`]+)\](?:\[([^[\]\\`]*)\])?(?!\()/y;
const ADDRESS = /^(?:https?:\/\/|mailto:|\/(?!\/)|[#?.]|[\w.-]+(?:[/#?]|$)|$)/i; // `//host` leads elsewhere than it says
/** Where readers make links of bare addresses, they take all up to a space for one. */
const BARE_ADDRESS = /(?:https?:\/\/|ftp:\/\/|www\.)[^\s<]*$/i;
const DEFINITION =
  /^\[([^[\]\\`]+)\]:[ \t]*(?:<([^<>\s]+)>|([^\s<>]+))(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/;

/** What a token is replaced by, and where reading goes on. */
type Replaced = [part: string, next: number];

export interface SpanOptions {
  references?: References;
  /** `|` may end a cell, and with it code. */
  isInTable?: boolean;
}

/**
 * A line of Markdown of which only what cannot be misread stays markup: no HTML, no images (they become links), only links
 * that are safe and whole, only code that ends where it began.
 */
export function spans(text: string, options: SpanOptions = {}): string {
  const parts: string[] = [];
  let at = 0;
  for (let found = tokenAt(text, at); found; found = tokenAt(text, at)) {
    const [part, next] = replaced(text, found[0], found.index, options);
    parts.push(text.slice(at, found.index), part);
    at = next;
  }
  return parts.join('') + text.slice(at);
}

/** The label and the address that a line defines for links elsewhere in its text. */
export function definitionIn(text: string): { label: string; address: string } | undefined {
  const [, label, angled, plain] = DEFINITION.exec(text) ?? [];
  const address = angled ?? plain;
  return label && address && /^(?:https?:\/\/|mailto:|\/(?!\/)|[#.])/i.test(address)
    ? { label: labelKey(label), address: encoded(address) }
    : undefined;
}

/** Whether the text could begin with a definition, which shows nothing. */
export function looksDefining(text: string): boolean {
  return /^\[(?:\\[^]|[^\\[\]])*\]:/.test(text);
}

/** The labels that a line's links refer to. */
export function labelsIn(text: string): string[] {
  const links = text.replace(/^\s*\[[^\]]*\]:/, '');
  return [...links.matchAll(new RegExp(REFERENCE.source, 'g'))].map(([, label, other]) => labelKey(other || label));
}

function tokenAt(text: string, at: number): RegExpExecArray | null {
  TOKEN.lastIndex = at;
  return TOKEN.exec(text);
}

function replaced(text: string, token: string, at: number, options: SpanOptions): Replaced {
  const end = at + token.length;
  if (token.endsWith('`') && (token.startsWith('`') || token.startsWith('\\'))) {
    return token.startsWith('\\') ? [escapedAll(token.slice(1)), end] : code(text, token, at, options);
  }
  if (token === '](') {
    return linkTail(text, at);
  }
  if (token.endsWith('[') && !token.startsWith('\\')) {
    return reference(text, token, end, options);
  }
  return [token === '<' ? '&lt;' : token, end];
}

function code(text: string, mark: string, at: number, { isInTable }: SpanOptions): Replaced {
  const start = at + mark.length;
  const close = closing(text, mark, start);
  const word = text.slice(Math.max(text.lastIndexOf(' ', at), text.lastIndexOf('<', at)) + 1, at);
  return close === undefined || BARE_ADDRESS.test(word) || (isInTable && text.slice(start, close).includes('|'))
    ? [escapedAll(mark), start]
    : [text.slice(at, close + mark.length), close + mark.length];
}

function closing(text: string, mark: string, from: number): number | undefined {
  for (const { 0: run, index } of text.slice(from).matchAll(/`+/g)) {
    if (run.length === mark.length) {
      return from + index;
    }
  }
  return undefined;
}

function linkTail(text: string, at: number): Replaced {
  TAIL.lastIndex = at + 1;
  const [whole, angled, plain, title = ''] = TAIL.exec(text) ?? [];
  const address = angled ?? plain;
  return whole === undefined || address === undefined || !ADDRESS.test(address)
    ? [']\\(', at + 2]
    : [`](${angled === undefined ? address : encoded(angled)}${title})`, at + 1 + whole.length];
}

/** An opening bracket: of a link, of one whose address stands elsewhere, or of an image, which becomes a link. */
function reference(text: string, token: string, end: number, { references }: SpanOptions): Replaced {
  const marks = '\\!'.repeat(Math.max(0, token.length - 2));
  REFERENCE.lastIndex = end - 1;
  const [whole, label, other] = (references?.size ? REFERENCE.exec(text) : undefined) ?? [];
  const address = label && references?.get(labelKey(other || label));
  return whole && address ? [`${marks}[${spans(label)}](${address})`, end - 1 + whole.length] : [`${marks}[`, end];
}

function escapedAll(marks: string): string {
  return marks.replace(/./g, '\\$&');
}

/** An address that nothing in it ends. */
export function encoded(address: string): string {
  return address.replace(/[\s()<>]/g, (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
}

function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}
