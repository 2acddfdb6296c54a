import type { AnswerBranch, CampaignStep } from '../../../api/campaignTypes';
import { textIn } from '../../localizedText';

export type TransitionCondition =
  | { kind: 'written' | 'unreachable' | 'date' | 'other' | 'silence' }
  | { kind: 'choice'; title: string }
  | { kind: 'words'; words: string[] }
  | { kind: 'number'; from: number; to: number };

/** Where the target step stands relative to this one; `agent` = the conversation is handed to an agent. */
export type TransitionDirection = 'next' | 'forward' | 'back' | 'missing' | 'agent';

export interface StepTransition {
  condition: TransitionCondition;
  to: string | null;
  direction: TransitionDirection;
}

function conditionOf(branch: AnswerBranch, steps: CampaignStep[], language: string): TransitionCondition {
  if (branch.choice) {
    const offered = steps.flatMap(({ send }) => send?.choices ?? []).find(({ id }) => id === branch.choice);
    return { kind: 'choice', title: offered ? textIn(offered.title, language) : branch.choice };
  }
  if (branch.words) return { kind: 'words', words: branch.words };
  if (branch.number) return { kind: 'number', from: branch.number.from, to: branch.number.to };
  return { kind: 'date' };
}

/** The transitions out of a step, in the order in which the server tries them. */
export function transitionsOf(index: number, steps: CampaignStep[], language: string): StepTransition[] {
  const step = steps[index];
  if (!step) return [];

  function transition(condition: TransitionCondition, to: string | null): StepTransition {
    const target = steps.findIndex(({ id }) => id === to);
    if (to === null) return { condition, to, direction: 'agent' };
    if (target < 0) return { condition, to, direction: 'missing' };
    if (target === index + 1) return { condition, to, direction: 'next' };
    return { condition, to, direction: target > index ? 'forward' : 'back' };
  }

  if (step.send) return [transition({ kind: 'written' }, step.send.next), transition({ kind: 'unreachable' }, step.send.otherwise)];
  if (!step.wait) return [];
  return [
    ...(step.wait.branches ?? []).map((branch) => transition(conditionOf(branch, steps, language), branch.go)),
    transition({ kind: 'other' }, step.wait.otherwise ?? null),
    transition({ kind: 'silence' }, step.wait.silence),
  ];
}
