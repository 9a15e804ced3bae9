import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

export type RequestErrorKind =
  | 'offline' // no answer at all: network down, server gone
  | 'timeout'
  | 'aborted' // this page stopped waiting
  | 'unauthorized' // 401: the session ended
  | 'forbidden' // 403
  | 'missing' // 404
  | 'exists' // 409 AlreadyExists
  | 'conflict' // 409 Conflict: a stale copy
  | 'precondition' // 412
  | 'tooLarge' // 413
  | 'manySeries' // a query that answers more than a page can show
  | 'invalid' // 400, 422
  | 'throttled' // 429
  | 'server' // 5xx
  | 'format'; // an answer that is not what was asked for, for instance a login page

/** The one error that leaves this folder. `message` is what the server said; shared/failures.ts words it for people. */
export class RequestError extends Error {
  constructor(
    readonly kind: RequestErrorKind,
    readonly status: number,
    message: string,
    readonly data?: unknown,
    /** What the server itself said, where it said something to people. */
    readonly said?: string
  ) {
    super(message);
    this.name = 'RequestError';
  }
}

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  data?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Milliseconds until the request is given up; Grafana itself has no limit in the browser. */
  timeout?: number;
}

const DEFAULT_TIMEOUT = 30_000;

/** Asks Grafana as the signed-in person. Throws RequestError only; never shows a toast. */
export async function request<T>(options: RequestOptions): Promise<T> {
  const { method = 'GET', url, data, headers, signal, timeout = DEFAULT_TIMEOUT } = options;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort('timeout'), timeout);
  const abort = () => controller.abort('aborted');
  signal?.addEventListener('abort', abort);
  if (signal?.aborted) {
    abort();
  }
  try {
    const response = await lastValueFrom(
      getBackendSrv().fetch<T>({
        method,
        url,
        data,
        headers: { ...headers },
        abortSignal: controller.signal,
        showErrorAlert: false,
        showSuccessAlert: false,
      })
    );
    if (typeof response.data === 'string') {
      throw new RequestError('format', response.status, 'The answer is not JSON'); // a proxy's login page comes as 200 with HTML
    }
    return response.data;
  } catch (thrown) {
    throw toRequestError(thrown, controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

function toRequestError(thrown: unknown, signal: AbortSignal): RequestError {
  if (thrown instanceof RequestError) {
    return thrown;
  }
  if (signal.aborted) {
    return signal.reason === 'timeout'
      ? new RequestError('timeout', 0, 'No answer in time')
      : new RequestError('aborted', -1, 'Aborted');
  }
  if (isFetchError<{ reason?: string; message?: string; error?: string } | undefined>(thrown)) {
    if (thrown.cancelled) {
      return new RequestError('aborted', -1, 'Cancelled');
    }
    const { status, data } = thrown;
    const told = data?.message ?? data?.error;
    const said = told && !looksLikeHtml(told) ? told : undefined;
    return new RequestError(
      kindOf(status, data?.reason),
      status,
      said ?? (told || !thrown.statusText ? `HTTP ${status}` : thrown.statusText),
      data,
      said
    );
  }
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error.name === 'EmptyError' || error.name === 'AbortError') {
    return new RequestError('aborted', -1, error.message);
  }
  return new RequestError(error.name === 'SyntaxError' ? 'format' : 'offline', 0, error.message);
}

function kindOf(status: number, reason?: string): RequestErrorKind {
  switch (status) {
    case 400:
    case 422:
      return 'invalid';
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'missing';
    case 409:
      return reason === 'AlreadyExists' ? 'exists' : 'conflict';
    case 412:
      return 'precondition';
    case 413:
      return 'tooLarge';
    case 429:
      return 'throttled';
    default:
      return 'server';
  }
}

function looksLikeHtml(message: string): boolean {
  return /^\s*</.test(message);
}
