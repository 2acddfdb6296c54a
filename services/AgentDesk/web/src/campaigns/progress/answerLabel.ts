import type { CampaignDefinition } from '../../api/campaignTypes';
import { textIn } from '../editor/steps/transitions';

/** What an answer is called: a choice by its title, anything else by where it led. */
export function answerLabel(branch: string, kind: string, { steps }: Pick<CampaignDefinition, 'steps'>, language: string): string {
  if (kind !== 'choice') return branch;
  const choice = steps.flatMap(({ send }) => send?.choices ?? []).find(({ id }) => id === branch);
  return choice ? textIn(choice.title, language) : branch;
}
