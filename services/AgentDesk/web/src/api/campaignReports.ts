import type { components } from './schema';

type Schemas = components['schemas'];

// All costs are in hundredths of a cent.
/** The result of uploading a list of addresses. */
export type ListReport = Schemas['UploadListReport'];
/** Whom the campaign would reach if it were started now. */
export type Preview = Schemas['PreviewCampaignView'];
export type PreviewCount = Schemas['PreviewCampaignCount'];
/** How the campaign would have gone over past events. */
export type Backtest = Schemas['BacktestView'];
export type TestMessageRequest = Schemas['TestSendBody'];
export type TestMessageSent = Schemas['TestSendSent'];

export type Progress = Schemas['ProgressView'];
/** Messages of one step over one channel. A message counts in every stage it has reached. */
export type SentMessages = Schemas['ProgressSent'];
/** In hundredths of a percentage point; positive = more contact among those written to than in the control group. */
export type ProgressEffect = Schemas['CampaignEffect'];

/** One citizen's enrolment in a campaign. */
export type Enrolment = Schemas['CampaignsPerson'];
export type EnrolmentStatus = Enrolment['status'];
