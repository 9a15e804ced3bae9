import { combine, mayBeScalar } from '../../domain/promql/combine';
import { type TimeGrid } from '../../domain/time/window';
import { RequestError } from '../request';
import { accountKey } from '../user';
import { HistoryStore, type KeptHistory } from './history';
import { type Answer, queryInstant, queryRange, type Sample, type Series } from './prometheus';

/** One series on a grid; undefined where Prometheus has nothing. */
export interface Column {
  values: Array<number | undefined>;
  warnings: string[];
}

interface Value {
  /** Seconds since the epoch, of the server. */
  time?: number;
  value?: number;
  warnings: string[];
}

/** Prometheus refuses 11,000 points a series and more. */
const MAX_POINTS = 10_000;
/** A month of hours at once: longer spans are asked in pieces, so that one query cannot take a server down. */
const HISTORY_POINTS = 744;
/** Slices that ended this long ago do not change any more. */
const SETTLED_AFTER = 7_200;
const EMPTY_AGAIN = 600;
/** 183 days of hours. */
const MAX_KEPT = 4_400;

const MARK = 'opsbook_query';
/**
 * Questions in one request. Prometheus answers a request on one processor, so that what is long goes in several;
 * what is quick goes together.
 */
const MAX_TOGETHER = { instant: 96, short: 32, long: 8 };
const LONG_POINTS = 200;
/** Characters, marks not counted: VictoriaMetrics refuses more than 16 KB. */
const MAX_TEXT = 8_000;
const GATHER = 8;
/** Milliseconds: what took longer alone is not asked together with others. */
const SLOW = 5_000;
const CONCURRENCY = 4;

interface Waiter {
  resolve: (column: Column | PromiseLike<Column>) => void;
  reject: (error: unknown) => void;
}

interface Asked {
  key: string;
  expr: string;
  waiters: Set<Waiter>;
}

interface Running {
  asked: Asked;
  /** Nobody waits any more: the request is being given up. */
  stopped: boolean;
  stop: () => void;
}

interface Group {
  uid: string;
  /** Absent: an instant query at the server's own time. */
  grid?: TimeGrid;
  asked: Map<string, Asked>;
}

type Answered = Map<string, { points: Array<[number, number]>; warnings: string[] }>;

/**
 * Everything the pages ask of Prometheus goes through here: the same question is asked once, questions about the same
 * times go as one request, long ranges are cut, few requests run at a time, those that nobody waits for any more are
 * stopped, and finished past slices are read from the browser. Every expression must yield at most one series.
 */
export class PrometheusPlanner {
  private readonly gathering = new Map<string, Group>();
  private readonly running = new Map<string, Running>();
  private readonly waiting: Array<{ rank: number; start: () => void }> = [];
  /** Questions of requests that got no answer in time: one of them holds up the others, so each goes alone. */
  private readonly slow = new Set<string>();
  private active = 0;
  /** Looks into what the browser keeps that are under way. */
  private reading = 0;
  private sending: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly store = new HistoryStore()) {}

  /** The value at `at` (seconds), or at the server's own time. */
  async instant(uid: string, expr: string, { at, signal }: { at?: number; signal?: AbortSignal } = {}): Promise<Value> {
    const grid = at === undefined ? undefined : { start: at, end: at, step: 1 };
    const { values, warnings, time } = await this.ask(uid, expr, grid, signal);
    return { value: values[0], warnings, time };
  }

  /** Values on a grid, always asked again. */
  async range(uid: string, expr: string, grid: TimeGrid, signal?: AbortSignal): Promise<Column> {
    const pieces = cut(grid, MAX_POINTS);
    const columns = await Promise.all(pieces.map((piece) => this.ask(uid, expr, piece, signal)));
    return {
      values: columns.flatMap(({ values }) => values),
      warnings: [...new Set(columns.flatMap(({ warnings }) => warnings))],
    };
  }

  /**
   * Values on a grid of fixed times (multiples of the step), of which the browser keeps what is over: by `now`, or by
   * `settled` where the server's time is only being found out.
   */
  async history(
    uid: string,
    expr: string,
    grid: TimeGrid,
    now: number,
    { signal, settled = now }: { signal?: AbortSignal; settled?: number | Promise<number> } = {}
  ): Promise<Column> {
    const { step } = grid;
    const key = [accountKey(), uid, step, expr].join('|');
    const known = await this.kept(key);
    const missing: TimeGrid[] =
      known && touches(known, grid)
        ? [
            ...(grid.start < known.from && !isKnownEmpty(known, grid.start, now)
              ? [{ start: grid.start, end: known.from - step, step }]
              : []),
            ...(endOf(known, step) < grid.end ? [{ start: endOf(known, step) + step, end: grid.end, step }] : []),
          ]
        : [grid];
    const pieces = missing.flatMap((part) => cut(part, HISTORY_POINTS));
    const answers = await Promise.all(pieces.map((piece) => this.ask(uid, expr, piece, signal)));
    const warnings = [...new Set(answers.flatMap((answer) => answer.warnings))];
    const values = filled(grid, [
      ...(known ? [known] : []),
      ...answers.map((answer, position) => ({ from: pieces[position].start, values: answer.values })),
    ]);
    if (pieces.length > 0 && warnings.length === 0) {
      const isStartAsked = missing.some(({ start }) => start === grid.start);
      const until = await settled;
      // as kept by now: another page may have asked for more of it meanwhile
      const keep = toKeep(grid, values, this.store.latest(key), { now, settled: until, isStartAsked });
      if (keep) {
        this.store.set(key, keep); // a partial answer (a warning) is not the last word
      }
    }
    return { values, warnings };
  }

  private async kept(key: string): Promise<KeptHistory | undefined> {
    this.reading++;
    const known = await this.store.get(key);
    this.reading--;
    return known;
  }

  private ask(
    uid: string,
    expr: string,
    grid: TimeGrid | undefined,
    signal?: AbortSignal
  ): Promise<Column & { time?: number }> {
    this.store.open();
    if (signal?.aborted) {
      return Promise.reject(new RequestError('aborted', -1, 'Aborted'));
    }
    const groupKey = [uid, grid?.start, grid?.end, grid?.step].join('|');
    const key = `${groupKey}|${expr}`;
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { resolve, reject };
      const running = this.running.get(key);
      const asked = running && !running.stopped ? running.asked : this.gather(groupKey, { uid, grid }, expr);
      asked.waiters.add(waiter);
      signal?.addEventListener(
        'abort',
        () => {
          asked.waiters.delete(waiter);
          reject(new RequestError('aborted', -1, 'Aborted'));
          this.running.get(key)?.stop();
        },
        { once: true }
      );
    });
  }

  private gather(groupKey: string, { uid, grid }: Pick<Group, 'uid' | 'grid'>, expr: string): Asked {
    const group = this.gathering.get(groupKey) ?? { uid, grid, asked: new Map<string, Asked>() };
    this.gathering.set(groupKey, group);
    const asked = group.asked.get(expr) ?? { key: `${groupKey}|${expr}`, expr, waiters: new Set<Waiter>() };
    group.asked.set(expr, asked);
    this.sending ??= setTimeout(() => this.sendGathered(), GATHER);
    return asked;
  }

  /** A few parts of each group, then the next few; the quick ones first, so that rows are complete with their long one. */
  private sendGathered(): void {
    // while what is longest is still looked up in the browser, only the time of the server is asked for
    const isReading = this.reading > 0;
    this.sending = isReading ? setTimeout(() => this.sendGathered(), GATHER) : undefined;
    const gathered = [...this.gathering].filter(([, { grid }]) => !isReading || !grid);
    gathered.forEach(([groupKey]) => this.gathering.delete(groupKey));
    const parts = gathered.flatMap(([, group]) => this.partsOf(group).map((part, rank) => ({ group, part, rank })));
    const turnOf = (rank: number) => Math.floor(rank / CONCURRENCY);
    parts.sort((a, b) => turnOf(a.rank) - turnOf(b.rank) || pointsOf(a.group.grid) - pointsOf(b.group.grid));
    parts.forEach(({ group, part, rank }) => this.send(group, part, turnOf(rank)));
  }

  private partsOf({ uid, grid, asked }: Group): Asked[][] {
    const wanted = [...asked.values()].filter(({ waiters }) => waiters.size > 0);
    const isSlow = ({ expr }: Asked) => this.slow.has(`${uid}|${expr}`);
    return [
      ...together(
        wanted.filter((one) => !isSlow(one)),
        mostTogether(grid)
      ),
      ...wanted.filter(isSlow).map((one) => [one]),
    ];
  }

  private send({ uid, grid }: Group, part: Asked[], rank: number): void {
    const controller = new AbortController();
    const entries = part.map((asked): Running => ({ asked, stopped: false, stop }));
    function stop() {
      if (part.every(({ waiters }) => waiters.size === 0)) {
        entries.forEach((running) => (running.stopped = true));
        controller.abort();
      }
    }
    entries.forEach((running) => this.running.set(running.asked.key, running));
    void this.run(uid, grid, part, controller.signal, rank);
  }

  private async run(
    uid: string,
    grid: TimeGrid | undefined,
    part: Asked[],
    signal: AbortSignal,
    rank: number
  ): Promise<void> {
    let began = Infinity;
    try {
      await this.turn(signal, rank);
      began = Date.now();
      let answered: Answered;
      try {
        answered = await request(
          uid,
          grid,
          part.map(({ expr }) => expr),
          signal
        );
      } finally {
        this.done();
      }
      if (part.length === 1 && Date.now() - began < SLOW) {
        this.slow.delete(`${uid}|${part[0].expr}`);
      }
      part.forEach((asked) => {
        const { points, warnings } = answered.get(asked.expr) ?? { points: [], warnings: [] };
        const column = { ...toColumn(grid, points), warnings };
        this.settle(asked, ({ resolve }) => resolve(column));
      });
    } catch (error) {
      const took = Date.now() - began;
      if (part.length > 1 && isAboutOne(error, took)) {
        const wanted = part.filter(({ waiters }) => waiters.size > 0);
        part.filter((asked) => !wanted.includes(asked)).forEach((asked) => this.settle(asked));
        const middle = Math.ceil(wanted.length / 2);
        await Promise.all(
          [wanted.slice(0, middle), wanted.slice(middle)]
            .filter((half) => half.length > 0)
            .map((half) => this.run(uid, grid, half, signal, rank))
        );
        return;
      }
      if (took > SLOW && isUnanswered(error)) {
        part.forEach(({ expr }) => this.slow.add(`${uid}|${expr}`));
      }
      part.forEach((asked) => this.settle(asked, ({ reject }) => reject(error)));
    }
  }

  /** Over, though others of the same request may not be: whoever asks this from now on makes a new request. */
  private settle(asked: Asked, tell: (waiter: Waiter) => void = () => undefined): void {
    if (this.running.get(asked.key)?.asked === asked) {
      this.running.delete(asked.key);
    }
    asked.waiters.forEach(tell);
    asked.waiters.clear();
  }

  /** Whoever asked first goes first, whatever was asked: the rows on top have all their answers before the last have one. */
  private turn(signal: AbortSignal, rank: number): Promise<void> {
    if (this.active < CONCURRENCY) {
      this.active++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const start = () => {
        this.active++;
        resolve();
      };
      const waiter = { rank, start };
      const later = this.waiting.findIndex((other) => other.rank > rank);
      this.waiting.splice(later < 0 ? this.waiting.length : later, 0, waiter);
      signal.addEventListener('abort', () => {
        const place = this.waiting.indexOf(waiter);
        if (place >= 0) {
          this.waiting.splice(place, 1);
          reject(new RequestError('aborted', -1, 'Aborted'));
        }
      });
    });
  }

  private done(): void {
    this.active--;
    this.waiting.shift()?.start();
  }
}

/** One planner for the page: what several rows ask is asked once. */
export const planner = new PrometheusPlanner();

/** The grammar is loaded only for the rare expression that needs it. */
async function vector(expr: string): Promise<string> {
  return mayBeScalar(expr) ? (await import('../../domain/promql/promql')).asVector(expr) : expr;
}

async function request(
  uid: string,
  grid: TimeGrid | undefined,
  exprs: string[],
  signal: AbortSignal
): Promise<Answered> {
  const query = exprs.length === 1 ? exprs[0] : combine(await Promise.all(exprs.map(vector)), MARK);
  const isInstant = !grid || grid.start === grid.end;
  const answer: Answer<Sample> | Answer<Series> = isInstant
    ? await queryInstant(uid, query, { at: grid?.start, signal })
    : await queryRange(uid, query, { ...grid, signal });
  const answered: Answered = new Map(
    exprs.map((expr) => [expr, { points: [], warnings: concerning(expr, answer.warnings, exprs) }])
  );
  for (const found of answer.result) {
    const expr = exprs.length === 1 ? exprs[0] : exprs[Number(found.labels[MARK])];
    const points =
      'times' in found
        ? found.times.map((time, position): [number, number] => [time, found.values[position]])
        : [[found.time, found.value] as [number, number]];
    answered.get(expr)?.points.push(...points);
  }
  return answered;
}

/** A warning that names a metric concerns the questions about it, another one all that were asked together. */
function concerning(expr: string, warnings: string[], exprs: string[]): string[] {
  return warnings
    .filter((warning) => {
      const [, metric] = /(?:metric name|:) "([a-zA-Z_:][\w:]*)"/.exec(warning) ?? []; // other names in quotes are labels
      return metric === undefined || expr.includes(metric) || !exprs.some((other) => other.includes(metric));
    })
    .map((warning) => warning.replace(/ \(\d+:\d+\)$/, '')); // a place in the text that was sent, not in the person's
}

/**
 * A query that Prometheus refuses spoils those that went with it, as does one that it gives up after a while (503): they
 * are asked again in halves. A 503 at once is about the server, which may be starting.
 */
function isAboutOne(error: unknown, took: number): boolean {
  return error instanceof RequestError && (error.kind === 'invalid' || (error.status === 503 && took > SLOW));
}

/** No answer: ours came to an end, or Grafana gave up on Prometheus. */
function isUnanswered(error: unknown): boolean {
  return error instanceof RequestError && (error.kind === 'timeout' || error.status === 502 || error.status === 504);
}

function mostTogether(grid: TimeGrid | undefined): number {
  const points = pointsOf(grid);
  return points === 1 ? MAX_TOGETHER.instant : points > LONG_POINTS ? MAX_TOGETHER.long : MAX_TOGETHER.short;
}

/**
 * Parts of about the same size, a few at a time in the order of the questions. Neighbours go into different parts: they
 * are often of a kind, and a part that had all that take long would be waited for.
 */
function together(asked: Asked[], most: number): Asked[][] {
  const parts: Asked[][] = [];
  for (let from = 0; from < asked.length; from += most * CONCURRENCY) {
    const few = asked.slice(from, from + most * CONCURRENCY);
    const text = few.reduce((length, { expr }) => length + expr.length, 0);
    const count = Math.min(few.length, Math.max(Math.ceil(few.length / most), Math.ceil(text / MAX_TEXT)));
    for (let part = 0; part < count; part++) {
      parts.push(few.filter((_, position) => position % count === part));
    }
  }
  return parts;
}

function toColumn(
  grid: TimeGrid | undefined,
  points: Array<[number, number]>
): { values: Array<number | undefined>; time?: number } {
  if (!grid) {
    return { values: [points.at(0)?.[1]], time: points.at(0)?.[0] };
  }
  const values: Array<number | undefined> = new Array<number | undefined>(pointsOf(grid)).fill(undefined);
  for (const [time, value] of points) {
    const index = Math.round((time - grid.start) / grid.step);
    if (index >= 0 && index < values.length) {
      values[index] = value;
    }
  }
  return { values, time: points.at(-1)?.[0] };
}

/** The last value that is kept. */
function endOf({ from, values }: KeptHistory, step: number): number {
  return from + (values.length - 1) * step;
}

/** Nothing is unknown between the two. */
function touches(known: KeptHistory, { start, end, step }: TimeGrid): boolean {
  return known.from <= end + step && endOf(known, step) >= start - step;
}

/** From `start` to what is kept Prometheus had nothing a short while ago. */
function isKnownEmpty({ emptyFrom, emptyBefore }: KeptHistory, start: number, now: number): boolean {
  return emptyFrom !== undefined && start >= emptyFrom && emptyBefore !== undefined && now - emptyBefore < EMPTY_AGAIN;
}

/** Values on the grid out of parts; where they overlap, the later part counts. */
function filled(
  grid: TimeGrid,
  parts: Array<{ from: number; values: Array<number | undefined | null> }>
): Array<number | undefined> {
  const all = new Array<number | undefined>(pointsOf(grid)).fill(undefined);
  for (const { from, values } of parts) {
    values.forEach((value, position) => {
      const index = Math.round((from - grid.start) / grid.step) + position;
      if (index >= 0 && index < all.length && value !== undefined && value !== null) {
        all[index] = value;
      }
    });
  }
  return all;
}

/** What to keep of the values on a grid, together with what is kept already where nothing is unknown between them. */
function toKeep(
  grid: TimeGrid,
  values: Array<number | undefined>,
  kept: KeptHistory | undefined,
  { now, settled, isStartAsked }: { now: number; settled: number; isStartAsked: boolean }
): KeptHistory | undefined {
  const { step } = grid;
  const known = kept && touches(kept, grid) ? kept : undefined;
  const start = known ? Math.min(known.from, grid.start) : grid.start;
  const end = known ? Math.max(endOf(known, step), grid.end) : grid.end;
  const all = filled({ start, end, step }, [...(known ? [known] : []), { from: grid.start, values }])
    .slice(0, Math.max(0, Math.floor((settled - SETTLED_AFTER - start) / step) + 1))
    .map((value) => (value !== undefined && Number.isFinite(value) ? value : null));
  const first = all.findIndex((value) => value !== null);
  if (first < 0) {
    return undefined;
  }
  const last = all.length - 1 - [...all].reverse().findIndex((value) => value !== null);
  const index = Math.max(first, last + 1 - MAX_KEPT);
  const from = start + index * step;
  const empty = () => {
    if (index > first) {
      return undefined; // there were values, too many to keep
    }
    if (known?.from === from && isKnownEmpty(known, grid.start, now)) {
      return { emptyFrom: known.emptyFrom, emptyBefore: known.emptyBefore };
    }
    return isStartAsked && from > grid.start ? { emptyFrom: grid.start, emptyBefore: now } : undefined;
  };
  return { from, values: all.slice(index, last + 1), ...empty() };
}

function cut({ start, end, step }: TimeGrid, points: number): TimeGrid[] {
  const pieces: TimeGrid[] = [];
  for (let from = start; from <= end; from += points * step) {
    pieces.push({ start: from, end: Math.min(end, from + (points - 1) * step), step });
  }
  return pieces;
}

function pointsOf(grid: TimeGrid | undefined): number {
  if (!grid) {
    return 1;
  }
  const { start, end, step } = grid;
  return Math.max(0, Math.floor((end - start) / step + 1e-9) + 1);
}
