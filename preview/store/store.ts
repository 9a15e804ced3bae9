import { randomBytes } from 'node:crypto';
import type { Operation } from './journal';
import { isObject, type JsonObject } from './json';

export type Role = 'Admin' | 'Editor' | 'Viewer' | 'None';

interface Org {
  id: number;
  name: string;
}

export interface User {
  id: number;
  uid: string;
  login: string;
  email: string;
  name: string;
  salt: string;
  hash: string;
  isGrafanaAdmin: boolean;
  isDisabled: boolean;
  isServiceAccount?: boolean;
  created: string;
  updated: string;
  lastSeenAt: string;
  orgId: number;
  roles: Record<string, Role>;
}

interface Session {
  userId: number;
  created: number;
}

export interface PermissionItem {
  role?: Role;
  userId?: number;
  teamId?: number;
  permission: number;
}

export interface Folder {
  id: number;
  uid: string;
  orgId: number;
  title: string;
  description?: string;
  parentUid: string;
  createdBy: number;
  created: string;
  updatedBy: number;
  updated: string;
  version: number;
  permissions: PermissionItem[];
}

interface Team {
  id: number;
  uid: string;
  orgId: number;
  name: string;
  email: string;
  members: number[];
}

export interface Annotation {
  id: number;
  orgId: number;
  userId: number;
  dashboardUID: string;
  panelId: number;
  created: number;
  updated: number;
  time: number;
  timeEnd: number;
  text: string;
  tags: string[];
  data: JsonObject;
  /** A change of an alert's state, which Grafana keeps in the same table. */
  alert?: { alertName: string; newState: string; prevState: string };
}

export interface Silence {
  id: string;
  orgId: number;
  matchers: JsonObject[];
  startsAt: string;
  endsAt: string;
  updatedAt: string;
  createdBy: string;
  comment: string;
}

/** One alert rule, as the ruler API gives it: what it asks stands in `rule`. */
export interface AlertRule {
  uid: string;
  orgId: number;
  folder: string;
  group: string;
  /** Place in its group, from 1. */
  index: number;
  /** Seconds. */
  interval: number;
  version: number;
  updated: string;
  updatedBy: number;
  rule: JsonObject;
}

/** What an alert rule's evaluations came to, kept over a restart. */
export interface AlertInstance {
  orgId: number;
  rule: string;
  labels: Record<string, string>;
  state: 'pending' | 'firing';
  /** Milliseconds. */
  since: number;
  /** The last notification said that it fires. */
  told?: boolean;
}

export interface ContactPoint {
  uid: string;
  orgId: number;
  name: string;
  type: string;
  settings: JsonObject;
}

interface Token {
  id: number;
  accountId: number;
  name: string;
  hash: string;
  created: string;
  expiration: string | null;
  lastUsedAt: string | null;
}

export interface PluginSetting {
  enabled: boolean;
  pinned: boolean;
  jsonData: JsonObject;
  secureJsonFields: Record<string, boolean>;
}

/** One version of a dashboard resource. `body` is the JSON of `metadata`, `spec` and `status`, without the outer braces. */
export interface Version {
  name: string;
  uid: string;
  id: number;
  resourceVersion: number;
  generation: number;
  folder: string;
  title: string;
  description?: string;
  tags: string[];
  labels: Record<string, string>;
  updatedBy: string;
  updated: number;
  /** The API version that it was saved in; absent: v1beta1. */
  storedAs?: string;
  body: string;
}

const VERSIONS_KEPT = 20;

class Table<T> {
  private readonly rows = new Map<string, T>();

  constructor(
    private readonly name: string,
    private readonly emit: (operation: Operation) => void
  ) {}

  get(key: string | number): T | undefined {
    return this.rows.get(String(key));
  }

  values(): T[] {
    return [...this.rows.values()];
  }

  find(matches: (row: T) => boolean): T | undefined {
    for (const row of this.rows.values()) {
      if (matches(row)) {
        return row;
      }
    }
    return undefined;
  }

  get size() {
    return this.rows.size;
  }

  put(key: string | number, row: T): T {
    this.load(String(key), row);
    this.emit(['put', this.name, String(key), row]);
    return row;
  }

  delete(key: string | number) {
    if (this.rows.delete(String(key))) {
      this.emit(['delete', this.name, String(key)]);
    }
  }

  /** Rows are kept in the order in which they first came. */
  clearOldest(count: number) {
    [...this.rows.keys()].slice(0, count).forEach((key) => this.delete(key));
  }

  load(key: string, row: T) {
    this.rows.set(key, row);
  }

  unload(key: string) {
    this.rows.delete(key);
  }

  *operations(): Iterable<Operation> {
    for (const [key, row] of this.rows) {
      yield ['put', this.name, key, row];
    }
  }
}

/** The dashboard resources of one namespace, with their versions and the trash. */
export class Shelf {
  private readonly live = new Map<string, Version[]>();
  private readonly gone = new Map<string, Version>();
  /** What was there before a deletion, and the deletions. */
  private readonly past = new Map<string, Version[]>();

  get(name: string): Version | undefined {
    return this.live.get(name)?.at(-1);
  }

  /** Newest first. */
  versions(name: string): Version[] {
    return [...(this.live.get(name) ?? [])].reverse();
  }

  /** Oldest first, from a version on, with what was deleted. */
  versionsFrom(name: string, version: number): Version[] {
    const all = [...(this.past.get(name) ?? []), ...(this.live.get(name) ?? [])];
    return all.filter(({ resourceVersion }) => resourceVersion >= version);
  }

  all(): Version[] {
    return Array.from(this.live.values(), (versions) => versions[versions.length - 1]);
  }

  trash(): Version[] {
    return [...this.gone.values()];
  }

  put(version: Version) {
    const versions = this.live.get(version.name) ?? [];
    versions.push(version);
    this.live.set(version.name, versions.slice(-VERSIONS_KEPT));
    this.gone.delete(version.name);
  }

  delete(version: Version) {
    const all = [...(this.past.get(version.name) ?? []), ...(this.live.get(version.name) ?? []), version];
    this.past.set(version.name, all.slice(-VERSIONS_KEPT));
    this.live.delete(version.name);
    this.gone.set(version.name, version);
  }

  forget(name: string) {
    this.live.delete(name);
  }

  *operations(namespace: string): Iterable<Operation> {
    for (const version of this.gone.values()) {
      yield ['trash', namespace, version];
    }
    for (const versions of this.live.values()) {
      for (const version of versions) {
        yield ['record', namespace, version];
      }
    }
  }
}

/** All state, in memory. Every change leaves as an operation; the same operations in the same order give the same state. */
export class Store {
  private sink: (operation: Operation) => void = () => undefined;
  private readonly emit = (operation: Operation) => this.sink(operation);
  private readonly shelves = new Map<string, Shelf>();
  private lastVersion = 0;

  readonly orgs = new Table<Org>('orgs', this.emit);
  readonly users = new Table<User>('users', this.emit);
  readonly sessions = new Table<Session>('sessions', this.emit);
  readonly folders = new Table<Folder>('folders', this.emit);
  readonly teams = new Table<Team>('teams', this.emit);
  readonly annotations = new Table<Annotation>('annotations', this.emit);
  readonly silences = new Table<Silence>('silences', this.emit);
  readonly alertRules = new Table<AlertRule>('alertRules', this.emit);
  readonly alertInstances = new Table<AlertInstance>('alertInstances', this.emit);
  readonly contactPoints = new Table<ContactPoint>('contactPoints', this.emit);
  readonly tokens = new Table<Token>('tokens', this.emit);
  readonly pluginSettings = new Table<PluginSetting>('pluginSettings', this.emit);
  /** Preferences and user storage: documents without a shape of our own. */
  readonly documents = new Table<JsonObject>('documents', this.emit);
  private readonly counters = new Table<number>('counters', this.emit);

  private readonly tables = new Map<string, Table<unknown>>(
    Object.entries({
      orgs: this.orgs,
      users: this.users,
      sessions: this.sessions,
      folders: this.folders,
      teams: this.teams,
      annotations: this.annotations,
      silences: this.silences,
      alertRules: this.alertRules,
      alertInstances: this.alertInstances,
      contactPoints: this.contactPoints,
      tokens: this.tokens,
      pluginSettings: this.pluginSettings,
      documents: this.documents,
      counters: this.counters,
    }).map(([name, table]) => [name, table as Table<unknown>])
  );

  /** From now on `sink` is told of every change. */
  keepIn(sink: (operation: Operation) => void) {
    this.sink = sink;
  }

  apply([kind, ...values]: Operation) {
    const [where, what, row] = values;
    if (kind === 'put' || kind === 'delete') {
      const table = this.tables.get(String(where));
      if (kind === 'put') {
        table?.load(String(what), row);
      } else {
        table?.unload(String(what));
      }
    } else if (kind === 'record' && isVersion(what)) {
      this.shelf(String(where)).put(what);
      this.lastVersion = Math.max(this.lastVersion, what.resourceVersion);
    } else if (kind === 'trash' && isVersion(what)) {
      this.shelf(String(where)).delete(what);
      this.lastVersion = Math.max(this.lastVersion, what.resourceVersion);
    } else if (kind === 'forget') {
      this.shelf(String(where)).forget(String(what));
    }
  }

  *operations(): Iterable<Operation> {
    for (const table of this.tables.values()) {
      yield* table.operations();
    }
    for (const [namespace, shelf] of this.shelves) {
      yield* shelf.operations(namespace);
    }
  }

  shelf(namespace: string): Shelf {
    let shelf = this.shelves.get(namespace);
    if (!shelf) {
      shelf = new Shelf();
      this.shelves.set(namespace, shelf);
    }
    return shelf;
  }

  putRecord(namespace: string, version: Version) {
    this.change(['record', namespace, version]);
  }

  trashRecord(namespace: string, version: Version) {
    this.change(['trash', namespace, version]);
  }

  /** Deletes without a trash, as legacy storage does. */
  forgetRecord(namespace: string, name: string) {
    this.change(['forget', namespace, name]);
  }

  private change(operation: Operation) {
    this.apply(operation);
    this.emit(operation);
  }

  /** Microseconds since 1970, always growing. */
  nextVersion(): number {
    this.lastVersion = Math.max(this.lastVersion + 1, Date.now() * 1000);
    return this.lastVersion;
  }

  currentVersion(): number {
    return Math.max(this.lastVersion, Date.now() * 1000);
  }

  next(counter: string, from = 1): number {
    return this.counters.put(counter, (this.counters.get(counter) ?? from - 1) + 1);
  }
}

function isVersion(value: unknown): value is Version {
  return isObject(value) && typeof value.name === 'string' && typeof value.body === 'string';
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A uid that looks like Grafana's: 14 letters and digits. */
export function newUid(): string {
  return Array.from(randomBytes(14), (byte) => LETTERS[byte % LETTERS.length]).join('');
}
