/** What a list of resources is asked for by `labelSelector` and `fieldSelector`. */
interface Selector {
  special?: 'history' | 'trash';
  name?: string;
  labels: Map<string, string>;
}

const pairs = (selector: string): Array<[string, string]> =>
  selector
    .split(',')
    .filter(Boolean)
    .map((part) => {
      const [key, ...value] = part.split(/==?/);
      return [key.trim(), value.join('=').trim()];
    });

export function selectorOf(labelSelector: string, fieldSelector: string): Selector {
  const selector: Selector = { labels: new Map() };
  for (const [key, value] of pairs(labelSelector)) {
    if (key === 'grafana.app/get-history') {
      selector.special = 'history';
    } else if (key === 'grafana.app/get-trash') {
      selector.special = 'trash';
    } else {
      selector.labels.set(key, value);
    }
  }
  selector.name = pairs(fieldSelector).find(([key]) => key === 'metadata.name')?.[1];
  return selector;
}

/** One page of a list; `continue` of the answer asks for the next. */
export function selectItems<T>(all: T[], limit: number | undefined, token: string) {
  const from = token === '' ? 0 : Number(Buffer.from(token, 'base64url').toString()) || 0;
  const to = limit === undefined || limit <= 0 ? all.length : from + limit;
  const remaining = Math.max(0, all.length - to);
  return {
    items: all.slice(from, to),
    metadata:
      remaining > 0 ? { continue: Buffer.from(String(to)).toString('base64url'), remainingItemCount: remaining } : {},
  };
}
