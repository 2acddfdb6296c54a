import { expect, it } from 'vitest';
import type { CampaignStep } from '../../../api/campaignTypes';
import { transitionsOf } from './transitions';

const steps: CampaignStep[] = [
  {
    id: 'ask',
    send: {
      channels: ['preferred', 'sms'],
      text: { en: 'Will you come?', de: 'Kommen Sie?' },
      choices: [{ id: 'come', title: { en: 'I will', de: 'Ich komme' } }],
      next: 'answer',
      otherwise: 'end',
    },
  },
  {
    id: 'answer',
    wait: {
      for: '2d',
      branches: [
        { choice: 'come', go: 'end' },
        { words: ['no'], go: 'lost' },
        { number: { from: 1, to: 3 }, go: 'ask' },
        { date: true, go: 'end' },
      ],
      silence: 'ask',
    },
  },
  { id: 'end', finish: { outcome: 'done' } },
];

it('leads on from a message, and elsewhere when no channel reaches the citizen', () => {
  expect(transitionsOf(0, steps, 'en').map(({ condition, to, direction }) => [condition.kind, to, direction])).toEqual([
    ['written', 'answer', 'next'],
    ['unreachable', 'end', 'forward'],
  ]);
});

it('has one transition per answer, hands any other answer to an agent, and goes back on silence', () => {
  expect(transitionsOf(1, steps, 'de')).toEqual([
    { condition: { kind: 'choice', title: 'Ich komme' }, to: 'end', direction: 'next' },
    { condition: { kind: 'words', words: ['no'] }, to: 'lost', direction: 'missing' },
    { condition: { kind: 'number', from: 1, to: 3 }, to: 'ask', direction: 'back' },
    { condition: { kind: 'date' }, to: 'end', direction: 'next' },
    { condition: { kind: 'other' }, to: null, direction: 'agent' },
    { condition: { kind: 'silence' }, to: 'ask', direction: 'back' },
  ]);
});

it('has no transition out of the last step', () => {
  expect(transitionsOf(2, steps, 'en')).toEqual([]);
  expect(transitionsOf(9, steps, 'en')).toEqual([]);
});
