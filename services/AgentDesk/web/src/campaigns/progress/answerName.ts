import type { CampaignDefinition } from '../../api/campaignTypes';
import { wordsIn } from '../editor/steps/stepExits';

/** What an answer is called: a choice by its title, anything else by where it led. */
export function answerName(branch: string, kind: string, { steps }: Pick<CampaignDefinition, 'steps'>, language: string): string {
  if (kind !== 'choice') return branch;
  const choice = steps.flatMap(({ send }) => send?.choices ?? []).find(({ id }) => id === branch);
  return choice ? wordsIn(choice.title, language) : branch;
}
