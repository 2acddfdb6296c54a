import { expect, it } from 'vitest';
import { reportsStage } from './reportsStage';

const none = { step: 'ask', written: 5, delivered: 0, read: 0, failed: 0 };

it('does not call e-mail undelivered because nobody confirmed its delivery', () => {
  expect(reportsStage({ ...none, channel: 'email' }, 'delivered')).toBe(false);
  expect(reportsStage({ ...none, channel: 'email', delivered: 2 }, 'delivered')).toBe(true);
});

it('shows a zero if the channel would have reported the stage', () => {
  expect(reportsStage({ ...none, channel: 'sms' }, 'delivered')).toBe(true);
  expect(reportsStage({ ...none, channel: 'sms' }, 'read')).toBe(false);
  expect(reportsStage({ ...none, channel: 'whatsapp' }, 'read')).toBe(true);
  expect(reportsStage({ ...none, channel: 'whatsapp' }, 'failed')).toBe(false);
});
