import { expect, it } from 'vitest';
import { sortBySteps } from './sortBySteps';

it('follows the steps of the campaign, with removed steps last', () => {
  const items = [
    { step: 'gone', written: 9 },
    { step: 'thank', written: 1 },
    { step: 'ask', written: 2 },
    { step: 'ask', written: 5 },
  ];
  expect(sortBySteps(items, ['ask', 'thank']).map(({ step, written }) => `${step} ${written}`)).toEqual(['ask 5', 'ask 2', 'thank 1', 'gone 9']);
});
