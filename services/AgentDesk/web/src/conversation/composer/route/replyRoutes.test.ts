import { expect, it } from 'vitest';
import type { ConversationContactPoint, Message } from '../../../api/types';
import { pickRoute, replyRoutes } from './replyRoutes';

const phone: ConversationContactPoint = { id: 'p', kind: 'phone', address: '+1', channels: ['sms'], optedOut: false };
const chat: ConversationContactPoint = { id: 'w', kind: 'webchat', address: 'v', channels: ['webchat'], optedOut: false };
const inbound: Message = { id: 'm', direction: 'inbound', channel: 'webchat', text: 'x', at: '2026-01-01T10:00:00Z', attachments: [] };

it('offers each channel once, by a contact point that takes messages', () => {
  const routes = replyRoutes([{ ...phone, optedOut: true }, { ...phone, id: 'q' }, chat]);
  expect(routes.map(({ channel, contactPoint }) => [channel, contactPoint.id])).toEqual([['sms', 'q'], ['webchat', 'w']]);
});

it('answers where the citizen last wrote', () => {
  expect(pickRoute({ contactPoints: [phone, chat], messages: [inbound] }, undefined)?.channel).toBe('webchat');
  expect(pickRoute({ contactPoints: [phone, chat], messages: [] }, undefined)?.channel).toBe('sms');
});

it('takes the channel the agent chose, while there is one', () => {
  expect(pickRoute({ contactPoints: [phone, chat], messages: [inbound] }, 'sms')?.channel).toBe('sms');
  expect(pickRoute({ contactPoints: [chat], messages: [inbound] }, 'sms')?.channel).toBe('webchat');
});

it('goes round a contact point that opted out', () => {
  expect(pickRoute({ contactPoints: [phone, { ...chat, optedOut: true }], messages: [inbound] }, undefined)?.channel).toBe('sms');
  expect(pickRoute({ contactPoints: [], messages: [] }, undefined)).toBeUndefined();
});
