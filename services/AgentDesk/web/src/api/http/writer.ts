import { latest } from '../position';
import type { Request, RequestOptions } from './request';
import type { WriteResult } from './writeResult';

export type WriteOptions = Omit<RequestOptions, 'body' | 'idempotencyKey'>;

export interface Writer {
  write: <T>(path: string, body: RequestOptions['body'], idempotencyKey: string, options?: WriteOptions) => Promise<WriteResult<T>>;
  /** The position of the last write. Lists read with `atLeast` set to it show that write. */
  lastWrite: () => string | undefined;
}

export function createWriter(request: Request): Writer {
  let lastWrite: string | undefined;
  return {
    async write<T>(path: string, body: RequestOptions['body'], idempotencyKey: string, options: WriteOptions = {}) {
      const result: WriteResult<T> = await request<T>(path, { method: 'POST', ...options, body, idempotencyKey });
      lastWrite = latest(lastWrite, result.position);
      return result;
    },
    lastWrite: () => lastWrite,
  };
}
