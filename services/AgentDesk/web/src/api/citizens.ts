import { toQuery } from './http/query';
import type { Request } from './http/request';
import type { Writer } from './http/writer';
import type { Citizen, CitizenPatch, Consent, ConsentRequest, Entry, Page } from './types';

const timelinePageSize = 30;

export function createCitizensApi(request: Request, { write, lastWrite }: Writer) {
  const pathOf = (id: string) => `/citizens/${encodeURIComponent(id)}`;

  return {
    get: async (id: string, signal: AbortSignal) => (await request<Citizen>(pathOf(id), { signal })).body,
    /** The timeline as known now (`asOf` null) or at a moment in the past. */
    timeline: async (id: string, asOf: string | null, before: string | undefined, signal: AbortSignal) => {
      const query = toQuery({
        before,
        limit: timelinePageSize,
        asOf: asOf ?? undefined,
        atLeast: asOf || before ? undefined : lastWrite(),
      });
      return (await request<Page<Entry>>(`/timeline${pathOf(id)}${query}`, { signal })).body;
    },

    patch: (id: string, body: CitizenPatch, idempotencyKey: string) =>
      write<unknown>(pathOf(id), body, idempotencyKey, { method: 'PATCH' }),
    recordConsent: (id: string, body: ConsentRequest, idempotencyKey: string) =>
      write<Consent[]>(`${pathOf(id)}/consents`, body, idempotencyKey, { method: 'PUT' }),
  };
}
