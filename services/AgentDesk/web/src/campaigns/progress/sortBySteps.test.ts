import { expect, it } from 'vitest';
import { sortBySteps } from './sortBySteps';

it('shows messages as the campaign goes, and those of a step that is no more at the end', () => {
  const items = [
    { step: 'gone', written: 9 },
    { step: 'thank', written: 1 },
    { step: 'ask', written: 2 },
    { step: 'ask', written: 5 },
  ];
  expect(sortBySteps(items, ['ask', 'thank']).map(({ step, written }) => `${step} ${written}`)).toEqual(['ask 5', 'ask 2', 'thank 1', 'gone 9']);
});
