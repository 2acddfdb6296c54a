import { expect, it } from 'vitest';
import { reportsStage } from './reportsStage';

const none = { step: 'ask', written: 5, delivered: 0, read: 0, failed: 0 };

it('does not call a mail undelivered that nobody reports on', () => {
  expect(reportsStage({ ...none, channel: 'email' }, 'delivered')).toBe(false);
  expect(reportsStage({ ...none, channel: 'email', delivered: 2 }, 'delivered')).toBe(true);
});

it('counts to nought where silence means something', () => {
  expect(reportsStage({ ...none, channel: 'sms' }, 'delivered')).toBe(true);
  expect(reportsStage({ ...none, channel: 'sms' }, 'read')).toBe(false);
  expect(reportsStage({ ...none, channel: 'whatsapp' }, 'read')).toBe(true);
  expect(reportsStage({ ...none, channel: 'whatsapp' }, 'failed')).toBe(false);
});
