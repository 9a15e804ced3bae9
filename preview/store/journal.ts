import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** One change of the state, as one line of the file: `[kind, ...values]`. */
export type Operation = readonly [kind: string, ...values: unknown[]];

interface Journal {
  append(operation: Operation): void;
  /** Resolves when everything appended so far is on the disk. */
  flushed(): Promise<void>;
  close(): Promise<void>;
}

const NEW_LINE = 0x0a;
const COMPACT_FROM = 64 * 1024 * 1024;

/** Reads the lines of `file`; a last line cut short by a crash was never acknowledged and is left out. */
function replayFile(file: string, apply: (operation: Operation) => void) {
  const content = readFileSync(file);
  let start = 0;
  let line = 0;
  for (let end = content.indexOf(NEW_LINE, start); end !== -1; end = content.indexOf(NEW_LINE, start)) {
    line++;
    apply(readOperation(content.toString('utf8', start, end), file, line));
    start = end + 1;
  }
  if (line === 0 && content.length > 0) {
    throw new Error(`${file} is not a journal of this Grafana: name another file, or move it away to start empty.`);
  }
}

function readOperation(text: string, file: string, line: number): Operation {
  try {
    const operation: unknown = JSON.parse(text);
    if (Array.isArray(operation) && typeof operation[0] === 'string') {
      return [operation[0], ...operation.slice(1)];
    }
  } catch {
    // said below
  }
  throw new Error(`${file} is damaged at line ${line}: move it away to start empty.`);
}

async function syncDirectory(file: string) {
  const directory = await open(dirname(file), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Writes the whole state beside the file and swaps it in: a crash leaves the old file or the new one. */
async function writeSnapshot(file: string, lines: string[]): Promise<{ handle: FileHandle; size: number }> {
  const temporary = `${file}.new`;
  const handle = await open(temporary, 'w');
  let size = 0;
  for (let at = 0; at < lines.length; at += 1000) {
    size += (await handle.write(lines.slice(at, at + 1000).join(''))).bytesWritten;
  }
  await handle.sync();
  await rename(temporary, file);
  await syncDirectory(file);
  return { handle, size };
}

const asLine = (operation: Operation) => JSON.stringify(operation) + '\n';

/** A journal that keeps nothing, for tests and throw-away runs. */
export const forgetful: Journal = { append() {}, flushed: () => Promise.resolve(), close: () => Promise.resolve() };

/**
 * Opens the one file that holds the state: what happened so far goes to `apply`, what happens from now on is appended.
 * Appends that arrive while a write is under way share the next write and its fsync.
 */
export async function openJournal(
  file: string,
  apply: (operation: Operation) => void,
  snapshot: () => Iterable<Operation>
): Promise<Journal> {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) {
    replayFile(file, apply);
  }
  let { handle, size } = await writeSnapshot(file, Array.from(snapshot(), asLine));
  let compactAt = Math.max(COMPACT_FROM, size * 3);
  let queue: string[] = [];
  let appended = 0;
  let written = 0;
  let waiting: Array<{ upTo: number; done: () => void; failed: (error: unknown) => void }> = [];
  let writing: Promise<void> | undefined;
  let broken: unknown;

  async function write() {
    while (queue.length > 0) {
      const upTo = appended;
      if (size > compactAt) {
        const lines = Array.from(snapshot(), asLine);
        queue = [];
        const previous = handle;
        ({ handle, size } = await writeSnapshot(file, lines));
        await previous.close();
        compactAt = Math.max(COMPACT_FROM, size * 3);
      } else {
        const block = queue.join('');
        queue = [];
        size += (await handle.write(block)).bytesWritten;
        await handle.datasync();
      }
      written = upTo;
      const ready = waiting.filter((waiter) => waiter.upTo <= written);
      waiting = waiting.filter((waiter) => waiter.upTo > written);
      ready.forEach(({ done }) => done());
    }
  }

  function start() {
    // after a failed write the end of the file is unknown: nothing may follow it
    if (broken !== undefined) {
      return;
    }
    writing ??= write()
      .catch((error: unknown) => {
        broken = error;
        waiting.forEach(({ failed }) => failed(error));
        waiting = [];
      })
      .finally(() => {
        writing = undefined;
      });
  }

  return {
    append(operation) {
      queue.push(asLine(operation));
      appended++;
      start();
    },
    flushed() {
      if (broken !== undefined) {
        return Promise.reject(broken);
      }
      return written >= appended
        ? Promise.resolve()
        : new Promise((done, failed) => {
            waiting.push({ upTo: appended, done, failed });
            start();
          });
    },
    async close() {
      await writing;
      await handle.close();
    },
  };
}
