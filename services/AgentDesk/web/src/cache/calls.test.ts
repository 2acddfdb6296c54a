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

  it('keep one whose caller waits to be called back, until that is done', () => {
    const wish = call('1', '12', { endedAt: '2026-11-21T10:01:00Z', wantsCallback: true });
    expect(mergeCall([call('1', '10')], wish)).toEqual([wish]);
    expect(mergeCall([wish], { ...wish, wantsCallback: false, position: '13' })).toEqual([]);
  });

  it('put who waits longest first, also when the call came back to the queue later', () => {
    const waiting = call('2', '11', { queue: 'service', joinedAt: '2026-11-21T10:00:30Z' });
    const wish = call('1', '12', { wantsCallback: true, joinedAt: '2026-11-21T10:00:10Z' });
    expect(mergeCall([waiting, call('3', '9')], wish).map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('ignore an older word about a call', () => {
    const calls = [call('1', '12', { status: 'in-progress' })];
    expect(mergeCall(calls, call('1', '9'))).toBe(calls);
  });
});
