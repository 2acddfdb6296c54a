import type { Request } from './http/request';
import type { ChatSign } from './types';

export function createWebChatApi(request: Request) {
  return {
    /** Signals are not stored: one that is lost is not sent again. */
    signal: async (visitor: string, sign: ChatSign): Promise<void> => {
      await request<unknown>('/webchat/signals', { method: 'POST', body: { visitor, sign } }).catch(() => undefined);
    },
  };
}
