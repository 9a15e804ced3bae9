import { MAX_TEXT } from '../../domain/record/limits';
import { commonReasons } from '../../shared/words/reasons/common';

/** Says so at the field; nothing is cut, what was typed or pasted stays in it. */
export function tooLong(text: string, limit = MAX_TEXT): string | undefined {
  return text.length > limit ? commonReasons.tooLong({ limit }) : undefined;
}
