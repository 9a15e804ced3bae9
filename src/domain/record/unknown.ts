/**
 * `next`, with the members of `raw` that the schema of this version did not take into `read`: a tab that was left open during an
 * upgrade must not delete what the newer version wrote. `next` is a change of `read`; where it dropped an object, its unknown members
 * go with it.
 */
export function withUnknown(raw: unknown, read: unknown, next: unknown): unknown {
  if (Array.isArray(raw) && Array.isArray(read) && Array.isArray(next)) {
    const places = next.map((_, at) => placeIn(read, next, at));
    return raw.length === read.length
      ? next.map((item, at) => withUnknown(raw[places[at]], read[places[at]], item))
      : next;
  }
  if (!isObject(raw) || !isObject(read) || !isObject(next)) {
    return next;
  }
  const unknown = Object.entries(raw).filter(([key]) => !(key in read) && !(key in next));
  const known = Object.entries(next).map(([key, value]): [string, unknown] => [
    key,
    key in raw && key in read ? withUnknown(raw[key], read[key], value) : value,
  ]);
  return Object.fromEntries([...known, ...unknown]);
}

/** Where the item at `at` of `next` stood in `read`: by its id, else at the same place where the list kept its length. */
function placeIn(read: unknown[], next: unknown[], at: number): number {
  const item = next[at];
  if (isObject(item) && 'id' in item) {
    return read.findIndex((each) => isObject(each) && 'id' in each && each.id === item.id);
  }
  return next.length === read.length ? at : -1;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
