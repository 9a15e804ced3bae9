/** One person's way to a Grafana. */
export interface Client {
  call(method: string, path: string, options?: { body?: unknown; type?: string; accept?: string }): Promise<Answer>;
}

export interface Answer {
  status: number;
  body: unknown;
}

export const JSON_PATCH = 'application/json-patch+json';
export const FORM = 'application/x-www-form-urlencoded';
export const PARTIAL = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json';

function encode(body: unknown, type: string): BodyInit | undefined {
  if (body === undefined) {
    return undefined;
  }
  return type === FORM ? new URLSearchParams(body as Record<string, string>) : JSON.stringify(body);
}

function client(base: string, cookie: string): Client {
  return {
    async call(method, path, { body, type = 'application/json', accept } = {}) {
      const response = await fetch(base + path, {
        method,
        headers: { 'content-type': type, ...(cookie && { cookie }), ...(accept && { accept }) },
        body: encode(body, type),
      });
      const text = await response.text();
      try {
        return { status: response.status, body: JSON.parse(text) };
      } catch {
        return { status: response.status, body: text };
      }
    },
  };
}

export const nobody = (base: string) => client(base, '');

/** Signs in with a name that is its own password. */
export async function signIn(base: string, user: string): Promise<Client> {
  const response = await fetch(`${base}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, password: user }),
  });
  if (!response.ok) {
    throw new Error(`Signing in as ${user} at ${base} answered ${response.status}.`);
  }
  return client(
    base,
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  );
}

/** The value at a path such as `spec.panels.0.title`; `#` is the length of a list. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inside, key) => {
    if (typeof inside !== 'object' || inside === null) {
      return undefined;
    }
    return key === '#' && Array.isArray(inside)
      ? inside.length
      : Object.entries(inside).find(([name]) => name === key)?.[1];
  }, value);
}
