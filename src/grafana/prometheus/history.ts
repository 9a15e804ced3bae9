import { clear, createStore, delMany, getMany, setMany, type UseStore } from 'idb-keyval';
import { z } from 'zod/mini';
import { isOther } from '../drafts';
import { accountKey } from '../user';

/** Finished slices of one expression: `values[i]` belongs to the time `from + i · step`, null where there was nothing. */
export interface KeptHistory {
  from: number;
  values: Array<number | null>;
  /** When Prometheus was last asked for what lies from `emptyFrom` to `from` and had nothing, seconds. */
  emptyBefore?: number;
  /** Absent in what earlier versions kept: how far back they asked is unknown. */
  emptyFrom?: number;
}

const kept = z.object({
  from: z.number(),
  values: z.array(z.nullable(z.number())),
  emptyBefore: z.optional(z.number()),
  emptyFrom: z.optional(z.number()),
});
const index = z.record(z.string(), z.number());

const INDEX = 'index';
const MAX_ENTRIES = 500;
/** Milliseconds: what was not used for so long goes. */
const LIFETIME = 30 * 86_400_000;
const DATABASE = 'opsbook-prometheus';
/** Milliseconds: a database that another tab blocks may never open. */
const PATIENCE = 1_000;

/**
 * History that stays in the browser for the person who asked, at most 500 expressions, the least used going first; what another
 * person left goes at the first write. Values are JSON strings, which the plugin sandbox can store too. When IndexedDB refuses (private windows), everything is asked again.
 */
export class HistoryStore {
  private readonly memory = new Map<string, KeptHistory>();
  private wanted = new Map<string, Array<(value: KeptHistory | undefined) => void>>();
  private changed = new Map<string, KeptHistory>();
  private saving: ReturnType<typeof setTimeout> | undefined;
  private store: UseStore | undefined;

  constructor(private readonly name = DATABASE) {}

  /** Opening takes a while in a browser that has never seen the page: whoever asks anything will ask for history next. */
  open(): void {
    if (!this.store) {
      void this.read([INDEX]);
    }
  }

  /** Reads asked for at the same time are one transaction. */
  get(key: string): Promise<KeptHistory | undefined> {
    const known = this.memory.get(key);
    if (known) {
      return Promise.resolve(known);
    }
    return new Promise((resolve) => {
      if (this.wanted.size === 0) {
        setTimeout(() => void this.load(), 0);
      }
      this.wanted.set(key, [...(this.wanted.get(key) ?? []), resolve]);
    });
  }

  /** What was read or set last, without waiting. */
  latest(key: string): KeptHistory | undefined {
    return this.memory.get(key);
  }

  set(key: string, value: KeptHistory): void {
    this.memory.set(key, value);
    this.changed.set(key, value);
    this.saving ??= setTimeout(() => void this.save(), 200);
  }

  private async load(): Promise<void> {
    const wanted = this.wanted;
    this.wanted = new Map();
    const keys = [...wanted.keys()];
    const texts = await this.read(keys.map(keptAs));
    keys.forEach((key, position) => {
      const found = this.memory.get(key) ?? parse(kept, texts[position]);
      if (found) {
        this.memory.set(key, found);
      }
      wanted.get(key)?.forEach((resolve) => resolve(found));
    });
  }

  private async read(keys: string[]): Promise<unknown[]> {
    try {
      return await Promise.race([getMany(keys, this.database()), nothingIn(PATIENCE)]);
    } catch {
      return []; // nothing is kept
    }
  }

  private async save(): Promise<void> {
    this.saving = undefined;
    const changed = this.changed;
    this.changed = new Map();
    try {
      const database = this.database();
      const [text] = await getMany([INDEX], database);
      const used = { ...parse(index, text) };
      const now = Date.now();
      changed.forEach((_, key) => (used[keptAs(key)] = now));
      const oldest = Object.entries(used)
        .sort(([, a], [, b]) => b - a)
        .filter(([key, at], rank) => rank >= MAX_ENTRIES || now - at > LIFETIME || isOther(ownerOf(key)))
        .map(([key]) => key);
      oldest.forEach((key) => delete used[key]);
      const entries = [...changed].map(([key, value]): [string, string] => [keptAs(key), JSON.stringify(value)]);
      await setMany([...entries, [INDEX, JSON.stringify(used)]], database);
      await delMany(oldest, database);
    } catch {
      // full or forbidden: the page works from memory
    }
  }

  private database(): UseStore {
    this.store ??= createStore(this.name, 'slices');
    return this.store;
  }
}

/** Forgets what everybody's pages kept in this browser. */
export async function forgetHistory(): Promise<void> {
  try {
    await clear(createStore(DATABASE, 'slices'));
  } catch {
    // nothing was kept
  }
}

function keptAs(key: string): string {
  return `${accountKey()}|${key}`;
}

function ownerOf(key: string): string {
  return key.split('|').slice(0, 3).join('|');
}

function nothingIn(milliseconds: number): Promise<unknown[]> {
  return new Promise((resolve) => setTimeout(() => resolve([]), milliseconds));
}

function parse<T>(schema: z.ZodMiniType<T>, text: unknown): T | undefined {
  try {
    const parsed = schema.safeParse(typeof text === 'string' ? JSON.parse(text) : undefined);
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
