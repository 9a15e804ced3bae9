import { type Language } from '../language';

/** What a document says of `count` private incidents that it leaves out; absent when there are none. */
export function leftOutNote(count: number, language: Language): string | undefined {
  if (count === 0) {
    return undefined;
  }
  if (language === 'fr') {
    return count === 1
      ? '1 incident privé est laissé de côté, dans la liste comme dans les chiffres.'
      : `${count} incidents privés sont laissés de côté, dans la liste comme dans les chiffres.`;
  }
  return count === 1
    ? '1 private incident is left out, of the list and of the numbers.'
    : `${count} private incidents are left out, of the list and of the numbers.`;
}

export const CONFIDENTIAL: Record<Language, string> = {
  en: '**Confidential**: it tells of private incidents.',
  fr: '**Confidentiel** : il y est question d’incidents privés.',
};
