import { parseDocument } from 'yaml';
import { type Outcome, refuse } from '../record/outcome';

export type Front = Record<string, unknown>;

/** Anchors may be repeated so often; nested ones multiply, and a small file would fill the memory. */
const MOST_ALIASES = 20;
const FRONT = /^---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/;

/** Front matter and what follows; `offset` counts the lines before the body. A file that has none is all body. */
export function splitFrontMatter(text: string): Outcome<{ front: Front; body: string; offset: number }> {
  const found = FRONT.exec(text);
  if (!found) {
    return { ok: { front: {}, body: text, offset: 0 } };
  }
  const parsed = parseYaml(found[1], 1);
  if ('refused' in parsed) {
    return parsed;
  }
  const value = parsed.ok ?? {};
  return isMapping(value)
    ? { ok: { front: value, body: text.slice(found[0].length), offset: found[0].split('\n').length - 1 } }
    : refuse({ code: 'import.frontMatter', values: { line: 2 } });
}

/** `offset`: lines of the file above this text. */
export function parseYaml(text: string, offset: number): Outcome<unknown> {
  const document = parseDocument(text, { logLevel: 'silent' });
  const [error] = document.errors;
  if (error) {
    return refuse({ code: 'import.frontMatter', values: { line: (error.linePos?.[0].line ?? 1) + offset } });
  }
  try {
    return { ok: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch {
    return refuse({ code: 'import.aliases' });
  }
}

export function isMapping(value: unknown): value is Front {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
