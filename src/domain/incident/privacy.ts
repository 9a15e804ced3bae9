import { CONFIDENTIAL, leftOutNote } from '../text/documents/privacy';
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

/** The line that a document for others begins with, about the private incidents it could tell of; absent: there are none. */
export function privacyNote(count: number, withPrivate: boolean, language: Language): string | undefined {
  return withPrivate && count > 0 ? CONFIDENTIAL[language] : leftOutNote(count, language);
}
