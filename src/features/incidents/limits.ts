import { MAX_TEXT } from '../../domain/record/limits';
import { reasonText } from '../../shared/words/reasons';

/** Says so at the field; nothing is cut, what was typed or pasted stays in it. */
export function tooLong(text: string, limit = MAX_TEXT): string | undefined {
  return text.length > limit ? reasonText({ code: 'tooLong', values: { limit } }) : undefined;
}
