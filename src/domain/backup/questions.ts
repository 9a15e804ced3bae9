import { writeSelector } from '../promql/promql';
import { EXPORTERS, type ExporterSeries } from './exporters';
import { type BackupSource, type Element, type ExporterKey } from './schema';

/** Seconds that a reported success may lie ahead of the server's clock. */
export const CLOCK_SKEW = 300;
/** How far back a series that is not there now is looked for. */
const SEEN = '7d';
/** What every target of Prometheus has, whatever the exporter. */
const TARGET_LABELS = ['job', 'instance', 'namespace', 'cluster'];

/** PromQL by what it finds out; each yields at most one series. Seconds since the epoch unless said otherwise. */
interface Questions {
  /** The newest success that can be: above 0 and not in the future. */
  newest: string;
  /** The largest value as reported: 0 where nothing ever succeeded, more than now where a clock or a unit is wrong. */
  reported: string;
  /** What the series last said in the last days, also those that are gone. */
  seen: string;
  /** 1 when some target of those series answers, 0 when none does. */
  up: string;
  status?: string;
  alive?: string;
  readable?: string;
  failure?: string;
  oldest?: string;
  /** Attempts of late: none is asked about as "retired?". */
  attempts?: string;
}

/** What is asked of Prometheus about an element at `now` (seconds); undefined where people write it down by hand. */
export function questionsOf(
  { source, frequency }: Pick<Element, 'source' | 'frequency'>,
  now: number
): Questions | undefined {
  if (source.kind === 'hand') {
    return undefined;
  }
  const asked = success(source);
  const latest = Math.floor(now / 60) * 60 + CLOCK_SKEW; // the same text for a minute
  const { selector } = asked;
  const basic = {
    newest: newestOf(asked, latest),
    reported: asked.reads === 'age' ? `min(${selector})` : `max(${selector})`,
    seen: `max(last_over_time(${selector}[${SEEN}]))`,
    up: `max(up and on (job, instance) last_over_time(${selector}[${SEEN}]))`,
  };
  if (source.kind === 'query') {
    // any expression: no range of it can be asked
    return { ...basic, seen: `max(${selector})`, up: `max(up and on (job, instance) ${selector})` };
  }
  const exporter = EXPORTERS[source.exporter];
  const beside = (metric: string, shares?: readonly string[]) =>
    writeSelector({ name: metric, matchers: matchersOf(source.labels, shares) });
  const bad = ({ metric, shares }: { metric: string; shares?: readonly string[] }, good: number) =>
    good === 0 ? `max(${beside(metric, shares)})` : `min(${beside(metric, shares)})`;
  const { status, alive, readable, failure, oldest, attempts } = exporter;
  return {
    ...basic,
    ...(status && { status: bad(status, status.good) }),
    ...(alive && { alive: bad(alive, alive.good) }),
    ...(readable && { readable: bad(readable, readable.good) }),
    ...(failure && { failure: `max(${beside(failure)} > 0)` }),
    ...(oldest && { oldest: `min(${beside(oldest)} > 0)` }),
    ...(attempts && { attempts: `sum(increase(${beside(attempts)}[${hoursWithout(frequency)}h]))` }),
  };
}

/** The time of the newest success on a grid: what its age over the last month is drawn from. */
export function newestOverTime(source: BackupSource): { expr: string; reads: 'time' | 'age' } | undefined {
  if (source.kind === 'hand') {
    return undefined;
  }
  const { selector, reads } = success(source);
  return { expr: reads === 'age' ? `min(${selector} >= 0)` : `max(${selector} > 0)`, reads };
}

/** What of an exporter there is now: one series for each backup that its labels tell apart. */
export function seriesOf(exporter: ExporterKey): string {
  const { selector } = success({ kind: 'exporter', exporter, labels: {} });
  return `max by (${EXPORTERS[exporter].tellApart.join(', ')}) (${selector})`;
}

interface Asked {
  selector: string;
  reads: ExporterSeries['reads'];
}

function success(source: Exclude<BackupSource, { kind: 'hand' }>): Asked {
  if (source.kind === 'query') {
    return { selector: `(${source.expr})`, reads: source.reads };
  }
  const [first, ...others] = EXPORTERS[source.exporter].success;
  const matchers = matchersOf(source.labels);
  // a script of one's own writes a time
  const names = source.metric ? [source.metric] : [first, ...others].map(({ metric }) => metric);
  const selector =
    names.length === 1
      ? writeSelector({ name: names[0], matchers })
      : writeSelector({ matchers: [{ label: '__name__', operator: '=~', value: names.join('|') }, ...matchers] });
  return { selector, reads: source.metric ? 'time' : first.reads };
}

function newestOf({ selector, reads }: Asked, latest: number): string {
  return reads === 'age' ? `min(${selector} >= 0)` : `max((${selector} > 0) <= ${latest})`;
}

function matchersOf(labels: Record<string, string>, shares?: readonly string[]) {
  return Object.entries(labels)
    .filter(([label]) => !shares || shares.includes(label) || TARGET_LABELS.includes(label))
    .map(([label, value]) => ({ label, operator: '=' as const, value }));
}

/** No attempt for three rounds, a week at least, is no accident. */
function hoursWithout(frequency: Element['frequency']): number {
  return Math.max(7 * 24, frequency.kind === 'every' ? 3 * frequency.hours : 0);
}
