import { clear, createStore, del, delMany, entries, set, update, type UseStore } from 'idb-keyval';
import { isRefused, type Outcome, type Reason } from '../../domain/record/outcome';
import { type Command, type RecordBase, type RecordKind } from '../../domain/record/record';
import { isOther } from '../drafts';
import { request, RequestError } from '../request';
import { accountKey } from '../user';
import { isForFew } from './folders';
import { noteRegister } from './registers';
import { append, createNumbered, read, RecordError, type Stored } from './store';

export type AnyKind = RecordKind<RecordBase, Command>;

/** Something a person did that Grafana has not confirmed yet. Kept as JSON text: objects fail under the plugin sandbox. */
export interface Item {
  id: string;
  owner: string;
  /** Order of doing, within and across tabs: milliseconds since 1970, or somewhat more. */
  sequence: number;
  kind: string;
  /** Absent while a new record has no number yet. */
  name?: string;
  /** Own id of the record that the command is meant for; a name can come to another one while it waits. Absent: nobody knew it. */
  record?: string;
  command?: Command;
  /** What a register or week starts from where it is not saved yet. */
  initial?: RecordBase;
  /** A new record to create under the next free number, tried from `first` on. */
  creation?: { record: RecordBase; first?: string };
  parked?: Parked;
  /** Kept by this tab alone, and gone with it: what is private must not lie in the browser. */
  inTab?: boolean;
}

export interface Parked {
  kind: RequestError['kind'] | RecordError['kind'] | 'refused';
  message: string;
  /** What the server itself said. */
  said?: string;
  reasons?: Reason[];
}

export interface OutboxState {
  items: readonly Item[];
  /** Whether the last attempt failed for a reason that may pass, and when the next one comes. */
  retryAt?: number;
  trouble?: RequestError | RecordError;
  /** IndexedDB could not be opened: what waits is lost with the page. */
  volatile: boolean;
}

type Listener = () => void;
type Done = (item: Item, stored: Stored<RecordBase>) => void;

const RETRY_AFTER = [1000, 2000, 5000, 10_000, 30_000];

/**
 * Keeps what was typed until Grafana has it: ordered per record, each once in effect (commands are idempotent), under the
 * name of the person who typed it only. A refused item parks with its reason and holds up nothing else.
 */
export class Outbox {
  private state: OutboxState = { items: [], volatile: false };
  private readonly listeners = new Set<Listener>();
  private readonly doneListeners = new Set<Done>();
  private readonly busy = new Set<string>();
  private readonly settled = new Map<string, Array<(result: Item | Stored<RecordBase>) => void>>();
  private known: (kind: string, name: string) => Stored<RecordBase> | undefined = () => undefined;
  private database: UseStore | undefined;
  private readonly channel =
    typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('opsbook-outbox');
  private failures = 0;
  private verifiedAt = 0;
  /** Items with a write under way: what memory says of them wins over what is read meanwhile. */
  private readonly writing = new Map<string, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private loading: Promise<void> | undefined;
  private readonly owner: string;

  constructor(
    private readonly kindOf: (kind: string) => Promise<AnyKind | undefined>,
    owner = accountKey()
  ) {
    this.owner = owner;
  }

  /** Loads what an earlier page left and starts sending it. Returns the way to stop. */
  start(): () => void {
    const wake = () => this.flush(true);
    const changed = ({ data }: MessageEvent<unknown>) => void this.reload().then(() => this.hear(data));
    window.addEventListener('online', wake);
    this.channel?.addEventListener('message', changed);
    void this.reload().then(() => this.flush());
    return () => {
      window.removeEventListener('online', wake);
      this.channel?.removeEventListener('message', changed);
      clearTimeout(this.timer);
      this.timer = undefined; // another page starts it again at once
    };
  }

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  getState = (): OutboxState => this.state;

  onDone(listener: Done): () => void {
    this.doneListeners.add(listener);
    return () => this.doneListeners.delete(listener);
  }

  /** Lets the sender patch from the copy that a page already holds. */
  useKnown(known: (kind: string, name: string) => Stored<RecordBase> | undefined): void {
    this.known = known;
  }

  /**
   * Queues a command for the record that is known, or for one that begins as `initial`; resolves once it is done or parked. Without
   * either it is for the record of that name that the page holds, or that Grafana has by now.
   */
  send(
    kind: string,
    name: string,
    command: Command,
    options: Pick<Item, 'record' | 'initial' | 'inTab'> = {}
  ): Promise<Item | Stored<RecordBase>> {
    const { initial } = options;
    const known = this.known(kind, name);
    const record = options.record ?? (initial ? undefined : known?.record?.id);
    const inTab = options.inTab ?? (known?.resource && isForFew(known.resource));
    return this.enqueue({
      id: command.id,
      kind,
      name,
      command,
      ...(record && { record }),
      ...(initial && { initial }),
      ...(inTab && { inTab }),
    });
  }

  /** Queues a new numbered record; resolves once it has its number or is parked. */
  declare(kind: string, record: RecordBase, { inTab }: Pick<Item, 'inTab'> = {}): Promise<Item | Stored<RecordBase>> {
    return this.enqueue({ id: record.id, kind, creation: { record }, ...(inTab && { inTab }) });
  }

  async retry(id: string): Promise<void> {
    const item = this.state.items.find((candidate) => candidate.id === id);
    if (item) {
      await this.store({ ...item, parked: undefined });
      this.flush(true);
    }
  }

  async discard(id: string): Promise<void> {
    await this.remove(id);
  }

  /** How many changes other people of this Grafana left waiting in this browser. */
  async countOfOthers(): Promise<number> {
    return (await this.itemsOfOthers()).length;
  }

  async dropOthers(): Promise<void> {
    const keys = (await this.itemsOfOthers()).map(([key]) => key);
    const database = this.open();
    if (database && keys.length > 0) {
      await delMany(keys, database);
    }
  }

  /** Forgets everything that waits in this browser, whosever it is. */
  async forget(): Promise<void> {
    this.change({ items: [] });
    const database = this.open();
    if (database) {
      await clear(database);
    }
  }

  private async itemsOfOthers(): Promise<Array<[string, Item]>> {
    const database = this.open();
    const stored = database ? await entries<string, string>(database).catch(() => []) : [];
    return stored.flatMap(([key, text]) =>
      readItem(text)
        .filter(({ owner }) => isOther(owner))
        .map((item): [string, Item] => [key, item])
    );
  }

  flush(now = false): void {
    if (now) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.failures = 0;
    }
    if (this.timer !== undefined) {
      return;
    }
    const lanes = new Set(this.state.items.filter(({ parked }) => !parked).map(laneOf));
    lanes.forEach((lane) => void this.drain(lane));
  }

  private enqueue(part: Omit<Item, 'owner' | 'sequence'>): Promise<Item | Stored<RecordBase>> {
    const sequence = Math.max(Date.now(), ...this.state.items.map((item) => item.sequence + 1));
    const item: Item = { ...part, owner: this.owner, sequence };
    const result = new Promise<Item | Stored<RecordBase>>((resolve) => {
      this.settled.set(item.id, [...(this.settled.get(item.id) ?? []), resolve]);
    });
    void this.store(item).then(() => this.flush());
    return result;
  }

  /** Sends one record's items in order; other tabs wait for their turn on the same record. */
  private async drain(lane: string): Promise<void> {
    if (this.busy.has(lane)) {
      return;
    }
    this.busy.add(lane);
    try {
      await exclusively(`opsbook|${this.owner}|${lane}`, async () => {
        await this.reload(); // another tab may have sent them meanwhile
        for (let item = this.next(lane); item; item = this.next(lane)) {
          if (!(await this.sendOne(item))) {
            return;
          }
        }
      });
    } finally {
      this.busy.delete(lane);
    }
    if (this.timer === undefined && this.next(lane)) {
      void this.drain(lane);
    }
  }

  private next(lane: string): Item | undefined {
    return this.state.items
      .filter((item) => !item.parked && laneOf(item) === lane)
      .sort((a, b) => a.sequence - b.sequence)[0];
  }

  /** False when sending has to pause. */
  private async sendOne(item: Item): Promise<boolean> {
    try {
      await this.checkIdentity();
      const outcome = await this.perform(item);
      if (isRefused(outcome)) {
        await this.park(item, { kind: 'refused', message: '', reasons: outcome.refused.reasons });
        return true;
      }
      this.failures = 0;
      this.change({ retryAt: undefined, trouble: undefined });
      void this.kindOf(item.kind).then((kind) => kind && noteRegister(kind, outcome.ok));
      this.doneListeners.forEach((listener) => listener(item, outcome.ok));
      await this.remove(item.id, outcome.ok);
      this.channel?.postMessage(JSON.stringify({ id: item.id, kind: item.kind, name: outcome.ok.name }));
      return true;
    } catch (error) {
      if (passes(error)) {
        this.waitAndRetry(error);
        return false;
      }
      await this.park(item, toParked(error));
      return true;
    }
  }

  private async perform(item: Item): Promise<Outcome<Stored<RecordBase>>> {
    const kind = await this.kindOf(item.kind);
    if (!kind) {
      throw new RecordError('newer', item.name ?? item.id);
    }
    if (item.creation) {
      const { record } = item.creation;
      return {
        ok: await createNumbered(kind, record, {
          first: item.creation.first,
          remember: (number) => this.remember(item, record, number),
        }),
      };
    }
    if (!item.name || !item.command) {
      throw new RecordError('damaged', item.id);
    }
    const { initial, record, sequence } = item;
    return append(kind, this.known(item.kind, item.name), item.name, item.command, {
      ...(initial && { initial: () => initial }),
      ...(record && { id: record }),
      ...(!record && !initial && { since: sequence }),
    });
  }

  /**
   * Keeps the first number that any tab found for a new record, and answers it: two tabs with two numbers would make two records,
   * and pages that are served without locks send at the same time. Throws `aborted` when another tab is done with it.
   */
  private async remember(item: Item, record: RecordBase, number: string): Promise<string> {
    const database = this.open();
    if (!database || this.state.volatile || item.inTab) {
      return number;
    }
    let kept: Item | undefined;
    await update<string>(
      this.keyOf(item.id),
      (text) => {
        kept = readItem(text)[0];
        return kept ? JSON.stringify(withFirst(kept, record, kept.creation?.first ?? number)) : GONE;
      },
      database
    );
    if (!kept) {
      await del(this.keyOf(item.id), database);
      throw new RequestError('aborted', -1, 'Another tab has sent it');
    }
    const first = kept.creation?.first ?? number;
    this.change({
      items: this.state.items.map((each) => (each.id === item.id ? withFirst(each, record, first) : each)),
    });
    return first;
  }

  /** Cookies are shared by tabs: after somebody else signed in, this page must not write under their name. */
  private async checkIdentity(): Promise<void> {
    if (Date.now() - this.verifiedAt < 2000) {
      return;
    }
    const uid = await signedIn(this.owner);
    if (!this.owner.endsWith(`|${uid}`)) {
      throw new RequestError('unauthorized', 401, 'Somebody else is signed in now');
    }
    this.verifiedAt = Date.now();
  }

  private waitAndRetry(error: RequestError | RecordError): void {
    const delay = RETRY_AFTER[Math.min(this.failures++, RETRY_AFTER.length - 1)];
    this.verifiedAt = 0;
    this.change({ retryAt: Date.now() + delay, trouble: error });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.flush();
    }, delay);
  }

  /** Another tab has finished something that was begun on this page. */
  private async hear(message: unknown): Promise<void> {
    const [done] = readDone(message);
    const kind = done && this.settled.has(done.id) ? await this.kindOf(done.kind) : undefined;
    if (done && kind) {
      this.resolve(done.id, await read(kind, done.name));
    }
  }

  private async park(item: Item, parked: Parked): Promise<void> {
    const kept = { ...item, parked };
    await this.store(kept);
    this.resolve(item.id, kept);
  }

  private async remove(id: string, result?: Stored<RecordBase>): Promise<void> {
    this.change({ items: this.state.items.filter((item) => item.id !== id) });
    dropItem(this.keyOf(id));
    await this.persist(id, (database) => del(this.keyOf(id), database));
    if (result) {
      this.resolve(id, result);
    }
  }

  private async store(item: Item): Promise<void> {
    this.change({
      items: [...this.state.items.filter(({ id }) => id !== item.id), item].sort((a, b) => a.sequence - b.sequence),
    });
    if (item.inTab) {
      keepItem(this.keyOf(item.id), item);
    } else {
      await this.persist(item.id, (database) => set(this.keyOf(item.id), JSON.stringify(item), database));
    }
  }

  private reload(): Promise<void> {
    this.loading ??= this.load().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async load(): Promise<void> {
    const database = this.open();
    if (!database) {
      return;
    }
    const before = new Set(this.writing.keys());
    try {
      const stored = await entries<string, string>(database);
      const own = [...stored.flatMap(([, text]) => readItem(text)), ...itemsOfTab()].filter(
        ({ owner }) => owner === this.owner
      );
      const inMemory = ({ id }: Item) => before.has(id) || this.writing.has(id);
      const items = [...own.filter((item) => !inMemory(item)), ...this.state.items.filter(inMemory)];
      this.change({ items: items.sort((a, b) => a.sequence - b.sequence) });
    } catch {
      this.change({ volatile: true });
    }
  }

  private async persist(id: string, write: (database: UseStore) => Promise<void>): Promise<void> {
    const database = this.open();
    if (!database) {
      return;
    }
    this.writing.set(id, (this.writing.get(id) ?? 0) + 1);
    try {
      await write(database);
      this.channel?.postMessage('changed');
    } catch {
      this.change({ volatile: true });
    } finally {
      const left = (this.writing.get(id) ?? 1) - 1;
      if (left) {
        this.writing.set(id, left);
      } else {
        this.writing.delete(id);
      }
    }
  }

  private open(): UseStore | undefined {
    try {
      this.database ??= createStore('opsbook-outbox', 'items');
    } catch {
      this.change({ volatile: true });
    }
    return this.database;
  }

  private keyOf(id: string): string {
    return `${this.owner}|${id}`;
  }

  private resolve(id: string, result: Item | Stored<RecordBase>): void {
    this.settled.get(id)?.forEach((done) => done(result));
    this.settled.delete(id);
  }

  private change(change: Partial<OutboxState>): void {
    this.state = { ...this.state, ...change };
    this.listeners.forEach((listener) => listener());
  }
}

/** Where the items of one tab stand in its storage. */
const TAB = 'opsbook.waiting|';

function keepItem(key: string, item: Item): void {
  try {
    sessionStorage.setItem(`${TAB}${key}`, JSON.stringify(item));
  } catch {
    // it waits in memory alone
  }
}

function dropItem(key: string): void {
  try {
    sessionStorage.removeItem(`${TAB}${key}`);
  } catch {
    // nothing was kept
  }
}

function itemsOfTab(): Item[] {
  try {
    return Object.keys(sessionStorage)
      .filter((key) => key.startsWith(TAB))
      .flatMap((key) => readItem(sessionStorage.getItem(key)));
  } catch {
    return [];
  }
}

/** What a deleted item is for a moment: no item. */
const GONE = '';

function withFirst(item: Item, record: RecordBase, first: string): Item {
  return { ...item, creation: { record, first } };
}

/** Uid of who is signed in now. People without an account of their own (anonymous, a token of a service account) stay who they are. */
async function signedIn(owner: string): Promise<string> {
  const own = owner.split('|').at(-1) ?? '';
  try {
    return (await request<{ uid?: string }>({ url: '/api/user' })).uid ?? '';
  } catch (error) {
    const hasNoAccount =
      error instanceof RequestError && (error.kind === 'missing' || (own === '' && error.kind === 'unauthorized'));
    if (hasNoAccount) {
      return own;
    }
    throw error;
  }
}

export function isParked(result: Item | Stored<RecordBase>): result is Item {
  return 'owner' in result;
}

function laneOf({ id, kind, name }: Item): string {
  return name ? `${kind}/${name}` : `new/${id}`;
}

/** What may pass by itself, or by signing in again. Everything else parks. */
function passes(error: unknown): error is RequestError | RecordError {
  return error instanceof RecordError
    ? error.kind === 'busy'
    : error instanceof RequestError &&
        ['offline', 'timeout', 'throttled', 'server', 'unauthorized', 'format', 'aborted'].includes(error.kind);
}

function toParked(error: unknown): Parked {
  if (error instanceof RequestError || error instanceof RecordError) {
    const said = error instanceof RequestError ? error.said : undefined;
    return { kind: error.kind, message: error.message, ...(said && { said }) };
  }
  return { kind: 'invalid', message: error instanceof Error ? error.message : String(error) };
}

function readItem(text: unknown): Item[] {
  try {
    const item: unknown = JSON.parse(String(text));
    return isItem(item) ? [item] : [];
  } catch {
    return [];
  }
}

function readDone(message: unknown): Array<{ id: string; kind: string; name: string }> {
  try {
    const done: unknown = JSON.parse(String(message));
    const text = (key: string) =>
      typeof done === 'object' && done !== null ? String(Object.getOwnPropertyDescriptor(done, key)?.value ?? '') : '';
    const [id, kind, name] = [text('id'), text('kind'), text('name')];
    return id && kind && name ? [{ id, kind, name }] : [];
  } catch {
    return []; // only word of a change
  }
}

function isItem(value: unknown): value is Item {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'owner' in value &&
    'kind' in value &&
    'sequence' in value
  );
}

async function exclusively(name: string, work: () => Promise<void>): Promise<void> {
  if (typeof navigator !== 'undefined' && navigator.locks) {
    await navigator.locks.request(name, work);
  } else {
    await work(); // pages served by plain http have no locks: commands are idempotent all the same
  }
}
