import type { Request } from './http/request';
import type { Page, Subscription } from './types';

export function createSubscriptionsApi(request: Request) {
  return {
    list: async (signal: AbortSignal) => (await request<Page<Subscription>>('/feeds/subscriptions', { signal })).body.items,
  };
}
