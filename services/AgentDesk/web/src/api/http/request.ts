import { readRefusal, UnreachableError } from './problem';

const answerTimeout = 20_000;

export interface Send {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** An object goes as JSON; a text or a file as its `contentType` says. */
  body?: object | string | Blob | undefined;
  contentType?: string | undefined;
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
  /** How long an answer may take, in milliseconds. */
  patience?: number | undefined;
}

export interface Answer<T> {
  body: T;
  position: string | undefined;
}

export type Request = <T>(path: string, send?: Send) => Promise<Answer<T>>;

export interface RequestOptions {
  key: string;
  onUnauthorized?: () => void;
}

function written(body: object | string | Blob): string | Blob {
  return typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body);
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

export function createRequest({ key, onUnauthorized }: RequestOptions): Request {
  return async <T>(path: string, send: Send = {}): Promise<Answer<T>> => {
    const { method = 'GET', body, contentType = 'application/json', idempotencyKey, signal, patience = answerTimeout } = send;
    const headers = new Headers({ Authorization: `Bearer ${key}`, Accept: 'application/json' });
    if (body !== undefined) headers.set('Content-Type', contentType);
    if (idempotencyKey) headers.set('Idempotency-Key', idempotencyKey);

    const timeout = AbortSignal.timeout(patience);
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        headers,
        body: body === undefined ? null : written(body),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
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
