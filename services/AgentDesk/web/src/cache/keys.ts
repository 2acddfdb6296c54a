import type { EnrolmentStatus } from '../api/campaignReports';
import type { CampaignText } from '../api/campaignTypes';
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
  campaigns: ['campaigns'] as const,
  campaign: (id: string) => ['campaign', id] as const,
  campaignCheck: (written: CampaignText) => ['campaign-check', written] as const,
  campaignProgress: (id: string) => ['campaign-progress', id] as const,
  campaignPeople: (id: string) => ['campaign-people', id] as const,
  campaignPeopleIn: (id: string, status: EnrolmentStatus | undefined) => ['campaign-people', id, status ?? 'all'] as const,
};
