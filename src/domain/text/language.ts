import { z } from 'zod/mini';

export const languageSchema = z.enum(['en', 'fr']);
export type Language = z.infer<typeof languageSchema>;
/** A text in both languages. */
export type Words = Record<Language, string>;

/** A text of the team's; while it is still the one of an example in any language, in `to`. */
export function exampleIn(example: Words | undefined, text: string, to: Language): string {
  return example && Object.values(example).includes(text) ? example[to] : text;
}
