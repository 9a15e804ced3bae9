/**
 * Reads one property of an extension context. Grafana 12.4 wraps contexts in a read-only proxy over frozen data, on
 * which plain access throws; the property's descriptor gives the value itself.
 */
export function ownProperty(value: unknown, key: string): unknown {
  try {
    return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
  } catch {
    return undefined;
  }
}

export function ownText(value: unknown, key: string): string | undefined {
  const text = ownProperty(value, key);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** Only the entries whose value is a text. */
export function ownTexts(value: unknown, key: string): Record<string, string> {
  const map = ownProperty(value, key);
  if (typeof map !== 'object' || map === null) {
    return {};
  }
  return Object.fromEntries(
    Object.keys(map).flatMap((name) => {
      const text = ownText(map, name);
      return text === undefined ? [] : [[name, text]];
    })
  );
}
