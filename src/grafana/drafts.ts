import { config } from '@grafana/runtime';
import { DAY_MS } from '../domain/time/units';
import { accountKey } from './user';

/** What somebody typed and did not send yet, as text in the browser's storage: with the time when it was kept. */
interface Kept {
  keptAt: number;
  draft: unknown;
}

const PREFIX = 'opsbook.draft|';
/** Milliseconds: what nobody came back to for a week is no draft any more. */
const LIFETIME = 7 * DAY_MS;

export function draftKey(key: string): string {
  return `${PREFIX}${accountKey()}|${key}`;
}

/** Undefined: there is none. One of this tab alone comes first. */
export function readDraft(storageKey: string): unknown {
  for (const store of stores()) {
    const kept = parse(store.getItem(storageKey));
    if (kept && Date.now() - kept.keptAt < LIFETIME) {
      return kept.draft;
    }
  }
  return undefined;
}

/** `inTab`: it goes with the tab, as what is private has to. */
export function keepDraft(storageKey: string, draft: unknown, inTab = false): void {
  dropDraft(storageKey);
  const kept: Kept = { keptAt: Date.now(), draft };
  try {
    (inTab ? sessionStorage : localStorage).setItem(storageKey, JSON.stringify(kept));
  } catch {
    // private windows may refuse: the draft then lives as long as the page
  }
}

export function dropDraft(storageKey: string): void {
  stores().forEach((store) => store.removeItem(storageKey));
}

/** Drops what has expired, of whomever. */
export function dropOldDrafts(now = Date.now()): void {
  drop((key, text) => key.startsWith(PREFIX) && now - (parse(text)?.keptAt ?? 0) >= LIFETIME);
}

/** Drops what other people of this Grafana left in this browser. */
export function dropDraftsOfOthers(): void {
  const own = personOf(accountKey());
  drop((key) => {
    const owner = key.startsWith(PREFIX) ? key.slice(PREFIX.length).split('|').slice(0, 3).join('|') : '';
    return owner !== '' && isOther(owner, own);
  });
}

export function dropAllDrafts(): void {
  drop((key) => key.startsWith('opsbook.'));
}

/** Whether `owner` (Grafana, organisation, person) is somebody else than `own` of the same Grafana. */
export function isOther(owner: string, own = personOf(accountKey())): boolean {
  return owner.startsWith(`${config.appUrl}|`) && personOf(owner) !== own;
}

function personOf(owner: string): string {
  return owner.split('|').at(-1) ?? '';
}

function drop(isDropped: (key: string, text: string | null) => boolean): void {
  for (const store of stores()) {
    Array.from({ length: store.length }, (_, index) => store.key(index) ?? '')
      .filter((key) => isDropped(key, store.getItem(key)))
      .forEach((key) => store.removeItem(key));
  }
}

/** Those that this browser lets us use. */
function stores(): Storage[] {
  const found: Storage[] = [];
  for (const open of [() => sessionStorage, () => localStorage]) {
    try {
      found.push(open());
    } catch {
      // forbidden here
    }
  }
  return found;
}

function parse(text: string | null): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    const isKept = typeof kept === 'object' && kept !== null && 'keptAt' in kept && 'draft' in kept;
    return isKept ? { keptAt: Number(kept.keptAt), draft: kept.draft } : undefined;
  } catch {
    return undefined;
  }
}
