import { expect, it } from 'vitest';
import { replyBlockOf } from './replyBlock';

const phone = { id: 'p', kind: 'phone', address: '+1', channels: ['sms'], optedOut: false };
const route = { channel: 'sms', contactPoint: phone };
const open = { status: 'open' } as const;

it('lets a reply to an open conversation pass', () => {
  expect(replyBlockOf(open, route)).toBeNull();
});

it('blocks a reply to a closed conversation, without a route, or to a contact point that has opted out', () => {
  expect(replyBlockOf({ status: 'closed' }, route)).toBe('closed');
  expect(replyBlockOf(open, undefined)).toBe('noChannel');
  expect(replyBlockOf(open, { ...route, contactPoint: { ...phone, optedOut: true } })).toBe('optedOut');
});
