import { comparePositions, latest } from '../api/position';
import type { Entry } from '../api/types';
import { find, flatten, insertSorted, type Pages } from './pages';

const newerFirst = (a: Entry, b: Entry) => comparePositions(a.position, b.position) > 0;

/** The timeline after an entry was added, or changed in place. */
export function mergeEntry(pages: Pages<Entry>, entry: Entry): Pages<Entry> {
  const known = find(pages, entry.id);
  if (!known) return insertSorted(pages, entry, newerFirst);
  if (comparePositions(known.changed, entry.changed) > 0) return pages;
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (item.id === entry.id ? entry : item)),
    })),
  };
}

/** The position after which a live stream has to resume. */
export function lastChange(pages: Pages<Entry> | undefined): string {
  return flatten(pages).reduce<string | undefined>((last, entry) => latest(last, entry.changed), undefined) ?? '0';
}
