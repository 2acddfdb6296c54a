import type {
  Backtest,
  Enrolment,
  EnrolmentStatus,
  ListReport,
  Preview,
  Progress,
  TestMessageRequest,
  TestMessageSent,
} from './campaignReports';
import type { Campaign, CampaignCheck, CampaignSummary, CampaignText } from './campaignTypes';
import { toQuery } from './http/query';
import type { Request } from './http/request';
import type { Writer } from './http/writer';
import type { Page } from './types';

const campaignPageSize = 50;
const enrolmentPageSize = 25;

// A long list of addresses, or a preview over a whole city, takes minutes.
const slow = { timeout: 300_000 };

export type CampaignAction = 'start' | 'pause' | 'resume' | 'cancel';

export function createCampaignsApi(request: Request, { write, lastWrite }: Writer) {
  const campaigns = '/outreach/campaigns';
  const pathOf = (id: string) => `${campaigns}/${encodeURIComponent(id)}`;

  return {
    list: async (cursor: string | undefined, signal: AbortSignal) => {
      const query = toQuery({ limit: campaignPageSize, cursor, atLeast: cursor ? undefined : lastWrite() });
      return (await request<Page<CampaignSummary>>(`${campaigns}${query}`, { signal })).body;
    },
    get: async (id: string, signal: AbortSignal) => (await request<Campaign>(pathOf(id), { signal })).body,

    check: async ({ text, contentType }: CampaignText, signal: AbortSignal) =>
      (await request<CampaignCheck>(`${campaigns}/check`, { method: 'POST', body: text, contentType, signal })).body,
    create: ({ text, contentType }: CampaignText, idempotencyKey: string) =>
      write<Campaign>(campaigns, text, idempotencyKey, { contentType }),
    change: (id: string, { text, contentType }: CampaignText, idempotencyKey: string) =>
      write<Campaign>(pathOf(id), text, idempotencyKey, { method: 'PUT', contentType }),

    approve: (id: string, version: number, idempotencyKey: string) =>
      write<Campaign>(`${pathOf(id)}/approve`, { version }, idempotencyKey),
    perform: (id: string, action: CampaignAction, idempotencyKey: string) =>
      write<Campaign>(`${pathOf(id)}/${action}`, undefined, idempotencyKey),

    uploadList: (id: string, list: Blob, idempotencyKey: string) =>
      write<ListReport>(`${pathOf(id)}/list`, list, idempotencyKey, { contentType: 'text/csv', ...slow }),
    preview: async (id: string) => (await request<Preview>(`${pathOf(id)}/preview`, { method: 'POST', ...slow })).body,
    backtest: async (id: string, from: string) =>
      (await request<Backtest>(`${pathOf(id)}/rehearse`, { method: 'POST', body: { from }, ...slow })).body,
    sendTestMessage: (id: string, body: TestMessageRequest, idempotencyKey: string) =>
      write<TestMessageSent>(`${pathOf(id)}/test`, body, idempotencyKey),

    progress: async (id: string, signal: AbortSignal) => (await request<Progress>(`${pathOf(id)}/progress`, { signal })).body,
    listEnrolments: async (id: string, status: EnrolmentStatus | undefined, cursor: string | undefined, signal: AbortSignal) => {
      const query = toQuery({ status, limit: enrolmentPageSize, cursor, atLeast: cursor ? undefined : lastWrite() });
      return (await request<Page<Enrolment>>(`${pathOf(id)}/people${query}`, { signal })).body;
    },
    stopEnrolment: (id: string, idempotencyKey: string) =>
      write<unknown>(`/outreach/enrolments/${encodeURIComponent(id)}/stop`, undefined, idempotencyKey),
  };
}
