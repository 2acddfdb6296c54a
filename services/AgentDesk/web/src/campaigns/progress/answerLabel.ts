import type { CampaignDefinition } from '../../api/campaignTypes';
import { textIn } from '../localizedText';

/** How an answer is shown: a choice by its title, anything else by the step it led to. */
export function answerLabel(branch: string, kind: string, { steps }: Pick<CampaignDefinition, 'steps'>, language: string): string {
  if (kind !== 'choice') return branch;
  const choice = steps.flatMap(({ send }) => send?.choices ?? []).find(({ id }) => id === branch);
  return choice ? textIn(choice.title, language) : branch;
}
