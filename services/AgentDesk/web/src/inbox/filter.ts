import type { Channel, ConversationStatus, ConversationSummary } from '../api/types';

export type Owner = 'anyone' | 'mine' | 'unassigned';

export interface InboxFilter {
  status: ConversationStatus;
  channel: Channel | undefined;
  owner: Owner;
  search: string;
}

export const startFilter: InboxFilter = { status: 'open', channel: undefined, owner: 'anyone', search: '' };

/** Whether a conversation belongs in the list, but for the search, which only the server can decide. */
export function belongs(summary: ConversationSummary, filter: InboxFilter, me: string): boolean {
  if (summary.status !== filter.status) return false;
  if (filter.channel && summary.channel !== filter.channel) return false;
  if (filter.owner === 'mine') return summary.assignee === me;
  if (filter.owner === 'unassigned') return !summary.assignee;
  return true;
}

export function isNarrowed(filter: InboxFilter): boolean {
  return filter.channel !== undefined || filter.owner !== 'anyone' || filter.search !== '';
}
