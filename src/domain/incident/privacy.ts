import { type Language } from '../text/language';

interface Kept {
  private?: boolean;
}

/** What a document for others tells of: private ones only where they were asked for. */
export function shareable<T extends Kept>(items: T[], withPrivate = false): T[] {
  return withPrivate ? items : items.filter((item) => !item.private);
}

export function privateCount(items: Kept[]): number {
  return items.filter((item) => item.private).length;
}

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

const CONFIDENTIAL = {
  en: '**Confidential**: it tells of private incidents.',
  fr: '**Confidentiel** : il y est question d’incidents privés.',
};

/** The line that a document for others begins with, about the private incidents it could tell of; absent: there are none. */
export function privacyNote(count: number, withPrivate: boolean, language: Language): string | undefined {
  return withPrivate && count > 0 ? CONFIDENTIAL[language] : leftOutNote(count, language);
}
