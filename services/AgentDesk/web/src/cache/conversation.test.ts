import { describe, expect, it } from 'vitest';
import type { Conversation, Delivery, Entry, Message } from '../api/types';
import { appendMessage, applyEntry, isBehind, mergeFetched } from './conversation';

function message(id: string, delivery?: Delivery): Message {
  return { id, direction: 'outbound', channel: 'sms', text: id, at: '2026-01-01T10:00:00Z', attachments: [], isWithdrawn: false, delivery };
}

function conversation(position: string, ...messages: Message[]): Conversation {
  return { id: 'c', citizenId: 'z', status: 'open', openedAt: '2026-01-01T10:00:00Z', version: 1, position, contactPoints: [], messages, isErased: false, calls: [] };
}

function entry(id: string, delivery: Delivery): Entry {
  return { id, position: '1', changed: '9', at: '2026-01-01T10:00:00Z', kind: 'reply-written', conversationId: 'c', attachments: [], delivery };
}

describe('a conversation fetched after a write', () => {
  it('is behind while its position is lower, compared as a number', () => {
    expect(isBehind(conversation('99'), conversation('100'))).toBe(true);
    expect(isBehind(conversation('100'), conversation('99'))).toBe(false);
  });

  it('keeps the written message until the read side shows it', () => {
    const known = appendMessage(conversation('5', message('a')), message('b'), '6');
    expect(mergeFetched(conversation('5', message('a')), known).messages.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(mergeFetched(conversation('6', message('a'), message('b')), known).messages).toHaveLength(2);
  });

  it('does not add a message twice', () => {
    expect(appendMessage(conversation('5', message('a')), message('a'), '6').messages).toHaveLength(1);
  });
});

describe('the delivery of a reply', () => {
  it('is copied from the timeline entry with the same id', () => {
    const after = applyEntry(conversation('5', message('a', { state: 'pending' })), entry('a', { state: 'failed', reason: 'unreachable' }));
    expect(after.messages[0]?.delivery).toEqual({ state: 'failed', reason: 'unreachable' });
  });

  it('never moves back', () => {
    const known = conversation('5', message('a', { state: 'delivered' }));
    expect(applyEntry(known, entry('a', { state: 'sent' }))).toBe(known);
  });

  it('is ordered by time where both have one', () => {
    const failed = conversation('5', message('a', { state: 'failed', at: '2026-01-01T10:00:00Z' }));
    const again = entry('a', { state: 'pending', at: '2026-01-01T10:05:00Z' });
    expect(applyEntry(failed, again).messages[0]?.delivery?.state).toBe('pending');
  });

  it('is not undone by fetching an outdated conversation', () => {
    const known = conversation('5', message('a', { state: 'delivered', at: '2026-01-01T10:05:00Z' }));
    const fetched = conversation('5', message('a', { state: 'sent', at: '2026-01-01T10:00:00Z' }));
    expect(mergeFetched(fetched, known).messages[0]?.delivery?.state).toBe('delivered');
    expect(mergeFetched(known, fetched).messages[0]?.delivery?.state).toBe('delivered');
  });

  it('does not touch other messages', () => {
    const known = conversation('5', message('a', { state: 'pending' }));
    expect(applyEntry(known, entry('b', { state: 'sent' }))).toBe(known);
  });
});
