import { describe, expect, it } from 'vitest';
import type { Entry } from '../api/types';
import { flatten, type Pages } from './pages';
import { lastChange, mergeEntry } from './timeline';

function entry(id: string, position: string, changed = position, text = id): Entry {
  return { id, position, changed, at: '2026-01-01T10:00:00Z', kind: 'message-received', text, attachments: [] };
}

const timeline: Pages<Entry> = {
  pageParams: [undefined],
  pages: [{ items: [entry('b', '100', '130'), entry('a', '99')], next: null }],
};

const texts = (pages: Pages<Entry>) => flatten(pages).map(({ text }) => text);

describe('a timeline after a live entry', () => {
  it('shows a new entry first', () => {
    expect(texts(mergeEntry(timeline, entry('c', '131')))).toEqual(['c', 'b', 'a']);
  });

  it('replaces a changed entry in place', () => {
    expect(texts(mergeEntry(timeline, entry('a', '99', '140', 'changed')))).toEqual(['b', 'changed']);
  });

  it('ignores an older state of an entry', () => {
    expect(mergeEntry(timeline, entry('b', '100', '129', 'old'))).toBe(timeline);
  });

  it('resumes from the latest change, not the latest position', () => {
    expect(lastChange(timeline)).toBe('130');
    expect(lastChange(undefined)).toBe('0');
  });
});
