import { EXPORTERS } from '../../domain/backup/exporters';
import { backupQueries, type FoundBackup } from '../../domain/catalogue/backups';
import { type Exporter } from '../../domain/catalogue/exporter';
import {
  bucketsOf,
  countQuery,
  type FoundExporter,
  type Look,
  namesOf,
  OBSERVED_QUERY,
  presentIn,
  serviceSelector,
  servicesOf,
} from '../../domain/catalogue/look';
import { type Names } from '../../domain/catalogue/names';
import { writeSelector } from '../../domain/promql/promql';
import { RequestError } from '../request';
import { type Answer, queryInstant, queryNames, queryTypes, type Sample } from './prometheus';

/** A question that was not answered, and why. */
interface Unanswered {
  query: string;
  error: RequestError;
}

export interface Looked extends Look {
  /** More names than are read: what lies beyond is not known. */
  isCut: boolean;
  /** Exporters that name more services, or backups, than are read. */
  crowded: string[];
  unanswered: Unanswered[];
  /** What Prometheus says beside its answers, partial answers of Thanos and Mimir included. */
  warnings: string[];
}

const MOST_NAMES = 50_000;
const MOST_BOUNDS = 200;
const MOST_LABELS = 200;
/** Services, or backups, of one exporter: of a hundred thousand the server sends those with the most series. */
export const MOST_FOUND = 500;
/** Browsers and Grafana's proxy take five at a time; one is left for others. */
const TOGETHER = 4;

/** Asks a Prometheus what it has: its names first, then each exporter that is there. Throws RequestError when it does not tell its names. */
export async function lookAt(
  uid: string,
  signal?: AbortSignal,
  onProgress?: (done: number, of: number) => void
): Promise<Looked> {
  const notes = new Notes();
  const { result: metrics, warnings } = await queryNames(uid, 'label/__name__/values', { limit: MOST_NAMES, signal });
  notes.warn(warnings);
  const told = await notes.ask('metadata', signal, () => queryTypes(uid, { signal }));
  const types = Object.fromEntries(told?.result ?? []);
  const names = namesOf({ metrics, types });
  const present = presentIn(names);
  const found: Record<string, FoundExporter> = {};
  const backups: FoundBackup[] = [];
  const crowded: string[] = [];
  const most = async (name: string, query: string): Promise<Sample[]> => {
    const answer = await notes.ask(query, signal, () =>
      queryInstant(uid, `topk(${MOST_FOUND + 1}, ${query})`, { signal })
    );
    const samples = answer?.result ?? [];
    if (samples.length > MOST_FOUND) {
      crowded.push(name);
    }
    return samples.slice(0, MOST_FOUND);
  };
  const wanted = backupQueries(names);
  let observedHours: number | undefined;
  let done = 0;
  const step = async (work: () => Promise<void>) => {
    await work();
    onProgress?.(++done, present.length + wanted.length + 1);
  };
  await inTurns([
    () =>
      step(async () => {
        const answer =
          names.has('up') &&
          (await notes.ask(OBSERVED_QUERY, signal, () => queryInstant(uid, OBSERVED_QUERY, { signal })));
        observedHours = answer ? (answer.result.at(0)?.value ?? 0) : undefined; // younger than the first half hour
      }),
    ...present.map(
      (exporter) => () =>
        step(async () => {
          found[exporter.key] = await lookAtExporter(
            uid,
            exporter,
            names,
            notes,
            (query) => most(exporter.name, query),
            signal
          );
        })
    ),
    ...wanted.map(
      ({ exporter, query }) =>
        () =>
          step(async () => {
            const found = await most(EXPORTERS[exporter].name, query);
            backups.push(...found.map(({ labels, value }) => ({ exporter, labels, value })));
          })
    ),
  ]);
  return {
    metrics,
    types,
    found,
    backups,
    ...(observedHours !== undefined && { observedHours }),
    isCut: metrics.length >= MOST_NAMES,
    crowded,
    unanswered: notes.unanswered,
    warnings: [...notes.warnings],
  };
}

async function lookAtExporter(
  uid: string,
  exporter: Exporter,
  names: Names,
  notes: Notes,
  most: (query: string) => Promise<Sample[]>,
  signal: AbortSignal | undefined
): Promise<FoundExporter> {
  const selector = serviceSelector(exporter, names);
  const list = (what: Parameters<typeof queryNames>[1], match: string, limit: number) =>
    notes.ask(`${what} ${match}`, signal, () => queryNames(uid, what, { match, limit, signal }));
  const labels = selector ? ((await list('labels', selector, MOST_LABELS))?.result ?? []) : [];
  const counting = countQuery(exporter, names, labels);
  const [counted, ...bounds] = await Promise.all([
    counting === undefined ? [] : most(counting),
    ...bucketsOf(exporter, names).map(async (metric): Promise<[string, string[]]> => {
      const match = writeSelector({ name: names.of(metric) ?? metric, matchers: [] });
      return [metric, (await list('label/le/values', match, MOST_BOUNDS))?.result ?? []];
    }),
  ]);
  return {
    labels,
    services: servicesOf(exporter, counted),
    bounds: Object.fromEntries(bounds),
  };
}

/** What went wrong on the way: one question without an answer leaves the others standing. */
class Notes {
  readonly unanswered: Unanswered[] = [];
  readonly warnings = new Set<string>();

  warn(warnings: string[]): void {
    warnings.forEach((warning) => this.warnings.add(warning));
  }

  async ask<T>(
    query: string,
    signal: AbortSignal | undefined,
    work: () => Promise<Answer<T>>
  ): Promise<Answer<T> | undefined> {
    try {
      const answer = await work();
      this.warn(answer.warnings);
      return answer;
    } catch (error) {
      if (!(error instanceof RequestError) || signal?.aborted) {
        throw error;
      }
      this.unanswered.push({ query, error });
      return undefined;
    }
  }
}

async function inTurns(works: Array<() => Promise<void>>): Promise<void> {
  const left = [...works];
  const worker = async () => {
    for (let work = left.shift(); work; work = left.shift()) {
      await work();
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
}
