import { expect, it } from 'vitest';
import { campaignPath, campaignsPath, citizenPath, conversationPath, newCampaignPath, parseRoute } from './route';

it('finds the conversation in the path, and its way back', () => {
  expect(parseRoute('/c/0198-a')).toEqual({ place: 'inbox', conversationId: '0198-a' });
  expect(parseRoute(conversationPath('a/b c'))).toEqual({ place: 'inbox', conversationId: 'a/b c' });
});

it('finds campaigns, one of them, a new one, and a citizen', () => {
  expect(parseRoute(campaignsPath)).toEqual({ place: 'campaigns', campaignId: null });
  expect(parseRoute(campaignPath('a/b'))).toEqual({ place: 'campaigns', campaignId: 'a/b' });
  expect(parseRoute(newCampaignPath)).toEqual({ place: 'new-campaign' });
  expect(parseRoute(citizenPath('0198-b'))).toEqual({ place: 'citizen', citizenId: '0198-b' });
});

it('takes everything else for the inbox', () => {
  for (const path of ['/', '/c/', '/p', '/c/a/b', '/c/%E0%A4%A', '/campaigns/%E0%A4%A', '/x'])
    expect(parseRoute(path)).toEqual({ place: 'inbox', conversationId: null });
});
