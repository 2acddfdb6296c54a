import type { Campaign } from '../../api/campaignTypes';

type Standing = Pick<Campaign, 'status' | 'version' | 'approvedVersion' | 'startedVersion' | 'startedAt'>;

/** What can be done with a campaign as it stands; who may do it is another matter. */
export function possibleActions({ status, version, approvedVersion, startedVersion, startedAt }: Standing) {
  const over = status === 'cancelled';
  const approved = approvedVersion === version;
  return {
    change: !over && status !== 'running',
    upload: !over && !startedAt,
    approve: !over && !approved,
    start: !over && approved && startedVersion !== version,
    pause: status === 'running',
    resume: status === 'paused',
    cancel: !over,
  };
}

/** What a campaign waits for, by the key of the sentence that says so. */
export function nextOf(campaign: Standing & Pick<Campaign, 'author'>, me: string) {
  const possible = possibleActions(campaign);
  if (possible.approve) return campaign.author === me ? 'approveOther' : 'approve';
  if (possible.start) return 'start';
  return campaign.status === 'running' || campaign.status === 'paused' ? campaign.status : 'cancelled';
}
