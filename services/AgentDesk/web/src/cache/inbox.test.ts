import { describe, expect, it } from 'vitest';
import type { ConversationSummary } from '../api/types';
import { defaultFilter } from '../inbox/inboxFilter';
import { mergeSummary } from './inbox';
import { flatten, type Pages } from './pages';

function summary(id: string, minute: number, more: Partial<ConversationSummary> = {}): ConversationSummary {
  return {
    id,
    citizenId: `citizen-${id}`,
    contactPoint: { kind: 'phone', address: '+4915112345678' },
    status: 'open',
    channel: 'sms',
    lastDirection: 'inbound',
    awaitingReply: true,
    openedAt: '2026-01-01T10:00:00Z',
    lastAt: `2026-01-01T10:${String(minute).padStart(2, '0')}:00Z`,
    position: String(minute),
    ...more,
  };
}

function pages(next: string | null, ...lists: ConversationSummary[][]): Pages<ConversationSummary> {
  return {
    pageParams: lists.map(() => undefined),
    pages: lists.map((items, index) => ({ items, next: index === lists.length - 1 ? next : 'more' })),
  };
}

const ids = (list: Pages<ConversationSummary> | null) => flatten(list ?? undefined).map(({ id }) => id);

describe('an inbox list after a change', () => {
  const list = pages(null, [summary('c', 30), summary('b', 20)], [summary('a', 10)]);

  it('moves a conversation with a new message to the top, from any page', () => {
    expect(ids(mergeSummary(list, summary('a', 40), defaultFilter, 'me'))).toEqual(['a', 'c', 'b']);
  });

  it('adds a conversation it did not have', () => {
    expect(ids(mergeSummary(list, summary('d', 25), defaultFilter, 'me'))).toEqual(['c', 'd', 'b', 'a']);
  });

  it('works on an empty list', () => {
    expect(ids(mergeSummary(pages(null, []), summary('a', 1), defaultFilter, 'me'))).toEqual(['a']);
  });

  it('leaves a conversation past the loaded pages to paging', () => {
    const paged = pages('more', [summary('c', 30)]);
    expect(ids(mergeSummary(paged, summary('a', 10), defaultFilter, 'me'))).toEqual(['c']);
  });

  it('drops a conversation that no longer matches the filter', () => {
    expect(ids(mergeSummary(list, summary('b', 40, { status: 'closed' }), defaultFilter, 'me'))).toEqual(['c', 'a']);
    const mine = { ...defaultFilter, assignment: 'mine' as const };
    expect(ids(mergeSummary(list, summary('b', 40, { assignee: 'you' }), mine, 'me'))).toEqual(['c', 'a']);
  });

  it('ignores an event older than what it shows', () => {
    expect(mergeSummary(list, summary('c', 30, { position: '29', lastText: 'old' }), defaultFilter, 'me')).toBe(list);
  });

  it('asks the server whether a search finds a conversation, and updates those already found', () => {
    const search = { ...defaultFilter, search: 'passport' };
    expect(mergeSummary(list, summary('x', 50), search, 'me')).toBeNull();
    expect(ids(mergeSummary(list, summary('a', 50), search, 'me'))).toEqual(['a', 'c', 'b']);
  });
});
