import { expect, it } from 'vitest';
import { answerName } from './answerName';

const campaign = {
  steps: [
    {
      id: 'ask',
      send: { channels: ['sms'], text: { en: '?' }, choices: [{ id: 'yes', title: { en: 'I will', de: 'Gern' } }], next: 'end', otherwise: 'end' },
    },
  ],
};

it('calls a choice by its title, and other answers by where they led', () => {
  expect(answerName('yes', 'choice', campaign, 'de')).toBe('Gern');
  expect(answerName('no', 'choice', campaign, 'de')).toBe('no');
  expect(answerName('yes', 'words', campaign, 'de')).toBe('yes');
});
