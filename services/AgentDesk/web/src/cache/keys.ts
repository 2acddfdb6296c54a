import type { EnrolmentStatus } from '../api/campaignReports';
import type { CampaignText } from '../api/campaignTypes';
import type { InboxFilter } from '../inbox/inboxFilter';

export const keys = {
  subscriptions: ['subscriptions'] as const,
  calls: ['calls'] as const,
  inboxes: ['inbox'] as const,
  inbox: (filter: InboxFilter) => ['inbox', filter] as const,
  conversations: ['conversation'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  citizen: (id: string) => ['citizen', id] as const,
  timelines: (citizenId: string) => ['timeline', citizenId] as const,
  timeline: (citizenId: string, asOf: string | null) => ['timeline', citizenId, asOf] as const,
  campaigns: ['campaigns'] as const,
  campaign: (id: string) => ['campaign', id] as const,
  campaignCheck: (source: CampaignText) => ['campaign-check', source] as const,
  campaignProgress: (id: string) => ['campaign-progress', id] as const,
  enrolments: (campaignId: string) => ['enrolments', campaignId] as const,
  enrolmentsIn: (campaignId: string, status: EnrolmentStatus | undefined) => ['enrolments', campaignId, status ?? 'all'] as const,
};
