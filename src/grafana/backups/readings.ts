import { lengthOf } from '../../domain/backup/age';
import { newestOverTime, questionsOf } from '../../domain/backup/questions';
import { type ReadingAnswers, type BackupReading, readingOf } from '../../domain/backup/reading';
import { type Element } from '../../domain/backup/schema';
import { type TimeGrid } from '../../domain/time/window';
import { planner } from '../prometheus/planner';

interface ReadElement {
  reading: BackupReading;
  /** Why Prometheus did not say. */
  error?: unknown;
}

type Elements = Array<[string, Element]>;

/** What the metrics of all elements say now, asked together. Never rejects: what cannot be asked says so by itself. */
export async function readElements(
  elements: Elements,
  fallback: string | undefined,
  signal?: AbortSignal
): Promise<Record<string, ReadElement>> {
  const now = Date.now() / 1000;
  const read = await Promise.all(elements.map(([, element]) => readElement(element, fallback, now, signal)));
  return Object.fromEntries(elements.map(([key], index) => [key, read[index]]));
}

async function readElement(
  element: Element,
  fallback: string | undefined,
  now: number,
  signal?: AbortSignal
): Promise<ReadElement> {
  const questions = questionsOf(element, now);
  const uid = sourceOf(element, fallback);
  if (!questions) {
    return { reading: readingOf(element.source, {}, now) };
  }
  if (!uid) {
    return { reading: { why: 'noDataSource' } };
  }
  try {
    const answers = await Promise.all(
      Object.entries(questions).map(async ([what, expr]: [string, string]) => {
        const { value } = await planner.instant(uid, expr, { signal });
        return value === undefined ? [] : [[what, value] as const];
      })
    );
    return { reading: readingOf(element.source, Object.fromEntries(answers.flat()) as ReadingAnswers, now) };
  } catch (error) {
    return { reading: { why: 'failed' }, error };
  }
}

/** The newest success of each element over a grid; one whose past cannot be asked has none. */
export async function readPast(
  elements: Elements,
  fallback: string | undefined,
  grid: TimeGrid,
  signal?: AbortSignal
): Promise<Record<string, Array<number | undefined>>> {
  const nothing = new Array<undefined>(lengthOf(grid)).fill(undefined);
  const columns = await Promise.all(
    elements.map(async ([key, element]): Promise<[string, Array<number | undefined>]> => {
      const asked = newestOverTime(element.source);
      const uid = sourceOf(element, fallback);
      if (!asked || !uid) {
        return [key, nothing];
      }
      try {
        const { values } = await planner.history(uid, asked.expr, grid, Date.now() / 1000, { signal });
        return [key, values];
      } catch {
        return [key, nothing];
      }
    })
  );
  return Object.fromEntries(columns);
}

function sourceOf({ source }: Element, fallback: string | undefined): string | undefined {
  return source.kind === 'hand' ? undefined : (source.dataSource ?? fallback);
}
