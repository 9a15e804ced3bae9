import { MAX_VALUE } from './logfmt';
import { type Head } from './record';

/** Most UTF-16 units of one value: heads of all kinds come together in one answer, every few seconds. */
const MOST_CARRIED = 12_000;

/**
 * What an overview needs of a record, as JSON in parts that each fit into a value of its head: `plan-0`, `plan-1`, … Nothing of one that
 * is too long: whoever reads the head then asks for the record. Absent members, never `undefined` ones.
 */
export function carry(key: string, value: unknown, most = MOST_CARRIED): Head {
  const text = swapped(JSON.stringify(value));
  if (text.length > most) {
    return {};
  }
  const head: Head = {};
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + MAX_VALUE, text.length);
    if (to < text.length && /[\ud800-\udbff]/.test(text[to - 1])) {
      to--; // no character is cut in two
    }
    head[`${key}-${Object.keys(head).length}`] = text.slice(from, to);
    from = to;
  }
  return head;
}

/** What `carry` wrote, to be parsed; undefined where the head has none of it, or not all. */
export function carried(head: Head, key: string): unknown {
  const parts: string[] = [];
  for (let part = head[`${key}-0`]; part !== undefined; part = head[`${key}-${parts.length}`]) {
    parts.push(part);
  }
  if (parts.length === 0) {
    return undefined;
  }
  try {
    return JSON.parse(swapped(parts.join(''))) as unknown;
  } catch {
    return undefined;
  }
}

/** JSON is full of quotation marks, which logfmt would write with a backslash each: they change places with apostrophes. */
function swapped(text: string): string {
  return text.replace(/["']/g, (mark) => (mark === '"' ? "'" : '"'));
}
