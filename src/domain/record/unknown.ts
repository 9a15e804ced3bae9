/**
 * `next`, with the members of `raw` that the schema of this version did not take into `read`: a tab that was left open during an
 * upgrade must not delete what the newer version wrote. `next` is a change of `read`; where it dropped an object, its unknown members
 * go with it.
 */
export function withUnknown(raw: unknown, read: unknown, next: unknown): unknown {
  if (Array.isArray(raw) && Array.isArray(read) && Array.isArray(next)) {
    const places = raw.length === read.length && next.some(isHolder) ? placesIn(read, next) : [];
    return next.map((item, at) => (at in places ? withUnknown(raw[places[at]], read[places[at]], item) : item));
  }
  if (!isObject(raw) || !isObject(read) || !isObject(next)) {
    return next;
  }
  const unknown = Object.entries(raw).filter(([key]) => !Object.hasOwn(read, key) && !Object.hasOwn(next, key));
  const known = Object.entries(next).map(([key, value]): [string, unknown] => [
    key,
    Object.hasOwn(raw, key) && Object.hasOwn(read, key) ? withUnknown(raw[key], read[key], value) : value,
  ]);
  return Object.fromEntries([...known, ...unknown]);
}

/**
 * Where each item of `next` stood in `read`: by its id, else by what it says, each place once; what is left was changed where it
 * stood, if as many are left of both. An item without a place is new.
 */
function placesIn(read: unknown[], next: unknown[]): number[] {
  const free = new Map<unknown, number[]>();
  read.forEach((item, at) => free.set(nameOf(item), [...(free.get(nameOf(item)) ?? []), at]));
  const places: number[] = [];
  next.forEach((item, at) => {
    const place = free.get(nameOf(item))?.shift();
    if (place !== undefined) {
      places[at] = place;
    }
  });
  const left = [...free.values()].flat().sort((one, other) => one - other);
  const changed = [...next.keys()].filter((at) => !(at in places) && idOf(next[at]) === undefined);
  if (left.length === changed.length) {
    changed.forEach((at, index) => (places[at] = left[index]));
  }
  return places;
}

function nameOf(item: unknown): unknown {
  return idOf(item) ?? JSON.stringify(item);
}

function idOf(item: unknown): unknown {
  return isObject(item) && 'id' in item ? item.id : undefined;
}

function isHolder(item: unknown): boolean {
  return typeof item === 'object' && item !== null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
