import { describe, expect, it } from 'vitest';
import type { PhoneCall } from '../api/types';
import { mergeCall } from './calls';

const call = (id: string, position: string, more: Partial<PhoneCall> = {}): PhoneCall => ({
  id,
  conversationId: 'c',
  direction: 'inbound',
  contactPoint: { kind: 'phone', address: '+447946000001' },
  status: 'ringing',
  wantsCallback: false,
  startedAt: `2026-11-21T10:00:0${id}Z`,
  openConversations: 0,
  position,
  ...more,
});

describe('the calls that are on', () => {
  it('begin with the latest', () => {
    expect(mergeCall([call('1', '10')], call('2', '11')).map(({ id }) => id)).toEqual(['2', '1']);
  });

  it('lose one that has ended', () => {
    expect(mergeCall([call('1', '10')], call('1', '12', { endedAt: '2026-11-21T10:01:00Z' }))).toEqual([]);
  });

  it('ignore an older word about a call', () => {
    const calls = [call('1', '12', { status: 'in-progress' })];
    expect(mergeCall(calls, call('1', '9'))).toBe(calls);
  });
});
