import type { AnswerBranch, CampaignDefinition, CampaignStep, Words } from '../../../api/campaignTypes';

/** What leads from one step to another. */
export type ExitReason =
  | { kind: 'written' | 'unreachable' | 'date' | 'other' | 'silence' }
  | { kind: 'choice'; title: string }
  | { kind: 'words'; words: string[] }
  | { kind: 'number'; from: number; to: number };

/** Where the step that it leads to stands, seen from here; `person` = somebody at the desk goes on. */
export type ExitWay = 'next' | 'later' | 'earlier' | 'nowhere' | 'person';

export interface StepExit {
  reason: ExitReason;
  to: string | null;
  way: ExitWay;
}

/** The words in a language; where there are none, in the first there is. */
export function wordsIn(words: Words, language: string): string {
  return words[language] ?? Object.values(words)[0] ?? '';
}

/** The languages a campaign has words in, in the order in which they first come. */
export function languagesOf({ steps }: Pick<CampaignDefinition, 'steps'>): string[] {
  return [...new Set(steps.flatMap(({ send }) => Object.keys(send?.text ?? {})))];
}

function reasonOf(branch: AnswerBranch, steps: CampaignStep[], language: string): ExitReason {
  if (branch.choice) {
    const offered = steps.flatMap(({ send }) => send?.choices ?? []).find(({ id }) => id === branch.choice);
    return { kind: 'choice', title: offered ? wordsIn(offered.title, language) : branch.choice };
  }
  if (branch.words) return { kind: 'words', words: branch.words };
  if (branch.number) return { kind: 'number', from: branch.number.from, to: branch.number.to };
  return { kind: 'date' };
}

/** Everything that a step can lead to, in the order in which it is tried. */
export function exitsOf(at: number, steps: CampaignStep[], language: string): StepExit[] {
  const step = steps[at];
  if (!step) return [];

  function exit(reason: ExitReason, to: string | null): StepExit {
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
