import { compared, recoveryPoint, recoveryTime } from '../../domain/backup/drill';
import { drillQuestions, type DrillQuestions, NEWEST_STEP } from '../../domain/backup/drillQuestions';
import { type DrillPlan, type DrillResult } from '../../domain/backup/schema';
import { wayTo } from '../dataSources';
import { planner } from '../prometheus/planner';

interface Options {
  /** Seconds since the epoch. */
  started: number;
  now: number;
  /** The Prometheus to ask where the plan names none. */
  fallback: string;
  signal?: AbortSignal;
}

const MOST_SAMPLES = 2_000;
const NEWEST_SPAN = 7 * 86_400;

/** How far a drill has come, from queries alone. Throws RequestError. */
export async function measureDrill(
  plan: DrillPlan,
  { started, now, fallback, signal }: Options
): Promise<DrillResult & { scrapeSeconds: number }> {
  const { target, original } = plan;
  const restoredAt = target.dataSource ?? fallback;
  const questions = drillQuestions(plan);
  const scrapeSeconds = wayTo(restoredAt).scrapeInterval;
  const cut = Date.parse(plan.cut) / 1000;
  const [samples, newest] = await Promise.all([
    probed(restoredAt, questions.probe, { started, now, step: scrapeSeconds, signal }),
    newestPoint(restoredAt, questions.newest, cut, signal),
  ]);
  const point = recoveryPoint(newest, cut, scrapeSeconds);
  const comparisons = await Promise.all(
    plan.invariants.map(async (invariant, index) => {
      const asked = questions.invariants[index];
      // as of the newest restored point, once a scrape has seen it: what came later is lost, and no fault of the copy
      const at = Math.min(newest === undefined ? cut : newest + scrapeSeconds, now);
      const [theirs, ours] = await Promise.all([
        planner.instant(original.dataSource ?? fallback, asked.original, { at, signal }),
        planner.instant(restoredAt, asked.restored, {
          ...(questions.newest.from === 'samples' && newest !== undefined && { at: newest }),
          signal,
        }),
      ]);
      return compared(invariant, theirs.value, ours.value, scrapeSeconds);
    })
  );
  const time = recoveryTime(samples, started);
  return {
    comparisons,
    scrapeSeconds: Math.max(scrapeSeconds, time?.within ?? 0), // a drill of many hours is asked in wider steps
    ...(time && { rtoSeconds: time.seconds }),
    ...(point && newest !== undefined && { rpoSeconds: point.seconds, newest: new Date(newest * 1000).toISOString() }),
  };
}

async function probed(
  uid: string,
  expr: string,
  { started, now, step, signal }: { started: number; now: number; step: number; signal?: AbortSignal }
) {
  const wide = Math.max(step, Math.ceil((now - started) / MOST_SAMPLES));
  const start = Math.ceil(started);
  const grid = { start, end: Math.max(start, Math.floor(now)), step: wide };
  const { values } = await planner.range(uid, expr, grid, signal);
  return values.map((value, index) => ({ time: grid.start + index * wide, value }));
}

async function newestPoint(
  uid: string,
  { expr, from }: DrillQuestions['newest'],
  cut: number,
  signal?: AbortSignal
): Promise<number | undefined> {
  if (from === 'value') {
    return (await planner.instant(uid, expr, { signal })).value;
  }
  const grid = { start: Math.floor(cut) - NEWEST_SPAN, end: Math.floor(cut), step: NEWEST_STEP };
  const { values } = await planner.range(uid, expr, grid, signal);
  const known = values.filter((value): value is number => value !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}
