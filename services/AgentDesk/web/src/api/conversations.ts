import type { InboxFilter } from '../inbox/inboxFilter';
import { toQuery } from './http/query';
import type { Request } from './http/request';
import type { Writer } from './http/writer';
import type {
  AssignmentRequest,
  CloseRequest,
  Conversation,
  ConversationSummary,
  NoteAccepted,
  NoteRequest,
  Page,
  ReplyAccepted,
  ReplyRequest,
} from './types';

const pageSize = 30;

function assigneeOf({ assignment }: InboxFilter, me: string): string | undefined {
  if (assignment === 'mine') return me;
  return assignment === 'unassigned' ? '' : undefined;
}

export function createConversationsApi(request: Request, { write, lastWrite }: Writer) {
  const pathOf = (id: string) => `/conversations/${encodeURIComponent(id)}`;

  return {
    list: async (filter: InboxFilter, me: string, cursor: string | undefined, signal: AbortSignal) => {
      const query = toQuery({
        status: filter.status,
        channel: filter.channel,
        assignee: assigneeOf(filter, me),
        q: filter.search || undefined,
        limit: pageSize,
        cursor,
        atLeast: cursor ? undefined : lastWrite(),
      });
      return (await request<Page<ConversationSummary>>(`/conversations${query}`, { signal })).body;
    },
    get: async (id: string, signal: AbortSignal) => (await request<Conversation>(pathOf(id), { signal })).body,

    reply: (id: string, body: ReplyRequest, idempotencyKey: string) =>
      write<ReplyAccepted>(`${pathOf(id)}/replies`, body, idempotencyKey),
    addNote: (id: string, body: NoteRequest, idempotencyKey: string) =>
      write<NoteAccepted>(`${pathOf(id)}/notes`, body, idempotencyKey),
    assign: (id: string, body: AssignmentRequest, idempotencyKey: string) =>
      write<unknown>(`${pathOf(id)}/assignment`, body, idempotencyKey),
    close: (id: string, body: CloseRequest, idempotencyKey: string) => write<unknown>(`${pathOf(id)}/close`, body, idempotencyKey),
    reopen: (id: string, idempotencyKey: string) => write<unknown>(`${pathOf(id)}/reopen`, {}, idempotencyKey),
  };
}
