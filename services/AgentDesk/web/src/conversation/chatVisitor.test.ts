import { expect, it } from 'vitest';
import type { Conversation, ConversationContactPoint } from '../api/types';
import { chatVisitorOf } from './chatVisitor';

const visitor: ConversationContactPoint = { id: '2', kind: 'webchat', address: 'v1', channels: ['webchat'], optedOut: false };
const phone: ConversationContactPoint = { id: '1', kind: 'phone', address: '+447946000001', channels: ['sms'], optedOut: false };

const conversation = (contactPoints: ConversationContactPoint[]) => ({ contactPoints }) as unknown as Conversation;

it('is the participant on web chat', () => {
  expect(chatVisitorOf(conversation([phone, visitor]))).toBe('v1');
  expect(chatVisitorOf(conversation([phone]))).toBeNull();
  expect(chatVisitorOf(undefined)).toBeNull();
});
