import { comparePositions } from '../api/position';
import type { ConversationSummary } from '../api/types';
import { matchesFilter, type InboxFilter } from '../inbox/inboxFilter';
import { find, insertSorted, without, type Pages } from './pages';

const newerFirst = (a: ConversationSummary, b: ConversationSummary) =>
  Date.parse(a.lastAt) >= Date.parse(b.lastAt);

/** A list after a conversation changed. `null` = only the server can tell: the change may make a search find it. */
export function mergeSummary(
  pages: Pages<ConversationSummary>,
  summary: ConversationSummary,
  filter: InboxFilter,
  me: string,
): Pages<ConversationSummary> | null {
  const known = find(pages, summary.id);
  if (known && comparePositions(known.position, summary.position) > 0) return pages;
  if (!matchesFilter(summary, filter, me)) return known ? without(pages, summary.id) : pages;
  if (filter.search && !known) return null;
  return insertSorted(without(pages, summary.id), summary, newerFirst);
}
