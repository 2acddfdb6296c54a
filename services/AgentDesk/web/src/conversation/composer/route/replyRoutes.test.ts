import { expect, it } from 'vitest';
import type { ConversationContactPoint, Message } from '../../../api/types';
import { pickRoute, replyRoutes } from './replyRoutes';

const phone: ConversationContactPoint = { id: 'p', kind: 'phone', address: '+1', channels: ['sms'], optedOut: false };
const chat: ConversationContactPoint = { id: 'w', kind: 'webchat', address: 'v', channels: ['webchat'], optedOut: false };
const inbound: Message = { id: 'm', direction: 'inbound', channel: 'webchat', text: 'x', at: '2026-01-01T10:00:00Z', attachments: [], isWithdrawn: false };

it('offers each channel once, preferring a contact point that has not opted out', () => {
  const routes = replyRoutes([{ ...phone, optedOut: true }, { ...phone, id: 'q' }, chat]);
  expect(routes.map(({ channel, contactPoint }) => [channel, contactPoint.id])).toEqual([['sms', 'q'], ['webchat', 'w']]);
});

it('picks the channel of the last message from the citizen', () => {
  expect(pickRoute({ contactPoints: [phone, chat], messages: [inbound] }, undefined)?.channel).toBe('webchat');
  expect(pickRoute({ contactPoints: [phone, chat], messages: [] }, undefined)?.channel).toBe('sms');
});

it('picks the channel the agent chose, if it is still available', () => {
  expect(pickRoute({ contactPoints: [phone, chat], messages: [inbound] }, 'sms')?.channel).toBe('sms');
  expect(pickRoute({ contactPoints: [chat], messages: [inbound] }, 'sms')?.channel).toBe('webchat');
});

it('avoids a contact point that has opted out', () => {
  expect(pickRoute({ contactPoints: [phone, { ...chat, optedOut: true }], messages: [inbound] }, undefined)?.channel).toBe('sms');
  expect(pickRoute({ contactPoints: [], messages: [] }, undefined)).toBeUndefined();
});

it('adds the e-mail address at which a visitor asked to be answered', () => {
  const visitor = { ...chat, replyTo: { kind: 'email' as const, address: 'anna@example.org' } };
  expect(replyRoutes([visitor]).map(({ channel, contactPoint }) => [channel, contactPoint.address])).toEqual([
    ['webchat', 'v'],
    ['email', 'anna@example.org'],
  ]);
});
