import type { InboxFilter } from '../inbox/filter';

export const keys = {
  subscriptions: ['subscriptions'] as const,
  calls: ['calls'] as const,
  inboxes: ['inbox'] as const,
  inbox: (filter: InboxFilter) => ['inbox', filter] as const,
  conversation: (id: string) => ['conversation', id] as const,
  citizen: (id: string) => ['citizen', id] as const,
  timelines: (citizenId: string) => ['timeline', citizenId] as const,
  timeline: (citizenId: string, asOf: string | null) => ['timeline', citizenId, asOf] as const,
};
