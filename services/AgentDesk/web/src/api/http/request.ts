import { readRefusal, UnreachableError } from './problem';

const defaultTimeout = 20_000;

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** An object is sent as JSON, a string or a file as its `contentType` says. */
  body?: object | string | Blob | undefined;
  contentType?: string | undefined;
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
  /** In milliseconds. */
  timeout?: number | undefined;
}

export interface ApiResponse<T> {
  body: T;
  /** The position of the log, from the header of a write. */
  position: string | undefined;
}

export type Request = <T>(path: string, options?: RequestOptions) => Promise<ApiResponse<T>>;

export interface Credentials {
  key: string;
  onUnauthorized?: () => void;
}

function encode(body: object | string | Blob): string | Blob {
  return typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body);
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

export function createRequest({ key, onUnauthorized }: Credentials): Request {
  return async <T>(path: string, options: RequestOptions = {}): Promise<ApiResponse<T>> => {
    const { method = 'GET', body, contentType = 'application/json', idempotencyKey, signal, timeout = defaultTimeout } = options;
    const headers = new Headers({ Authorization: `Bearer ${key}`, Accept: 'application/json' });
    if (body !== undefined) headers.set('Content-Type', contentType);
    if (idempotencyKey) headers.set('Idempotency-Key', idempotencyKey);

    const timedOut = AbortSignal.timeout(timeout);
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        headers,
        body: body === undefined ? null : encode(body),
        signal: signal ? AbortSignal.any([signal, timedOut]) : timedOut,
        credentials: 'omit',
        cache: 'no-store',
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new UnreachableError(error);
    }

    if (response.status === 401) onUnauthorized?.();
    if (!response.ok) throw await readRefusal(response);
    return { body: (await readBody(response)) as T, position: response.headers.get('X-Position') ?? undefined };
  };
}
