import type { AnswerBranch, CampaignDefinition, CampaignStep, LocalizedText } from '../../../api/campaignTypes';

/** What leads from one step to another. */
export type TransitionCondition =
  | { kind: 'written' | 'unreachable' | 'date' | 'other' | 'silence' }
  | { kind: 'choice'; title: string }
  | { kind: 'words'; words: string[] }
  | { kind: 'number'; from: number; to: number };

/** Where the step that it leads to stands, seen from here; `person` = somebody at the desk goes on. */
export type TransitionDirection = 'next' | 'later' | 'earlier' | 'nowhere' | 'person';

export interface StepTransition {
  reason: TransitionCondition;
  to: string | null;
  way: TransitionDirection;
}

/** The words in a language; where there are none, in the first there is. */
export function textIn(words: LocalizedText, language: string): string {
  return words[language] ?? Object.values(words)[0] ?? '';
}

/** The languages a campaign has words in, in the order in which they first come. */
export function languagesOf({ steps }: Pick<CampaignDefinition, 'steps'>): string[] {
  return [...new Set(steps.flatMap(({ send }) => Object.keys(send?.text ?? {})))];
}

function reasonOf(branch: AnswerBranch, steps: CampaignStep[], language: string): TransitionCondition {
  if (branch.choice) {
    const offered = steps.flatMap(({ send }) => send?.choices ?? []).find(({ id }) => id === branch.choice);
    return { kind: 'choice', title: offered ? textIn(offered.title, language) : branch.choice };
  }
  if (branch.words) return { kind: 'words', words: branch.words };
  if (branch.number) return { kind: 'number', from: branch.number.from, to: branch.number.to };
  return { kind: 'date' };
}

/** Everything that a step can lead to, in the order in which it is tried. */
export function transitionsOf(at: number, steps: CampaignStep[], language: string): StepTransition[] {
  const step = steps[at];
  if (!step) return [];

  function exit(reason: TransitionCondition, to: string | null): StepTransition {
    const target = steps.findIndex(({ id }) => id === to);
    if (to === null) return { reason, to, way: 'person' };
    if (target < 0) return { reason, to, way: 'nowhere' };
    return { reason, to, way: target === at + 1 ? 'next' : target > at ? 'later' : 'earlier' };
  }

  if (step.send) return [exit({ kind: 'written' }, step.send.next), exit({ kind: 'unreachable' }, step.send.otherwise)];
  if (!step.wait) return [];
  return [
    ...(step.wait.branches ?? []).map((branch) => exit(reasonOf(branch, steps, language), branch.go)),
    exit({ kind: 'other' }, step.wait.otherwise ?? null),
    exit({ kind: 'silence' }, step.wait.silence),
  ];
}
