import type { Channel, ConversationStatus, ConversationSummary } from '../api/types';

export type AssignmentFilter = 'all' | 'mine' | 'unassigned';

export interface InboxFilter {
  status: ConversationStatus;
  channel: Channel | undefined;
  assignment: AssignmentFilter;
  search: string;
}

export const defaultFilter: InboxFilter = { status: 'open', channel: undefined, assignment: 'all', search: '' };

/** Whether a conversation matches the filter, leaving aside the search, which only the server can evaluate. */
export function matchesFilter(summary: ConversationSummary, filter: InboxFilter, me: string): boolean {
  if (summary.status !== filter.status) return false;
  if (filter.channel && summary.channel !== filter.channel) return false;
  if (filter.assignment === 'mine') return summary.assignee === me;
  if (filter.assignment === 'unassigned') return !summary.assignee;
  return true;
}

export function isFiltered(filter: InboxFilter): boolean {
  return filter.channel !== undefined || filter.assignment !== 'all' || filter.search !== '';
}
