import { expect, it } from 'vitest';
import { answerLabel } from './answerLabel';

const campaign = {
  steps: [
    {
      id: 'ask',
      send: { channels: ['sms'], text: { en: '?' }, choices: [{ id: 'yes', title: { en: 'I will', de: 'Gern' } }], next: 'end', otherwise: 'end' },
    },
  ],
};

it('shows a choice by its title, and other answers by the step they led to', () => {
  expect(answerLabel('yes', 'choice', campaign, 'de')).toBe('Gern');
  expect(answerLabel('no', 'choice', campaign, 'de')).toBe('no');
  expect(answerLabel('yes', 'words', campaign, 'de')).toBe('yes');
});
