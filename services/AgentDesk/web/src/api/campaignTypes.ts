import type { components } from './schema';

type Schemas = components['schemas'];

export type CampaignSummary = Schemas['CampaignsSummary'];
export type CampaignStatus = CampaignSummary['status'];

/** A text by language. */
export type LocalizedText = SendStep['text'];

export type SendStep = Schemas['SendStep'];
export type WaitStep = Schemas['WaitStep'];
export type AnswerBranch = Schemas['AnswerBranch'];
/** One step; exactly one of the optional members is set. */
export type CampaignStep = Schemas['CampaignStep'];
export type CampaignDefinition = Schemas['CampaignDefinition'];
export type Campaign = Schemas['CampaignView'];
export type CampaignCheck = Schemas['DraftCampaignChecked'];

/** The source of a campaign as its author writes it. */
export interface CampaignText {
  text: string;
  contentType: 'application/yaml' | 'application/json';
}
