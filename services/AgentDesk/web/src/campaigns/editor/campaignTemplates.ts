import question from './templates/question.yaml?raw';
import reminder from './templates/reminder.yaml?raw';

/** The sources a new campaign can start from. */
export const campaignTemplates = { question, reminder } as const;

export type CampaignTemplate = keyof typeof campaignTemplates;
