import { z } from 'zod/mini';
import { parseLogfmt } from '../../domain/record/logfmt';
import { type FolderKey, type Head, type Shelf } from '../../domain/record/record';
import { searchUrl } from '../namespace';
import { request } from '../request';
import { FOLDERS } from './folders';

export interface HeadHit {
  name: string;
  title: string;
  tags: string[];
  folder?: string;
  /** Which of the folders of its kind that is. */
  place?: FolderKey;
  /** Empty on legacy storage, whose search returns no descriptions. */
  head: Head;
  hasHead: boolean;
}

export interface HeadFilter {
  /** All of them must be there. `opsbook:<kind>` is added. */
  tags?: string[];
  limit?: number;
  /** Counted in each folder of the kind. */
  offset?: number;
  sort?: Sort;
  /** The newest do: how many there are in all need not be said. */
  isTotalFree?: boolean;
}

type Sort = 'name' | '-name' | 'title' | '-title';

export interface Heads {
  heads: HeadHit[];
  total: number;
}

const DEFAULT_LIMIT = 1000;
/** How many of the newest are looked at for the highest number, and how far on when none of them is a number of ours. */
const NEWEST = 50;
const MOST_LISTED = 1000;

const ascending = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** As the search itself sorts. */
const ORDERS: Record<Sort, (a: HeadHit, b: HeadHit) => number> = {
  name: (a, b) => ascending(a.name, b.name),
  '-name': (a, b) => ascending(b.name, a.name),
  title: (a, b) => ascending(a.title.toLowerCase(), b.title.toLowerCase()),
  '-title': (a, b) => ascending(b.title.toLowerCase(), a.title.toLowerCase()),
};

const answer = z.object({ totalHits: z._default(z.number(), 0), hits: z.nullish(z.array(z.unknown())) });
type Answer = z.infer<typeof answer>;

/** Heads of one kind from Grafana's search index, right after a write too. What is asked in the same moment comes in one answer. */
export function listHeads(shelf: Shelf, filter: HeadFilter = {}, signal?: AbortSignal): Promise<Heads> {
  return pageSearch.heads(shelf, filter, signal);
}

/** All of a kind by one question, where the last answer to several held every record there is; undefined elsewhere. */
export function allHeads(shelf: Shelf, signal?: AbortSignal): Promise<Heads | undefined> {
  return pageSearch.all(shelf, signal);
}

interface Question {
  shelf: Shelf;
  filter: HeadFilter;
}

interface Asked extends Question {
  /** Undefined: it has to ask for itself. */
  settle: (heads: Heads | undefined) => void;
}

/** How long a question waits for others, and how many records come at most in one answer to all of them. */
const MOMENT_MS = 10;
const MOST_TOGETHER = 1_000;
const NEWEST_OF_ALL = { limit: MOST_TOGETHER, sort: '-name' } as const;
/** What so many records could not answer is asked for itself for so long. */
const APART_MS = 10 * 60_000;

/** Questions of one moment go as one; what the first records by name cannot answer goes alone for some time. */
export class JointSearch {
  private asked: Asked[] = [];
  private readonly apartUntil = new Map<string, number>();
  private isSmall = false;

  async all(shelf: Shelf, signal?: AbortSignal): Promise<Heads | undefined> {
    const found = this.isSmall ? await ask(NEWEST_OF_ALL, ['opsbook'], signal) : undefined;
    const reach = found && reachOf(found);
    return found && reach?.isWhole ? answerIn(toHits(found), reach, { shelf, filter: { limit: Infinity } }) : undefined;
  }

  async heads(shelf: Shelf, filter: HeadFilter, signal?: AbortSignal): Promise<Heads> {
    return (await this.together(shelf, filter)) ?? apart(shelf, filter, signal);
  }

  private together(shelf: Shelf, filter: HeadFilter): Promise<Heads | undefined> {
    if (filter.offset || Date.now() < (this.apartUntil.get(questionOf({ shelf, filter })) ?? 0)) {
      return Promise.resolve(undefined);
    }
    return new Promise((settle) => {
      this.asked.push({ shelf, filter, settle });
      setTimeout(() => void this.answer(), MOMENT_MS); // the first of a moment asks for all; none waits for one that was lost
    });
  }

  private async answer(): Promise<void> {
    const group = this.asked;
    if (group.length === 0) {
      return;
    }
    this.asked = [];
    const found = group.length > 1 ? await ask(NEWEST_OF_ALL, ['opsbook']).catch(() => undefined) : undefined;
    const reach = found && reachOf(found);
    this.isSmall = reach ? reach.isWhole : this.isSmall;
    // a thousand heads are not read to be thrown away
    const heads = found && reach && group.some((one) => isWithin(reach, one)) ? toHits(found) : [];
    group.forEach((one) => {
      const answered = reach && isWithin(reach, one) ? answerIn(heads, reach, one) : undefined;
      if (reach && !answered) {
        this.apartUntil.set(questionOf(one), Date.now() + APART_MS);
      }
      one.settle(answered);
    });
  }
}

const pageSearch = new JointSearch();

function questionOf({ shelf: { kind }, filter }: Question): string {
  return JSON.stringify([kind, filter]);
}

/** How far the first records by name, from behind, go. */
interface Reach {
  isWhole: boolean;
  /** Absent where they are not sorted: legacy storage does not sort by name. */
  last?: string;
}

function reachOf({ totalHits, hits }: Answer): Reach {
  const names = (hits ?? []).map(nameOf);
  const isSorted = names.every((name, index) => index === 0 || name <= names[index - 1]);
  return { isWhole: names.length >= totalHits, ...(isSorted && { last: names.at(-1) }) };
}

/** Whether all of a kind are there, or the newest of it may be enough. */
function isWithin({ isWhole, last }: Reach, { shelf, filter: { sort, isTotalFree } }: Question): boolean {
  return isWhole || (last !== undefined && ((sort === '-name' && isTotalFree) || isPast(last, shelf)));
}

function answerIn(all: HeadHit[], { isWhole, last }: Reach, { shelf, filter }: Question): Heads | undefined {
  const { tags = [], limit = DEFAULT_LIMIT, sort } = filter;
  const wanted = [`opsbook:${shelf.kind}`, ...tags];
  const heads = shelf.folders.flatMap((key) =>
    ownIn(key, shelf, all).filter((hit) => wanted.every((tag) => hit.tags.includes(tag)))
  );
  const isEnough = isWhole || heads.length >= limit || (last !== undefined && isPast(last, shelf));
  return isEnough
    ? { heads: (sort ? heads.sort(ORDERS[sort]) : heads).slice(0, limit), total: heads.length }
    : undefined;
}

/** Whether a name comes after all that a record of this kind can have. */
function isPast(last: string, shelf: Shelf): boolean {
  const first = firstName(shelf);
  return first !== undefined && last < first;
}

/** What registers and weeks are called. */
const REGISTER = 'opsbook-';

/** What of registers' kinds is called otherwise comes after them. */
function firstName({ named, folders: [folder] }: Shelf): string | undefined {
  const isRegister = folder === 'registers' || folder === 'maintenance';
  return named ? /^\^([a-z-]+)/.exec(named.source)?.[1] : isRegister ? REGISTER : undefined;
}

/** Asked by folder: whoever may write in some other folder could name a dashboard like one of ours. */
async function apart(shelf: Shelf, filter: HeadFilter, signal: AbortSignal | undefined): Promise<Heads> {
  const found = await Promise.all(shelf.folders.map((folder) => headsIn(folder, shelf, filter, signal)));
  const [first] = found;
  if (found.length === 1 && first) {
    return first;
  }
  const { limit = DEFAULT_LIMIT, sort } = filter;
  const heads = found.flatMap((each) => each.heads);
  return {
    heads: (sort ? heads.sort(ORDERS[sort]) : heads).slice(0, limit),
    total: found.reduce((sum, { total }) => sum + total, 0),
  };
}

async function headsIn(key: FolderKey, shelf: Shelf, filter: HeadFilter, signal?: AbortSignal): Promise<Heads> {
  const { tags = [], ...rest } = filter;
  const found = await search({ ...rest, folder: FOLDERS[key].uid }, [`opsbook:${shelf.kind}`, ...tags], signal);
  return { heads: ownIn(key, shelf, found.heads), total: found.total };
}

type Terms = Omit<HeadFilter, 'tags'> & { folder?: string };

async function search(terms: Terms, tags: string[], signal?: AbortSignal): Promise<Heads> {
  const found = await ask(terms, tags, signal);
  return { heads: toHits(found), total: found.totalHits };
}

async function ask(
  { limit = DEFAULT_LIMIT, offset = 0, sort, folder }: Terms,
  tags: string[],
  signal?: AbortSignal
): Promise<Answer> {
  const query = new URLSearchParams({
    type: 'dashboard',
    field: 'description',
    limit: String(limit),
    ...(folder && { folder }),
    ...(offset > 0 && { offset: String(offset) }),
    ...(sort && { sort }),
  });
  tags.forEach((value) => query.append('tag', value));
  return answer.parse(await request<unknown>({ url: `${searchUrl()}?${query}`, signal }));
}

function toHits({ hits }: Answer): HeadHit[] {
  return (hits ?? []).flatMap(toHit);
}

/** Those that are records of this folder. */
function ownIn(key: FolderKey, { named }: Shelf, hits: HeadHit[]): HeadHit[] {
  const { uid } = FOLDERS[key];
  return (
    hits
      // else somebody's "Save as": its name is by chance, while registers have names of their own beside their ids
      .filter(({ name, folder, head }) => folder === uid && (!head.id || head.id === name || name.startsWith(REGISTER)))
      .filter(({ name }) => !named || named.test(name))
      .map((hit) => ({ ...hit, place: key }))
  );
}

/** Hits of one question while reading back: a few of them come in the time of one person's glance. */
const PAGE = 500;

interface ReadBack {
  /** Newest first; the same one twice where something was added meanwhile. */
  heads: HeadHit[];
  /** Read so far, of so many. */
  read: number;
  total: number;
}

/**
 * Heads by name from the newest back, page by page: names carry year and number, so whoever needs the last months stops
 * there. Stops in each folder where its last head of a page is no longer wanted, and at the end.
 */
export async function* readBack(
  shelf: Shelf,
  { isWanted = () => true, page = PAGE }: { isWanted?: (last: HeadHit) => boolean; page?: number } = {},
  signal?: AbortSignal
): AsyncGenerator<ReadBack> {
  let folders = [...shelf.folders];
  const totals = new Map<FolderKey, number>();
  const sum = () => [...totals.values()].reduce((all, each) => all + each, 0);
  for (let offset = 0; folders.length > 0; offset += page) {
    const filter = { sort: '-name', limit: page, offset } as const;
    const found = await Promise.all(folders.map((folder) => headsIn(folder, shelf, filter, signal)));
    folders = folders.filter((folder, index) => {
      const { heads, total } = found[index];
      totals.set(folder, total);
      const last = heads.at(-1);
      return offset + page < total && (!last || isWanted(last));
    });
    const heads = found.flatMap((each) => each.heads);
    yield { heads: heads.sort(ORDERS['-name']), read: Math.min(offset + page, sum()), total: sum() };
  }
}

/** Numbers that count: longer ones are no incident of ours, and above 2^53 they would not even count on. */
const MOST_DIGITS = 6;

/** What stands behind `prefix` as a number of at most six digits. */
export function numberOf(name: string, prefix: string): number | undefined {
  const digits = name.startsWith(prefix) ? name.slice(prefix.length) : '';
  return digits.length <= MOST_DIGITS && /^\d+$/.test(digits) ? Number(digits) : undefined;
}

/** The name after the highest one of `prefix` in use: `inc-2026-0142`. */
export async function nextNumber(shelf: Shelf, prefix: string, digits: number): Promise<string> {
  for await (const { heads, read } of readBack(shelf, { page: NEWEST })) {
    const numbers = heads.flatMap(({ name }) => numberOf(name, prefix) ?? []);
    if (numbers.length > 0 || read >= MOST_LISTED) {
      return numberedName(prefix, Math.max(0, ...numbers) + 1, digits);
    }
  }
  return numberedName(prefix, 1, digits);
}

export function numberedName(prefix: string, number: number, digits: number): string {
  return `${prefix}${String(number).padStart(digits, '0')}`;
}

function nameOf(hit: unknown): string {
  return typeof hit === 'object' && hit !== null && 'name' in hit && typeof hit.name === 'string' ? hit.name : '';
}

/** Narrowed by hand, since ten thousand come at once; one without a name is none. */
function toHit(hit: unknown): HeadHit[] {
  if (typeof hit !== 'object' || hit === null || !('name' in hit) || typeof hit.name !== 'string') {
    return [];
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const description = text('description' in hit && hit.description);
  const tags: unknown = 'tags' in hit && hit.tags;
  const folder = text('folder' in hit && hit.folder);
  return [
    {
      name: hit.name,
      title: text('title' in hit && hit.title),
      tags: Array.isArray(tags) ? tags.filter((each) => typeof each === 'string') : [],
      folder: folder || undefined,
      head: parseLogfmt(description),
      hasHead: description !== '',
    },
  ];
}
