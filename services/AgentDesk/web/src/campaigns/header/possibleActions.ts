import type { Campaign } from '../../api/campaignTypes';

type CampaignState = Pick<Campaign, 'status' | 'version' | 'approvedVersion' | 'startedVersion' | 'startedAt'>;

/** The actions the state of a campaign allows; permissions are checked elsewhere. */
export function possibleActions({ status, version, approvedVersion, startedVersion, startedAt }: CampaignState) {
  const cancelled = status === 'cancelled';
  const approved = approvedVersion === version;
  return {
    change: !cancelled && status !== 'running',
    upload: !cancelled && !startedAt,
    approve: !cancelled && !approved,
    start: !cancelled && approved && startedVersion !== version,
    pause: status === 'running',
    resume: status === 'paused',
    cancel: !cancelled,
  };
}

/** What has to happen next with a campaign, as the key of the sentence shown. */
export function nextStepOf(campaign: CampaignState & Pick<Campaign, 'author'>, me: string) {
  const possible = possibleActions(campaign);
  if (possible.approve) return campaign.author === me ? 'approveOther' : 'approve';
  if (possible.start) return 'start';
  return campaign.status === 'running' || campaign.status === 'paused' ? campaign.status : 'cancelled';
}
