export type Keyed<T> = T & { key: string };

/** Keyed things in the order of their `position`. */
export function inOrder<T extends { position: number }>(things: Record<string, T>): Array<Keyed<T>> {
  return Object.entries(things)
    .map(([name, thing]) => ({ ...thing, key: name }))
    .sort((one, other) => one.position - other.position || (one.key < other.key ? -1 : 1));
}
