/** Narrowing of what came over the wire: a wrong type reads as absent. */
export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : {});
export const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const asText = (value: unknown, fallback = ''): string => (typeof value === 'string' ? value : fallback);
export const asNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};
export const asTexts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((item) => String(item));

/** As Grafana's storage does: members in order of their keys, `null` members gone, `null` in arrays kept. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(canonical);
  }
  if (!isObject(value)) {
    return value;
  }
  const sorted: JsonObject = {};
  for (const key of Object.keys(value).sort()) {
    if (value[key] !== null && value[key] !== undefined) {
      // `__proto__` is a key like any other in stored JSON
      Object.defineProperty(sorted, key, {
        value: canonical(value[key]),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
  }
  return sorted;
}
