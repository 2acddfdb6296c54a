import { expect, it } from 'vitest';
import type { CampaignStep } from '../../../api/campaignTypes';
import { transitionsOf, languagesOf, textIn } from './transitions';

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

it('says where a message leads, and where nobody could be reached', () => {
  expect(transitionsOf(0, steps, 'en').map(({ reason, to, way }) => [reason.kind, to, way])).toEqual([
    ['written', 'answer', 'next'],
    ['unreachable', 'end', 'later'],
  ]);
});

it('says where each answer leads, any other to a person, and silence back', () => {
  expect(transitionsOf(1, steps, 'de')).toEqual([
    { reason: { kind: 'choice', title: 'Ich komme' }, to: 'end', way: 'next' },
    { reason: { kind: 'words', words: ['no'] }, to: 'lost', way: 'nowhere' },
    { reason: { kind: 'number', from: 1, to: 3 }, to: 'ask', way: 'earlier' },
    { reason: { kind: 'date' }, to: 'end', way: 'next' },
    { reason: { kind: 'other' }, to: null, way: 'person' },
    { reason: { kind: 'silence' }, to: 'ask', way: 'earlier' },
  ]);
});

it('leads nowhere from the end', () => {
  expect(transitionsOf(2, steps, 'en')).toEqual([]);
  expect(transitionsOf(9, steps, 'en')).toEqual([]);
});

it('knows its languages, and says something in each', () => {
  expect(languagesOf({ steps })).toEqual(['en', 'de']);
  expect(textIn({ en: 'Yes' }, 'de')).toBe('Yes');
  expect(textIn({}, 'de')).toBe('');
});
