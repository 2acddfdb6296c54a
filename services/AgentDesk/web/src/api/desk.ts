import type { InboxFilter } from '../inbox/filter';
import { latest } from './position';
import { createCampaignsApi } from './campaigns';
import { toQuery } from './http/query';
import type { Request, Send } from './http/request';
import type { WriteResult } from './http/writeResult';
import type {
  AssignmentRequest,
  ChatSign,
  Citizen,
  CitizenPatch,
  CloseRequest,
  Consent,
  ConsentRequest,
  Conversation,
  ConversationSummary,
  Entry,
  NoteAccepted,
  NoteRequest,
  Page,
  PhoneCall,
  ReplyAccepted,
  ReplyRequest,
  Subscription,
} from './types';

const inboxPage = 30;
const timelinePage = 30;

/** Everything the desk asks of the server. Lists read after a write wait for that write (`atLeast`). */
export function createDeskApi(request: Request) {
  let written: string | undefined;

  async function write<T>(path: string, body: Send['body'], idempotencyKey: string, how: Omit<Send, 'body'> = {}) {
    const answer: WriteResult<T> = await request<T>(path, { method: 'POST', body, idempotencyKey, ...how });
    written = latest(written, answer.position);
    return answer;
  }

  const conversation = (id: string) => `/conversations/${encodeURIComponent(id)}`;
  const citizen = (id: string) => `/citizens/${encodeURIComponent(id)}`;

  return {
    inbox: async (filter: InboxFilter, me: string, cursor: string | undefined, signal: AbortSignal) =>
      (
        await request<Page<ConversationSummary>>(
          `/conversations${toQuery({
            status: filter.status,
            channel: filter.channel,
            assignee: filter.owner === 'mine' ? me : filter.owner === 'unassigned' ? '' : undefined,
            q: filter.search || undefined,
            limit: inboxPage,
            cursor,
            atLeast: cursor ? undefined : written,
          })}`,
          { signal },
        )
      ).body,

    subscriptions: async (signal: AbortSignal) =>
      (await request<Page<Subscription>>('/feeds/subscriptions', { signal })).body.items,

    /** The calls that are on now, and those whose caller waits to be called back. */
    calls: async (signal: AbortSignal) =>
      (await request<Page<PhoneCall>>('/conversations/calls?open=true&limit=200', { signal })).body.items,
    takeCall: (id: string, how: 'take' | 'call-back', phone: string, key: string) =>
      write<unknown>(`/conversations/calls/${encodeURIComponent(id)}/${how}`, { phone }, key),

    conversation: async (id: string, signal: AbortSignal) =>
      (await request<Conversation>(conversation(id), { signal })).body,

    citizen: async (id: string, signal: AbortSignal) => (await request<Citizen>(citizen(id), { signal })).body,

    timeline: async (id: string, asOf: string | null, before: string | undefined, signal: AbortSignal) =>
      (
        await request<Page<Entry>>(
          `/timeline${citizen(id)}${toQuery({
            before,
            limit: timelinePage,
            asOf: asOf ?? undefined,
            atLeast: asOf || before ? undefined : written,
          })}`,
          { signal },
        )
      ).body,

    reply: (id: string, body: ReplyRequest, key: string) =>
      write<ReplyAccepted>(`${conversation(id)}/replies`, body, key),
    signal: (visitor: string, sign: ChatSign) => request<unknown>('/webchat/signals', { method: 'POST', body: { visitor, sign } }),
    note: (id: string, body: NoteRequest, key: string) => write<NoteAccepted>(`${conversation(id)}/notes`, body, key),
    assign: (id: string, body: AssignmentRequest, key: string) =>
      write<unknown>(`${conversation(id)}/assignment`, body, key),
    close: (id: string, body: CloseRequest, key: string) => write<unknown>(`${conversation(id)}/close`, body, key),
    reopen: (id: string, key: string) => write<unknown>(`${conversation(id)}/reopen`, {}, key),
    patchCitizen: (id: string, body: CitizenPatch, key: string) => write<unknown>(citizen(id), body, key, { method: 'PATCH' }),
    recordConsent: (id: string, body: ConsentRequest, key: string) =>
      write<Consent[]>(`${citizen(id)}/consents`, body, key, { method: 'PUT' }),

    campaigns: createCampaignsApi(request, write, () => written),
  };
}

export type DeskApi = ReturnType<typeof createDeskApi>;
