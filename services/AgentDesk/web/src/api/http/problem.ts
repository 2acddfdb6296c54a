import type { Problem } from '../types';

/** A refusal by the server, as described by its problem document. */
export class RefusedError extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly title: string | undefined;
  /** What the server says about it, in a sentence for people. */
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

/** No answer at all: the network or the server is away. */
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

/** Worth another try with the same idempotency key: nothing was decided yet. */
export function isPassing(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof RefusedError && [408, 429, 502, 503, 504].includes(error.status);
}

/** The server has looked at it and said no: asking again the same way changes nothing. */
export function isDecided(error: unknown): boolean {
  return error instanceof RefusedError && error.status < 500 && !isPassing(error);
}
