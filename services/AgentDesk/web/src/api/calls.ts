import type { Request } from './http/request';
import type { Writer } from './http/writer';
import type { Page, PhoneCall } from './types';

export function createCallsApi(request: Request, { write }: Writer) {
  return {
    /** The calls in progress, and those whose caller waits to be called back. */
    listOpen: async (signal: AbortSignal) =>
      (await request<Page<PhoneCall>>('/conversations/calls?open=true&limit=200', { signal })).body.items,
    pickUp: (id: string, phone: string, idempotencyKey: string) =>
      write<unknown>(`/conversations/calls/${encodeURIComponent(id)}/take`, { phone }, idempotencyKey),
    callBack: (id: string, phone: string, idempotencyKey: string) =>
      write<unknown>(`/conversations/calls/${encodeURIComponent(id)}/call-back`, { phone }, idempotencyKey),
  };
}
