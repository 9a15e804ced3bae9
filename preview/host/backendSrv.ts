import { type AppEvents as AppEventsType, AppEvents, type EventBus } from '@grafana/data';
import { type BackendSrv, type BackendSrvRequest, config, type FetchError, type FetchResponse } from '@grafana/runtime';
import { firstValueFrom, Observable, throwError } from 'rxjs';

export type { AppEventsType };

/** Over HTTP/1.1 Grafana asks data sources for at most this much at once, so that connections are left for the rest. */
const DATA_REQUESTS = 5;
/** A rejected caller has this long to say `isHandled` before a toast appears. */
const TOAST_AFTER = 50;

const isDataRequest = (url: string) => /api\/(datasources\/proxy|ds\/query)/.test(url);
const isLocal = (url: string) => !/^https?:\/\//.test(url);

interface Thrown {
  data?: unknown;
  status?: number;
  statusText?: string;
  isHandled?: boolean;
  message?: string;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function encodeForm(data: unknown): string {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(isObject(data) ? data : {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      form.append(key, String(item));
    }
  }
  return form.toString();
}

function encodeParams(params: Record<string, unknown>): string {
  const query = encodeForm(
    Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined && value !== null))
  );
  return query;
}

function headersOf(options: BackendSrvRequest): Headers {
  const headers = new Headers(options.headers);
  if (
    options.data !== undefined &&
    options.data !== null &&
    !headers.has('content-type') &&
    !(options.data instanceof FormData) &&
    !(options.data instanceof Blob)
  ) {
    headers.set('content-type', 'application/json');
  }
  if (!headers.has('accept')) {
    headers.set('accept', 'application/json, text/plain, */*');
  }
  if (isLocal(options.url) && config.bootData.user.orgId) {
    headers.set('x-grafana-org-id', String(config.bootData.user.orgId));
  }
  return headers;
}

function bodyOf({ data }: BackendSrvRequest, headers: Headers): BodyInit | undefined {
  if (data === undefined || data === null) {
    return undefined;
  }
  if (typeof data === 'string' || data instanceof FormData || data instanceof Blob) {
    return data;
  }
  return headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')
    ? encodeForm(data)
    : JSON.stringify(data);
}

async function readBody(response: Response, responseType: BackendSrvRequest['responseType']): Promise<unknown> {
  if (responseType === 'blob') {
    return response.blob();
  }
  if (responseType === 'arraybuffer') {
    return response.arrayBuffer();
  }
  const text = await response.text();
  if (responseType === 'text') {
    return text;
  }
  if (response.headers.get('content-type')?.startsWith('application/json')) {
    return text === '' ? {} : JSON.parse(text);
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Lets `limit` of the works run at once; the others wait their turn. */
class Turnstile {
  private running = 0;
  private readonly queue: Array<() => void> = [];

  constructor(private readonly limit: number) {}

  async enter(signal: AbortSignal): Promise<void> {
    if (this.running < this.limit) {
      this.running++;
      return;
    }
    await new Promise<void>((go, stop) => {
      const proceed = () => {
        signal.removeEventListener('abort', giveUp);
        go();
      };
      const giveUp = () => {
        this.queue.splice(this.queue.indexOf(proceed), 1);
        stop(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.queue.push(proceed);
    });
  }

  leave() {
    const next = this.queue.shift();
    if (next) {
      next();
    } else {
      this.running--;
    }
  }
}

/** Requests as Grafana's own service makes them: the same errors, toasts, retry and limits (measured on 12.4.0). */
export class PreviewBackendSrv implements BackendSrv {
  private readonly dataRequests = new Turnstile(config.http2Enabled ? 1000 : DATA_REQUESTS);
  private readonly byRequestId = new Map<string, () => void>();

  constructor(private readonly events: EventBus) {}

  fetch<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    // the options of the caller are changed, as in Grafana: a frozen object fails there too
    if (isLocal(options.url)) {
      options.url = options.url.replace(/^\//, '').replace(/\/$/, '');
    }
    if (options.hideFromInspector === undefined) {
      options.hideFromInspector = isLocal(options.url) && !isDataRequest(options.url);
    }
    options.retry ??= 0;
    return new Observable((subscriber) => {
      const { requestId } = options;
      const controller = new AbortController();
      let cancelled = false;
      if (requestId) {
        this.byRequestId.get(requestId)?.();
        this.byRequestId.set(requestId, () => {
          cancelled = true;
          controller.abort();
          subscriber.error({
            type: 'cancelled',
            cancelled: true,
            data: null,
            status: -1,
            statusText: 'Request was aborted',
            config: options,
          });
        });
      }
      const signal = options.abortSignal
        ? AbortSignal.any([options.abortSignal, controller.signal])
        : controller.signal;
      this.send<T>(options, signal).then(
        (response) => {
          subscriber.next(response);
          subscriber.complete();
        },
        (error: unknown) => {
          if (!cancelled && !controller.signal.aborted) {
            this.toastLater(error, options);
            subscriber.error(error);
          }
        }
      );
      return () => {
        if (requestId) {
          this.byRequestId.delete(requestId);
        }
        controller.abort();
      };
    });
  }

  private async send<T>(options: BackendSrvRequest, signal: AbortSignal): Promise<FetchResponse<T>> {
    const data = isDataRequest(options.url);
    if (data) {
      await this.dataRequests.enter(signal);
    }
    try {
      return await this.sendOnce<T>(options, signal);
    } catch (error) {
      const expired = isObject(error) && error.status === 401;
      if (expired && isLocal(options.url) && config.bootData.user.isSignedIn && options.retry === 0) {
        options.retry = 1;
        await this.sendOnce({ url: 'api/login/ping', method: 'GET', retry: 1 }, signal);
        return await this.sendOnce<T>(options, signal);
      }
      throw error;
    } finally {
      if (data) {
        this.dataRequests.leave();
      }
    }
  }

  private async sendOnce<T>(options: BackendSrvRequest, signal: AbortSignal): Promise<FetchResponse<T>> {
    const headers = headersOf(options);
    const query = options.params ? encodeParams(options.params) : '';
    const url = query ? `${options.url}${options.url.includes('?') ? '&' : '?'}${query}` : options.url;
    let response: Response;
    let data: unknown;
    try {
      response = await fetch(new URL(url, document.baseURI), {
        method: options.method ?? 'GET',
        headers,
        body: bodyOf(options, headers),
        signal,
        credentials: options.credentials ?? 'same-origin',
      });
      data = await readBody(response, options.responseType);
    } catch (error) {
      if (error instanceof Error && !(error instanceof DOMException)) {
        Object.assign(error, { data: { message: 'Unexpected error' } });
      }
      throw error;
    }
    const { ok, status, statusText } = response;
    if (!ok) {
      const shaped =
        typeof data === 'string' ? { message: data || statusText, error: statusText, response: data } : data;
      if (isObject(shaped) && !shaped.message && typeof shaped.error === 'string') {
        shaped.message = shaped.error;
      }
      const failure: FetchError = {
        status,
        statusText,
        data: shaped ?? { message: 'Unexpected error' },
        config: options,
      };
      throw failure;
    }
    const answer = {
      status,
      statusText,
      ok,
      data: data as T,
      headers: response.headers,
      url: response.url,
      type: response.type,
      redirected: response.redirected,
      config: options,
    };
    this.toastSuccess(answer);
    return answer;
  }

  private toastSuccess({ data, config: options }: FetchResponse) {
    const message = isObject(data) ? data.message : undefined;
    if (
      (options.method ?? 'GET') !== 'GET' &&
      typeof message === 'string' &&
      message !== '' &&
      options.showSuccessAlert !== false
    ) {
      this.events.publish({ type: AppEvents.alertSuccess.name, payload: [message] });
    }
  }

  private toastLater(error: unknown, options: BackendSrvRequest) {
    if (
      options.showErrorAlert === false ||
      (options.showErrorAlert === undefined && (isDataRequest(options.url) || !isLocal(options.url)))
    ) {
      return;
    }
    setTimeout(() => {
      const { data, isHandled, message, status }: Thrown = isObject(error) ? error : {};
      const said = isObject(data) && typeof data.message === 'string' ? data.message : message;
      if (!isHandled && said) {
        const type = status === 422 ? AppEvents.alertWarning : AppEvents.alertError;
        this.events.publish({ type: type.name, payload: [said] });
      }
    }, TOAST_AFTER);
  }

  async request<T>(options: BackendSrvRequest): Promise<T> {
    return (await firstValueFrom(this.fetch<T>(options))).data;
  }

  datasourceRequest<T>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
    return firstValueFrom(this.fetch<T>(options));
  }

  chunked(): Observable<FetchResponse<Uint8Array | undefined>> {
    return throwError(() => new Error('The stand-in does not stream chunks.'));
  }

  get<T>(
    url: string,
    params?: Record<string, unknown>,
    requestId?: string,
    options?: Partial<BackendSrvRequest>
  ): Promise<T> {
    return this.request<T>({ ...options, method: 'GET', url, params, requestId });
  }

  delete<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'DELETE', url, data });
  }

  post<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'POST', url, data });
  }

  patch<T>(url: string, data: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'PATCH', url, data });
  }

  put<T>(url: string, data: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'PUT', url, data });
  }
}
