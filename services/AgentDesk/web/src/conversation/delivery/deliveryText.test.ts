import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import en from '../../i18n/en.json';
import { deliveryText } from './deliveryText';

beforeAll(() =>
  i18next.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } }),
);

it('gives the reason for a failed delivery', () => {
  expect(deliveryText({ state: 'failed', reason: 'unreachable' }, i18next.t)).toBe(
    'Not delivered: the recipient cannot be reached',
  );
  expect(deliveryText({ state: 'failed', reason: 'text.too-long-with-additions' }, i18next.t)).toBe(
    'Not delivered: the message is too long with its links or choices',
  );
  expect(deliveryText({ state: 'failed' }, i18next.t)).toBe('Not delivered');
});

it('shows an unknown reason as received', () => {
  expect(deliveryText({ state: 'failed', reason: 'Carrier said "no": {{x}}' }, i18next.t)).toBe(
    'Not delivered: Carrier said "no": {{x}}',
  );
});

it('has a text for each state', () => {
  for (const state of ['pending', 'ambiguous', 'accepted', 'sent', 'delivered', 'read'] as const) {
    expect(deliveryText({ state, reason: 'x' }, i18next.t)).toBe(en.delivery[state]);
  }
});
