import type { Enrolment, ListReport, EnrolmentStatus, Preview, Progress, Backtest, TestMessageRequest, TestMessageSent } from './campaignReports';
import type { Campaign, CampaignCheck, CampaignSummary, CampaignText } from './campaignTypes';
import { toQuery } from './http/query';
import type { Request } from './http/request';
import type { Page } from './types';
import type { Write } from './http/writeResult';

const listPage = 50;
const peoplePage = 25;

// A list of many addresses, and a look at a whole city, take their time.
const long = { patience: 300_000 };

export type CampaignAction = 'start' | 'pause' | 'resume' | 'cancel';

/** Everything the desk asks of outreach. `since` = the last write, which lists wait for. */
export function createCampaignsApi(request: Request, write: Write, since: () => string | undefined) {
  const all = '/outreach/campaigns';
  const campaign = (id: string) => `${all}/${encodeURIComponent(id)}`;

  return {
    list: async (cursor: string | undefined, signal: AbortSignal) => {
      const query = toQuery({ limit: listPage, cursor, atLeast: cursor ? undefined : since() });
      return (await request<Page<CampaignSummary>>(`${all}${query}`, { signal })).body;
    },
    one: async (id: string, signal: AbortSignal) => (await request<Campaign>(campaign(id), { signal })).body,

    check: async ({ text, contentType }: CampaignText, signal: AbortSignal) =>
      (await request<CampaignCheck>(`${all}/check`, { method: 'POST', body: text, contentType, signal })).body,
    create: ({ text, contentType }: CampaignText, key: string) => write<Campaign>(all, text, key, { contentType }),
    change: (id: string, { text, contentType }: CampaignText, key: string) =>
      write<Campaign>(campaign(id), text, key, { method: 'PUT', contentType }),

    approve: (id: string, version: number, key: string) => write<Campaign>(`${campaign(id)}/approve`, { version }, key),
    order: (id: string, order: CampaignAction, key: string) => write<Campaign>(`${campaign(id)}/${order}`, undefined, key),

    upload: (id: string, list: Blob, key: string) =>
      write<ListReport>(`${campaign(id)}/list`, list, key, { contentType: 'text/csv', ...long }),
    preview: async (id: string) => (await request<Preview>(`${campaign(id)}/preview`, { method: 'POST', ...long })).body,
    rehearse: async (id: string, from: string | undefined) =>
      (await request<Backtest>(`${campaign(id)}/rehearse`, { method: 'POST', body: { from }, ...long })).body,
    test: (id: string, body: TestMessageRequest, key: string) => write<TestMessageSent>(`${campaign(id)}/test`, body, key),

    progress: async (id: string, signal: AbortSignal) =>
      (await request<Progress>(`${campaign(id)}/progress`, { signal })).body,
    people: async (id: string, status: EnrolmentStatus | undefined, cursor: string | undefined, signal: AbortSignal) => {
      const query = toQuery({ status, limit: peoplePage, cursor, atLeast: cursor ? undefined : since() });
      return (await request<Page<Enrolment>>(`${campaign(id)}/people${query}`, { signal })).body;
    },
    stopEnrolment: (way: string, key: string) => write<unknown>(`/outreach/ways/${encodeURIComponent(way)}/stop`, undefined, key),
  };
}
