import { type BackendSrv, type BackendSrvRequest, type FetchResponse } from '@grafana/runtime';
import { from, type Observable } from 'rxjs';

/** Grafana's request service over plain fetch, with the errors that Grafana throws (docs: frontend facts of 12.4). */
async function send<T>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
  const { url, method = 'GET', data, headers = {}, abortSignal } = options;
  const address = new URL(url, 'http://localhost').toString();
  const body = data === undefined ? undefined : typeof data === 'string' ? data : JSON.stringify(data);
  const response = await fetch(address, {
    method,
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    body,
    signal: abortSignal,
  });
  const text = await response.text();
  const parsed = parse(text, response.headers.get('Content-Type') ?? '');
  if (!response.ok) {
    const failed =
      typeof parsed === 'string'
        ? { message: parsed || response.statusText, error: response.statusText, response: parsed }
        : parsed;
    throw { status: response.status, statusText: response.statusText, data: failed, config: options };
  }
  return {
    data: parsed as T,
    status: response.status,
    statusText: response.statusText,
    ok: true,
    headers: response.headers,
    redirected: false,
    type: response.type,
    url: response.url,
    config: options,
  };
}

function parse(text: string, contentType: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (contentType.includes('json') && text) {
      throw error;
    }
    return text;
  }
}

const unsupported = () => {
  throw new Error('the plugin asks through fetch() only');
};

export const backendSrv: BackendSrv = {
  fetch: <T>(options: BackendSrvRequest): Observable<FetchResponse<T>> => from(send<T>(options)),
  chunked: unsupported,
  get: unsupported,
  post: unsupported,
  put: unsupported,
  patch: unsupported,
  delete: unsupported,
  request: unsupported,
  datasourceRequest: unsupported,
};
