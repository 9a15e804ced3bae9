import { z } from 'zod/mini';

const UNSEEN = new RegExp(String.raw`[\s\p{Cc}\u200b\u2028-\u202e\u2060-\u2069]+`, 'gu');

/**
 * Control characters, line breaks and what cannot be seen have no place in a title; nor have characters that turn the direction of the
 * text after them. What joins emoji and Indic letters stays.
 */
export function oneLine(text: string): string {
  return text.replace(UNSEEN, ' ').trim();
}

/** A title that somebody gives: cleaned before it is looked at, so that what is left of it is what is checked. */
export function givenLine(limit: number) {
  return z.string().check(z.overwrite(oneLine), z.minLength(1), z.maxLength(limit));
}
