import { readRefusal, UnreachableError } from './problem';

const answerTimeout = 20_000;

export interface Send {
  method?: 'GET' | 'POST' | 'PATCH';
  body?: object;
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
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

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

export function createRequest({ key, onUnauthorized }: RequestOptions): Request {
  return async <T>(path: string, { method = 'GET', body, idempotencyKey, signal }: Send = {}): Promise<Answer<T>> => {
    const headers = new Headers({ Authorization: `Bearer ${key}`, Accept: 'application/json' });
    if (body) headers.set('Content-Type', 'application/json');
    if (idempotencyKey) headers.set('Idempotency-Key', idempotencyKey);

    const timeout = AbortSignal.timeout(answerTimeout);
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
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
