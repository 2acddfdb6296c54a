import type { Problem } from '../types';

/** The server refused a request; the reason is in its problem document. */
export class RefusedError extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly title: string | undefined;
  /** The server's explanation, a sentence for people. */
  readonly detail: string | undefined;

  constructor(status: number, problem: Problem) {
    super(problem.title ?? `HTTP ${status}`);
    this.name = 'RefusedError';
    this.status = status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
  }
}

/** No response: the network or the server is down. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'UnreachableError';
  }
}

export async function readRefusal(response: Response): Promise<RefusedError> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.includes('json')) return new RefusedError(response.status, {});
  try {
    return new RefusedError(response.status, (await response.json()) as Problem);
  } catch {
    return new RefusedError(response.status, {});
  }
}

/** Worth retrying under the same idempotency key: the server has not decided yet. */
export function isTransient(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof RefusedError && [408, 429, 502, 503, 504].includes(error.status);
}

/** The server has refused it for good: retrying the same request changes nothing. */
export function isFinal(error: unknown): boolean {
  return error instanceof RefusedError && error.status < 500 && !isTransient(error);
}
