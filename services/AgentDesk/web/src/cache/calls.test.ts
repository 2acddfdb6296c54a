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

describe('the open calls', () => {
  it('start with the latest', () => {
    expect(mergeCall([call('1', '10')], call('2', '11')).map(({ id }) => id)).toEqual(['2', '1']);
  });

  it('drop one that has ended', () => {
    expect(mergeCall([call('1', '10')], call('1', '12', { endedAt: '2026-11-21T10:01:00Z' }))).toEqual([]);
  });

  it('keep one whose caller waits for a call-back until that is made', () => {
    const callback = call('1', '12', { endedAt: '2026-11-21T10:01:00Z', wantsCallback: true });
    expect(mergeCall([call('1', '10')], callback)).toEqual([callback]);
    expect(mergeCall([callback], { ...callback, wantsCallback: false, position: '13' })).toEqual([]);
  });

  it('put the longest wait first, also when the call returned to the queue later', () => {
    const waiting = call('2', '11', { queue: 'service', joinedAt: '2026-11-21T10:00:30Z' });
    const callback = call('1', '12', { wantsCallback: true, joinedAt: '2026-11-21T10:00:10Z' });
    expect(mergeCall([waiting, call('3', '9')], callback).map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('ignore an outdated event', () => {
    const calls = [call('1', '12', { status: 'in-progress' })];
    expect(mergeCall(calls, call('1', '9'))).toBe(calls);
  });
});
