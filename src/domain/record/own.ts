/** A member that `members` has itself: a key that somebody chose may be called `constructor`. */
export function own<V>(members: Record<string, V>, key: string): V | undefined {
  return Object.hasOwn(members, key) ? members[key] : undefined;
}
