import { createCallsApi } from './calls';
import { createCampaignsApi } from './campaigns';
import { createCitizensApi } from './citizens';
import { createConversationsApi } from './conversations';
import type { Request } from './http/request';
import { createWriter } from './http/writer';
import { createSubscriptionsApi } from './subscriptions';
import { createWebChatApi } from './webChat';

/** Everything the desk asks of the server, by area. */
export function createDeskApi(request: Request) {
  const writer = createWriter(request);
  return {
    calls: createCallsApi(request, writer),
    campaigns: createCampaignsApi(request, writer),
    citizens: createCitizensApi(request, writer),
    conversations: createConversationsApi(request, writer),
    subscriptions: createSubscriptionsApi(request),
    webChat: createWebChatApi(request),
  };
}

export type DeskApi = ReturnType<typeof createDeskApi>;
