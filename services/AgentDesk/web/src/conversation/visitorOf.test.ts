import { expect, it } from 'vitest';
import type { Conversation, ConversationContactPoint } from '../api/types';
import { replyRoutes } from './composer/route/replyRoutes';
import { visitorOf } from './visitorOf';

const visitor: ConversationContactPoint = { id: '2', kind: 'webchat', address: 'v1', channels: ['webchat'], optedOut: false };
const phone: ConversationContactPoint = { id: '1', kind: 'phone', address: '+447946000001', channels: ['sms'], optedOut: false };

const conversation = (contactPoints: ConversationContactPoint[]) => ({ contactPoints }) as unknown as Conversation;

it('the visitor is whoever takes part by web chat', () => {
  expect(visitorOf(conversation([phone, visitor]))).toBe('v1');
  expect(visitorOf(conversation([phone]))).toBeNull();
  expect(visitorOf(undefined)).toBeNull();
});

it('an address that a visitor asked to be answered at is a way more', () => {
  const asked = { ...visitor, replyTo: { kind: 'email' as const, address: 'anna@example.org' } };
  expect(replyRoutes([asked]).map(({ channel, contactPoint }) => [channel, contactPoint.address])).toEqual([
    ['webchat', 'v1'],
    ['email', 'anna@example.org'],
  ]);
});
