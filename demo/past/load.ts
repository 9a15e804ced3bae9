import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '../../src/domain/time/units';
import { Failure } from '../failure';
import { contentsOf } from '../place';
import { Simulation, STEP } from './simulation';

/** Raise it whenever the past would be told differently: what was loaded before is then made anew. */
const VERSION = 3;
const MARK = 'opsbook-past.json';
const DAYS = 30;
/** A block of Prometheus lasts two hours times a power of three; promtool reads its input again for each block. */
const PIECE = 18 * 3_600_000;
/** Two neighbouring samples are a minute apart, so shorter gaps than this are none. */
const SMALLEST_GAP = 3 * STEP;
const PARALLEL = 2;

interface Span {
  from: number;
  to: number;
}

interface Places {
  /** Prometheus' own folder. No Prometheus may run on it. */
  data: string;
  /** Pieces already made, shared by all starts. */
  cache: string;
}

/**
 * Sees to it that `data` holds the last `days` days up to `now`: what Prometheus kept from earlier starts stays, the rest
 * is made up, whole pieces only once. Returns how many pieces had to be made.
 */
export async function loadPast(
  places: Places,
  promtool: string,
  now: number,
  progress: (done: number, of: number) => void,
  days = DAYS
) {
  const { data, cache } = places;
  prepare(data, now);
  mkdirSync(cache, { recursive: true });
  forgetOldPieces(cache, now);

  const until = Math.floor(now / STEP) * STEP + STEP;
  const first = Math.floor((now - days * DAY_MS) / PIECE) * PIECE;
  const covered = readBlocks(data);
  const gaps: Span[] = [];
  for (let from = first; from < until; from += PIECE) {
    gaps.push(...gapsIn({ from, to: Math.min(from + PIECE, until) }, covered));
  }
  const missing = gaps.filter((gap) => !takeFromCache(cache, gap, data));
  if (missing.length === 0) {
    return 0;
  }

  const work = mkdtempSync(join(cache, 'work-'));
  const simulation = new Simulation(missing[0].from, until);
  const running = new Set<Promise<void>>();
  let done = 0;
  try {
    for (const [index, gap] of missing.entries()) {
      const text = simulation.tell(gap.from, gap.to);
      const conversion = convert(promtool, text, join(work, String(index))).then((blocks) => {
        if (isWholePiece(gap)) {
          keep(blocks, cache, gap);
          takeFromCache(cache, gap, data);
        } else {
          moveBlocks(blocks, data);
        }
        progress(++done, missing.length);
      });
      running.add(conversion);
      void conversion.finally(() => running.delete(conversion)).catch(() => undefined);
      if (running.size >= PARALLEL) {
        await Promise.race(running);
      }
    }
    await Promise.all(running);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return missing.length;
}

/**
 * Clears what an interrupted Prometheus left and what an older version of the past, or a clock that was ahead, made. A folder
 * without the mark holds somebody's own metrics.
 */
function prepare(data: string, now: number) {
  const mark = join(data, MARK);
  if (contentsOf(data).length > 0 && !existsSync(mark)) {
    throw new Failure(
      `${data} holds metrics that are not the demo’s, so nothing was changed in it: name another folder, or move this one away.`
    );
  }
  const version = JSON.stringify({ version: VERSION });
  const current = existsSync(mark) && readFileSync(mark, 'utf8') === version;
  if (!current || readBlocks(data).some(({ to }) => to > now + STEP)) {
    rmSync(data, { recursive: true, force: true });
  }
  mkdirSync(data, { recursive: true });
  for (const name of readdirSync(data)) {
    // The samples of a Prometheus that was killed are only in its log, and that is dropped as soon as a newer block is there.
    if (['wal', 'wbl', 'chunks_head', 'snapshots', 'lock', 'queries.active'].includes(name) || name.includes('.tmp')) {
      rmSync(join(data, name), { recursive: true, force: true });
    }
  }
  writeFileSync(mark, version);
}

/** Marks an empty folder as one whose metrics may be replaced by the past, as those of a start without the demo. */
export function markReplaceable(data: string) {
  if (contentsOf(data).length === 0) {
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, MARK), JSON.stringify({ version: 0 }));
  }
}

function readBlocks(data: string): Span[] {
  if (!existsSync(data)) {
    return [];
  }
  return readdirSync(data).flatMap((name) => {
    const meta = join(data, name, 'meta.json');
    if (!existsSync(meta)) {
      return [];
    }
    const { minTime, maxTime }: { minTime: number; maxTime: number } = JSON.parse(readFileSync(meta, 'utf8'));
    return [{ from: minTime, to: maxTime }];
  });
}

/** The parts of `whole` that no block covers. Exported for its test. */
export function gapsIn(whole: Span, covered: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let from = whole.from;
  for (const block of [...covered].sort((a, b) => a.from - b.from)) {
    if (block.to <= from || block.from >= whole.to) {
      continue;
    }
    const to = Math.floor(block.from / STEP) * STEP;
    if (to - from >= SMALLEST_GAP) {
      gaps.push({ from, to });
    }
    from = Math.max(from, Math.ceil(block.to / STEP) * STEP);
  }
  if (whole.to - from >= SMALLEST_GAP || (from === whole.from && whole.to > from)) {
    gaps.push({ from, to: whole.to });
  }
  return gaps;
}

async function convert(promtool: string, text: string, work: string): Promise<string> {
  mkdirSync(work);
  const input = join(work, 'past.om');
  const output = join(work, 'blocks');
  writeFileSync(input, text);
  const args = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', `--max-block-duration=${PIECE / 3_600_000}h`];
  const child = spawn(promtool, [...args, input, output], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Failure(`promtool could not make the demo’s past: ${complaint.trim() || `it ended with ${code}`}.`);
  }
  rmSync(input);
  return output;
}

function isWholePiece({ from, to }: Span): boolean {
  return to - from === PIECE && from % PIECE === 0;
}

function pieceName({ from }: Span): string {
  return `v${VERSION}-${new Date(from).toISOString().slice(0, 13)}h`;
}

function keep(blocks: string, cache: string, piece: Span) {
  try {
    renameSync(blocks, join(cache, pieceName(piece)));
  } catch (error) {
    if (!existsSync(join(cache, pieceName(piece)))) {
      throw error; // else another start made the same piece at the same time
    }
  }
}

/** Blocks are never changed, so the cache and Prometheus share their files. */
function takeFromCache(cache: string, gap: Span, data: string): boolean {
  const piece = join(cache, pieceName(gap));
  if (!isWholePiece(gap) || !existsSync(piece)) {
    return false;
  }
  for (const block of readdirSync(piece)) {
    const target = join(data, `${block}.tmp-for-creation`);
    linkTree(join(piece, block), target);
    renameSync(target, join(data, block));
  }
  return true;
}

function linkTree(from: string, to: string) {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      linkTree(source, target);
    } else if (entry.name === 'meta.json') {
      copyFileSync(source, target); // Prometheus may mark a block in there
    } else {
      linkOrCopy(source, target);
    }
  }
}

function linkOrCopy(source: string, target: string) {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target); // another disk, or one without links
  }
}

function moveBlocks(blocks: string, data: string) {
  for (const block of readdirSync(blocks)) {
    renameSync(join(blocks, block), join(data, block));
  }
}

function forgetOldPieces(cache: string, now: number) {
  const oldest = pieceName({ from: now - (DAYS + 2) * DAY_MS, to: now });
  for (const name of readdirSync(cache)) {
    if (/^v\d+-/.test(name) && (name < oldest || !name.startsWith(`v${VERSION}-`))) {
      rmSync(join(cache, name), { recursive: true, force: true });
    }
  }
}
