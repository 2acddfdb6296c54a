import type { Send } from './request';

/** What the server answered to a write, and how far its log was then. */
export interface WriteResult<T> {
  body: T;
  position: string | undefined;
}

export type Write = <T>(path: string, body: Send['body'], idempotencyKey: string, how?: Omit<Send, 'body'>) => Promise<WriteResult<T>>;
