import { type Content } from './schema';

/** Says neither how to find the cause nor what to do: an alert that leads there is as good as alone. */
export function isStub({ sections, steps }: Pick<Content, 'sections' | 'steps'>): boolean {
  const isWritten = [sections.diagnosis, sections.mitigation, sections.causes, sections.solutions].some(
    (text) => text !== undefined && text.trim() !== ''
  );
  return !isWritten && Object.values(steps).every(({ kind }) => kind === 'note');
}
