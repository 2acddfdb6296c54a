import type { CampaignDefinition, LocalizedText } from '../api/campaignTypes';

/** The text in the given language, else in the first language it has. */
export function textIn(text: LocalizedText, language: string): string {
  return text[language] ?? Object.values(text)[0] ?? '';
}

/** The languages the messages of a campaign are written in, in order of appearance. */
export function languagesOf({ steps }: Pick<CampaignDefinition, 'steps'>): string[] {
  return [...new Set(steps.flatMap(({ send }) => Object.keys(send?.text ?? {})))];
}
