import { isRefused, type Outcome, refuse } from '../../record/outcome';
import { splitFrontMatter } from '../../text/frontMatter';
import { MAX_STEPS } from '../schema';
import { readCommunity } from './community';
import { type Imported } from './imported';
import { readOwn } from './own';

/** Longest file that is read, in UTF-16 units: a record of that size could not be kept. */
export const MAX_FILE = 400_000;

/**
 * Reads a runbook from Markdown: a file of ours exactly, any other by its headings and code blocks, with nothing lost. `name` is the
 * file's, for a title where it says none. Refused: too large, more steps than are kept, or front matter that is not YAML or would explode.
 */
export function importMarkdown(text: string, name = ''): Outcome<Imported> {
  if (text.length > MAX_FILE) {
    return refuse({
      code: 'import.tooLarge',
      values: { limit: Math.round(MAX_FILE / 1000), size: Math.round(text.length / 1000) },
    });
  }
  const split = splitFrontMatter(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  if (isRefused(split)) {
    return split;
  }
  const { front, body, offset } = split.ok;
  const read = front.opsbook === 1 ? readOwn(front, body) : { ok: readCommunity(front, body, offset, name) };
  const count = isRefused(read) ? 0 : Object.keys(read.ok.content.steps).length;
  return count > MAX_STEPS ? refuse({ code: 'runbook.tooManySteps', values: { limit: MAX_STEPS, count } }) : read;
}
