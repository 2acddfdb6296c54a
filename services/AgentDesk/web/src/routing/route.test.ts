import { expect, it } from 'vitest';
import { campaignPath, campaignsPath, citizenPath, conversationPath, newCampaignPath, parseRoute } from './route';

it('reads the conversation from the path that was made for it', () => {
  expect(parseRoute('/c/0198-a')).toEqual({ page: 'inbox', conversationId: '0198-a' });
  expect(parseRoute(conversationPath('a/b c'))).toEqual({ page: 'inbox', conversationId: 'a/b c' });
});

it('knows the list of campaigns, one campaign, a new one, and a citizen', () => {
  expect(parseRoute(campaignsPath)).toEqual({ page: 'campaigns', campaignId: null });
  expect(parseRoute(campaignPath('a/b'))).toEqual({ page: 'campaigns', campaignId: 'a/b' });
  expect(parseRoute(newCampaignPath)).toEqual({ page: 'new-campaign' });
  expect(parseRoute(citizenPath('0198-b'))).toEqual({ page: 'citizen', citizenId: '0198-b' });
});

it('shows the inbox for any other path', () => {
  for (const path of ['/', '/c/', '/p', '/c/a/b', '/c/%E0%A4%A', '/campaigns/%E0%A4%A', '/x'])
    expect(parseRoute(path)).toEqual({ page: 'inbox', conversationId: null });
});
